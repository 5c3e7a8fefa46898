package flow

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Equal texts share a node, wherever they are put together. This file tells the
// places apart again, so that each of them is reported and repaired on its own.

// seenAgain notes that v, too, is what n holds.
func (n *node) seenAgain(v ssa.Value) {
	if v != nil && n.val != nil && v != n.val && v.Pos().IsValid() && !slices.Contains(n.again, v) {
		n.again = append(n.again, v)
	}
}

// placeBefore is the place where a text is put together that is used at an
// instruction, and the function that it is in: the last of the equal ones that are
// always run before it. (Equal texts of several functions are made of package
// variables alone.)
func (g *graph) placeBefore(n *node, at ssa.Instruction) (Place, *ssa.Function) {
	if len(n.again) == 0 || n.frozen != nil || at == nil {
		return g.placeOf(n), n.fn
	}
	var last ssa.Instruction
	pos := token.NoPos
	for _, v := range append([]ssa.Value{n.val}, n.again...) {
		made, ok := v.(ssa.Instruction)
		if ok && v.Pos().IsValid() && runsBefore(made, at) && (last == nil || runsBefore(last, made)) {
			last, pos = made, v.Pos()
		}
	}
	if last == nil {
		return g.placeOf(n), n.fn
	}
	return Place{Pos: pos}, last.Parent()
}

// runsBefore says whether a was always run when b, in the same function, is.
func runsBefore(a, b ssa.Instruction) bool {
	if a.Block() == b.Block() {
		instrs := a.Block().Instrs
		return slices.Index(instrs, a) < slices.Index(instrs, b)
	}
	return a.Parent() == b.Parent() && a.Block().Dominates(b.Block())
}
