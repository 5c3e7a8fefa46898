package corswild

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/flow"
)

// This file judges headers that are set by hand: which origins are sent, and
// whether credentials are allowed on a way that sends them.

const (
	allowOrigin      = "access-control-allow-origin"
	allowCredentials = "access-control-allow-credentials"
	allowPrivate     = "access-control-allow-private-network"
)

// headerWrite is a place where one of the headers is set.
type headerWrite struct {
	name string
	// in sets the header, in the function where its name is known.
	in    ssa.Instruction
	value ssa.Value
	part  []string
	// at is where the function that is looked at sets it: in, or a call that leads
	// there.
	at ssa.Instruction
	// calls lead from at to in.
	calls []ssa.Instruction
}

// wrapper is a function that sets a header that its parameters name.
type wrapper struct {
	name, value int // parameters; value is -1 when it is set otherwise
}

// headerFinder collects the writes of a package.
type headerFinder struct {
	*finder
	direct   map[*ssa.Function][]headerWrite
	wrappers map[*ssa.Function][]wrapper
	calls    map[*ssa.Function][]*flow.Call
	seen     map[[2]ssa.Instruction]bool
	paired   map[ssa.Instruction]bool
}

// headers judges the headers that the package sets by hand.
func (f *finder) headers() {
	h := &headerFinder{finder: f, direct: make(map[*ssa.Function][]headerWrite), wrappers: make(map[*ssa.Function][]wrapper),
		calls: make(map[*ssa.Function][]*flow.Call), seen: make(map[[2]ssa.Instruction]bool), paired: make(map[ssa.Instruction]bool)}
	h.collect()
	if len(h.direct) == 0 {
		return
	}
	for _, fn := range f.unit.Functions() {
		h.pairs(fn)
	}
	for _, fn := range f.unit.Functions() {
		h.alone(fn)
	}
}

func (h *headerFinder) collect() {
	for _, call := range h.unit.Calls() {
		h.calls[call.Func] = append(h.calls[call.Func], call)
		if mark := call.Mark("header.set"); mark != nil {
			value, part := call.Place(mark, "value"), []string(nil)
			if n, ok := strings.CutSuffix(mark.Args["value"], "[*]"); ok {
				value, part = call.Arg(int(n[0]-'0')), []string{"[*]"}
			}
			h.set(call, call.Place(mark, "name"), value, part)
		}
	}
	for _, fn := range h.unit.Functions() {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				if up, ok := in.(*ssa.MapUpdate); ok {
					h.mapped(up)
				}
			}
		}
	}
	for range 3 {
		if !h.throughWrappers() {
			break
		}
	}
	h.throughPackages()
}

// set notes a call that sets a header.
func (h *headerFinder) set(call *flow.Call, name, value ssa.Value, part []string) {
	if name == nil || value == nil {
		return
	}
	if index := paramOf(call.Func, name); index >= 0 {
		h.wrappers[call.Func] = append(h.wrappers[call.Func], wrapper{index, paramOf(call.Func, value)})
		return
	}
	h.note(call.Instr, h.headerName(name, call.Instr), value, part)
}

func (h *headerFinder) note(in ssa.Instruction, name string, value ssa.Value, part []string) {
	switch name {
	case allowOrigin, allowCredentials, allowPrivate:
		fn := in.Parent()
		w := headerWrite{name: name, in: in, at: in, value: value, part: part}
		if !slices.ContainsFunc(h.direct[fn], func(o headerWrite) bool { return o.in == in && o.name == name }) {
			h.direct[fn] = append(h.direct[fn], w)
		}
	}
}

func (h *headerFinder) headerName(v ssa.Value, at ssa.Instruction) string {
	texts, ok := h.unit.Constants(v, at)
	if !ok || len(texts) != 1 {
		return ""
	}
	return strings.ToLower(texts[0])
}

// paramOf is the index of the parameter that v is; -1 when it is none.
func paramOf(fn *ssa.Function, v ssa.Value) int {
	for {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
			continue
		case *ssa.ChangeType:
			v = x.X
			continue
		case *ssa.Parameter:
			return slices.Index(fn.Params, x)
		}
		return -1
	}
}

