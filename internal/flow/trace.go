package flow

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// maxDepth bounds the nesting of node construction: deeper expressions occur in
// generated code only, and end in unknown.
const maxDepth = 400

// maxQuestionNodes bounds the nodes that one question makes: a loop over linked
// structures (for p != nil { p = p.next }) would otherwise make them without end.
const maxQuestionNodes = 12000

// value is the node for the part of v that p leads to, as seen at an
// instruction. The instruction matters for what lies behind pointers.
func (g *graph) value(v ssa.Value, p path, at ssa.Instruction) *node {
	if len(p) > maxPath {
		return g.unknown(v, "too deep a structure")
	}
	if len(p) == 1 && p[0] == allElem && !openParameter(v) {
		return g.whole(v, at)
	}
	t := typeAt(v.Type(), p)
	if t != nil && !g.numbers && harmless(t) && !isConstant(v) {
		return g.confined(v)
	}
	if g.depth == 0 {
		g.started = g.nextID
	}
	g.depth++
	defer func() { g.depth-- }()
	if g.depth > maxDepth || g.nextID-g.started > maxQuestionNodes {
		return g.unknown(v, "too deep an expression")
	}
	if len(p) > 0 && p[0] == keyElem && keyless(v.Type()) {
		return g.constant("", nil)
	}
	if len(p) > 0 && isReference(v.Type()) {
		base, bp := g.locate(v, at)
		return g.content(base, join(bp, p), at)
	}
	if len(p) > 0 && at != nil && elementsReplaced(v) {
		if base := g.value(v, nil, at); base.op == opDerive && !base.grown() {
			return g.recall(base, p, at)
		}
	}
	if len(p) == 0 {
		if n := g.byteBuffer(v, at); n != nil {
			return n
		}
	}
	key := valueKey{v, p.String()}
	if n, ok := g.values[key]; ok {
		return n
	}
	// A cycle through a phi meets its own unfinished node.
	if phi, ok := v.(*ssa.Phi); ok {
		n := g.fresh(opAlt)
		n.setValue(phi)
		n.busy = true
		g.values[key] = n
		g.fillPhi(n, phi, p)
		n.finish()
		if same := onlyKid(n); same != nil {
			g.values[key] = same
			return same
		}
		return n
	}
	if n, ok := g.values[key]; ok {
		return n
	}
	busy := g.fresh(opAlt)
	busy.setValue(v)
	busy.busy = true
	g.values[key] = busy
	n := g.trace(v, p, at)
	if n != busy {
		busy.kids = []*node{n}
		busy.at = []point{{}}
	}
	busy.finish()
	g.values[key] = n
	return n
}

// elementsReplaced says whether a list that a call or a map returned has elements written to in
// the function: parts := strings.Split(s, ","); parts[i] = quote(parts[i]).
func elementsReplaced(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.Call, *ssa.Extract, *ssa.Lookup:
	default:
		return false
	}
	if _, ok := v.Type().Underlying().(*types.Slice); !ok || isBytes(v.Type()) {
		return false
	}
	for _, ref := range *v.Referrers() {
		addr, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, use := range *addr.Referrers() {
			if st, ok := use.(*ssa.Store); ok && st.Addr == addr {
				return true
			}
		}
	}
	return false
}

// finish runs what waited for n's kids.
func (n *node) finish() {
	n.busy = false
	for _, f := range n.waiting {
		f()
	}
	n.waiting = nil
}

func isConstant(v ssa.Value) bool {
	_, ok := v.(*ssa.Const)
	return ok
}

// keyless says whether values of a type have no keys that could be text: text has none,
// and those of lists are numbers.
func keyless(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Array:
		return true
	}
	return isText(t)
}

func (g *graph) fillPhi(n *node, phi *ssa.Phi, p path) {
	for i, e := range phi.Edges {
		pred := phi.Block().Preds[i]
		kid := g.value(e, p, lastInstr(pred))
		n.kids = append(n.kids, kid)
		n.at = append(n.at, point{from: pred, to: phi.Block()})
	}
}

// onlyKid is the one node that all kids of n are, n itself aside.
func onlyKid(n *node) *node {
	var only *node
	for _, k := range n.kids {
		if k == n || k == only {
			continue
		}
		if only != nil {
			return nil
		}
		only = k
	}
	return only
}

func lastInstr(b *ssa.BasicBlock) ssa.Instruction { return b.Instrs[len(b.Instrs)-1] }

