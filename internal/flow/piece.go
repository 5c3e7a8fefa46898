package flow

import (
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// piece is the piece of a text that a result, or a constant index into a result, of a
// call that cuts it leads to; see keyed for an index into a list that a variable holds. Pieces are told apart: in column, direction, _ :=
// strings.Cut(sort, ":") a check of the direction says nothing about the column, nor does
// one of parts[1] about parts[0]. What is proved of all pieces, or of the text, holds for
// each.
func (g *graph) piece(n *node, call *ssa.Call, e *catalog.Entry, index int, p path) *node {
	if n.op != opDerive || n.as != "split" {
		return n
	}
	texts := 0
	for _, place := range e.Places {
		switch {
		case place.Root != catalog.Result:
		case len(place.Path) == 0:
			texts++
		case place.Index == index && len(p) > 0 && p[0].isElement() && p[0] != anyElem:
			return g.pure(opDerive, "piece", p[0].name, call, n)
		}
	}
	if texts < 2 {
		return n
	}
	return g.pure(opDerive, "piece", strconv.Itoa(index), call, n)
}
