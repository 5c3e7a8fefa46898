package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// calleeInfo is what is known of the function or functions that a call enters.
type calleeInfo struct {
	object    *types.Func // nil for a call of a function value
	fullName  string      // of object, once asked for
	entries   []*catalog.Entry
	bodies    []*ssa.Function // in this package
	summaries []*Summary      // from facts
	hasRecv   bool
	// choices are the functions that a function value can be, when these are several
	// and not all of them have a body here; bodies, summaries and entries are theirs
	// together.
	choices []choice
}

// choice is one of several functions that a call can enter.
type choice struct {
	fn   *ssa.Function
	info *calleeInfo
}

// name is the callee as messages name it: (*database/sql.DB).Query.
func (c *calleeInfo) name() string {
	if c.object == nil {
		return "a function value"
	}
	if c.fullName == "" {
		c.fullName = c.object.FullName()
	}
	return c.fullName
}

// path is the import path of the function's package; "" when it has none.
func (c *calleeInfo) path() string {
	if c.object == nil || c.object.Pkg() == nil {
		return ""
	}
	return c.object.Pkg().Path()
}

// maxImplementations bounds the methods that an interface call is taken to
// enter; an interface with more says nothing about who is behind it.
const maxImplementations = 8

type funcInfo struct {
	calls map[ssa.CallInstruction]*calleeInfo
}

func (g *graph) callee(call ssa.CallInstruction) *calleeInfo {
	fi := g.funcs[call.Parent()]
	if fi == nil {
		fi = &funcInfo{calls: make(map[ssa.CallInstruction]*calleeInfo)}
		g.funcs[call.Parent()] = fi
	}
	if c, ok := fi.calls[call]; ok {
		return c
	}
	c := &calleeInfo{}
	fi.calls[call] = c
	common := call.Common()
	switch {
	case common.IsInvoke():
		c.object, c.hasRecv = common.Method, true
		c.entries = g.unit.catalog.Object(common.Method)
		if len(c.entries) == 0 {
			c.bodies, c.summaries = g.implementations(common.Method)
		}
	case common.StaticCallee() != nil:
		g.staticCallee(c, common.StaticCallee())
	default:
		if _, builtin := common.Value.(*ssa.Builtin); builtin {
			break
		}
		if v := g.funcVariable(common.Value); v != nil {
			c.entries = g.unit.catalog.Object(v)
		}
		if e := g.filler(common.Value); e != nil {
			c.entries = []*catalog.Entry{e}
			break
		}
		fns := g.functionsOf(g.value(common.Value, nil, call), 0, nil)
		if len(fns) == 0 {
			fns = g.options(common.Value.Type())
		}
		bodies := true
		for _, fn := range fns {
			if slices.ContainsFunc(c.choices, func(o choice) bool { return o.fn == fn }) {
				continue
			}
			sub := &calleeInfo{}
			g.staticCallee(sub, fn)
			c.choices = append(c.choices, choice{fn, sub})
			bodies = bodies && len(sub.bodies) > 0 && len(sub.entries) == 0
			c.bodies = append(c.bodies, sub.bodies...)
			c.summaries = append(c.summaries, sub.summaries...)
			c.entries = append(c.entries, sub.entries...)
			if c.object == nil {
				c.object = sub.object
			}
		}
		if bodies || len(c.choices) < 2 {
			c.choices = nil
		}
	}
	return c
}

// when is n, if the function value that call calls is target: a helper that is given
// functions by several callers calls for each the one that it gave.
func (g *graph) when(call ssa.CallInstruction, target *ssa.Function, n *node) *node {
	if n.op == opConst || n.op == opFunc {
		return n
	}
	return g.nodeFor(nodeKey{kind: "when", of: call, with: target, id: n.id}, func(m *node) {
		m.op, m.call, m.target, m.kids = opWhen, call, target, []*node{n}
		m.fn, m.val, m.typ, m.pos = n.fn, n.val, n.typ, n.pos
	})
}

// funcVariable is the package variable of function type that is called, if any.
func (g *graph) funcVariable(v ssa.Value) types.Object {
	if load, ok := v.(*ssa.UnOp); ok {
		if global, ok := load.X.(*ssa.Global); ok {
			return global.Object()
		}
	}
	return nil
}

// isThunk says whether fn stands for a method expression, (*sql.DB).Exec: its first
// parameter is the receiver.
func isThunk(fn *ssa.Function) bool { return strings.HasPrefix(fn.Synthetic, "thunk for ") }

