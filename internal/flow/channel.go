package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// This file joins what is sent on a channel with what is received from it, inside a
// package.

func (g *graph) receive(ch ssa.Value, p path, at ssa.Instruction) *node {
	base, _ := g.locate(ch, at)
	roots := g.channelRoots(base, 0)
	n := g.fresh(opAlt)
	n.fn = at.Parent()
	key := memoryKey{base, "chan" + p.String(), nil}
	if m, ok := g.memory[key]; ok {
		return m
	}
	g.memory[key] = n
	elemType := elementType(ch.Type(), "[*]")
	for _, s := range g.allSends() {
		if !types.Identical(elementType(s.Chan.Type(), "[*]"), elemType) {
			continue
		}
		other, _ := g.locate(s.Chan, s)
		if sharesRoot(roots, g.channelRoots(other, 0)) {
			n.kids = append(n.kids, g.foreign(g.value(s.X, p, s), point{to: s.Block()}))
			n.at = append(n.at, point{})
		}
	}
	if len(n.kids) == 0 {
		out := g.project(base, path{anyElem}.with(p...))
		g.memory[key] = out
		return out
	}
	return n
}

// channelRoots are the channels that n can be: those made in the package, or
// leaves that stand for others.
func (g *graph) channelRoots(n *node, depth int) []*node {
	if depth > 4 {
		return []*node{n}
	}
	switch n.op {
	case opAlt, opForeign, opCall, opWhen:
		var roots []*node
		for _, k := range n.kids {
			if k != n {
				roots = append(roots, g.channelRoots(k, depth+1)...)
			}
		}
		return roots
	case opParam:
		if n.fn != nil {
			var roots []*node
			for _, call := range g.callersOf(n.fn) {
				if ops := operandsOf(call.Common()); n.index < len(ops) {
					roots = append(roots, g.channelRoots(g.value(ops[n.index], n.path, call), depth+1)...)
				}
			}
			if len(roots) > 0 {
				return roots
			}
		}
	}
	return []*node{n}
}

// sharesRoot says whether two channels can be the same: one made in the package
// is only itself, others are told apart by nothing but their type.
func sharesRoot(a, b []*node) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y || x.op != opAlloc && y.op != opAlloc {
				return true
			}
		}
	}
	return false
}

func (g *graph) selected(v *ssa.Extract, sel *ssa.Select, p path) *node {
	i := v.Index - 2
	for _, st := range sel.States {
		if st.Dir != types.RecvOnly {
			continue
		}
		if i == 0 {
			return g.receive(st.Chan, p, sel)
		}
		i--
	}
	return g.confinedOrUnknown(v)
}
