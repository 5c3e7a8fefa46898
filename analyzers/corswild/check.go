package corswild

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/flow"
)

// strength says what a check lets through.
type strength int

const (
	// free: every website.
	free strength = iota
	// onlyNull: the origin "null" and what sound checks allow.
	onlyNull
	// weak: more than it seems, see weakness.
	weak
	// sound: a known set, the operator's choice, or not decided here.
	sound
)

// weakness is a condition that accepts origins of strangers.
type weakness struct {
	place  token.Pos
	form   string // "strings.HasSuffix with \"example.com\""
	attack string // an origin that passes
	call   *ssa.Call
	// subject is the value that is tested, and whether it is only the host.
	subject ssa.Value
	host    bool
	suffix  string // for a repair, of expr
	expr    *ast.CallExpr
}

// subject says which values of a function are the origin of a request.
type subject struct {
	params []*ssa.Parameter
	values []ssa.Value
}

// is says whether a value comes from the subject.
func (s subject) is(o *flow.Origin) bool {
	switch {
	case o.Param != nil && slices.Contains(s.params, o.Param):
		return true
	case o.Value != nil && slices.Contains(s.values, o.Value):
		return true
	}
	return isOriginHeader(o)
}

// isOriginHeader says whether a value is the Origin (or Referer) of a request.
func isOriginHeader(o *flow.Origin) bool {
	if o.Class != flow.Untrusted {
		return false
	}
	for _, header := range []string{"Origin", "Referer"} {
		if strings.EqualFold(o.Name, header) || strings.Contains(strings.ToLower(o.Expr), strings.ToLower(strconv.Quote(header))) {
			return true
		}
	}
	return strings.HasSuffix(o.Callee, ").Referer")
}

// checker judges conditions on an origin.
type checker struct {
	unit    *flow.Unit
	subject subject
	depth   int
	// met are the weak conditions that were met.
	met []weakness
	// conditions already judged.
	judged map[condition]strength
}

type condition struct {
	value ssa.Value
	want  bool
}

func newChecker(unit *flow.Unit, s subject) *checker {
	return &checker{unit: unit, subject: s, judged: make(map[condition]strength)}
}

// result judges what holds when question holds: it is asked with one test that
// accepts sound conditions, then with more lenient ones.
func (c *checker) result(question func(test func(ssa.Value, bool) bool) bool) strength {
	for _, level := range []strength{sound, weak, onlyNull} {
		if question(func(cond ssa.Value, want bool) bool { return c.condition(cond, want) >= level }) {
			return level
		}
	}
	return free
}

// at judges the conditions on the ways to an instruction.
func (c *checker) at(in ssa.Instruction) strength {
	return c.result(func(test func(ssa.Value, bool) bool) bool { return c.unit.Holds(in, test) })
}

// onWay judges the conditions on the way of an origin.
func (c *checker) onWay(o *flow.Origin) strength {
	return c.result(func(test func(ssa.Value, bool) bool) bool { return c.unit.HoldsOnWay(o, test) })
}

// maxDepth bounds the functions that are entered from a check; deeper ones are
// taken to be sound.
const maxDepth = 5

// function judges what it means that a result of fn is true (or, for errors, nil).
func (c *checker) function(fn *ssa.Function, result int, want bool) strength {
	if len(fn.Blocks) == 0 || c.depth >= maxDepth {
		return sound
	}
	c.depth++
	defer func() { c.depth-- }()
	least := sound
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || result >= len(ret.Results) {
			continue
		}
		v := ret.Results[result]
		if known, ok := truth(v); ok && known != want {
			continue
		}
		s := c.result(func(test func(ssa.Value, bool) bool) bool { return c.unit.HoldsIf(ret, v, want, test) })
		least = min(least, s)
	}
	return least
}

// truth is the value of a boolean constant; nil errors are true.
func truth(v ssa.Value) (value, known bool) {
	k, ok := v.(*ssa.Const)
	if !ok {
		return false, false
	}
	if k.Value == nil {
		return true, true
	}
	return k.Value.ExactString() == "true", true
}