// trace is value for a value that was not asked before.
func (g *graph) trace(v ssa.Value, p path, at ssa.Instruction) *node {
	switch v := v.(type) {
	case *ssa.Const:
		return g.traceConst(v)
	case *ssa.Parameter:
		if n := g.outsideParam(v); n != nil {
			return g.project(n, p)
		}
		if n := g.received(v, p); n != nil {
			return n
		}
		return g.project(g.param(v, paramIndex(v), nil), p)
	case *ssa.FreeVar:
		return g.freeVar(v, p)
	case *ssa.Global:
		return g.globalAddress(v)
	case *ssa.Function:
		return g.project(g.function(v), p)
	case *ssa.MakeClosure:
		return g.project(g.function(v), p)
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeChan:
		return g.alloc(v)
	case *ssa.MakeSlice:
		if len(p) > 0 {
			return g.content(g.alloc(v), p, at)
		}
		return g.alloc(v)
	case *ssa.FieldAddr, *ssa.IndexAddr:
		base, bp := g.locate(v, at)
		return g.address(v, base, bp)
	case *ssa.BinOp:
		return g.binary(v, at)
	case *ssa.UnOp:
		return g.unary(v, p)
	case *ssa.Call:
		return g.callResult(v, 0, p)
	case *ssa.Extract:
		return g.extract(v, p)
	case *ssa.Field:
		return g.value(v.X, path{fieldElem(v.X.Type(), v.Field)}.with(p...), v)
	case *ssa.Index:
		if isText(v.X.Type()) {
			return g.pure(opDerive, "element", "", v, g.value(v.X, nil, v))
		}
		return g.value(v.X, path{indexElem(v.Index)}.with(p...), v)
	case *ssa.Lookup:
		return g.lookup(v, p)
	case *ssa.Slice:
		return g.slice(v, p, at)
	case *ssa.Convert:
		return g.convert(v, v.X, p)
	case *ssa.MultiConvert:
		return g.convert(v, v.X, p)
	case *ssa.ChangeType:
		return g.value(v.X, p, v)
	case *ssa.ChangeInterface:
		return g.value(v.X, p, v)
	case *ssa.MakeInterface:
		return g.value(v.X, p, v)
	case *ssa.TypeAssert:
		return g.value(v.X, p, v)
	case *ssa.SliceToArrayPointer:
		return g.value(v.X, p, v)
	}
	return g.unknown(v, "")
}

func (g *graph) traceConst(c *ssa.Const) *node {
	if c.Value == nil {
		return g.nodeFor(nodeKey{kind: "nil"}, func(n *node) { n.op, n.as = opConst, "nil" })
	}
	text := c.Value.ExactString()
	if c.Value.Kind() == constant.String {
		text = constant.StringVal(c.Value)
	} else if b, ok := c.Type().Underlying().(*types.Basic); ok && (b.Kind() == types.Int32 || b.Kind() == types.Uint8) {
		if r, exact := constant.Int64Val(c.Value); exact {
			return g.nodeFor(nodeKey{kind: "rune", id: int(r)}, func(n *node) {
				n.op, n.text, n.typ, n.as = opConst, string(rune(r)), c.Type(), "rune"
			})
		}
	}
	return g.constant(text, c.Type())
}

