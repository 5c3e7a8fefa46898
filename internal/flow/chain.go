package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// maxChainLinks bounds the calls of a chain that are looked at.
const maxChainLinks = 12

// endsIn says whether all that is done with the result of a call is to call one of some
// methods on it, at the end of a chain of calls that each return the same type:
// db.Select(names).Where("id = ?", id).Updates(user).
func endsIn(v *ssa.Call, methods []string, depth int) bool {
	if len(methods) == 0 || v == nil || depth > maxChainLinks {
		return false
	}
	calls := 0
	for _, ref := range *v.Referrers() {
		if _, ok := ref.(*ssa.DebugRef); ok {
			continue
		}
		call, ok := ref.(*ssa.Call)
		if !ok {
			return false
		}
		ops := operandsOf(&call.Call)
		name := ""
		if call.Call.IsInvoke() {
			name = call.Call.Method.Name()
		} else if callee := call.Call.StaticCallee(); callee != nil && callee.Signature.Recv() != nil {
			name = callee.Name()
		}
		if name == "" || len(ops) == 0 || ops[0] != v || slices.Contains(ops[1:], ssa.Value(v)) {
			return false
		}
		if !slices.Contains(methods, name) && (!types.Identical(call.Type(), v.Type()) || !endsIn(call, methods, depth+1)) {
			return false
		}
		calls++
	}
	return calls > 0
}
