package flow

import (
	"fmt"

	"golang.org/x/tools/go/ssa"
)

// This file is about what a call leaves behind its arguments when it returns.

// writeThrough is what a call writes to the part rest of what operand i points
// to.
func (g *graph) writeThrough(call ssa.CallInstruction, i int, rest path) *effect {
	c := g.callee(call)
	if e := g.catalogWrite(call, c, i, rest); e != nil {
		return e
	}
	var kids []*node
	for _, fn := range c.bodies {
		if i >= len(fn.Params) {
			continue
		}
		n := g.exitContent(fn, i, rest)
		if n == nil {
			continue
		}
		kids = append(kids, g.enter(call, fn, n))
	}
	if len(c.bodies) > 0 {
		if len(kids) == 0 {
			return nil
		}
		return &effect{kind: kills, node: g.alt(call.Parent(), kids, nil)}
	}
	for _, sum := range c.summaries {
		if tree, left := sum.written(i, rest); tree != nil {
			kind := kills
			if len(left) > 0 {
				kind = weakens // a document need not have every part
			}
			return &effect{kind: kind, trace: func() *node { return g.enter(call, nil, g.thawPart(tree, left, call)) }}
		}
		if sum.writesBelow(i, rest) {
			return &effect{kind: weakens, trace: func() *node { return g.leftPointer(call, i, rest) }}
		}
	}
	return nil
}

// leftPointer is a pointer that a call of another package's function leaves at p
// behind its operand i: what is behind it, its summary tells part by part.
func (g *graph) leftPointer(call ssa.CallInstruction, i int, p path) *node {
	return g.intern(fmt.Sprintf("left:%p:%d%s", call, i, p), func(n *node) {
		n.op, n.call, n.index, n.path, n.fn = opResult, call, -1-i, p, call.Parent()
		n.typ, n.pos, n.text = typeAt(operandsOf(call.Common())[i].Type(), p), call.Pos(), g.callee(call).name()
	})
}

// exitContent is what fn leaves at rest behind its parameter; nil when it leaves
// what was there.
func (g *graph) exitContent(fn *ssa.Function, index int, rest path) *node {
	if len(fn.Blocks) == 0 || index >= len(fn.Params) {
		return nil
	}
	prm := fn.Params[index]
	key := resultKey{fn, -1 - index, rest.String()}
	if n, ok := g.results[key]; ok {
		return n
	}
	g.results[key] = nil
	base := g.value(prm, nil, fn.Blocks[0].Instrs[0])
	bp := path(nil)
	if base.op == opLoc {
		base, bp = base.kids[0], base.path
	}
	if g.touching(fn, base, join(bp, rest)) == nil {
		return nil
	}
	before := g.initial(base, join(bp, rest), fn)
	n := g.leftBehind(fn, base, join(bp, rest), before)
	g.results[key] = n
	return n
}

// leftBehind is what each return leaves at p below base; nil when all leave what
// was there before. The returns stay apart even where they leave the same, so that
// what a check before one of them proves is not lost.
func (g *graph) leftBehind(fn *ssa.Function, base *node, p path, before *node) *node {
	n := g.fresh(opAlt)
	n.fn, n.as = fn, "returns"
	changed := false
	for _, b := range fn.Blocks {
		ret, ok := lastInstr(b).(*ssa.Return)
		if !ok {
			continue
		}
		kid := g.content(base, p, ret)
		changed = changed || kid != before
		n.kids = append(n.kids, kid)
		n.at = append(n.at, point{to: b})
	}
	if !changed {
		return nil
	}
	return n
}
