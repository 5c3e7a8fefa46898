package flow

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// resolveReturns gives the return statements of a function with deferred calls the
// values that they return. SSA writes these to variables, runs what was deferred and
// returns what the variables then hold, which hides from a reader of branches that
// the lookup in
//
//	mu.Lock(); defer mu.Unlock(); _, ok := known[name]; return ok
//
// is what the function answers. Where nothing but the function itself can write to
// the variable, the value that the block writes last is the one returned.
func resolveReturns(fn *ssa.Function) {
	if fn.Recover == nil {
		return
	}
	for _, b := range fn.Blocks {
		ret, ok := lastInstr(b).(*ssa.Return)
		if !ok {
			continue
		}
		for i, r := range ret.Results {
			load, ok := r.(*ssa.UnOp)
			if !ok || load.Op != token.MUL || load.Block() != b {
				continue
			}
			if cell, ok := load.X.(*ssa.Alloc); ok && ownCell(cell) {
				if v := lastStored(b, cell, load); v != nil {
					ret.Results[i] = v
				}
			}
		}
	}
}

// ownCell says whether a variable is only read and written where it is declared.
func ownCell(cell *ssa.Alloc) bool {
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != cell {
				return false
			}
		case *ssa.UnOp:
		default:
			return false
		}
	}
	return true
}

// lastStored is what a block stores in a variable last before it reads it; nil when
// it stores nothing.
func lastStored(b *ssa.BasicBlock, cell *ssa.Alloc, load *ssa.UnOp) ssa.Value {
	var v ssa.Value
	for _, in := range b.Instrs {
		if in == ssa.Instruction(load) {
			return v
		}
		if st, ok := in.(*ssa.Store); ok && st.Addr == cell {
			v = st.Val
		}
	}
	return nil
}
