package corswild

import (
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/flow"
)

// This file judges functions that send as allowed origin what other packages hand to
// them. Whether that is the Origin of a request, and unchecked, is told by those; the
// link knows them all.

// sendsParam says that a function is handed a request's Origin which nobody checked.
func sendsParam(fn *types.Func, param int) string {
	return fmt.Sprintf("sent:%s#%d", fn.Origin().FullName(), param)
}

// handed says what must be known of other packages for an origin header to repeat the
// Origin of a request; "" when that can't be: its value is no parameter that other
// packages give, or it is checked here.
func (h *headerFinder) handed(o headerWrite, with *headerWrite, from *flow.Origin) string {
	if !h.unit.Settings.Link || from.Class != flow.Parameter || from.Param == nil || !isText(from.Param.Type()) ||
		len(from.Through) > 0 || from.Joined || from.Before+from.After != "" || from.Props.Has(flow.Any) {
		return ""
	}
	fn := from.Param.Parent()
	obj, ok := fn.Object().(*types.Func)
	if !ok || fn.Synthetic != "" || !obj.Exported() {
		return ""
	}
	c := newChecker(h.unit, subject{params: []*ssa.Parameter{from.Param}})
	s := max(c.onWay(from), h.guarded(c, o))
	if with != nil {
		s = max(s, h.guarded(c, *with))
	}
	if s != free {
		return ""
	}
	return sendsParam(obj, slices.Index(fn.Params, from.Param))
}

// hands tells which functions of other packages this one hands the Origin of a request
// that nothing was asked about.
func (f *finder) hands() {
	if !f.unit.Settings.Link || !f.readsOrigin() {
		return
	}
	for _, call := range f.unit.Calls() {
		callee := call.Instr.Common().StaticCallee()
		if callee == nil || len(callee.Blocks) > 0 {
			continue
		}
		obj, ok := callee.Object().(*types.Func)
		if !ok || obj.Pkg() == nil || obj.Pkg() == f.pass.Pkg || len(call.Entries) > 0 {
			continue
		}
		for i, op := range call.Operands {
			if isText(op.Type()) && slices.ContainsFunc(f.unit.Trace(op, call.Instr), func(from *flow.Origin) bool { return f.unchecked(from, call) }) {
				f.unit.Tell(sendsParam(obj, i))
			}
		}
	}
}

// unchecked says whether a value is the Origin of a request, as it came.
func (f *finder) unchecked(from *flow.Origin, call *flow.Call) bool {
	if !isOriginHeader(from) || from.Props.Has(flow.Any) {
		return false
	}
	h := &headerFinder{finder: f}
	c := newChecker(f.unit, subject{values: []*flow.Origin{from}})
	return max(c.onWay(from), c.at(call.Instr), h.callers(c, call.Func, 0)) == free
}
