package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// This file knows what a function hands to the functions that it is given: an
// extraction that calls its caller's function with the name of each entry. Inside a
// package the engine follows such calls by itself; importers learn of them here.

// Feed says that a function calls what it is given as parameter Param, and what
// that one gets as its parameter Arg: data of Class, of which Props are proved.
type Feed struct {
	Param int
	Arg   int
	Class string
	Props Props
}

// maxFeedDepth bounds the functions through which a given function is passed on.
const maxFeedDepth = 3

// feeds lists what fn hands to the functions that it is given, chosen outside.
func (g *graph) feeds(fn *ssa.Function, depth int) []Feed {
	if depth > maxFeedDepth {
		return nil
	}
	var found []Feed
	for i, prm := range fn.Params {
		if _, ok := prm.Type().Underlying().(*types.Signature); ok {
			found = g.feedsOf(fn, i, depth, found)
		}
	}
	return found
}

func (g *graph) feedsOf(fn *ssa.Function, index, depth int, found []Feed) []Feed {
	g.index()
	for _, call := range g.dynamicCalls {
		common := call.Common()
		if common.IsInvoke() || !within(call.Parent(), fn) || !g.isParam(common.Value, fn, index, call) {
			continue
		}
		for j, arg := range common.Args {
			if f, ok := g.fed(arg, call); ok {
				f.Param, f.Arg = index, j
				found = addFeed(found, f)
			}
		}
	}
	for _, in := range g.effectsOf(fn).instrs {
		call, ok := in.(ssa.CallInstruction)
		if !ok || call.Common().StaticCallee() == nil {
			continue
		}
		for k, op := range operandsOf(call.Common()) {
			if _, isFunc := op.Type().Underlying().(*types.Signature); !isFunc || !g.isParam(op, fn, index, call) {
				continue
			}
			for _, f := range g.feedsOfCallee(g.callee(call), depth) {
				if f.Param == k {
					f.Param = index
					found = addFeed(found, f)
				}
			}
		}
	}
	return found
}

// feedsOfCallee is what the function that is called hands on.
func (g *graph) feedsOfCallee(c *calleeInfo, depth int) []Feed {
	var found []Feed
	for _, body := range c.bodies {
		found = append(found, g.feeds(body, depth+1)...)
	}
	for _, s := range c.summaries {
		found = append(found, s.Feeds...)
	}
	return found
}

// isParam says whether v, as used at an instruction, is a parameter of fn.
func (g *graph) isParam(v ssa.Value, fn *ssa.Function, index int, at ssa.Instruction) bool {
	for _, o := range g.plainOrigins(g.value(v, nil, at), false) {
		if o.Param == fn.Params[index] && len(o.leaf.path) == 0 {
			return true
		}
	}
	return false
}

// fed is what the outside chooses of an argument.
func (g *graph) fed(arg ssa.Value, call ssa.CallInstruction) (Feed, bool) {
	if !textual(arg.Type()) {
		return Feed{}, false
	}
	for _, o := range g.origins(g.value(arg, nil, call), []point{{to: call.Block()}}, false) {
		if o.Class == Untrusted && !o.Unsure && !o.Joined {
			return Feed{Class: string(o.Kind), Props: o.Props &^ (Nil | NonNil)}, true
		}
	}
	return Feed{}, false
}

// addFeed keeps one feed for each parameter: what holds for all of them.
func addFeed(found []Feed, f Feed) []Feed {
	for i := range found {
		if found[i].Param == f.Param && found[i].Arg == f.Arg {
			found[i].Props &= f.Props
			return found
		}
	}
	return append(found, f)
}

// noteFed notes the functions that are handed to a function of another package,
// which calls them with data from outside.
func (g *graph) noteFed(c *calleeInfo, call ssa.CallInstruction, ops []ssa.Value) {
	for _, s := range c.summaries {
		for _, f := range s.Feeds {
			if f.Param < len(ops) {
				g.noteHandler(ops[f.Param], call, f.Arg, outsideData{catalog.Class(f.Class), f.Props})
			}
		}
	}
}
