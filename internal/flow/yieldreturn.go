package flow

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// yieldSynthetic is how go/ssa marks the body of a loop over an iterator, resumeMatch
// how it calls the block behind one in which the function returns because the body did.
const (
	yieldSynthetic = "range-over-func yield"
	resumeMatch    = "rangefunc.resume.match"
)

// yielded are the values that a function returns where the body of a loop over an
// iterator says return:
//
//	for e := range strings.SplitSeq(name, "/") {
//		if e == ".." {
//			return errName
//		}
//	}
//
// SSA makes the body a function that stores them in a variable. Nil for other values.
func yielded(v ssa.Value) []*ssa.Store {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || load.Block().Comment != resumeMatch {
		return nil
	}
	cell, ok := load.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	return storesOfBodies(cell, nil)
}

// storesOfBodies adds the stores into a variable by the bodies of loops over iterators
// in its function, and in those.
func storesOfBodies(cell ssa.Value, stores []*ssa.Store) []*ssa.Store {
	for _, ref := range *cell.Referrers() {
		mc, ok := ref.(*ssa.MakeClosure)
		if !ok || mc.Fn.(*ssa.Function).Synthetic != yieldSynthetic {
			continue
		}
		for i, bound := range mc.Bindings {
			if bound != cell {
				continue
			}
			fv := mc.Fn.(*ssa.Function).FreeVars[i]
			for _, use := range *fv.Referrers() {
				if st, ok := use.(*ssa.Store); ok && st.Addr == fv {
					stores = append(stores, st)
				}
			}
			stores = storesOfBodies(fv, stores)
		}
	}
	return stores
}

// yieldsErrors says whether all that bodies of loops let a function return are errors.
func (g *graph) yieldsErrors(v ssa.Value) bool {
	stores := yielded(v)
	for _, st := range stores {
		if g.errorOutcome(st.Val, st.Block()) != someError {
			return false
		}
	}
	return len(stores) > 0
}

// yieldedConst is the one constant that bodies of loops let a function return; v itself
// otherwise.
func yieldedConst(v ssa.Value) ssa.Value {
	var only *ssa.Const
	for _, st := range yielded(v) {
		c, ok := st.Val.(*ssa.Const)
		if !ok || c.Value == nil || only != nil && only.Value.ExactString() != c.Value.ExactString() {
			return v
		}
		only = c
	}
	if only == nil {
		return v
	}
	return only
}