func (g *graph) staticCallee(c *calleeInfo, fn *ssa.Function) {
	if origin := fn.Origin(); origin != nil {
		fn = origin
	}
	c.hasRecv = fn.Signature.Recv() != nil || isThunk(fn)
	if obj, ok := fn.Object().(*types.Func); ok {
		c.object = obj.Origin()
		c.entries = g.unit.catalog.Object(c.object)
		if obj.Pkg() != g.unit.Pass.Pkg && len(fn.Blocks) == 0 {
			if s := g.summaryOf(c.object); s != nil {
				c.summaries = []*Summary{s}
			}
		}
	}
	if len(fn.Blocks) > 0 {
		c.bodies = []*ssa.Function{fn}
	}
}

// canEnter says whether a call of a function that was passed as a parameter can
// enter n's callee when the caller is known.
func (g *graph) canEnter(n *node, f *frame) bool {
	common := n.call.Common()
	if n.target == nil || common.IsInvoke() || common.StaticCallee() != nil {
		return true
	}
	callee := g.value(common.Value, nil, n.call)
	if callee.op != opParam {
		return true
	}
	ops := operandsOf(f.call.Common())
	if callee.index >= len(ops) {
		return true
	}
	passed := g.functionsOf(g.value(ops[callee.index], callee.path, f.call), 0, nil)
	for _, fn := range passed {
		if fn == n.target || fn.Origin() == n.target {
			return true
		}
	}
	return len(passed) == 0
}

// Bounds of the search for the functions that a value can be: a constructor that
// hands on what another made takes two hops each, and a value that is looked for
// much longer is one of a table.
const (
	maxFunctionHops  = 16
	maxFunctionNodes = 200
)

// functionsOf lists the functions that a value of function type can be.
func (g *graph) functionsOf(n *node, depth int, seen map[*node]bool) []*ssa.Function {
	if seen == nil {
		seen = make(map[*node]bool)
	}
	if depth > maxFunctionHops || len(seen) > maxFunctionNodes || seen[n] {
		return nil
	}
	seen[n] = true
	switch n.op {
	case opFunc:
		switch v := n.val.(type) {
		case *ssa.Function:
			return []*ssa.Function{v}
		case *ssa.MakeClosure:
			return []*ssa.Function{v.Fn.(*ssa.Function)}
		}
	case opAlt, opForeign, opCall, opWhen:
		var found []*ssa.Function
		for _, k := range n.kids {
			found = append(found, g.functionsOf(k, depth+1, seen)...)
		}
		return found
	case opParam:
		if n.fn == nil {
			return nil
		}
		var found []*ssa.Function
		for _, call := range g.callersOf(n.fn) {
			ops := operandsOf(call.Common())
			if n.index < len(ops) {
				found = append(found, g.functionsOf(g.value(ops[n.index], n.path, call), depth+1, seen)...)
			}
		}
		if len(found) == 0 {
			return g.functionsInField(n.path, depth+1, seen)
		}
		return found
	}
	return nil
}

// functionsInField lists the functions that the package puts into the field that a
// path ends with. Other packages must not be able to: what they put there could do
// anything.
func (g *graph) functionsInField(p path, depth int, seen map[*node]bool) []*ssa.Function {
	if len(p) == 0 {
		return nil
	}
	field := p[len(p)-1].field
	if field == nil || field.Exported() {
		return nil
	}
	var found []*ssa.Function
	for _, fw := range g.writesToField(field) {
		fns := g.functionsOf(fw.node(g), depth, seen)
		if len(fns) == 0 && !isNilConst(fw.val) {
			return nil // one that is not known
		}
		found = append(found, fns...)
	}
	return found
}

func isNilConst(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.Value == nil
}

// placeIs says whether a catalog place names operand i, counted with the
// receiver.
func (c *calleeInfo) placeIs(p catalog.Place, i int) bool {
	switch p.Root {
	case catalog.Recv:
		return c.hasRecv && i == 0
	case catalog.Arg:
		return c.operand(p.Index) == i
	}
	return false
}

// operand is the operand index of catalog argument index.
func (c *calleeInfo) operand(index int) int {
	if c.hasRecv {
		return index + 1
	}
	return index
}