// condition judges a single condition that turned out as wanted: free means that
// it says nothing about the origin.
func (c *checker) condition(cond ssa.Value, want bool) strength {
	key := condition{cond, want}
	if s, ok := c.judged[key]; ok {
		return s
	}
	c.judged[key] = sound // a condition that depends on itself
	s := c.judge(cond, want)
	c.judged[key] = s
	return s
}

func (c *checker) judge(cond ssa.Value, want bool) strength {
	switch v := cond.(type) {
	case *ssa.Const:
		return free
	case *ssa.BinOp:
		return c.comparison(v, want)
	case *ssa.Call:
		return c.call(v, 0, want)
	case *ssa.Extract:
		switch t := v.Tuple.(type) {
		case *ssa.Lookup:
			if c.involves(t.Index, t) {
				return ifWanted(want, c.members(t.X, t, "[key]"))
			}
			return c.setting(t.X, t, want)
		case *ssa.Call:
			return c.call(t, v.Index, want)
		case *ssa.TypeAssert:
			return free
		}
		return sound
	case *ssa.Lookup:
		if c.involves(v.Index, v) {
			return ifWanted(want, c.members(v.X, v, "[key]"))
		}
		return c.setting(v.X, v, want)
	}
	in, ok := cond.(ssa.Instruction)
	if !ok {
		return named(cond.Name(), want)
	}
	return c.setting(cond, in, want)
}

// ifWanted is what a test says when it succeeded; a test that failed says nothing.
func ifWanted(want bool, s strength) strength {
	if want {
		return s
	}
	return free
}

// involves says whether a value is made from the origin.
func (c *checker) involves(v ssa.Value, at ssa.Instruction) bool {
	return slices.ContainsFunc(c.unit.Trace(v, at), c.subject.is)
}

// setting judges a condition that is not about the origin: one that names
// development, or everybody, is the operator's choice; others say nothing.
func (c *checker) setting(v ssa.Value, at ssa.Instruction, want bool) strength {
	for _, o := range c.unit.Numbers(v, at) {
		for _, text := range []string{o.Name, o.Expr} {
			if named(text, want) == sound {
				return sound
			}
		}
		if o.FieldVar != nil && named(o.FieldVar.Name(), want) == sound {
			return sound
		}
	}
	return named(sourceOf(v), want)
}

// named judges a setting that turned out as wanted by the words of its name.
func named(name string, want bool) strength {
	for _, w := range wordsOf(name) {
		if slices.Contains(opening, w) && want || slices.Contains(closing, w) && !want || slices.Contains(choosing, w) {
			return sound
		}
	}
	lower := strings.ToLower(name)
	for _, joined := range []string{"allowall", "allowany", "anyorigin", "allorigin", "acceptall", "trustall"} {
		if strings.Contains(lower, joined) && want {
			return sound
		}
	}
	return free
}

// Words of settings by which an operator opens a service on purpose: by turning
// them on, off, or either.
var (
	opening = []string{"dev", "develop", "development", "debug", "local", "localhost", "test", "testing", "insecure", "unsafe", "wildcard",
		"star", "permissive", "demo"}
	closing  = []string{"prod", "production", "strict", "secure", "staging"}
	choosing = []string{"env", "environment", "mode"}
)

// wordsOf splits a name in mixed case, or a text, into lower-case words.
func wordsOf(name string) []string {
	var words []string
	start := 0
	flush := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(name[start:end]))
		}
		start = end
	}
	for i := range len(name) {
		ch := name[i]
		switch {
		case ch >= 'A' && ch <= 'Z':
			if i > 0 && !(name[i-1] >= 'A' && name[i-1] <= 'Z') {
				flush(i)
			}
		case ch >= 'a' && ch <= 'z':
		default:
			flush(i)
			start = i + 1
		}
	}
	flush(len(name))
	return words
}

