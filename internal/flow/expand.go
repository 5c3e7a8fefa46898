package flow

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// This file carries what is proved of a value over to what it was made of.

// expand carries what is proved of a derived value over to what it was derived
// from.
func (g *graph) expand(n *node, props Props) []assertion {
	props = implied(props)
	as := []assertion{{n, props}}
	if g.expanding >= maxExpansion {
		return as
	}
	g.expanding++
	defer func() { g.expanding-- }()
	switch n.op {
	case opParam:
		// What holds of a value holds of the text that is written for it.
		if prm, ok := n.val.(*ssa.Parameter); ok && len(n.path) == 0 && openParameter(prm) {
			as = append(as, assertion{g.param(prm, n.index, path{allElem}), props})
		}
	case opDerive:
		as = append(as, g.expandDerived(n, props)...)
	case opConcat:
		for i, k := range n.kids {
			if inner := concatProps(i, props); inner != 0 && k.op != opConst {
				as = append(as, g.expand(k, inner)...)
			}
		}
	case opForeign:
		as = append(as, g.expand(n.kids[0], props)...)
	case opAlt:
		if n.as != "returns" && len(n.kids) <= 8 {
			for _, k := range n.kids {
				if k.op == opDerive && k.as == "fold" {
					as = append(as, g.expandDerived(k, props)...)
				}
			}
			if len(n.kids) <= 4 && (props&(PathLocal|PathBeneath|PathBelow|PathNoDotDot) != 0 || slices.ContainsFunc(n.kids, readIn)) {
				as = append(as, g.expandAlternatives(n, props)...)
			}
		}
	}
	return as
}

func (g *graph) expandDerived(n *node, props Props) []assertion {
	var carried Props
	switch n.as {
	case "fold", "spread":
		carried = props
	case "trim":
		carried = props & (PathLocal | PathBeneath | PathNoDotDot | PathElement | NoSlash | PathBelow | brokenAny)
		if strings.HasSuffix(n.text, "TrimSpace") {
			carried = props
		}
	case "clean":
		carried = props & (Any | PathLocal | PathBeneath | PathNoDotDot | PathBelow | PathRelative | PathSlash | brokenAny)
	case "rejoin":
		// It has lost the slashes in front.
		carried = props & (PathNoDotDot | PathBelow | brokenAny)
	case "parent":
		// The last element is not known from the folder above it, but of a cleaned path it
		// is no "..".
		if len(n.kids) == 1 && g.cleanedPath(n.kids[0]) {
			carried = props & (PathLocal | PathBeneath | PathNoDotDot | PathBelow)
		}
	case "rel":
		// What filepath.Rel answers is relative: without ".." it stays below.
		if (props.Has(PathLocal) || props.Has(PathNoDotDot)) && len(n.kids) > 0 {
			return g.expand(n.kids[len(n.kids)-1], PathBeneath|props&(brokenAbove|NotDots))
		}
	}
	if carried == 0 {
		return nil
	}
	var as []assertion
	for _, k := range n.kids {
		as = append(as, g.expand(k, carried)...)
	}
	return as
}
