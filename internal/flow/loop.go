package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// This file reads loops that look at every part of a text and leave when one is
// bad: for _, part := range strings.Split(p, "/") { if part == ".." { return err } }
// and for _, r := range s { if !unicode.IsLetter(r) { return false } }. Behind such a
// loop every part has passed.

// noteLoops finds the loops of fn that judge the parts of a text.
func (g *graph) noteLoops(gi *guardInfo) {}

// loopProps is what leaving a loop in the ordinary way proves.
func (g *graph) loopProps(gi *guardInfo, n *node, from, to *ssa.BasicBlock) Props { return 0 }

// stringers are the String methods of t in this package.
func (g *graph) stringers(t types.Type) []*ssa.Function {
	named, ok := types.Unalias(deref(t)).(*types.Named)
	if !ok || named.Obj().Pkg() != g.unit.Pass.Pkg {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), true, g.unit.Pass.Pkg, "String")
	if m, ok := obj.(*types.Func); ok {
		if fn := g.unit.builder.pkg.Prog.FuncValue(m); fn != nil && len(fn.Blocks) > 0 {
			return []*ssa.Function{fn}
		}
	}
	return nil
}