// sourceOf names a variable or field as the source does.
func sourceOf(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.UnOp:
		return sourceOf(v.X)
	case *ssa.FieldAddr:
		if st, ok := v.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct); ok {
			return st.Field(v.Field).Name()
		}
	case *ssa.Field:
		if st, ok := v.X.Type().Underlying().(*types.Struct); ok {
			return st.Field(v.Field).Name()
		}
	case *ssa.Global, *ssa.Parameter, *ssa.FreeVar:
		return v.Name()
	case *ssa.Call:
		if fn := v.Call.StaticCallee(); fn != nil {
			return fn.Name()
		}
		if v.Call.IsInvoke() {
			return v.Call.Method.Name()
		}
	}
	return ""
}

// comparison judges ==, != and the comparison of an index.
func (c *checker) comparison(b *ssa.BinOp, want bool) strength {
	equal := b.Op == token.EQL && want || b.Op == token.NEQ && !want
	x, y := b.X, b.Y
	if _, ok := x.(*ssa.Const); ok {
		x, y = y, x
	}
	if call, ok := x.(*ssa.Call); ok && isInteger(call.Type()) {
		return c.index(call, b, want)
	}
	left, right := c.involves(x, b), c.involves(y, b)
	if !left && !right {
		return c.unrelated(x, y, b, equal)
	}
	if isErrorOrPointer(x.Type()) {
		return free // whether it could be parsed
	}
	if isBoolean(x.Type()) {
		if known, ok := truth(y); ok {
			return c.condition(x, known == equal)
		}
	}
	if !equal {
		return free
	}
	if !left {
		x, y = y, x
	}
	return c.equalTo(x, y, b)
}

// equalTo judges the origin x against y.
func (c *checker) equalTo(x, y ssa.Value, at ssa.Instruction) strength {
	if left := c.unit.Trace(x, at); slices.ContainsFunc(left, func(o *flow.Origin) bool { return c.subject.is(o) && scheme(o) }) {
		return free // only the scheme is compared
	}
	texts, known := c.unit.Constants(y, at)
	switch {
	case known && slices.Contains(texts, "null"):
		return c.null(at.Pos())
	case known && slices.Contains(texts, ""):
		return sound // no origin, no website
	}
	if !known && slices.ContainsFunc(c.unit.Trace(y, at), c.subject.is) {
		// Compared with a part of itself.
		return sound
	}
	return sound
}

func scheme(o *flow.Origin) bool {
	return o.FieldVar != nil && o.FieldVar.Name() == "Scheme"
}

func (c *checker) null(pos token.Pos) strength {
	c.meet(weakness{place: pos, form: `a comparison with "null"`, attack: "null"})
	return onlyNull
}

func (c *checker) meet(w weakness) {
	if !slices.ContainsFunc(c.met, func(m weakness) bool { return m.place == w.place && m.form == w.form }) {
		c.met = append(c.met, w)
	}
}

func isInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

func isBoolean(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func isErrorOrPointer(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Map, *types.Slice, *types.Signature:
		return true
	}
	return false
}

