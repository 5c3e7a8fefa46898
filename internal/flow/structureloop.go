package flow

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// This file reads loops over lists of structures, each part of which is judged like an
// element of a list of texts; see loop.go.

// maxElementParts bounds the parts of structures that loops over lists of them are
// asked about.
const maxElementParts = 8

// structureLoop is for lists of structures, the parts of which a loop looks at.
func (g *graph) structureLoop(l *loopCheck, over ssa.Value, elem types.Type, cond *ssa.BinOp) *loopCheck {
	if _, ok := deref(elem).Underlying().(*types.Struct); !ok || !g.ownType(deref(elem)) {
		return nil
	}
	for _, ref := range *cond.X.Referrers() {
		addr, ok := ref.(*ssa.IndexAddr)
		if !ok || !g.sameText(addr.X, over, addr, cond) {
			continue
		}
		for _, use := range *addr.Referrers() {
			switch use := use.(type) {
			case *ssa.UnOp: // the element
				for _, p := range g.textPartsTo(elem, maxPath-2, maxElementParts) {
					l.parts = append(l.parts, g.value(use, p, use))
				}
				return l
			case *ssa.FieldAddr: // list[i].Name
				for _, load := range *use.Referrers() {
					if u, ok := load.(*ssa.UnOp); ok && u.Op == token.MUL && isText(u.Type()) && len(l.parts) < maxElementParts {
						l.parts = append(l.parts, g.value(u, nil, u))
					}
				}
			}
		}
	}
	if len(l.parts) == 0 {
		return nil
	}
	return l
}
