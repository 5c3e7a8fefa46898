package flow

import (
	"golang.org/x/tools/go/ssa"
)

// maxUses bounds the uses of a structure that are looked through for a second store;
// what is used more often is no local thing that is put right at once.
const maxUses = 64

// overwritten says whether what is stored in a field is replaced before anybody else
// can see it: info.Path = r.FormValue("path"); info.Path = strings.Trim(info.Path, "/").
// The second store must follow in the same block, and all between them must be the
// function's own steps, or calls of other packages that are not given the structure.
func overwritten(st *ssa.Store, field *ssa.FieldAddr) bool {
	if !storedTwice(st, field) {
		return false
	}
	instrs := st.Block().Instrs
	i := 0
	for i < len(instrs) && instrs[i] != st {
		i++
	}
	for _, in := range instrs[min(i+1, len(instrs)):] {
		switch in := in.(type) {
		case *ssa.Store:
			again, ok := in.Addr.(*ssa.FieldAddr)
			if ok && again.X == field.X && again.Field == field.Field {
				return true
			}
			if in.Val == field.X {
				return false
			}
		case *ssa.Call:
			if leavesPackage(in, st.Parent()) && !given(in, field.X) {
				continue
			}
			return false
		case *ssa.FieldAddr, *ssa.IndexAddr, *ssa.UnOp, *ssa.BinOp, *ssa.Convert, *ssa.ChangeType, *ssa.Slice,
			*ssa.Extract, *ssa.Alloc, *ssa.Field, *ssa.Index, *ssa.Lookup, *ssa.DebugRef:
		default:
			return false
		}
	}
	return false
}

// storedTwice says whether the block has another store in the field of the structure.
func storedTwice(st *ssa.Store, field *ssa.FieldAddr) bool {
	uses := field.X.Referrers()
	if uses == nil || len(*uses) > maxUses {
		return false
	}
	for _, use := range *uses {
		again, ok := use.(*ssa.FieldAddr)
		if !ok || again == field || again.Field != field.Field || again.Block() != st.Block() {
			continue
		}
		for _, ref := range *again.Referrers() {
			if other, ok := ref.(*ssa.Store); ok && other.Addr == again {
				return true
			}
		}
	}
	return false
}

// leavesPackage says whether a call enters a function of another package, or one that
// is built in.
func leavesPackage(call *ssa.Call, from *ssa.Function) bool {
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return true
	}
	callee := call.Call.StaticCallee()
	return callee != nil && callee.Pkg != nil && callee.Pkg != from.Pkg
}

// given says whether a call is passed v.
func given(call *ssa.Call, v ssa.Value) bool {
	for _, arg := range call.Call.Args {
		if stripConversions(arg) == v {
			return true
		}
	}
	return false
}
