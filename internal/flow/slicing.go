package flow

import (
	"go/constant"
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

// This file is about slices that are made of others: by append, and by cutting off
// their first elements.

// grown says whether n is the slice that an append in this package makes.
func (n *node) grown() bool {
	if n.as != "append" || n.frozen != nil {
		return false
	}
	_, ok := n.val.(*ssa.Call)
	return ok
}

// appended is the part p of what append makes. Which argument an element comes from
// is known as far as the length of the first is.
func (g *graph) appended(call *ssa.Call, p path) *node {
	old, more := call.Call.Args[0], call.Call.Args[1]
	if i, ok := p[0].number(); ok {
		switch least, exact := g.leastLength(old, 0); {
		case i < least:
			return g.value(old, p, call)
		case exact:
			return g.value(more, path{indexedElem(i - least)}.with(p[1:]...), call)
		}
	}
	q := path{anyElem}.with(p[1:]...)
	return g.alt(call.Parent(), []*node{g.value(old, q, call), g.value(more, q, call)},
		[]point{{to: call.Block()}, {to: call.Block()}})
}

// maxAppends bounds how many appends in a row are counted.
const maxAppends = 16

// leastLength is how many elements a slice has at least, and whether it has no more.
func (g *graph) leastLength(v ssa.Value, depth int) (least int, exact bool) {
	if elems := g.literalElements(v); elems != nil {
		return len(elems), true
	}
	switch v := v.(type) {
	case *ssa.Const:
		return 0, true // nil
	case *ssa.MakeSlice:
		if n, ok := constantIndex(v.Len); ok {
			return n, true
		}
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" && len(v.Call.Args) == 2 && depth < maxAppends {
			x, knownX := g.leastLength(v.Call.Args[0], depth+1)
			y, knownY := g.leastLength(v.Call.Args[1], depth+1)
			return x + y, knownX && knownY
		}
	}
	return 0, false
}

func indexedElem(i int) elem { return elem{name: "[" + strconv.Itoa(i) + "]"} }

// number is the index that an element has, if it is a known one.
func (e elem) number() (int, bool) {
	if len(e.name) < 3 || e.name[0] != '[' {
		return 0, false
	}
	i, err := strconv.Atoi(e.name[1 : len(e.name)-1])
	return i, err == nil
}

// uncut is p, which leads into what v has left, as it leads into all that v was cut
// from.
func uncut(v *ssa.Slice, p path) path {
	if v.Low == nil || len(p) == 0 || !p[0].isElement() {
		return p
	}
	rest := p[1:]
	low, known := constantIndex(v.Low)
	if i, ok := p[0].number(); ok && known {
		return path{indexedElem(i + low)}.with(rest...)
	}
	if known && low == 0 {
		return p
	}
	return path{anyElem}.with(rest...)
}

func constantIndex(v ssa.Value) (int, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil {
		return 0, false
	}
	i, exact := constant.Int64Val(constant.ToInt(c.Value))
	return int(i), exact
}

// cut is a slice that lacks the first elements of another: what is at an index is
// elsewhere in the other.
func (g *graph) cut(v *ssa.Slice, whole *node) *node {
	if low, known := constantIndex(v.Low); known && low == 0 {
		return whole
	}
	return g.nodeFor(nodeKey{kind: "cut", of: v, id: whole.id}, func(n *node) {
		n.op, n.kids = opCut, []*node{whole}
		n.setValue(v)
	})
}

// inWhole is p, which leads into a cut, as it leads into the slice it was cut from.
func (n *node) inWhole(p path) path { return uncut(n.val.(*ssa.Slice), p) }

// indexed leads from what the slice v was cut from to an element of v.
func indexed(v, index ssa.Value) path {
	p := path{indexElem(index)}
	for {
		sl, ok := v.(*ssa.Slice)
		if !ok {
			return p
		}
		p, v = uncut(sl, p), sl.X
	}
}

// passed is the part p of an operand as the callee sees it: a parameter, or a part of
// one, that points to text stands for the text.
func (g *graph) passed(v ssa.Value, p path, at ssa.Instruction) *node {
	if ptr, ok := typeAt(v.Type(), p).(*types.Pointer); ok && len(p) > 0 && textual(ptr.Elem()) {
		return g.content(g.value(v, p, at), nil, at)
	}
	if ptr, ok := v.Type().Underlying().(*types.Pointer); ok && len(p) == 0 && textual(ptr.Elem()) {
		base, bp := g.locate(v, at)
		return g.content(base, bp, at)
	}
	return g.value(v, p, at)
}