// unrelated judges a comparison in which the origin does not stand.
func (c *checker) unrelated(x, y ssa.Value, at ssa.Instruction, equal bool) strength {
	for _, v := range []ssa.Value{x, y} {
		if texts, ok := c.unit.Constants(v, at); ok && slices.Contains(texts, "*") {
			return ifWanted(equal, sound) // a configured "*": the operator's choice
		}
		if k, ok := v.(*ssa.Const); ok && k.Value != nil && isText(k.Type()) {
			return named(k.Value.ExactString(), equal) // a mode: "development"
		}
	}
	if isErrorOrPointer(x.Type()) && !isError(x.Type()) {
		return free
	}
	if isError(x.Type()) {
		return c.checkedError(x, equal)
	}
	if isInteger(x.Type()) {
		return free
	}
	return c.setting(x, at, equal)
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

// checkedError judges err == nil after a call of the package's own that was given
// the origin or the request.
func (c *checker) checkedError(err ssa.Value, isNil bool) strength {
	call, ok := err.(*ssa.Call)
	index := 0
	if ex, isExtract := err.(*ssa.Extract); isExtract {
		call, ok = ex.Tuple.(*ssa.Call)
		index = ex.Index
	}
	if !ok || !isNil {
		return free
	}
	return c.enter(call, index, true, free)
}

// index judges strings.Index(origin, x) >= 0 and its like.
func (c *checker) index(call *ssa.Call, b *ssa.BinOp, want bool) strength {
	if _, builtin := call.Call.Value.(*ssa.Builtin); builtin {
		if len(call.Call.Args) > 0 && c.involves(call.Call.Args[0], call) {
			return free // its length
		}
		return ifWanted(empty(b, want), sound) // no list is configured: the operator's choice
	}
	k, ok := b.Y.(*ssa.Const)
	if !ok || k.Value == nil {
		return sound
	}
	value, _ := constantInt(k)
	found := want
	switch {
	case b.Op == token.EQL && value < 0, b.Op == token.LSS, b.Op == token.LEQ && value < 0:
		found = !want
	case b.Op == token.EQL && value == 0 && want:
		return c.textTest(call, prefixOf, "the start")
	case b.Op == token.NEQ && value == 0:
		return free
	}
	if !found {
		return free
	}
	return c.call(call, 0, true)
}

// empty says whether the comparison of a length means that it is 0.
func empty(b *ssa.BinOp, want bool) bool {
	k, ok := b.Y.(*ssa.Const)
	if !ok || k.Value == nil {
		return false
	}
	switch n := k.Int64(); b.Op {
	case token.EQL, token.LEQ:
		return want && n == 0
	case token.NEQ, token.GTR:
		return !want && n == 0
	case token.LSS:
		return want && n == 1
	case token.GEQ:
		return !want && n == 1
	}
	return false
}

func constantInt(k *ssa.Const) (int64, bool) {
	if k.Value == nil {
		return 0, false
	}
	return k.Int64(), true
}

// call judges a call that turned out true.
func (c *checker) call(call *ssa.Call, result int, want bool) strength {
	known := c.unit.CallOf(call)
	if known == nil {
		return sound
	}
	switch known.Callee {
	case "strings.HasPrefix", "bytes.HasPrefix", "strings.CutPrefix":
		return ifWanted(want, c.textTest(call, prefixOf, "the start"))
	case "strings.HasSuffix", "bytes.HasSuffix", "strings.CutSuffix":
		return ifWanted(want, c.textTest(call, suffixOf, "the end"))
	case "strings.Contains", "strings.Index", "strings.LastIndex", "bytes.Contains", "bytes.Index":
		return ifWanted(want, c.textTest(call, containing, "a part"))
	case "strings.EqualFold", "bytes.Equal", "bytes.EqualFold":
		if !c.involves(known.Arg(0), call) && !c.involves(known.Arg(1), call) {
			return c.unrelated(known.Arg(0), known.Arg(1), call, want)
		}
		x, y := known.Arg(0), known.Arg(1)
		if !c.involves(x, call) {
			x, y = y, x
		}
		return ifWanted(want, c.equalTo(x, y, call))
	case "regexp.MatchString", "(*regexp.Regexp).MatchString", "(*regexp.Regexp).Match", "regexp.Match":
		return ifWanted(want, c.pattern(known, call))
	case "path.Match", "path/filepath.Match":
		return ifWanted(want, c.glob(known, call))
	case "slices.Contains":
		if c.involves(known.Arg(1), call) {
			return ifWanted(want, c.members(known.Arg(0), call, "[*]"))
		}
		return ifWanted(want, sound) // a list that is asked for something else: "*"
	}
	if mark := known.Mark("cors.anyorigin"); mark != nil {
		return free
	}
	return c.enter(call, result, want, sound)
}

// enter judges a call of a function of the package that was given the origin or
// the request; other is the judgement of functions that can't be read.
func (c *checker) enter(call *ssa.Call, result int, want bool, other strength) strength {
	known := c.unit.CallOf(call)
	given, request := false, false
	for _, op := range known.Operands {
		if c.involves(op, call) {
			given = true
		}
		if carriesRequest(op.Type()) {
			request = true
		}
	}
	bodies := c.bodies(call)
	if len(bodies) == 0 {
		switch {
		case slices.ContainsFunc(known.Entries, func(e *catalog.Entry) bool { return e.Verb == "source" }):
			return free // it reads the request: whether there is such a value
		case given:
			return other
		case request:
			return other
		}
		return c.setting(call, call, want)
	}
	least := sound
	for _, fn := range bodies {
		saved := c.subject.params
		for i, op := range known.Operands {
			if i < len(fn.Params) && c.involves(op, call) {
				c.subject.params = append(slices.Clip(c.subject.params), fn.Params[i])
			}
		}
		s := c.function(fn, result, want)
		c.subject.params = saved
		least = min(least, s)
	}
	if least == free && named(sourceOf(call), want) == sound && !given {
		return sound
	}
	return least
}

// bodies are the functions of the package that a call enters.
func (c *checker) bodies(call *ssa.Call) []*ssa.Function {
	if fn := call.Call.StaticCallee(); fn != nil {
		if len(fn.Blocks) > 0 {
			return []*ssa.Function{fn}
		}
		return nil
	}
	if call.Call.IsInvoke() {
		return nil
	}
	var found []*ssa.Function
	for _, fn := range c.unit.FunctionValues(call.Call.Value, call) {
		if len(fn.Blocks) == 0 {
			return nil
		}
		found = append(found, fn)
	}
	return found
}

// carriesRequest says whether a value of the type can be asked for the origin.
func carriesRequest(t types.Type) bool {
	named, ok := types.Unalias(derefType(t)).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return false
	}
	switch named.Obj().Name() {
	case "Request", "Context", "Ctx", "RequestCtx", "RequestContext", "Header", "RequestHeader":
		return named.Obj().Pkg().Path() != "context"
	}
	return false
}

