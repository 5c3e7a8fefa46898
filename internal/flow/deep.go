package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// This file is about all that a structure holds, whatever part it is in.

// deep is everything that v holds, for calls that look into a value (fmt,
// encoders): the fields, elements and keys down to two levels.
func (g *graph) deep(v ssa.Value, at ssa.Instruction) *node {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	return g.deepAt(v, v.Type(), nil, at, 0)
}

func (g *graph) deepAt(v ssa.Value, t types.Type, p path, at ssa.Instruction, level int) *node {
	if level > 2 || t == nil {
		return g.value(v, p, at)
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		if _, ok := u.Elem().Underlying().(*types.Struct); ok {
			return g.deepAt(v, u.Elem(), p, at, level)
		}
	case *types.Struct:
		return g.deepStruct(v, t, u, p, at, level)
	case *types.Slice:
		if !isBytes(t) {
			return g.deepAt(v, u.Elem(), p.with(anyElem), at, level+1)
		}
	case *types.Array:
		return g.deepAt(v, u.Elem(), p.with(anyElem), at, level+1)
	case *types.Map:
		keys := g.deepAt(v, u.Key(), p.with(keyElem), at, level+1)
		vals := g.deepAt(v, u.Elem(), p.with(anyElem), at, level+1)
		return g.pure(opDerive, "document", "", v, keys, vals)
	}
	return g.value(v, p, at)
}

func (g *graph) deepStruct(v ssa.Value, t types.Type, u *types.Struct, p path, at ssa.Instruction, level int) *node {
	var kids []*node
	for i := range min(u.NumFields(), 24) {
		ft := u.Field(i).Type()
		if harmless(ft) || !u.Field(i).Exported() && u.Field(i).Pkg() != g.unit.Pass.Pkg {
			continue
		}
		switch ft.Underlying().(type) {
		case *types.Signature, *types.Chan, *types.Interface:
			continue
		}
		kids = append(kids, g.deepAt(v, ft, p.with(fieldElem(t, i)), at, level+1))
	}
	if len(kids) == 0 {
		return g.value(v, p, at)
	}
	return g.pure(opDerive, "document", "", v, kids...)
}
