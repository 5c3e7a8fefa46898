package flow

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// This file is about variables that closures capture.

// captured is what a captured variable holds when a closure runs: what the
// enclosing function wrote before it made the closure or after, and what other
// closures write.
func (g *graph) captured(base *node, p path, fn *ssa.Function) *node {
	key := memoryKey{base, "captured" + p.String() + fmt.Sprintf("%p", fn), nil}
	if n, ok := g.memory[key]; ok {
		return n
	}
	n := g.fresh(opAlt)
	n.fn, n.val = fn, base.val
	g.memory[key] = n
	owner := base.fn
	site := g.enclosing(fn, owner)
	if site != nil {
		n.kids = append(n.kids, g.foreign(g.content(base, p, site), point{to: site.Block()}))
		n.at = append(n.at, point{})
	}
	for _, w := range g.cellWrites(base, owner) {
		if w.Parent() == fn || site != nil && !writtenLater(base.val, w, site) {
			continue
		}
		b2, p2 := g.locate(w.Addr, w)
		if rest, ok := suffix(p, p2); ok && b2 == base {
			n.kids = append(n.kids, g.foreign(g.value(w.Val, rest, w), point{to: w.Block()}))
			n.at = append(n.at, point{})
		}
	}
	if same := onlyKid(n); same != nil {
		g.memory[key] = same
		return same
	}
	return n
}

// cellWrites are the stores into a captured variable, in its function and in all
// closures of it.
func (g *graph) cellWrites(base *node, owner *ssa.Function) []*ssa.Store {
	var found []*ssa.Store
	var visit func(fn *ssa.Function)
	visit = func(fn *ssa.Function) {
		for _, in := range g.effectsOf(fn).instrs {
			if st, ok := in.(*ssa.Store); ok {
				if root := rootOf(st.Addr); root == base.val || g.freeVarRoot(root) == base.val {
					found = append(found, st)
				}
			}
		}
		for _, anon := range fn.AnonFuncs {
			visit(anon)
		}
	}
	if owner != nil {
		visit(owner)
	}
	return found
}

// writtenLater says whether a write into a variable may come after a closure was made
// that captured it. What its function wrote before is what the closure starts with, with
// all that was checked of it up to there. A variable that is declared in a loop is
// another one in the next turn. Only of texts is a write left out: what lies behind a pointer
// may change when the closure is made already.
func writtenLater(variable ssa.Value, w *ssa.Store, site *ssa.MakeClosure) bool {
	alloc, ok := variable.(*ssa.Alloc)
	if !ok || w.Parent() != site.Parent() || alloc.Parent() != site.Parent() || !isText(deref(alloc.Type())) {
		return true
	}
	b := site.Block()
	if w.Block() == b && slices.Index(b.Instrs, ssa.Instruction(w)) > slices.Index(b.Instrs, ssa.Instruction(site)) {
		return true
	}
	if w.Block() == alloc.Block() {
		return false // the variable is made anew there
	}
	return slices.ContainsFunc(b.Succs, func(s *ssa.BasicBlock) bool {
		return s != alloc.Block() && reaches(s, w.Block(), alloc.Block())
	})
}

func (g *graph) freeVarRoot(v ssa.Value) ssa.Value {
	for range 8 {
		fv, ok := v.(*ssa.FreeVar)
		if !ok {
			return v
		}
		v, _ = g.binding(fv)
	}
	return v
}

// enclosing is where owner makes the closure fn, or the closure around it.
func (g *graph) enclosing(fn, owner *ssa.Function) *ssa.MakeClosure {
	for f := fn; f != nil; f = f.Parent() {
		if f.Parent() == owner {
			if sites := g.closuresOf(f); len(sites) > 0 {
				return sites[0]
			}
			return nil
		}
	}
	return nil
}