func derefType(t types.Type) types.Type {
	if p, ok := types.Unalias(t).Underlying().(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// textTest judges HasPrefix, HasSuffix and Contains.
func (c *checker) textTest(call *ssa.Call, test func(string) matcher, part string) strength {
	known := c.unit.CallOf(call)
	what, with := known.Arg(0), known.Arg(1)
	if what == nil || with == nil {
		return sound
	}
	if !c.involves(what, call) {
		if c.involves(with, call) && part == "a part" {
			return c.within(known, call)
		}
		return c.unrelated(what, with, call, true)
	}
	host, whole := c.shape(what, call)
	if !whole {
		return sound
	}
	least := sound
	for _, o := range c.unit.Trace(with, call) {
		least = min(least, c.textAgainst(known, call, o, test, part, host))
	}
	return least
}

// shape says whether a value is the host of the origin, and whether it is that or
// the origin itself, in any case: not cut or replaced.
func (c *checker) shape(v ssa.Value, at ssa.Instruction) (host, whole bool) {
	whole = true
	for _, o := range c.unit.Trace(v, at) {
		if !c.subject.is(o) {
			continue
		}
		for _, t := range o.Through {
			switch {
			case t == "net/url.Parse", t == "decode", t == "net/url.ParseRequestURI":
				host = true
			case strings.HasPrefix(t, "strings.ToLower"), t == "fold", strings.HasPrefix(t, "strings.ToUpper"), strings.HasSuffix(t, "TrimSpace"):
			case strings.HasPrefix(t, "strings.TrimPrefix"), strings.HasPrefix(t, "net."), strings.HasPrefix(t, "(*net/url.URL)"):
				host = true
			default:
				whole = false
			}
		}
	}
	return host, whole
}

// textAgainst judges a test against one text.
func (c *checker) textAgainst(known *flow.Call, call *ssa.Call, o *flow.Origin, test func(string) matcher, part string, host bool) strength {
	w := weakness{place: call.Pos(), call: call, subject: known.Arg(0), host: host}
	if o.Class == flow.Constant {
		if o.Text == "null" {
			return c.null(call.Pos())
		}
		if len(o.Through) > 0 || o.Joined || o.Before+o.After != "" {
			return sound
		}
		m := test(o.Text)
		m.host = host
		if m.any() {
			return free
		}
		w.attack = m.attack()
		if w.attack == "" {
			return sound
		}
		w.form = fmt.Sprintf("a look at %s of it for %q", part, o.Text)
		if part == "the end" {
			w.suffix, w.expr = o.Text, callExpr(c.unit, call.Pos())
		}
		c.meet(w)
		return weak
	}
	// An entry of a list: what stands around it decides.
	if len(o.Through) > 0 || o.Class == flow.Unknown && o.Expr == "" {
		return sound
	}
	name := o.Expr
	if name == "" {
		name = o.Name
	}
	around := test(o.Before + "example.com" + o.After)
	if strings.Contains(o.Before+o.After, "\x00") {
		return sound
	}
	if part == "the start" && !host {
		around = test("https://example.com" + o.After)
	}
	around.host = host
	if w.attack = around.attack(); w.attack == "" {
		return sound
	}
	w.form = fmt.Sprintf("a look at %s of it for an entry (%s, say %s)", part, name, around.samples[0])
	c.meet(w)
	return weak
}

// within judges strings.Contains(list, origin): the origin may be any part of the
// list.
func (c *checker) within(known *flow.Call, call *ssa.Call) strength {
	for _, o := range c.unit.Trace(known.Arg(0), call) {
		if o.Class == flow.Untrusted {
			return sound
		}
	}
	if host, whole := c.shape(known.Arg(1), call); host || !whole {
		return sound
	}
	c.meet(weakness{place: call.Pos(), call: call, form: "a search for it in a text", attack: "https://example.co where https://example.com is allowed"})
	return weak
}

// pattern judges a regular expression.
func (c *checker) pattern(known *flow.Call, call *ssa.Call) strength {
	re, text := known.Operands[0], known.Operands[1]
	if !c.involves(text, call) {
		return c.unrelated(text, re, call, true)
	}
	host, whole := c.shape(text, call)
	if !whole {
		return sound
	}
	least := sound
	for _, o := range c.unit.Trace(re, call) {
		if o.Class != flow.Constant || o.Nil || o.Text == "" {
			continue // the operator's, or unknown
		}
		m, ok := regexpOf(o.Text)
		if !ok {
			continue
		}
		m.host = host
		if m.any() {
			least = min(least, free)
			continue
		}
		if attack := m.attack(); attack != "" {
			c.meet(weakness{place: call.Pos(), call: call, form: fmt.Sprintf("the regular expression %q", o.Text), attack: attack})
			least = min(least, weak)
		}
	}
	return least
}

// glob judges path.Match.
func (c *checker) glob(known *flow.Call, call *ssa.Call) strength {
	if !c.involves(known.Arg(1), call) {
		return sound
	}
	host, whole := c.shape(known.Arg(1), call)
	texts, ok := c.unit.Constants(known.Arg(0), call)
	if !ok || !whole {
		return sound
	}
	least := sound
	for _, t := range texts {
		m := globOf(t)
		m.match = func(o string) bool { ok, _ := path.Match(t, o); return ok }
		m.host = host
		if m.any() {
			return free
		}
		if attack := m.attack(); attack != "" {
			c.meet(weakness{place: call.Pos(), call: call, form: fmt.Sprintf("the pattern %q", t), attack: attack})
			least = weak
		}
	}
	return least
}

// members judges a list or a set that the origin is looked up in.
func (c *checker) members(list ssa.Value, at ssa.Instruction, part string) strength {
	for _, o := range c.unit.TracePart(list, at, part) {
		if o.Class == flow.Constant && o.Text == "null" && len(o.Through) == 0 {
			return c.null(at.Pos())
		}
	}
	return sound
}