// mapped notes h["Access-Control-Allow-Origin"] = ..., for maps of texts of any
// type: the name says enough.
func (h *headerFinder) mapped(up *ssa.MapUpdate) {
	k, ok := up.Key.(*ssa.Const)
	if !ok || k.Value == nil || k.Value.Kind() != constant.String {
		return
	}
	var part []string
	switch t := up.Value.Type().Underlying().(type) {
	case *types.Slice:
		part = []string{"[*]"}
		if !isText(t.Elem()) {
			return
		}
	default:
		if !isText(t) {
			return
		}
	}
	h.note(up, strings.ToLower(constant.StringVal(k.Value)), up.Value, part)
}

// throughWrappers notes the calls of wrappers; it says whether a new wrapper was
// found.
func (h *headerFinder) throughWrappers() bool {
	found := false
	for fn, list := range h.wrappers {
		for _, in := range h.unit.Callers(fn) {
			call := h.unit.CallOf(in)
			for _, w := range list {
				if call == nil || w.name >= len(call.Operands) || w.value >= len(call.Operands) || w.value < 0 {
					continue
				}
				name, value := call.Operands[w.name], call.Operands[w.value]
				if index := paramOf(call.Func, name); index >= 0 {
					outer := wrapper{index, paramOf(call.Func, value)}
					if !slices.Contains(h.wrappers[call.Func], outer) {
						h.wrappers[call.Func] = append(h.wrappers[call.Func], outer)
						found = true
					}
					continue
				}
				h.note(in, h.headerName(name, in), value, nil)
			}
		}
	}
	return found
}

// throughPackages notes the calls of wrappers in other packages: the parameter
// behind the header's name is taken for its value.
func (h *headerFinder) throughPackages() {
	for _, use := range h.unit.Uses("header.name") {
		if use.Via == nil || use.Call == nil {
			continue
		}
		call := h.unit.CallOf(use.Call)
		if call == nil || use.Operand+1 >= len(call.Operands) {
			continue
		}
		value := call.Operands[use.Operand+1]
		if isText(value.Type()) {
			h.note(use.Instr, h.headerName(use.Arg, use.Instr), value, nil)
		}
	}
}

// maxLift bounds the calls between a function and the header that it sets.
const maxLift = 3

// writes are the headers that fn sets, itself and by what it calls.
func (h *headerFinder) writes(fn *ssa.Function, depth int) []headerWrite {
	list := slices.Clone(h.direct[fn])
	if depth >= maxLift {
		return list
	}
	for _, call := range h.calls[fn] {
		callee := call.Instr.Common().StaticCallee()
		if callee == nil || len(callee.Blocks) == 0 || callee == fn {
			continue
		}
		for _, w := range h.writes(callee, depth+1) {
			w.calls = append([]ssa.Instruction{call.Instr}, w.calls...)
			w.at = call.Instr
			list = append(list, w)
		}
	}
	return list
}

// pairs judges the origins of fn with the credentials of fn.
func (h *headerFinder) pairs(fn *ssa.Function) {
	list := h.writes(fn, 0)
	for _, o := range list {
		if o.name != allowOrigin {
			continue
		}
		for _, other := range list {
			if other.name == allowOrigin || other.at == o.at && o.at != o.in || h.seen[[2]ssa.Instruction{o.in, other.in}] || !together(o.at, other.at) {
				continue
			}
			h.seen[[2]ssa.Instruction{o.in, other.in}] = true
			h.pair(o, other)
		}
	}
}

// together says whether a run of the function can pass both instructions.
func together(a, b ssa.Instruction) bool {
	return a.Parent() == b.Parent() && (reaches(a.Block(), b.Block()) || reaches(b.Block(), a.Block()))
}

func reaches(from, to *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	work := []*ssa.BasicBlock{from}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if b == to {
			return true
		}
		if !seen[b] {
			seen[b] = true
			work = append(work, b.Succs...)
		}
	}
	return false
}

// pair judges one origin header with one that allows more.
func (h *headerFinder) pair(o, other headerWrite) {
	texts, ok := h.unit.Constants(other.value, other.in, other.part...)
	if !ok || !slices.ContainsFunc(texts, func(t string) bool { return strings.EqualFold(t, "true") }) {
		h.paired[o.in] = true // credentials may be allowed: the note would be wrong
		return
	}
	h.paired[o.in] = true
	p := h.policy(o, &other)
	if p == nil {
		return
	}
	if other.name == allowCredentials {
		p.creds, p.credsAt = yes, flow.Place{Pos: other.in.Pos()}
		if h.configured(other, o) {
			p.creds = unknown
		}
		if p.first(star) != nil && p.first(reflected, null, partly) == nil {
			p.fix = h.statementFix(o, other)
		}
	} else {
		p.private, p.creds = yes, unknown
	}
	h.drafts = append(h.drafts, p.drafts()...)
}

