package flow

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// This file reads the guards that the catalog lists.

// assertGuard reads a catalogued guard.
func (g *graph) assertGuard(call *ssa.Call, c *calleeInfo, e *catalog.Entry, want outcomeWanted) []assertion {
	turned := e.When == "true" && want == wantTrue || e.When == "false" && want == wantFalse ||
		e.When == "nil" && want == wantNil || e.When == "found" && (want == wantTrue || want == wantFound)
	comparison := e.Word == "prefix" || e.Word == "contains" || e.Word == "containsany" || e.Word == "suffix" || e.Word == "match" && e.When == "true"
	if !turned && !(comparison && want <= wantFalse) {
		return nil
	}
	var subject, other *node
	for _, pl := range e.Places {
		for _, n := range g.placeNodes(call, c, pl) {
			subject = n
		}
	}
	for _, pl := range e.From {
		if nodes := g.placeNodes(call, c, pl); len(nodes) == 1 {
			other = nodes[0]
		} else if len(nodes) > 1 {
			other = g.alt(call.Parent(), nodes, nil)
		}
	}
	if subject == nil {
		return nil
	}
	switch e.Word {
	case "member":
		return g.memberProps(call, c, e, subject)
	case "chosen":
		return g.foundBy(call, call.Call.Args[e.From[0].Index], call.Call.Args[e.Places[0].Index])
	case "every":
		return g.sayOfAll(call, call.Call.Args[e.From[0].Index], call.Call.Args[e.Places[0].Index], wantTrue)
	case "none":
		return g.sayOfAll(call, call.Call.Args[e.From[0].Index], call.Call.Args[e.Places[0].Index], wantFalse)
	case "equal":
		if other == nil {
			return nil
		}
		return append(g.equalNodes(subject, other, true), g.equalNodes(other, subject, true)...)
	case "prefix":
		return g.prefixProps(subject, other, want == wantTrue)
	case "suffix":
		if want == wantTrue {
			return []assertion{{subject, SuffixMatch}}
		}
		return nil
	case "contains", "containsany":
		return g.containsProps(subject, other, e.Word == "containsany", want == wantTrue)
	case "match":
		if !turned {
			return g.mismatchProps(subject, other)
		}
		return g.matchProps(subject, other)
	case "glob":
		return g.globProps(subject, other)
	}
	return g.expand(subject, parseProps(e.Word))
}

func (g *graph) memberProps(call *ssa.Call, c *calleeInfo, e *catalog.Entry, subject *node) []assertion {
	ops := operandsOf(&call.Call)
	for _, pl := range e.From {
		i := 0
		if pl.Root == catalog.Arg {
			i = c.operand(pl.Index)
		}
		if i >= len(ops) {
			continue
		}
		elem := anyElem
		if _, ok := ops[i].Type().Underlying().(*types.Map); ok {
			elem = keyElem
		}
		return g.memberOf(subject, g.value(ops[i], path{elem}, call))
	}
	return nil
}

// containsProps judges a search for a constant in x.
func (g *graph) containsProps(x, what *node, anyOf, found bool) []assertion {
	if what == nil {
		return nil
	}
	texts, ok := g.constants(what)
	if !ok || len(texts) != 1 {
		// A part of a constant is harmless where the constant is.
		if whole, known := g.constants(x); known && found && !anyOf && !strings.ContainsAny(strings.Join(whole, ""), "'\"`\\/;") {
			return g.expand(what, Any)
		}
		return nil
	}
	if found {
		return []assertion{{x, ContainsMatch}}
	}
	text := texts[0]
	var props Props
	switch {
	case anyOf:
		if strings.ContainsRune(text, '/') {
			props |= NoSlash | PathElement
		}
		if strings.ContainsRune(text, '.') {
			props |= NotDots | PathNoDotDot
		}
		if strings.Contains(text, "'") {
			props |= SQLDoubled
			if strings.Contains(text, `\`) {
				props |= SQLLiteral
			}
		}
		if strings.Contains(text, `"`) {
			props |= SQLNoDouble
		}
		if strings.Contains(text, "`") {
			props |= SQLNoBacktick
		}
	case text == "'":
		props = SQLDoubled // there is none to end a quotation
	case text == `"`:
		props = SQLNoDouble
	case text == "`":
		props = SQLNoBacktick
	case text == "..":
		props = PathNoDotDot | NotDots
	case text == "../":
		props = PathNoDotDot | brokenContains
	case text == "/..":
		props = brokenContains | noUpMiddle
	case text == "/../" && surrounded(x):
		props = PathNoDotDot | NotDots
	case text == "/../":
		props = noUpMiddle
	case text == "/":
		props = NoSlash | PathElement
	}
	if props == 0 {
		return nil
	}
	return g.expand(x, props)
}

// surrounded says whether slashes were put around a path, so that each of its elements
// stands between two.
func surrounded(x *node) bool {
	if x.op != opConcat || x.as == "join" {
		return false
	}
	first, last := x, x
	for first.op == opConcat && first.as != "join" {
		first = first.kids[0]
	}
	for last.op == opConcat && last.as != "join" {
		last = last.kids[len(last.kids)-1]
	}
	return first.op == opConst && first.text == "/" && last.op == opConst && last.text == "/"
}

// maxExpansion bounds how deep a value is taken apart for what is proved of it;
// values of loops are made of themselves.
const maxExpansion = 10
