package flow

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Length is the number of bytes in v, a byte slice, where every way that v can
// come to be tells the same one: slices that are made or cut out of arrays.
// Constants are not counted: their text is an origin.
func (u *Unit) Length(v ssa.Value, at ssa.Instruction) (int, bool) {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	length, same := -1, true
	k := &kinds{g: u.graph, seen: make(map[ssa.Value]bool), all: true}
	k.leaf = func(v ssa.Value) bool {
		n, ok := madeLength(v)
		if !ok {
			return false
		}
		same = same && (length < 0 || length == n)
		length = n
		return true
	}
	k.visit(v, 0)
	return length, length >= 0 && same && k.all
}

func madeLength(v ssa.Value) (int, bool) {
	switch v := v.(type) {
	case *ssa.MakeSlice:
		return constantInt(v.Len)
	case *ssa.Slice:
		if v.Low != nil {
			return 0, false
		}
		if v.High != nil {
			return constantInt(v.High)
		}
		if a, ok := deref(v.X.Type()).Underlying().(*types.Array); ok {
			return int(a.Len()), true
		}
	}
	return 0, false
}

func constantInt(v ssa.Value) (int, bool) {
	k, ok := v.(*ssa.Const)
	if !ok || k.Value == nil {
		return 0, false
	}
	n, exact := constant.Int64Val(k.Value)
	return int(n), exact
}
