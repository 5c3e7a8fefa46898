package flow

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Length is the number of bytes in v, a byte slice or a string, where every way
// that v can come to be tells the same one: slices that are made or cut out of
// arrays. Constants are not counted: their text is an origin.
func (u *Unit) Length(v ssa.Value, at ssa.Instruction) (int, bool) {
	length, found := 0, false
	for _, o := range u.Trace(v, at) {
		n, ok := madeLength(o.Value)
		if !ok || len(o.Through) > 0 || found && n != length {
			return 0, false
		}
		length, found = n, true
	}
	return length, found
}

func madeLength(v ssa.Value) (int, bool) {
	switch v := v.(type) {
	case *ssa.MakeSlice:
		if k, ok := v.Len.(*ssa.Const); ok && k.Value != nil {
			n, exact := constant.Int64Val(k.Value)
			return int(n), exact
		}
	case *ssa.Alloc:
		if a, ok := deref(v.Type()).Underlying().(*types.Array); ok {
			return int(a.Len()), true
		}
	}
	return 0, false
}
