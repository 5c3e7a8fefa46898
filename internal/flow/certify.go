package flow

import (
	"go/constant"

	"golang.org/x/tools/go/ssa"
)

// This file decides what a function's outcome proves of its parameters, so that
// checks can stand in helpers.

type certKey struct {
	fn     *ssa.Function
	n      *node
	result int
	want   outcomeWanted
}

type outcomeWanted uint8

const (
	wantTrue outcomeWanted = iota
	wantFalse
	wantNil
	wantFound // a pointer or slice that is not nil
)

// certified is what it means for subject, a node of fn, that fn's result turned
// out as wanted.
func (g *graph) certified(fn *ssa.Function, subject *node, result int, want outcomeWanted) Props {
	key := certKey{fn, subject, result, want}
	if p, ok := g.certs[key]; ok {
		return p
	}
	if g.busyCerts[key] {
		g.unsettled++
		return 0
	}
	g.busyCerts[key] = true
	defer delete(g.busyCerts, key)
	done := g.settle()
	gi := g.guardsOf(fn)
	in := g.solve(gi, subject)
	props := allProps
	for _, b := range fn.Blocks {
		ret, ok := lastInstr(b).(*ssa.Return)
		if !ok || result >= len(ret.Results) || in[b.Index] == allProps {
			continue
		}
		way, possible := g.wayProps(gi, subject, ret.Results[result], b, want, in)
		if possible {
			props &= way
		}
	}
	if props == allProps {
		props = 0
	}
	if done() {
		g.certs[key] = props
	}
	return props
}

// wayProps is what one return proves, and whether it can turn out as wanted.
func (g *graph) wayProps(gi *guardInfo, subject *node, v ssa.Value, b *ssa.BasicBlock, want outcomeWanted, in []Props) (Props, bool) {
	if header := gi.turnOf(subject, b); header != nil {
		// What is known of one element, in one turn of a loop, is not known of all.
		return known(in[header.Index]), g.possible(v, b, want)
	}
	way := in[b.Index]
	if phi, ok := v.(*ssa.Phi); ok && phi.Block() == b {
		return g.phiWay(gi, subject, phi, want, in)
	}
	if want == wantNil {
		switch g.errorOutcome(v, b) {
		case someError:
			return 0, false
		case nilError:
			return way, true
		}
		for _, a := range g.assertNil(v) {
			if a.n == subject {
				way |= a.props
			}
		}
		return way, true
	}
	if c, ok := yieldedConst(v).(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.Bool {
		return way, constant.BoolVal(c.Value) == (want == wantTrue)
	}
	return way | g.condProps(gi, subject, v, want == wantTrue, in, 0), true
}

// turnOf is the header of the loop over elements, subject being one of them, in whose
// body a block lies; nil for other blocks.
func (gi *guardInfo) turnOf(subject *node, b *ssa.BasicBlock) *ssa.BasicBlock {
	for i := range gi.loops {
		if l := &gi.loops[i]; l.elem == subject && l.body != nil && l.body.Dominates(b) {
			return l.header
		}
	}
	return nil
}

// possible says whether a result that is returned in a block can turn out as wanted.
func (g *graph) possible(v ssa.Value, b *ssa.BasicBlock, want outcomeWanted) bool {
	if want == wantNil {
		return g.errorOutcome(v, b) != someError
	}
	c, ok := v.(*ssa.Const)
	return !ok || c.Value == nil || c.Value.Kind() != constant.Bool || constant.BoolVal(c.Value) == (want == wantTrue)
}

func (g *graph) phiWay(gi *guardInfo, subject *node, phi *ssa.Phi, want outcomeWanted, in []Props) (Props, bool) {
	props, any := allProps, false
	for i, e := range phi.Edges {
		pred := phi.Block().Preds[i]
		if in[pred.Index] == allProps {
			continue
		}
		way, possible := g.wayProps(gi, subject, e, pred, want, in)
		if !possible {
			continue
		}
		if gi.turnOf(subject, pred) == nil {
			way |= in[pred.Index] | g.edgeProps(gi, subject, pred, phi.Block(), in)
		}
		props &= way
		any = true
	}
	if !any || props == allProps {
		return 0, any
	}
	return props, true
}
