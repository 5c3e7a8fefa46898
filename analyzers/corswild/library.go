package corswild

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/flow"
)

// This file reads the configurations of libraries. What a library does with its
// settings is written in the catalog, by marks with these tags and keys:
//
//	cors.new FUNC         a call that applies a policy. options= is the place of a
//	                      configuration whose type has cors.options; list= that of
//	                      options that are functions (cors.option); chain=result says
//	                      that the result has methods marked cors.option; origins= is
//	                      the place of a list of origins.
//	cors.options TYPE     what the fields mean: origins, all (allow every origin),
//	                      check (functions FIELD:PARAM that decide), credentials,
//	                      private, list (a second list that confines origins).
//	cors.option FUNC      a call that changes a policy: origins, regexps, check or
//	                      credentials.
//	cors.any FUNC         a function that lets every origin in: sends= and
//	                      credentials=.
//	cors.default SYMBOL   a function or variable that yields a configuration: its
//	                      fields that are not zero.
//
// and, for cors.new and cors.options, what is sent:
//
//	unset=    without any origins: star, reflect or none
//	star=     for "*": star, reflect, or list when it is an entry like others
//	starcred= for "*" with credentials: star, reflect or none (the library refuses)
//	pattern=glob, patternif=FIELD   a star in an entry stands for any text
//	regexps=slashes, entries=regexp entries that are regular expressions
//	any=      an entry that stands for every origin, beside "*"
//	reflectif=FIELD                 with it, "*" is reflected
//	without=FIELD or version=CONST of=PATH, with before=V: the line holds for
//	          versions whose type lacks the field, or whose constant is below V
type library struct {
	f    *finder
	args map[string]string
	note string
}

// libraries judges every policy that is applied by a library.
func (f *finder) libraries() {
	counts := make(map[string]int)
	for _, call := range f.unit.Calls() {
		mark := call.Mark("cors.new")
		if mark == nil || call.Func.Synthetic != "" && !call.Instr.Pos().IsValid() {
			continue // the body of a bound method, see boundPolicies
		}
		p := f.policyOf(call, mark)
		if p == nil {
			continue
		}
		p.ordinal = counts[p.name+call.Func.String()]
		counts[p.name+call.Func.String()]++
		f.drafts = append(f.drafts, p.drafts()...)
	}
	f.boundPolicies()
	f.anyOrigin()
}

// boundPolicies judges policies whose method is passed on as a value: c.Filter.
func (f *finder) boundPolicies() {
	for _, fn := range f.unit.Functions() {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				mc, ok := in.(*ssa.MakeClosure)
				if !ok || len(mc.Bindings) != 1 {
					continue
				}
				bound := mc.Fn.(*ssa.Function)
				obj, ok := bound.Object().(*types.Func)
				if !ok || bound.Synthetic == "" {
					continue
				}
				for _, mark := range f.unit.Marks(obj.Origin(), "cors.new") {
					if mark.Args["options"] == "recv" {
						f.boundPolicy(mc, obj, mark)
					}
				}
			}
		}
	}
}

func (f *finder) boundPolicy(mc *ssa.MakeClosure, obj *types.Func, mark *catalog.Entry) {
	p := &policy{name: shortName(obj.FullName()), place: mc.Pos(), fn: mc.Parent(), sink: mc}
	l := &library{f: f, args: maps.Clone(mark.Args)}
	if l.read(p, value{v: mc.Bindings[0], at: mc}) {
		p.note = l.note
		p.public = f.public(mc.Parent(), mc)
		f.drafts = append(f.drafts, p.drafts()...)
	}
}

func (f *finder) policyOf(call *flow.Call, mark *catalog.Entry) *policy {
	p := &policy{name: shortName(call.Callee), place: call.Instr.Pos(), fn: call.Func, sink: call.Instr}
	l := &library{f: f, args: maps.Clone(mark.Args)}
	switch {
	case mark.Args["options"] != "":
		if !l.options(p, call, mark.Args["options"]) {
			return nil
		}
	case mark.Args["list"] != "":
		l.functional(p, call)
	case mark.Args["chain"] != "":
		l.chain(p, call)
	default:
		l.variadic(p, call)
	}
	p.note = l.note
	p.scope = f.scope(call)
	p.public = f.public(call.Func, call.Instr)
	if p.first(star) != nil && p.creds == yes {
		p.fix = f.credentialsFix(p)
	}
	return p
}

// value is a configuration: a value, or the receiver of a bound method.
type value struct {
	v  ssa.Value
	at ssa.Instruction
	// prefix leads to the configuration.
	prefix []string
}

