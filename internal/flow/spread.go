package flow

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// This file knows the order of what a list is joined of, where the list is not written
// at the call: path.Join(append([]string{root}, names...)...), and a function of its
// own that takes any number of elements and hands them on, func below(names ...string).
// That a name is not the first is what keeps "/etc" in its folder.

// Bounds of a list: longer ones are not written by hand.
const (
	maxListed   = 8
	maxElements = 32
)

// inOrder are the elements of a list of texts, in order; a part of which nobody knows
// how many elements it has is one node, "spread".
func (g *graph) inOrder(list ssa.Value, at ssa.Instruction) []*node {
	return g.piecesOf(list, at, 0)
}

func (g *graph) piecesOf(list ssa.Value, at ssa.Instruction, depth int) []*node {
	if g.literalElements(list) != nil {
		return g.operandNodes(list, at, path{anyElem})
	}
	if c, ok := list.(*ssa.Const); ok && c.Value == nil {
		return nil
	}
	if call, ok := list.(*ssa.Call); ok && depth < maxListed && isAppend(call) && !changedByIndex(call) {
		pieces := append(g.piecesOf(call.Call.Args[0], call, depth+1), g.piecesOf(call.Call.Args[1], call, depth+1)...)
		if len(pieces) <= maxElements {
			return pieces
		}
	}
	if isEmptyList(list) {
		return nil
	}
	rest := g.pure(opDerive, "spread", "", nil, g.value(list, path{anyElem}, at))
	if phi, ok := list.(*ssa.Phi); ok && depth < maxListed {
		if first := grownFrom(phi); first != nil {
			return append(g.piecesOf(first, phi, depth+1), rest)
		}
	}
	return []*node{rest}
}

// grownFrom is the list that a loop starts with which only appends to it; nil for
// others.
func grownFrom(phi *ssa.Phi) ssa.Value {
	var first ssa.Value
	for _, e := range phi.Edges {
		if appendsTo(e, phi) {
			continue
		}
		if first != nil && first != e {
			return nil
		}
		first = e
	}
	return first
}

func appendsTo(v ssa.Value, list ssa.Value) bool {
	for range maxListed {
		if v == list {
			return true
		}
		call, ok := v.(*ssa.Call)
		if !ok || !isAppend(call) {
			return false
		}
		v = call.Call.Args[0]
	}
	return false
}

// isEmptyList says whether a list was made without elements.
func isEmptyList(list ssa.Value) bool {
	var length ssa.Value
	switch list := list.(type) {
	case *ssa.MakeSlice:
		length = list.Len
	case *ssa.Slice:
		if _, ok := list.X.(*ssa.Alloc); !ok {
			return false
		}
		length = list.High
	}
	if length == nil {
		return false
	}
	n, ok := constantIndex(length)
	return ok && n == 0
}

func isAppend(call *ssa.Call) bool {
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "append" && len(call.Call.Args) == 2
}

// changedByIndex says whether the elements of a list are written to where it is kept.
func changedByIndex(list ssa.Value) bool {
	for _, ref := range *list.Referrers() {
		if _, ok := ref.(*ssa.IndexAddr); ok {
			return true
		}
	}
	return false
}

// argumentInOrder continues at the elements that a call passes for a parameter that is
// joined as a list; false when they have no order.
func (w *walker) argumentInOrder(n *node, call ssa.CallInstruction, s state) bool {
	ops := operandsOf(call.Common())
	if !s.spread || !isList(n) || n.index >= len(ops) {
		return false
	}
	pieces := w.g.inOrder(ops[n.index], call)
	texts := make([]string, len(pieces))
	for i, k := range pieces {
		texts[i] = w.g.render(k)
	}
	for i, k := range pieces {
		t := s
		t.before, t.after = s.before, s.after
		for _, text := range texts[:i] {
			t.before = clipBefore(t.before + text + "/")
		}
		for j := len(texts) - 1; j > i; j-- {
			t.after = clipAfter("/" + texts[j] + t.after)
		}
		t.joined = s.joined || i > 0
		w.visit(k, t)
	}
	return true
}

// inOrder are the elements that the call on the way passes for a list that is joined,
// and the state to read them in; nil where no order is known.
func (f *freezer) inOrder(n *node, s state) ([]*node, state) {
	if n.op != opDerive || n.as != "spread" || n.kids[0].op != opParam || s.frame == nil {
		return nil, s
	}
	list, fr := n.kids[0], s.frame
	ops := operandsOf(fr.call.Common())
	if !isList(list) || list.index >= len(ops) {
		return nil, s
	}
	s.frame, s.points = fr.parent, append(slices.Clip(fr.points), point{to: fr.call.Block()})
	return f.g.inOrder(ops[list.index], fr.call), s
}

// isList says whether a parameter's node is that of all its elements.
func isList(n *node) bool { return len(n.path) == 1 && n.path[0].name == anyElem.name }