// alone judges the origins that are sent without credentials.
func (h *headerFinder) alone(fn *ssa.Function) {
	for _, o := range h.direct[fn] {
		if o.name != allowOrigin || h.paired[o.in] {
			continue
		}
		if p := h.policy(o, nil); p != nil {
			h.drafts = append(h.drafts, p.drafts()...)
		}
	}
}

// policy is what one origin header lets through, on the ways that also pass with.
func (h *headerFinder) policy(o headerWrite, with *headerWrite) *policy {
	fn := o.in.Parent()
	p := &policy{name: "this header", place: o.in.Pos(), fn: fn, sink: o.in, creds: no, withStar: star, public: h.public(fn, o.in)}
	for _, from := range h.unit.TracePart(o.value, o.in, o.part...) {
		p.allows = append(p.allows, h.sent(o, with, from)...)
	}
	if len(p.allows) == 0 {
		return nil
	}
	p.name = describe(o)
	return p
}

func describe(o headerWrite) string { return "Access-Control-Allow-Origin, set here," }

// sent judges one origin of the header's value.
func (h *headerFinder) sent(o headerWrite, with *headerWrite, from *flow.Origin) []allowance {
	if from.Class == flow.Constant {
		switch {
		case len(from.Through) > 0 || from.Joined || from.Before+from.After != "":
		case from.Text == "*":
			if with != nil && (h.excludesStar(*with) || h.configured(o, *with)) {
				return nil
			}
			return []allowance{{passing: star, why: `it is "*"`}}
		case from.Text == "null":
			return []allowance{{passing: null, why: `it is "null"`}}
		}
		return nil
	}
	if !isOriginHeader(from) && !chosen(from) {
		return nil
	}
	c := newChecker(h.unit, subject{values: []*flow.Origin{from}})
	s := c.onWay(from)
	s = max(s, h.guarded(c, o))
	if with != nil {
		s = max(s, h.guarded(c, *with))
	}
	if s != onlyNull && from.Props.Has(flow.Any) {
		s = sound
	}
	s = max(s, h.callers(c, o.in.Parent(), 0))
	if s == opened && h.starApart(c, o, from) || with != nil && h.opposed(o, *with, from) {
		return nil
	}
	name := from.Expr
	if name == "" || name == "r.Header" {
		name = fmt.Sprintf("the request's %s", from.Name)
	}
	return judged(c, s, o.in.Parent(), fmt.Sprintf("it repeats %s, whatever that is", name), `it repeats the origin "null"`, from.Place)
}

// opposed says whether the credentials are allowed only where a condition turned
// out one way, and the origin is sent only where it turned out the other way.
func (h *headerFinder) opposed(o, with headerWrite, from *flow.Origin) bool {
	return h.onEvery(with, func(cond ssa.Value, want bool) bool {
		other := func(c ssa.Value, w bool) bool { return c == cond && w != want }
		return h.unit.HoldsOnWay(from, other) || h.onEvery(o, other)
	})
}

// starApart says whether the origin is repeated only where the operator has not let
// everybody in: "*" is sent then, or nothing.
func (h *headerFinder) starApart(c *checker, o headerWrite, from *flow.Origin) bool {
	refused := func(cond ssa.Value, want bool) bool {
		return c.condition(cond, !want) == opened || slices.ContainsFunc(c.openings, func(op opening) bool { return op.want != want && sameField(op.value, cond) })
	}
	if h.onEvery(o, refused) || h.unit.HoldsOnWay(from, refused) {
		return true
	}
	asked := func(cond ssa.Value, want bool) bool { return c.condition(cond, want) == opened }
	return slices.ContainsFunc(h.unit.TracePart(o.value, o.in, o.part...), func(x *flow.Origin) bool {
		return x.Class == flow.Constant && x.Text == "*" && h.unit.HoldsOnWay(x, asked) && !h.depends(x, asked)
	})
}

