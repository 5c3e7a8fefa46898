package corswild

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/blocks"
	"github.com/secvet/secvet/internal/flow"
)

// This file judges the conditions around a header: whether two headers can be sent
// together, and what must hold for one to be sent.

// together says whether a run of the function can pass both instructions.
func together(a, b ssa.Instruction) bool {
	return a.Parent() == b.Parent() && (a.Block() == b.Block() || blocks.Reaches(a.Block(), b.Block()) || blocks.Reaches(b.Block(), a.Block()))
}

// opposed says whether the credentials are allowed only where a condition turned
// out one way, and the origin is sent only where it turned out the other way.
func (h *headerFinder) opposed(o, with headerWrite, from *flow.Origin) bool {
	return h.onEvery(with, func(cond ssa.Value, want bool) bool {
		other := func(c ssa.Value, w bool) bool { return c == cond && w != want }
		return h.unit.HoldsOnWay(from, other) || h.onEvery(o, other)
	})
}

// starApart says whether the origin is repeated only where the operator has not let
// everybody in: "*" is sent then, or nothing.
func (h *headerFinder) starApart(c *checker, o headerWrite, from *flow.Origin) bool {
	refused := func(cond ssa.Value, want bool) bool {
		return c.condition(cond, !want) == opened || slices.ContainsFunc(c.openings, func(op opening) bool { return op.want != want && sameField(op.value, cond) })
	}
	if h.onEvery(o, refused) || h.unit.HoldsOnWay(from, refused) {
		return true
	}
	asked := func(cond ssa.Value, want bool) bool { return c.condition(cond, want) == opened }
	return slices.ContainsFunc(h.unit.TracePart(o.value, o.in, o.part...), func(x *flow.Origin) bool {
		return x.Class == flow.Constant && x.Text == "*" && h.unit.HoldsOnWay(x, asked) && !h.depends(x, asked)
	})
}

// depends says whether an origin is chosen only where some setting turned out one
// way, other than those that a test accepts.
func (h *headerFinder) depends(x *flow.Origin, except func(ssa.Value, bool) bool) bool {
	var settings []condition
	h.unit.HoldsOnWay(x, func(cond ssa.Value, want bool) bool {
		if isSetting(cond) && !except(cond, want) {
			settings = append(settings, condition{cond, want})
		}
		return false
	})
	return slices.ContainsFunc(settings, func(s condition) bool {
		return h.unit.HoldsOnWay(x, func(cond ssa.Value, want bool) bool { return s == condition{cond, want} })
	})
}

// sameField says whether two conditions are the same field of a type.
func sameField(a, b ssa.Value) bool {
	x, y := fieldOf(a), fieldOf(b)
	return x != nil && x == y
}

func fieldOf(v ssa.Value) *types.Var {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	switch v := v.(type) {
	case *ssa.FieldAddr:
		if st, ok := v.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct); ok {
			return st.Field(v.Field)
		}
	case *ssa.Field:
		if st, ok := v.X.Type().Underlying().(*types.Struct); ok {
			return st.Field(v.Field)
		}
	}
	return nil
}

// guarded judges the conditions before a header, in its function and in those
// between it and the function looked at.
func (h *headerFinder) guarded(c *checker, w headerWrite) strength {
	s := c.at(w.in)
	for _, call := range w.calls {
		s = max(s, c.at(call))
	}
	return s
}

// callers judges the conditions under which fn is called, or made where it is a literal
// that is handed on: the weakest counts.
func (h *headerFinder) callers(c *checker, fn *ssa.Function, depth int) strength {
	var places []ssa.Instruction
	for _, call := range h.unit.Callers(fn) {
		places = append(places, call)
	}
	if made := fn.Referrers(); len(places) == 0 && made != nil {
		places = *made
	}
	if len(places) == 0 || depth >= maxLift {
		return free
	}
	least := sound
	for _, at := range places {
		least = min(least, max(c.at(at), h.callers(c, at.Parent(), depth+1)))
	}
	return least
}

// excludesStar says whether a header is set only where something is not "*".
func (h *headerFinder) excludesStar(w headerWrite) bool {
	return h.onEvery(w, func(cond ssa.Value, want bool) bool {
		b, ok := cond.(*ssa.BinOp)
		if !ok || (b.Op == token.EQL) == want || b.Op != token.EQL && b.Op != token.NEQ {
			return false
		}
		for _, v := range []ssa.Value{b.X, b.Y} {
			if texts, ok := h.unit.Constants(v, b); ok && len(texts) == 1 && texts[0] == "*" {
				return true
			}
		}
		return false
	})
}

// configured says whether a header depends on a setting that other does not
// depend on: the operator then chose the two together.
func (h *headerFinder) configured(w, other headerWrite) bool {
	return h.onEvery(w, func(cond ssa.Value, want bool) bool {
		return isSetting(cond) && !h.onEvery(other, func(c ssa.Value, w bool) bool { return c == cond && w == want })
	})
}

// onEvery says whether a test accepts a branch on every way to a header.
func (h *headerFinder) onEvery(w headerWrite, test func(ssa.Value, bool) bool) bool {
	return h.unit.Holds(w.in, test) || slices.ContainsFunc(w.calls, func(call ssa.Instruction) bool { return h.unit.Holds(call, test) })
}

// isSetting says whether a condition is about a field, variable or parameter that
// is not of a request.
func isSetting(cond ssa.Value) bool {
	if b, ok := cond.(*ssa.BinOp); ok {
		_, right := b.Y.(*ssa.Const)
		return right && isSetting(b.X)
	}
	if call, ok := cond.(*ssa.Call); ok {
		if _, builtin := call.Call.Value.(*ssa.Builtin); builtin && len(call.Call.Args) == 1 {
			return isSetting(call.Call.Args[0]) // the length of a list
		}
		return false
	}
	if load, ok := cond.(*ssa.UnOp); ok {
		cond = load.X
	}
	switch v := cond.(type) {
	case *ssa.FieldAddr:
		return !carriesRequest(v.X.Type())
	case *ssa.Field:
		return !carriesRequest(v.X.Type())
	case *ssa.Global, *ssa.FreeVar:
		return true
	case *ssa.Parameter:
		return isBoolean(v.Type())
	}
	return false
}