func (s value) path(field string, more ...string) []string {
	p := slices.Clone(s.prefix)
	if field != "" {
		p = append(p, "."+field)
	}
	return append(p, more...)
}

// options reads a configuration; false when there is none to read.
func (l *library) options(p *policy, call *flow.Call, place string) bool {
	v, ok := l.place(call, place)
	if !ok {
		if t := l.parameterType(call, place); t != nil {
			l.readType(t)
		}
		l.unset(p)
		return true
	}
	return l.read(p, v)
}

// read reads a configuration's fields.
func (l *library) read(p *policy, v value) bool {
	t := structType(v.v.Type())
	if t == nil {
		return false
	}
	l.readType(t)
	l.credentials(p, v)
	if field := l.field(t, "private"); field != "" {
		p.private, _ = l.flag(v, field)
	}
	l.withStar(p, v)
	l.origins(p, v, t)
	return true
}

// place is the value at a mark's place: recv, N, or N[0] for the first of a
// variadic argument's; false when that one is missing.
func (l *library) place(call *flow.Call, place string) (value, bool) {
	if place == "recv" {
		return value{v: call.Operands[0], at: call.Instr}, true
	}
	number, variadic := strings.CutSuffix(place, "[0]")
	n, _ := strconv.Atoi(number)
	arg := call.Arg(n)
	if arg == nil {
		return value{}, false
	}
	if !variadic {
		return value{v: arg, at: call.Instr}, true
	}
	if k, ok := arg.(*ssa.Const); ok && k.Value == nil {
		return value{}, false
	}
	return value{v: arg, at: call.Instr, prefix: []string{"[0]"}}, true
}

// parameterType is the configuration that a call could have been given.
func (l *library) parameterType(call *flow.Call, place string) *types.Named {
	n, _ := strconv.Atoi(strings.TrimSuffix(place, "[0]"))
	if params := call.Object.Signature().Params(); n < params.Len() {
		return structType(params.At(n).Type())
	}
	return nil
}

// structType is the named struct that a configuration's value, pointer or
// variadic slice is of.
func structType(t types.Type) *types.Named {
	t = types.Unalias(t)
	switch u := t.(type) {
	case *types.Pointer:
		return structType(u.Elem())
	case *types.Slice:
		return structType(u.Elem())
	case *types.Named:
		if _, ok := u.Underlying().(*types.Struct); ok {
			return u
		}
	}
	return nil
}

// readType adds what the catalog says of a configuration's type.
func (l *library) readType(t *types.Named) {
	for _, e := range l.f.unit.Marks(t.Obj(), "cors.options") {
		if !l.applies(e, t) {
			continue
		}
		for k, v := range e.Args {
			l.args[k] = v
		}
		if v, ok := e.Args["before"]; ok {
			l.note = fmt.Sprintf("versions before %s do that, and this seems to be one", v)
		}
	}
}

// applies says whether a line is about the version in use: the module's
// requirements are not known to every driver, its types are.
func (l *library) applies(e *catalog.Entry, t *types.Named) bool {
	if field, ok := e.Args["without"]; ok {
		return !hasField(t, field)
	}
	name, ok := e.Args["version"]
	if !ok {
		return true
	}
	for _, imp := range append([]*types.Package{t.Obj().Pkg()}, append(t.Obj().Pkg().Imports(), l.f.pass.Pkg.Imports()...)...) {
		if imp.Path() != e.Args["of"] {
			continue
		}
		if c, ok := imp.Scope().Lookup(name).(*types.Const); ok && c.Val().Kind() == constant.String {
			return versionBelow(constant.StringVal(c.Val()), e.Args["before"])
		}
	}
	return false
}

func versionBelow(version, limit string) bool {
	a, b := strings.Split(strings.TrimPrefix(version, "v"), "."), strings.Split(limit, ".")
	for i := range min(len(a), len(b)) {
		x, _ := strconv.Atoi(a[i])
		y, _ := strconv.Atoi(b[i])
		if x != y {
			return x < y
		}
	}
	return false
}

func hasField(t *types.Named, name string) bool {
	st := t.Underlying().(*types.Struct)
	for i := range st.NumFields() {
		if st.Field(i).Name() == name {
			return true
		}
	}
	return false
}

// field is the name of the field that a key names, "" when this version has none.
func (l *library) field(t *types.Named, key string) string {
	if name := l.args[key]; name != "" && hasField(t, name) {
		return name
	}
	return ""
}

// flag reads a field that is a truth value, or "true".
func (l *library) flag(v value, field string) (tri, flow.Place) {
	known := no
	for _, o := range l.f.unit.Numbers(v.v, v.at, v.path(field)...) {
		text := o.Text
		if def, ok := l.fallback(o, field); ok {
			text = def
		} else if o.Class != flow.Constant {
			known = unknown
			continue
		}
		if text == "true" {
			return yes, o.Place
		}
	}
	return known, flow.Place{}
}

