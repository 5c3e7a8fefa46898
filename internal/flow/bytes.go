package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// This file is about parts of texts and lists, and about bytes: buffers that are filled
// through slices of them.

func (g *graph) slice(v *ssa.Slice, p path, at ssa.Instruction) *node {
	if isText(v.X.Type()) || isBytes(v.X.Type()) && len(p) == 0 {
		x := g.value(v.X, nil, v)
		if v.Low == nil && v.High == nil {
			return x
		}
		return g.pure(opDerive, "slice", "", v, x)
	}
	whole := len(p) == 0
	p = uncut(v, p)
	if _, ok := v.X.Type().Underlying().(*types.Pointer); ok {
		base, bp := g.locate(v.X, v)
		if whole {
			if isByteArray(v.X.Type()) {
				return g.excerpt(v, g.content(base, bp, v))
			}
			return g.address(v, base, bp)
		}
		return g.content(base, join(bp, p), at)
	}
	if whole && v.Low != nil {
		return g.cut(v, g.value(v.X, nil, v))
	}
	return g.value(v.X, p, v)
}

// byteBuffer is what a byte slice of this function's own holds at an instruction:
// it is filled after it was made. It is nil for other values.
func (g *graph) byteBuffer(v ssa.Value, at ssa.Instruction) *node {
	switch v := v.(type) {
	case *ssa.MakeSlice:
		if isBytes(v.Type()) {
			return g.bytesAt(g.alloc(v), nil, at)
		}
	case *ssa.Slice:
		if v.Low == nil && v.X.Type() != nil && isByteArray(v.X.Type()) {
			base, p := g.locate(v.X, at)
			return g.excerpt(v, g.bytesAt(base, p, at))
		}
	}
	return nil
}

// excerpt is what a slice shows of an array of bytes when its bounds are constants
// that leave some out: the first bytes of a digest.
func (g *graph) excerpt(v *ssa.Slice, whole *node) *node {
	a, ok := deref(v.X.Type()).Underlying().(*types.Array)
	if !ok {
		return whole
	}
	for _, bound := range []struct {
		v     ssa.Value
		whole int64
	}{{v.Low, 0}, {v.High, a.Len()}} {
		if k, ok := bound.v.(*ssa.Const); ok && k.Value != nil && k.Int64() != bound.whole {
			return g.pure(opDerive, "slice", "", v, whole)
		}
	}
	return whole
}

// bytesAt is the text in a row of bytes: what was written to it whole, or byte by
// byte.
func (g *graph) bytesAt(base *node, p path, at ssa.Instruction) *node {
	n := g.content(base, p, at)
	if n.op == opConst && n.text == "" {
		return g.content(base, p.with(anyElem), at)
	}
	return n
}

func isByteArray(t types.Type) bool {
	a, ok := deref(t).Underlying().(*types.Array)
	if !ok {
		return false
	}
	b, ok := a.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Uint8
}

// convert follows conversions. One to another text type keeps the text; one from
// a number makes text that is either a single rune or digits.
func (g *graph) convert(v, x ssa.Value, p path) *node {
	if buf := madeBuffer(x); buf != nil && len(p) == 0 && isText(v.Type()) {
		return g.bytesAt(g.alloc(buf), nil, v.(ssa.Instruction))
	}
	return g.value(x, p, v.(ssa.Instruction))
}

// madeBuffer is the make that a byte slice is all or a part of, nil for others:
// what it holds is what was read into it.
func madeBuffer(x ssa.Value) *ssa.MakeSlice {
	for range 4 {
		switch y := x.(type) {
		case *ssa.Slice:
			x = y.X
		case *ssa.MakeSlice:
			if isBytes(y.Type()) {
				return y
			}
			return nil
		default:
			return nil
		}
	}
	return nil
}
