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
// the variable, the value that the block writes last is the one returned. The same goes
// for functions whose results are variables because the bodies of loops over iterators
// return, too: these run where the loop is.
func resolveReturns(fn *ssa.Function) {
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
			if cell, ok := load.X.(*ssa.Alloc); ok && (fn.Recover != nil || cell.Heap) && ownCell(cell) {
				if v := lastStored(b, cell, load); v != nil {
					ret.Results[i] = v
				}
			}
		}
	}
}

// ownCell says whether a variable is only read and written where it is declared, and in
// the loops there.
func ownCell(cell *ssa.Alloc) bool {
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != cell {
				return false
			}
		case *ssa.UnOp:
		case *ssa.MakeClosure:
			if ref.Fn.(*ssa.Function).Synthetic != yieldSynthetic {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// lastStored is what a block stores in a variable last before it reads it; nil when
// it stores nothing, or calls the body of a loop behind it.
func lastStored(b *ssa.BasicBlock, cell *ssa.Alloc, load *ssa.UnOp) ssa.Value {
	var v ssa.Value
	for _, in := range b.Instrs {
		if in == ssa.Instruction(load) {
			return v
		}
		switch in := in.(type) {
		case *ssa.Store:
			if in.Addr == cell {
				v = in.Val
			}
		case *ssa.Call:
			if in.Call.StaticCallee() == nil && cell.Heap {
				v = nil // an iterator, which runs the body
			}
		}
	}
	return nil
}