// fallback is the value that a field has in a configuration of the library's own.
func (l *library) fallback(o *flow.Origin, field string) (string, bool) {
	var entries []*catalog.Entry
	switch {
	case o.Callee != "":
		if call, ok := o.Value.(*ssa.Call); ok {
			entries = l.f.unit.CallOf(call).Entries
		}
	case o.Class == flow.Global:
		entries = l.f.unit.Marks(o.Global.Object(), "")
	}
	for _, e := range entries {
		if e.Verb == "mark" && e.Word == "cors.default" {
			return e.Args[field], true
		}
	}
	return "", false
}

func (l *library) credentials(p *policy, v value) {
	switch l.args["credentials"] {
	case "":
	default:
		p.creds, p.credsAt = l.flag(v, l.args["credentials"])
	}
}

func (l *library) withStar(p *policy, v value) {
	p.withStar = l.sends("starcred", star)
	if field := l.args["reflectif"]; field != "" {
		if on, _ := l.flag(v, field); on == yes {
			p.withStar = reflected
		}
	}
}

// sends is what a key says is sent.
func (l *library) sends(key string, otherwise passing) passing {
	switch l.args[key] {
	case "star":
		return star
	case "reflect":
		return reflected
	case "none", "list":
		return listed
	}
	return otherwise
}

// unset is the policy of a configuration without origins.
func (l *library) unset(p *policy) {
	if s := l.sends("unset", listed); s != listed {
		p.allows = append(p.allows, allowance{passing: s, why: "no origins are set, which allows all"})
	}
}

// origins reads who is allowed.
func (l *library) origins(p *policy, v value, t *types.Named) {
	set := l.checks(p, v, t)
	if field := l.field(t, "all"); field != "" {
		switch on, place := l.flag(v, field); on {
		case yes:
			p.allows = append(p.allows, allowance{passing: star, why: field + " is set", place: place})
			set = true
		case unknown:
			set = true
		}
	}
	if field := l.field(t, "list"); field != "" && l.present(v, field) {
		return
	}
	field := l.field(t, "origins")
	if field == "" {
		return
	}
	entries, empty := l.entries(v, field, t)
	for _, e := range entries {
		if a, ok := l.entry(e, v, t); ok {
			p.allows = append(p.allows, a)
		}
	}
	if empty && !set {
		l.unset(p)
	}
}

// present says whether a field holds something, or may.
func (l *library) present(v value, field string) bool {
	return slices.ContainsFunc(l.f.unit.TracePart(v.v, v.at, v.path(field)...), func(o *flow.Origin) bool {
		if _, ok := l.fallback(o, field); ok {
			return false
		}
		return !(o.Class == flow.Constant && (o.Nil || o.Text == ""))
	})
}

// entries are the origins of a list, or of a text with commas; empty says that
// there is none for sure.
func (l *library) entries(v value, field string, t *types.Named) (found []*flow.Origin, empty bool) {
	path := v.path(field)
	if !isText(fieldType(t, field)) {
		path = append(path, "[*]")
	}
	return l.split(l.f.unit.TracePart(v.v, v.at, path...), field)
}

func (l *library) split(origins []*flow.Origin, field string) (found []*flow.Origin, empty bool) {
	empty = len(origins) > 0
	for _, o := range origins {
		text := o.Text
		if def, ok := l.fallback(o, field); ok {
			text = def
		} else if o.Class != flow.Constant {
			found = append(found, o)
			empty = false
			continue
		}
		for entry := range strings.SplitSeq(text, ",") {
			if entry = strings.TrimSpace(entry); entry != "" {
				part := *o
				part.Text, part.Class = entry, flow.Constant
				found = append(found, &part)
				empty = false
			}
		}
	}
	return found, empty
}

func fieldType(t *types.Named, name string) types.Type {
	st := t.Underlying().(*types.Struct)
	for i := range st.NumFields() {
		if st.Field(i).Name() == name {
			return st.Field(i).Type()
		}
	}
	return nil
}

