package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// This file answers what a condition looks at: for checks that flow cannot judge
// itself, such as the comparison of a token's algorithm with the expected one. The
// catalog's "mark look TYPE.FIELD" names the fields for which importers learn it.

// maxLookDepth bounds the helpers between a condition and what it looks at.
const maxLookDepth = 3

// Looks lists the parts of v (".Method", `.Header["alg"]`, "" for v as a whole)
// that a condition depends on, helpers that v is passed to included. Only
// conditions that turned out to be affirmative count: x == y that holds, x != y
// that does not, a call, a lookup or a type test that is true. Calls may turn out
// either way.
func (u *Unit) Looks(cond ssa.Value, want bool, v ssa.Value) []string {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	if !affirmative(cond, want) {
		return nil
	}
	return u.graph.looks(cond, v, 0)
}

// LookedAt lists the parts of parameter index of fn that a branch in fn depended
// on, affirmatively, before every return that is not a failure, and those that a
// truth value that fn returns depends on. It knows functions of other packages by
// their facts.
func (u *Unit) LookedAt(fn *ssa.Function, index int) []string {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	return u.graph.lookedAt(fn, index, 0)
}

func affirmative(cond ssa.Value, want bool) bool {
	switch c := cond.(type) {
	case *ssa.BinOp:
		switch c.Op {
		case token.EQL:
			return want
		case token.NEQ:
			return !want
		}
		return true
	case *ssa.Call:
		return true
	}
	return want
}

// looks walks back over the operands of x to the parts of v.
func (g *graph) looks(x, v ssa.Value, depth int) []string {
	var found []string
	seen := make(map[ssa.Value]bool)
	var visit func(x ssa.Value)
	visit = func(x ssa.Value) {
		if x == nil || seen[x] || len(seen) > 200 {
			return
		}
		seen[x] = true
		if part, ok := g.partName(x, v); ok {
			if !slices.Contains(found, part) {
				found = append(found, part)
			}
			return
		}
		if call, ok := x.(*ssa.Call); ok {
			if parts, known := g.helperLooks(call, v, depth); known {
				for _, p := range parts {
					if !slices.Contains(found, p) {
						found = append(found, p)
					}
				}
				return
			}
		}
		in, ok := x.(ssa.Instruction)
		if !ok {
			return
		}
		for _, op := range in.Operands(nil) {
			if *op != nil {
				visit(*op)
			}
		}
	}
	visit(x)
	return found
}

// helperLooks is what a call of a function with a known body or summary looks at
// in v, which is one of its arguments or a part of one.
func (g *graph) helperLooks(call *ssa.Call, v ssa.Value, depth int) (parts []string, known bool) {
	if depth >= maxLookDepth {
		return nil, false
	}
	c := g.callee(call)
	if len(c.bodies) == 0 && len(c.summaries) == 0 {
		return nil, false
	}
	for i, op := range operandsOf(&call.Call) {
		base, ok := g.partName(op, v)
		if !ok {
			continue
		}
		known = true
		for _, fn := range c.bodies {
			for _, p := range g.lookedAt(fn, i, depth+1) {
				parts = append(parts, base+p)
			}
			if base != "" && g.usesInBranch(fn, i) {
				parts = append(parts, base)
			}
		}
		for _, s := range c.summaries {
			for _, l := range s.Looks {
				if l.Param == i {
					parts = append(parts, base+l.Path)
				}
			}
		}
	}
	return parts, known
}

// usesInBranch says whether a condition or a result of fn depends on its
// parameter as a whole.
func (g *graph) usesInBranch(fn *ssa.Function, index int) bool {
	return slices.Contains(g.lookedAt(fn, index, maxLookDepth-1), "")
}

// partName is the path from v to x, when x is v or read from it.
func (g *graph) partName(x, v ssa.Value) (string, bool) {
	suffix := ""
	for range 12 {
		if x == v || g.sameCell(x, v) {
			return suffix, true
		}
		switch y := x.(type) {
		case *ssa.UnOp:
			if y.Op != token.MUL {
				return "", false
			}
			x = y.X
		case *ssa.FieldAddr:
			suffix = fieldElem(y.X.Type(), y.Field).name + suffix
			x = y.X
		case *ssa.Field:
			suffix = fieldElem(y.X.Type(), y.Field).name + suffix
			x = y.X
		case *ssa.Lookup:
			suffix = g.mapElem(y.Index).name + suffix
			x = y.X
		case *ssa.Extract:
			switch t := y.Tuple.(type) {
			case *ssa.TypeAssert:
				x = t.X
			case *ssa.Lookup:
				x = t
			default:
				return "", false
			}
		case *ssa.TypeAssert:
			x = y.X
		case *ssa.ChangeType:
			x = y.X
		case *ssa.ChangeInterface:
			x = y.X
		case *ssa.MakeInterface:
			x = y.X
		default:
			return "", false
		}
	}
	return "", false
}