func isText(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func isBytes(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	b, ok := s.Elem().Underlying().(*types.Basic)
	return ok && (b.Kind() == types.Uint8 || b.Kind() == types.Int32)
}

func (g *graph) binary(v *ssa.BinOp, at ssa.Instruction) *node {
	x, y := g.value(v.X, nil, v), g.value(v.Y, nil, v)
	if v.Op == token.ADD && isText(v.Type()) {
		return g.concat(v, x, y)
	}
	return g.pure(opDerive, "arithmetic", v.Op.String(), v, x, y)
}

func (g *graph) unary(v *ssa.UnOp, p path) *node {
	switch v.Op {
	case token.MUL:
		base, bp := g.locate(v.X, v)
		if len(p) > 0 && isReference(v.Type()) {
			return g.content(g.content(base, bp, v), p, v)
		}
		return g.content(base, join(bp, p), v)
	case token.ARROW:
		return g.receive(v.X, p, v)
	}
	return g.pure(opDerive, "arithmetic", v.Op.String(), v, g.value(v.X, nil, v))
}

func (g *graph) extract(v *ssa.Extract, p path) *node {
	switch t := v.Tuple.(type) {
	case *ssa.Call:
		return g.callResult(t, v.Index, p)
	case *ssa.Lookup:
		if v.Index == 0 {
			return g.lookup(t, p)
		}
	case *ssa.TypeAssert:
		if v.Index == 0 {
			return g.value(t.X, p, t)
		}
	case *ssa.UnOp:
		if v.Index == 0 && t.Op == token.ARROW {
			return g.receive(t.X, p, t)
		}
	case *ssa.Next:
		return g.next(v, t, p)
	case *ssa.Select:
		return g.selected(v, t, p)
	}
	return g.confinedOrUnknown(v)
}

func (g *graph) confinedOrUnknown(v ssa.Value) *node {
	if harmless(v.Type()) {
		return g.confined(v)
	}
	return g.unknown(v, "")
}

func (g *graph) next(v *ssa.Extract, next *ssa.Next, p path) *node {
	rng, ok := next.Iter.(*ssa.Range)
	if !ok {
		return g.unknown(v, "")
	}
	if next.IsString {
		if v.Index == 2 {
			return g.pure(opDerive, "element", "", v, g.value(rng.X, nil, rng))
		}
		return g.confinedOrUnknown(v)
	}
	switch v.Index {
	case 1:
		return g.value(rng.X, path{keyElem}.with(p...), next)
	case 2:
		return g.value(rng.X, path{anyElem}.with(p...), next)
	}
	return g.confinedOrUnknown(v)
}

func (g *graph) lookup(v *ssa.Lookup, p path) *node {
	if isText(v.X.Type()) {
		return g.pure(opDerive, "element", "", v, g.value(v.X, nil, v))
	}
	return g.value(v.X, path{g.mapElem(v.Index)}.with(p...), v)
}

// mapElem is the element for a map entry by its key.
func (g *graph) mapElem(key ssa.Value) elem {
	if c, ok := stripConversions(key).(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.String {
		return elem{name: fmt.Sprintf("[%q]", constant.StringVal(c.Value))}
	}
	return anyElem
}

// heldType is the type of a value, or of the one that is put into an interface.
func heldType(v ssa.Value) types.Type {
	for isInterface(v.Type()) {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		default:
			return stripConversions(v).Type()
		}
	}
	return v.Type()
}

func stripConversions(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.ChangeType:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.Convert:
			if !(isText(x.X.Type()) || isBytes(x.X.Type())) {
				return v
			}
			v = x.X
		case *ssa.TypeAssert:
			v = x.X
		default:
			return v
		}
	}
}

func (g *graph) function(v ssa.Value) *node {
	return g.nodeFor(nodeKey{kind: "func", of: v}, func(n *node) {
		n.op = opFunc
		n.setValue(v)
		if f, ok := v.(*ssa.Function); ok {
			n.pos = f.Pos()
		}
	})
}

func (g *graph) alloc(v ssa.Value) *node {
	return g.nodeFor(nodeKey{kind: "alloc", of: v}, func(n *node) {
		n.op = opAlloc
		n.setValue(v)
	})
}

// address is the address of a part of base.
func (g *graph) address(v ssa.Value, base *node, p path) *node {
	if len(p) == 0 {
		return base
	}
	return g.nodeFor(nodeKey{kind: "loc", id: base.id, text: p.String()}, func(n *node) {
		n.op, n.kids, n.path = opLoc, []*node{base}, p
		n.setValue(v)
	})
}

func (g *graph) globalAddress(v *ssa.Global) *node {
	return g.nodeFor(nodeKey{kind: "global", of: v}, func(n *node) {
		n.op, n.global, n.typ, n.pos = opGlobal, v, deref(v.Type()), v.Pos()
	})
}

// freeVar leads to what the closure captured, in the frame of the function that
// made the closure.
func (g *graph) freeVar(v *ssa.FreeVar, p path) *node {
	binding, site := g.binding(v)
	if binding == nil {
		return g.unknown(v, "captured variable")
	}
	if isReference(v.Type()) && len(p) == 0 {
		base, bp := g.locate(binding, site)
		return g.address(v, base, bp)
	}
	return g.foreign(g.value(binding, p, site), point{to: site.Block()})
}

func (g *graph) binding(v *ssa.FreeVar) (ssa.Value, *ssa.MakeClosure) {
	fn := v.Parent()
	for i, fv := range fn.FreeVars {
		if fv != v {
			continue
		}
		for _, mc := range g.closuresOf(fn) {
			if i < len(mc.Bindings) {
				return mc.Bindings[i], mc
			}
		}
	}
	return nil, nil
}

// foreign marks a node as living in another function, entered at a point there.
func (g *graph) foreign(n *node, at point) *node {
	if n.fn == nil || n.op == opConst || n.op == opFunc || n.op == opForeign {
		return n
	}
	return g.nodeFor(nodeKey{kind: "foreign", id: n.id, of: at.from, with: at.to}, func(f *node) {
		f.op, f.kids, f.at, f.typ, f.pos = opForeign, []*node{n}, []point{at}, n.typ, n.pos
		f.fn = n.fn
	})
}