// callResult is the part p of result index of a call.
func (g *graph) callResult(call *ssa.Call, index int, p path) *node {
	if b, ok := call.Call.Value.(*ssa.Builtin); ok {
		return g.builtin(call, b, p)
	}
	c := g.callee(call)
	if n := g.contextValue(call, c, p); n != nil {
		return n
	}
	if len(c.choices) == 0 {
		return g.resultOf(call, c, index, p)
	}
	var kids []*node
	for _, o := range c.choices {
		kids = append(kids, g.when(call, o.fn, g.resultOf(call, o.info, index, p)))
	}
	return g.alt(call.Parent(), kids, nil)
}

// resultOf is callResult for one that the call can enter.
func (g *graph) resultOf(call *ssa.Call, c *calleeInfo, index int, p path) *node {
	if n := g.catalogResult(call, c, index, p); n != nil {
		return n
	}
	if n := g.getter(call, c, p); n != nil {
		return n
	}
	if c.object != nil && c.object.Pkg() == nil && c.object.Name() == "Error" {
		return g.pure(opDerive, "error text", "", call, g.whole(call.Call.Value, call))
	}
	var kids []*node
	for _, fn := range c.bodies {
		kids = append(kids, g.enter(call, fn, g.returns(fn, index, p)))
	}
	for _, sum := range c.summaries {
		tree, rest := sum.result(index, p)
		if tree == nil || len(p) == 0 && op(tree.Op) != opParam && g.isHandle(call, index) {
			continue // what is behind a handle, content asks by its parts
		}
		kids = append(kids, g.enter(call, nil, g.thawPart(tree, rest, call)))
	}
	if len(kids) == 0 || len(c.bodies) == 0 && len(kids) < len(c.summaries) {
		kids = append(kids, g.unknownResult(call, c, index, p))
	}
	return g.alt(call.Parent(), kids, nil)
}

// isHandle says whether a result is looked into by way of what it points to.
func (g *graph) isHandle(call *ssa.Call, index int) bool {
	results := call.Call.Signature().Results()
	if index >= results.Len() {
		return false
	}
	t := results.At(index).Type()
	_, slice := t.Underlying().(*types.Slice)
	return isReference(t) || slice && !isBytes(t)
}

// resultContent is what lies at p behind what a call of another package's function
// returned, or left behind a parameter (see leftPointer), as the function left it.
func (g *graph) resultContent(base *node, p path) *node {
	full := join(base.path, p)
	var kids []*node
	for _, sum := range g.callee(base.call).summaries {
		tree, rest := sum.result(base.index, full)
		if base.index < 0 {
			tree, rest = sum.written(-1-base.index, full)
		}
		if tree != nil {
			kids = append(kids, g.enter(base.call, nil, g.thawPart(tree, rest, base.call)))
		}
	}
	if len(kids) == 0 {
		return g.project(base, p)
	}
	return g.alt(base.fn, kids, nil)
}

// enter is a callee's node as seen by one caller.
func (g *graph) enter(call ssa.CallInstruction, fn *ssa.Function, n *node) *node {
	if n.op == opConst || n.op == opFunc {
		return n
	}
	return g.nodeFor(nodeKey{kind: "enter", of: call, with: fn, id: n.id}, func(m *node) {
		m.op, m.call, m.kids, m.fn, m.typ, m.target = opCall, call, []*node{n}, call.Parent(), n.typ, fn
		m.pos = call.Pos()
		if v, ok := call.(ssa.Value); ok {
			m.val = v
		}
	})
}

// returns is what fn returns as result index: one kid for each return statement.
func (g *graph) returns(fn *ssa.Function, index int, p path) *node {
	key := resultKey{fn, index, p.String()}
	if n, ok := g.results[key]; ok {
		return n
	}
	n := g.fresh(opAlt)
	n.fn, n.as = fn, "returns"
	if len(p) == 0 {
		n.props = g.escapes(fn, index)
	}
	g.results[key] = n
	for _, b := range fn.Blocks {
		ret, ok := lastInstr(b).(*ssa.Return)
		if !ok || index >= len(ret.Results) {
			continue
		}
		n.kids = append(n.kids, g.value(ret.Results[index], p, ret))
		n.at = append(n.at, point{to: b})
	}
	return n
}

