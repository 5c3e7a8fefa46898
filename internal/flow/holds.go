package flow

import (
	"golang.org/x/tools/go/ssa"
)

// HoldsIf is [Unit.Holds] for the case that cond, as used at an instruction,
// turns out as wanted: what a function's caller knows who got true from it.
func (u *Unit) HoldsIf(at ssa.Instruction, cond ssa.Value, want bool, test func(cond ssa.Value, want bool) bool) bool {
	in := branchesHold(at.Parent(), test)
	return in[at.Block().Index] || conditionHolds(cond, want, test, in, new(maxPhis))
}

// HoldsOnWay is [Unit.Holds] for the way that an origin takes to the value asked
// about: the branches of every function on it count, and those that choose it
// among other values.
func (u *Unit) HoldsOnWay(o *Origin, test func(cond ssa.Value, want bool) bool) bool {
	for w := o.way; w != nil; w = w.next {
		if w.point.to == nil {
			continue
		}
		in := branchesHold(w.point.to.Parent(), test)
		switch from := w.point.from; {
		case in[w.point.to.Index]:
			return true
		case from != nil && (in[from.Index] || edgeHolds(from, w.point.to, test, in)):
			return true
		}
	}
	return false
}

// way lists the points that a value passes, the nearest to its origin first.
type way struct {
	point point
	next  *way
}

func (w *way) with(points ...point) *way {
	for _, p := range points {
		w = &way{p, w}
	}
	return w
}

// branchesHold says for each block of fn whether some branch whose condition test
// accepts was taken on every way to it.
func branchesHold(fn *ssa.Function, test func(cond ssa.Value, want bool) bool) []bool {
	in := make([]bool, len(fn.Blocks))
	if len(fn.Blocks) > maxGuardBlocks {
		return in
	}
	for i := range in {
		in[i] = i != 0
	}
	for changed := true; changed; {
		changed = false
		for _, b := range fn.Blocks[1:] {
			next := true
			for _, p := range b.Preds {
				if !in[p.Index] && !edgeHolds(p, b, test, in) {
					next = false
					break
				}
			}
			if len(b.Preds) > 0 && in[b.Index] && !next {
				in[b.Index] = false
				changed = true
			}
		}
	}
	return in
}