// depends says whether an origin is chosen only where some setting turned out one
// way, other than those that a test accepts.
func (h *headerFinder) depends(x *flow.Origin, except func(ssa.Value, bool) bool) bool {
	var settings []condition
	h.unit.HoldsOnWay(x, func(cond ssa.Value, want bool) bool {
		if isSetting(cond) && !except(cond, want) {
			settings = append(settings, condition{cond, want})
		}
		return false
	})
	return slices.ContainsFunc(settings, func(s condition) bool {
		return h.unit.HoldsOnWay(x, func(cond ssa.Value, want bool) bool { return s == condition{cond, want} })
	})
}

// sameField says whether two conditions are the same field of a type.
func sameField(a, b ssa.Value) bool {
	x, y := fieldOf(a), fieldOf(b)
	return x != nil && x == y
}

func fieldOf(v ssa.Value) *types.Var {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	switch v := v.(type) {
	case *ssa.FieldAddr:
		if st, ok := v.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct); ok {
			return st.Field(v.Field)
		}
	case *ssa.Field:
		if st, ok := v.X.Type().Underlying().(*types.Struct); ok {
			return st.Field(v.Field)
		}
	}
	return nil
}

// chosen says whether a value is one that a website can put into the request.
func chosen(o *flow.Origin) bool {
	if o.Class != flow.Untrusted || o.Kind != "remote" || o.Unsure {
		return false
	}
	return !strings.Contains(o.Name, "Host") && !strings.HasSuffix(o.Callee, ".Host") && !strings.HasSuffix(o.Callee, ".Hostname") &&
		!strings.HasSuffix(o.Callee, ".BaseURL")
}

// guarded judges the conditions before a header, in its function and in those
// between it and the function looked at.
func (h *headerFinder) guarded(c *checker, w headerWrite) strength {
	s := c.at(w.in)
	for _, call := range w.calls {
		s = max(s, c.at(call))
	}
	return s
}

// callers judges the conditions under which fn is called: the weakest counts.
func (h *headerFinder) callers(c *checker, fn *ssa.Function, depth int) strength {
	calls := h.unit.Callers(fn)
	if len(calls) == 0 || depth >= maxLift {
		return free
	}
	least := sound
	for _, call := range calls {
		least = min(least, max(c.at(call), h.callers(c, call.Parent(), depth+1)))
	}
	return least
}

// excludesStar says whether a header is set only where something is not "*".
func (h *headerFinder) excludesStar(w headerWrite) bool {
	return h.onEvery(w, func(cond ssa.Value, want bool) bool {
		b, ok := cond.(*ssa.BinOp)
		if !ok || (b.Op == token.EQL) == want || b.Op != token.EQL && b.Op != token.NEQ {
			return false
		}
		for _, v := range []ssa.Value{b.X, b.Y} {
			if texts, ok := h.unit.Constants(v, b); ok && len(texts) == 1 && texts[0] == "*" {
				return true
			}
		}
		return false
	})
}

// configured says whether a header depends on a setting that other does not
// depend on: the operator then chose the two together.
func (h *headerFinder) configured(w, other headerWrite) bool {
	return h.onEvery(w, func(cond ssa.Value, want bool) bool {
		return isSetting(cond) && !h.onEvery(other, func(c ssa.Value, w bool) bool { return c == cond && w == want })
	})
}

// onEvery says whether a test accepts a branch on every way to a header.
func (h *headerFinder) onEvery(w headerWrite, test func(ssa.Value, bool) bool) bool {
	return h.unit.Holds(w.in, test) || slices.ContainsFunc(w.calls, func(call ssa.Instruction) bool { return h.unit.Holds(call, test) })
}

// isSetting says whether a condition is about a field, variable or parameter that
// is not of a request.
func isSetting(cond ssa.Value) bool {
	if b, ok := cond.(*ssa.BinOp); ok {
		_, right := b.Y.(*ssa.Const)
		return right && isSetting(b.X)
	}
	if call, ok := cond.(*ssa.Call); ok {
		if _, builtin := call.Call.Value.(*ssa.Builtin); builtin && len(call.Call.Args) == 1 {
			return isSetting(call.Call.Args[0]) // the length of a list
		}
		return false
	}
	if load, ok := cond.(*ssa.UnOp); ok {
		cond = load.X
	}
	switch v := cond.(type) {
	case *ssa.FieldAddr:
		return !carriesRequest(v.X.Type())
	case *ssa.Field:
		return !carriesRequest(v.X.Type())
	case *ssa.Global, *ssa.FreeVar:
		return true
	case *ssa.Parameter:
		return isBoolean(v.Type())
	}
	return false
}