// callContent is what lies at p behind the pointer that a call returned.
func (g *graph) callContent(base *node, p path) *node {
	key := memoryKey{base, p.String(), nil}
	if n, ok := g.memory[key]; ok {
		return n
	}
	hold := g.fresh(opAlt)
	hold.fn, hold.val = base.fn, base.val
	g.memory[key] = hold
	inner := base.kids[0]
	var out *node
	switch {
	case inner.op == opAlt && inner.as == "returns":
		rets := g.fresh(opAlt)
		rets.fn, rets.as = inner.fn, "returns"
		for i, k := range inner.kids {
			rets.kids = append(rets.kids, g.content(k, p, lastInstr(inner.at[i].to)))
			rets.at = append(rets.at, inner.at[i])
		}
		out = rets
	case inner.fn == nil:
		out = g.project(inner, p)
	default:
		out = g.contentElsewhere(inner, p)
	}
	n := g.enter(base.call, out.fn, out)
	hold.kids, hold.at = []*node{n}, []point{{}}
	g.memory[key] = n
	return n
}

func (g *graph) unknownResult(call *ssa.Call, c *calleeInfo, index int, p path) *node {
	return g.nodeFor(nodeKey{kind: "result", of: call, id: index}, func(n *node) {
		n.op, n.call, n.index = opResult, call, index
		n.setValue(call)
		if sig := call.Call.Signature(); index < sig.Results().Len() {
			n.typ = sig.Results().At(index).Type()
		}
		n.text = c.name()
	}).projected(g, p)
}

// inputs are the texts that went into an unknown call. They are traced only when
// somebody asks, so that making a node never reads what a call was given.
func (g *graph) inputs(n *node) []*node {
	if n.call == nil || g.ownModule(g.callee(n.call).object) {
		return nil // its package had its say: no summary means that nothing passes
	}
	var kids []*node
	for _, op := range operandsOf(n.call.Common()) {
		if k := g.textOf(op, n.call); k != nil {
			kids = append(kids, k)
		}
	}
	return kids
}

// ownModule says whether a function of another package was analysed with this
// one, so that what it does would have been told by its summary.
func (g *graph) ownModule(obj *types.Func) bool {
	return obj != nil && obj.Pkg() != g.unit.Pass.Pkg && g.ownPackage(obj.Pkg())
}

// ownPackage says whether a package is of the module under analysis.
func (g *graph) ownPackage(pkg *types.Package) bool {
	m := g.unit.Pass.Module
	if pkg == nil || m == nil || m.Path == "" {
		return false
	}
	return pkg.Path() == m.Path || strings.HasPrefix(pkg.Path(), m.Path+"/")
}

// ownField says whether a field is of a type of the module under analysis. Where the
// module is not known, it is of no type of the standard library.
func (g *graph) ownField(f *types.Var) bool {
	if f == nil || f.Pkg() == nil {
		return false
	}
	if m := g.unit.Pass.Module; m == nil || m.Path == "" {
		return !isStandard(f.Pkg().Path(), nil)
	}
	return f.Pkg() == g.unit.Pass.Pkg || g.ownPackage(f.Pkg())
}

func (n *node) projected(g *graph, p path) *node { return g.project(n, p) }

// textOf is the node of an operand that carries text, nil for others.
func (g *graph) textOf(op ssa.Value, at ssa.Instruction) *node {
	v := stripConversions(op)
	t := v.Type()
	switch {
	case isText(t) || isBytes(t):
		return g.value(v, nil, at)
	case isSliceOfText(t):
		return g.value(v, path{anyElem}, at)
	}
	return nil
}

func isSliceOfText(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	return ok && (isText(s.Elem()) || isInterface(s.Elem()))
}

func isInterface(t types.Type) bool {
	_, ok := t.Underlying().(*types.Interface)
	return ok
}

func (g *graph) builtin(call *ssa.Call, b *ssa.Builtin, p path) *node {
	args := call.Call.Args
	switch b.Name() {
	case "append":
		if len(args) == 1 {
			return g.value(args[0], p, call)
		}
		if len(p) == 0 {
			x, y := g.value(args[0], nil, call), g.value(args[1], nil, call)
			if isBytes(call.Type()) {
				return g.concat(call, x, y)
			}
			return g.pure(opDerive, "append", "", call, x, y)
		}
		return g.appended(call, p)
	case "min", "max":
		var kids []*node
		for _, a := range args {
			kids = append(kids, g.value(a, p, call))
		}
		return g.alt(call.Parent(), kids, nil)
	case "String", "StringData", "Slice", "SliceData":
		if len(args) > 0 {
			from := args[0]
			if first, ok := from.(*ssa.IndexAddr); ok {
				from = first.X // unsafe.String(&b[0], len(b))
			}
			return g.value(from, p, call)
		}
	}
	return g.confinedOrUnknown(call)
}
