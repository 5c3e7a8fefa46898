package flow

import (
	"golang.org/x/tools/go/ssa"
)

// This file is about functions that are handed to another one to choose among
// elements: what it proves of an element that it was chosen.

// madeProps is what it proves of a derived text how it was made.
func (g *graph) madeProps(n *node) Props {
	switch n.as {
	case "replace":
		return g.replacement(n)
	case "trim":
		if g.trimsSlashes(n) {
			return PathRelative
		}
	case "split":
		if call, ok := n.val.(*ssa.Call); ok && g.splitsAtSlash(call) {
			return PathElement
		}
	case "find":
		switch len(n.kids) {
		case 2:
			return g.foundProps(n.kids[1])
		case 3:
			return g.groupProps(n.kids[1], atoi(n.kids[2].text))
		}
	case "filter":
		return g.chosen(n, wantTrue)
	case "reject":
		return g.chosen(n, wantFalse)
	case "":
		if n.text == "strings.Map" {
			return g.mapped(n)
		}
	}
	return 0
}

// chosen is what the elements have for which the function that a call was given as
// argument 1 answers as wanted.
func (g *graph) chosen(n *node, want outcomeWanted) Props {
	call, ok := n.val.(*ssa.Call)
	if !ok || len(call.Call.Args) < 2 {
		return 0
	}
	fn := g.chooser(call.Call.Args[1], call)
	if fn == nil {
		return 0
	}
	return g.certified(fn, g.param(fn.Params[0], 0, nil), 0, want) &^ (Nil | NonNil | memberOfArg)
}

// chooser is the only function that a function value can be, if its first parameter
// is an element and its only result a truth value.
func (g *graph) chooser(v ssa.Value, at ssa.Instruction) *ssa.Function {
	fns := g.functionsOf(g.value(v, nil, at), 0, nil)
	if len(fns) != 1 {
		return nil
	}
	fn := fns[0]
	results := fn.Signature.Results()
	if len(fn.Blocks) == 0 || len(fn.Params) == 0 || results.Len() != 1 || !isBool(results.At(0).Type()) {
		return nil
	}
	return fn
}

// sayOfAll is what it proves of the elements of a list that a function answered as
// wanted for each of them.
func (g *graph) sayOfAll(call *ssa.Call, list, f ssa.Value, want outcomeWanted) []assertion {
	fn := g.chooser(f, call)
	if fn == nil {
		return nil
	}
	props := g.certified(fn, g.value(fn.Params[0], nil, nil), 0, want)
	return g.assertElements(g.value(list, path0, call), props&^(Nil|NonNil))
}

// foundBy is what it proves that a function answered true for some element of a list,
// of the variables that it captured: slices.ContainsFunc(known, func(k string) bool {
// return k == column }) with true proves that column is in known.
func (g *graph) foundBy(call *ssa.Call, list, f ssa.Value) []assertion {
	fn := g.chooser(f, call)
	if fn == nil {
		return nil
	}
	gi := g.guardsOf(fn)
	if !gi.ready {
		g.unsettled++
	}
	var noted []*node
	for n := range gi.asserted {
		if n.op != opParam || n.fn != fn {
			noted = append(noted, n)
		}
	}
	sortNodes(noted)
	var as []assertion
	for _, n := range noted {
		props := g.certified(fn, n, 0, wantTrue) &^ (Nil | NonNil)
		if props&memberOfArg != 0 {
			props &^= memberOfArg | Any
			if g.elementsTrusted(g.needs[n], fn, list, call) {
				props |= Any
			}
		}
		if outer := captive(n); outer != nil && props != 0 {
			as = append(as, g.expand(outer, props)...)
		}
	}
	return as
}

// elementsTrusted says whether what a chooser compared with are parts of the elements
// of a list that no attacker chose.
func (g *graph) elementsTrusted(needs []*node, fn *ssa.Function, list ssa.Value, at ssa.Instruction) bool {
	for _, y := range needs {
		if y.fn != fn || y.index != 0 || !g.trusted(g.value(list, path0.with(y.path...), at)) {
			return false
		}
	}
	return len(needs) > 0
}

// captive is what a node of a closure is in the function around it: a captured
// variable that holds the same value wherever it can be seen. It is nil for others.
func captive(n *node) *node {
	switch n.op {
	case opForeign:
		return n.kids[0]
	case opAlt:
		var only *node
		for _, k := range n.kids {
			inner := captive(k)
			if inner == nil || only != nil && inner != only {
				return nil
			}
			only = inner
		}
		return only
	}
	return nil
}