func isText(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

// entry judges one entry of a list.
func (l *library) entry(o *flow.Origin, v value, t *types.Named) (allowance, bool) {
	if o.Class != flow.Constant {
		if isOriginHeader(o) {
			return allowance{passing: reflected, why: "the request's own Origin is the allowed one", place: o.Place}, true
		}
		return allowance{}, false
	}
	place := o.Place
	switch {
	case o.Text == "reflect":
		return allowance{passing: reflected, why: "the default options repeat the Origin of the request", place: place}, true
	case o.Text == "*" && l.args["star"] != "list":
		return allowance{passing: l.sends("star", star), why: `"*" is among the origins`, place: place}, true
	case o.Text == l.args["any"]:
		return allowance{passing: reflected, why: fmt.Sprintf("the entry %q stands for every origin", o.Text), place: place}, true
	case o.Text == "null":
		return allowance{passing: null, why: `"null" is among the origins`, place: place}, true
	}
	m, ok := l.patternOf(o.Text, v, t)
	if !ok {
		return allowance{}, false
	}
	if m.any() {
		return allowance{passing: reflected, why: fmt.Sprintf("the entry %q matches every origin, which is reflected", o.Text), place: place}, true
	}
	if attack := m.attack(); attack != "" {
		return allowance{passing: partly, place: place, weak: &weakness{form: fmt.Sprintf("the entry %q", o.Text), attack: attack}}, true
	}
	return allowance{}, false
}

// patternOf is the test that an entry stands for; false for a plain origin.
func (l *library) patternOf(entry string, v value, t *types.Named) (matcher, bool) {
	if l.args["regexps"] == "slashes" && len(entry) > 2 && strings.HasPrefix(entry, "/") && strings.HasSuffix(entry, "/") {
		return regexpOf(entry[1 : len(entry)-1])
	}
	if l.args["entries"] == "regexp" {
		return regexpOf(entry)
	}
	if l.args["pattern"] == "glob" && strings.Contains(entry, "*") {
		if field := l.args["patternif"]; field != "" && t != nil {
			if on, _ := l.flag(v, field); on != yes {
				return matcher{}, false
			}
		}
		return globOf(entry), true
	}
	return matcher{}, false
}

// checks judges the functions that decide about an origin; it says whether there
// is one, or may be.
func (l *library) checks(p *policy, v value, t *types.Named) bool {
	set := false
	for item := range strings.SplitSeq(l.args["check"], ",") {
		field, param, _ := strings.Cut(item, ":")
		if field == "" || !hasField(t, field) || !l.present(v, field) {
			continue
		}
		set = true
		for _, fn := range l.f.unit.FunctionValues(v.v, v.at, v.path(field)...) {
			p.allows = append(p.allows, l.f.decides(fn, param, field)...)
		}
	}
	return set
}

// decides judges a function that is asked about an origin, its parameter.
func (f *finder) decides(fn *ssa.Function, param, name string) []allowance {
	result := boolResult(fn)
	index, _ := strconv.Atoi(param)
	if fn.Signature.Recv() != nil {
		index++
	}
	if len(fn.Blocks) == 0 || result < 0 || index >= len(fn.Params) {
		return nil
	}
	c := newChecker(f.unit, subject{params: []*ssa.Parameter{fn.Params[index]}})
	s := c.function(fn, result, true)
	place := flow.Place{Pos: fn.Pos()}
	return judged(c, s, fn, name+" accepts every origin", name+` accepts the origin "null"`, place)
}

// boolResult is the index of the first truth value that a function returns.
func boolResult(fn *ssa.Function) int {
	results := fn.Signature.Results()
	for i := range results.Len() {
		if isBoolean(results.At(i).Type()) {
			return i
		}
	}
	return -1
}

// functional reads options that are functions: handlers.CORS(...).
func (l *library) functional(p *policy, call *flow.Call) {
	n, _ := strconv.Atoi(l.args["list"])
	arg := call.Arg(n)
	if arg == nil {
		l.unset(p)
		return
	}
	var options []*flow.Call
	closed := true
	for _, o := range l.f.unit.TracePart(arg, call.Instr, "[*]") {
		if o.Class == flow.Constant {
			continue
		}
		opt, ok := o.Value.(*ssa.Call)
		if !ok {
			closed = false
			continue
		}
		options = append(options, l.f.unit.CallOf(opt))
	}
	l.settings(p, options, closed)
}

// chain reads the methods that are called on the result: cors.New().AllowOrigin(...).
func (l *library) chain(p *policy, call *flow.Call) {
	var options []*flow.Call
	for _, c := range l.f.unit.Calls() {
		if c.Mark("cors.option") == nil || !c.HasReceiver {
			continue
		}
		for _, o := range l.f.unit.Trace(c.Operands[0], c.Instr) {
			if o.Value == call.Value() && o.Value != nil {
				options = append(options, c)
				break
			}
		}
	}
	p.creds = yes
	if l.args["credentials"] != "true" {
		p.creds = no
	}
	l.settings(p, options, true)
}

// settings applies options one after the other; closed says that there are no
// others.
func (l *library) settings(p *policy, options []*flow.Call, closed bool) {
	p.withStar = l.sends("starcred", star)
	set := false
	for _, c := range options {
		mark := c.Mark("cors.option")
		if mark == nil {
			continue
		}
		switch mark.Args["credentials"] {
		case "true":
			p.creds, p.credsAt = yes, flow.Place{Pos: c.Instr.Pos()}
		case "false":
			p.creds = no
		}
		set = l.option(p, c, mark) || set
	}
	if !set && closed {
		l.unset(p)
	}
}

func (l *library) option(p *policy, c *flow.Call, mark *catalog.Entry) bool {
	if v := c.Place(mark, "origins"); v != nil {
		path := []string{"[*]"}
		if isText(v.Type()) {
			path = nil
		}
		entries, _ := l.split(l.f.unit.TracePart(v, c.Instr, path...), "")
		for _, e := range entries {
			if a, ok := l.entry(e, value{}, nil); ok {
				p.allows = append(p.allows, a)
			}
		}
		return true
	}
	if v := c.Place(mark, "regexps"); v != nil {
		for _, o := range l.f.unit.TracePart(v, c.Instr, "[*]") {
			l.regexpEntry(p, o)
		}
		return true
	}
	if check, ok := mark.Args["check"]; ok {
		arg, param, _ := strings.Cut(check, ":")
		n, _ := strconv.Atoi(arg)
		if v := c.Arg(n); v != nil {
			for _, fn := range l.f.unit.FunctionValues(v, c.Instr) {
				p.allows = append(p.allows, l.f.decides(fn, param, c.Object.Name())...)
			}
		}
		return true
	}
	return false
}

func (l *library) regexpEntry(p *policy, o *flow.Origin) {
	if o.Class != flow.Constant || o.Text == "" {
		return
	}
	m, ok := regexpOf(o.Text)
	if !ok {
		return
	}
	if m.any() {
		p.allows = append(p.allows, allowance{passing: reflected, why: fmt.Sprintf("the regular expression %q matches every origin", o.Text), place: o.Place})
	} else if attack := m.attack(); attack != "" {
		p.allows = append(p.allows, allowance{passing: partly, place: o.Place,
			weak: &weakness{form: fmt.Sprintf("the regular expression %q", o.Text), attack: attack}})
	}
}

// variadic reads a list of origins that is passed as such.
func (l *library) variadic(p *policy, call *flow.Call) {
	n, _ := strconv.Atoi(l.args["origins"])
	arg := call.Arg(n)
	if arg == nil {
		l.unset(p)
		return
	}
	if k, ok := arg.(*ssa.Const); ok && k.Value == nil {
		l.unset(p)
	} else {
		entries, _ := l.split(l.f.unit.TracePart(arg, call.Instr, "[*]"), "")
		for _, e := range entries {
			if a, ok := l.entry(e, value{}, nil); ok {
				p.allows = append(p.allows, a)
			}
		}
	}
	if l.args["credentials"] == "reflected" && p.first(reflected, null, partly) != nil {
		p.creds = yes
	}
}

// anyOrigin reports functions that let everybody in, called or passed on.
func (f *finder) anyOrigin() {
	for _, file := range f.pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			obj, ok := f.pass.TypesInfo.Uses[id].(*types.Func)
			if !ok {
				return true
			}
			for _, mark := range f.unit.Marks(obj.Origin(), "cors.any") {
				f.anyUse(id, obj, mark)
			}
			return true
		})
	}
}

func (f *finder) anyUse(id *ast.Ident, obj *types.Func, mark *catalog.Entry) {
	l := &library{f: f, args: mark.Args}
	p := &policy{name: shortName(obj.FullName()), place: id.Pos(), creds: no}
	if mark.Args["credentials"] == "true" {
		p.creds = yes
	}
	why := "that is what it is for"
	kind := l.sends("sends", star)
	if kind == reflected && p.creds == yes {
		why = "it repeats the Origin of the request and allows credentials"
	}
	p.allows = []allowance{{passing: kind, why: why}}
	for _, call := range f.unit.Calls() {
		if call.Object == obj && f.callAt(id, call) {
			p.fn, p.sink = call.Func, call.Instr
			p.place = call.Instr.Pos()
			p.scope = f.scope(call)
			p.public = f.public(call.Func, call.Instr)
		}
	}
	f.drafts = append(f.drafts, p.drafts()...)
}

// callAt says whether a call's function is named at id.
func (f *finder) callAt(id *ast.Ident, call *flow.Call) bool {
	pos := call.Instr.Pos() // of the left parenthesis
	return pos == id.End()
}
