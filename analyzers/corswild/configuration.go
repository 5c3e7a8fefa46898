package corswild

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/flow"
)

// This file reads a configuration: a structure with the fields that the catalog names.

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
		p.starApart = p.creds == yes && l.withoutStar(v, l.args["credentials"])
	}
}

// withoutStar says whether a field is true only where the program saw that "*" is not
// among the origins.
func (l *library) withoutStar(v value, field string) bool {
	unit, asked := l.f.unit, false
	refused := func(cond ssa.Value, want bool) bool {
		if call, ok := cond.(*ssa.Call); ok {
			known := unit.CallOf(call)
			if known == nil || known.Callee != "slices.Contains" || want || !l.isStar(known.Arg(1), call) {
				return false
			}
			asked = true
			return true
		}
		b, ok := cond.(*ssa.BinOp)
		if !ok || b.Op != token.EQL && b.Op != token.NEQ {
			return false
		}
		if length, ok := b.X.(*ssa.Call); ok && isInteger(length.Type()) {
			return want == (b.Op == token.NEQ) // of the list whose element is compared
		}
		if l.isStar(b.X, b) || l.isStar(b.Y, b) {
			asked = true
			return want == (b.Op == token.NEQ)
		}
		return false
	}
	for _, o := range unit.Numbers(v.v, v.at, v.path(field)...) {
		if o.Class == flow.Constant && o.Text == "true" && !unit.HoldsOnWay(o, refused) {
			return false
		}
	}
	return asked
}

func (l *library) isStar(v ssa.Value, at ssa.Instruction) bool {
	texts, ok := l.f.unit.Constants(v, at)
	return ok && len(texts) == 1 && texts[0] == "*"
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

// origins reads who is allowed. Where the field that allows all is set, a list beside
// it plays no part: beego sends the star, gin-contrib and hertz-contrib refuse to start.
func (l *library) origins(p *policy, v value, t *types.Named) {
	set := l.checks(p, v, t)
	if field := l.field(t, "all"); field != "" {
		switch on, place := l.flag(v, field); on {
		case yes:
			p.allows = append(p.allows, allowance{passing: star, why: field + " is set", place: place})
			return
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
	if result < 0 || len(fn.Blocks) > 0 && index >= len(fn.Params) {
		return nil
	}
	var asked subject
	if len(fn.Blocks) > 0 {
		asked.params = []*ssa.Parameter{fn.Params[index]}
	}
	c := newChecker(f.unit, asked)
	s := c.function(fn, result, true)
	var place flow.Place
	if len(fn.Blocks) > 0 {
		place.Pos = fn.Pos()
	}
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