// sameCell is for a value that was put into a variable because its address is
// taken or a closure captures it.
func (g *graph) sameCell(x, v ssa.Value) bool {
	var cell ssa.Value
	switch x := x.(type) {
	case *ssa.Alloc:
		cell = x
	case *ssa.FreeVar:
		cell = g.freeVarRoot(x)
		if cell == v {
			return true
		}
	default:
		return false
	}
	alloc, ok := cell.(*ssa.Alloc)
	if !ok || alloc.Referrers() == nil {
		return false
	}
	stores, same := 0, false
	for _, ref := range *alloc.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == cell {
			stores++
			same = same || st.Val == v
		}
	}
	return same && stores == 1
}

func (g *graph) lookedAt(fn *ssa.Function, index, depth int) []string {
	if len(fn.Blocks) == 0 {
		var parts []string
		if obj, ok := fn.Object().(*types.Func); ok {
			if s := g.summaryOf(obj); s != nil {
				for _, l := range s.Looks {
					if l.Param == index {
						parts = append(parts, l.Path)
					}
				}
			}
		}
		return parts
	}
	if index >= len(fn.Params) || depth > maxLookDepth || len(fn.Blocks) > maxGuardBlocks {
		return nil
	}
	prm := fn.Params[index]
	var certain []string
	first := true
	for _, b := range fn.Blocks {
		ret, ok := lastInstr(b).(*ssa.Return)
		if !ok || g.outcomeOf(b) == someError || returnsFalse(ret) {
			continue
		}
		here := g.resultLooks(ret, prm, depth)
		for _, part := range g.candidates(fn, prm, depth) {
			if !slices.Contains(here, part) && g.unit.Holds(ret, func(cond ssa.Value, want bool) bool {
				return affirmative(cond, want) && slices.Contains(g.looks(cond, prm, depth), part)
			}) {
				here = append(here, part)
			}
		}
		if first {
			certain, first = here, false
		} else {
			certain = slices.DeleteFunc(certain, func(p string) bool { return !slices.Contains(here, p) })
		}
	}
	slices.Sort(certain)
	return certain
}

func returnsFalse(ret *ssa.Return) bool {
	for _, r := range ret.Results {
		if k, ok := r.(*ssa.Const); ok && k.Value != nil && k.Value.Kind() == constant.Bool && !constant.BoolVal(k.Value) {
			return true
		}
	}
	return false
}

// resultLooks is what truth values and errors that a return hands back depend on.
func (g *graph) resultLooks(ret *ssa.Return, prm *ssa.Parameter, depth int) []string {
	var found []string
	for _, r := range ret.Results {
		if isBool(r.Type()) || isError(r.Type()) {
			found = append(found, g.looks(r, prm, depth)...)
		}
	}
	return found
}

// candidates are the parts that any condition of fn looks at.
func (g *graph) candidates(fn *ssa.Function, prm *ssa.Parameter, depth int) []string {
	var found []string
	for _, b := range fn.Blocks {
		if cond, ok := lastInstr(b).(*ssa.If); ok {
			for _, p := range g.looks(cond.Cond, prm, depth) {
				if !slices.Contains(found, p) {
					found = append(found, p)
				}
			}
		}
	}
	return found
}

// Look says that a function looked at a part of a parameter before it succeeded.
type Look struct {
	Param int
	Path  string
}

// exportLooks lists the looks of fn at marked fields, for importers.
func (g *graph) exportLooks(fn *ssa.Function) []Look {
	var found []Look
	for i, prm := range fn.Params {
		if !g.hasLookMark(prm.Type()) {
			continue
		}
		for _, p := range g.lookedAt(fn, i, 0) {
			if len(found) < maxCerts {
				found = append(found, Look{i, p})
			}
		}
	}
	return found
}

func (g *graph) hasLookMark(t types.Type) bool {
	named, ok := types.Unalias(deref(t)).(*types.Named)
	if !ok {
		return false
	}
	st, ok := named.Underlying().(*types.Struct)
	if !ok || named.Obj().Pkg() == nil || !g.unit.catalog.Known(named.Obj().Pkg().Path()) {
		return false
	}
	for i := range st.NumFields() {
		if slices.ContainsFunc(g.unit.catalog.Field(named, st.Field(i).Name()), func(e *catalog.Entry) bool {
			return e.Verb == "mark" && e.Word == "look"
		}) {
			return true
		}
	}
	return false
}
