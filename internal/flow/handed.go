package flow

import (
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// This file follows values into functions that are handed to another package, which
// calls them: Handle(func(ctx context.Context, in CreateUser) error { … }), where
// Handle reads in from the request. The summary of Handle says what it passes to
// its parameter; whoever hands over a function finds it there.

// Handed is what a function passes to one that it was given.
type Handed struct {
	// Param and Path lead to the function that was given.
	Param int
	Path  []string
	// Arg and Part are the part of its argument.
	Arg  int
	Part []string
	Tree *Tree
}

// maxHanded bounds what a summary tells of the functions that were given.
const maxHanded = 24

// maxHandedDepth bounds the functions through which a given function is passed on.
const maxHandedDepth = 3

// handedOn lists what fn, or a function in it, passes to functions that fn was
// given, itself or by handing them on.
func (g *graph) handedOn(fn *ssa.Function, depth int) []Handed {
	if depth > maxHandedDepth || !slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool { return holdsFunction(p.Type(), 2) }) {
		return nil
	}
	var found []Handed
	for f := range enclosed(fn) {
		for _, b := range f.Blocks {
			for _, in := range b.Instrs {
				if call, ok := in.(ssa.CallInstruction); ok && len(found) < maxHanded {
					found = append(found, g.handedBy(fn, call)...)
					found = append(found, g.handedThrough(fn, call, depth)...)
				}
			}
		}
	}
	return found
}

// handedThrough is what a function gets that fn was given and hands on to another.
func (g *graph) handedThrough(fn *ssa.Function, call ssa.CallInstruction, depth int) []Handed {
	if call.Common().StaticCallee() == nil {
		return nil
	}
	var found []Handed
	for k, op := range operandsOf(call.Common()) {
		if !holdsFunction(op.Type(), 0) {
			continue
		}
		given := g.given(fn, g.value(op, nil, call), 0)
		if given == nil {
			continue
		}
		for _, h := range g.handedByCallee(g.callee(call), depth) {
			if t := h.Tree.closed(); h.Param == k && len(h.Path) == 0 && t.foreign() {
				found = append(found, Handed{given.index, given.path.names(), h.Arg, h.Part, t})
			}
		}
	}
	return found
}

func (g *graph) handedByCallee(c *calleeInfo, depth int) []Handed {
	var found []Handed
	for _, body := range c.bodies {
		found = append(found, g.handedOn(body, depth+1)...)
	}
	for _, s := range c.summaries {
		found = append(found, s.Handed...)
	}
	return found
}

// closed is a tree without the parameters of the function that it belongs to.
func (t *Tree) closed() *Tree {
	if op(t.Op) == opParam {
		return unknownTree
	}
	c := *t
	c.Kids = nil
	for _, k := range t.Kids {
		c.Kids = append(c.Kids, k.closed())
	}
	return &c
}

// enclosed lists a function and those in it.
func enclosed(fn *ssa.Function) func(yield func(*ssa.Function) bool) {
	var walk func(f *ssa.Function, yield func(*ssa.Function) bool) bool
	walk = func(f *ssa.Function, yield func(*ssa.Function) bool) bool {
		if !yield(f) {
			return false
		}
		for _, a := range f.AnonFuncs {
			if !walk(a, yield) {
				return false
			}
		}
		return true
	}
	return func(yield func(*ssa.Function) bool) { walk(fn, yield) }
}

// holdsFunction says whether a value of type t is a function or has one in it.
func holdsFunction(t types.Type, depth int) bool {
	switch u := deref(t).Underlying().(type) {
	case *types.Signature:
		return true
	case *types.Slice:
		return depth > 0 && holdsFunction(u.Elem(), depth-1)
	case *types.Struct:
		for i := range u.NumFields() {
			if depth > 0 && holdsFunction(u.Field(i).Type(), depth-1) {
				return true
			}
		}
	}
	return false
}

func (g *graph) handedBy(fn *ssa.Function, call ssa.CallInstruction) []Handed {
	common := call.Common()
	if common.IsInvoke() || common.StaticCallee() != nil {
		return nil
	}
	if _, builtin := common.Value.(*ssa.Builtin); builtin {
		return nil
	}
	given := g.given(fn, g.value(common.Value, nil, call), 0)
	if given == nil {
		return nil
	}
	var found []Handed
	for i, arg := range common.Args {
		paths := g.textParts(heldType(arg), maxResultPath)
		if isOpaque(arg.Type()) || !isText(arg.Type()) {
			paths = append(paths, nil)
		}
		for _, p := range paths {
			n := g.value(arg, p, call)
			if len(p) == 0 {
				if n = g.held(arg, call); !isOpaque(arg.Type()) && !textual(arg.Type()) && !document(n, 0) {
					continue
				}
			}
			if t := g.freeze(fn, n, []point{{to: call.Block()}}); t.foreign() && g.afford(t) {
				found = append(found, Handed{given.index, given.path.names(), i, p.names(), t})
			}
		}
	}
	return found
}

// given is the parameter of fn that a function value is; nil for others.
func (g *graph) given(fn *ssa.Function, n *node, depth int) *node {
	switch n.op {
	case opParam:
		if n.fn == fn {
			return n
		}
	case opForeign, opAlt:
		for _, k := range n.kids {
			if depth < 4 {
				if found := g.given(fn, k, depth+1); found != nil {
					return found
				}
			}
		}
	}
	return nil
}

// foreign says whether a tree has something in it that came from outside.
func (t *Tree) foreign() bool {
	return op(t.Op) == opSource || slices.ContainsFunc(t.Kids, (*Tree).foreign)
}

// maxOptions bounds the functions that a type of functions stands for.
const maxOptions = 64

// options lists the functions of the package that a value can be of which nothing is
// known but its type, one of the package's own types of functions: whoever calls
// List(opts ...Option) makes them with the functions that the package offers for it.
func (g *graph) options(t types.Type) []*ssa.Function {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() != g.unit.Pass.Pkg {
		return nil
	}
	sig, ok := named.Underlying().(*types.Signature)
	if !ok {
		return nil
	}
	if fns, ok := g.optionFuncs[named]; ok {
		return fns
	}
	var fns []*ssa.Function
	for _, fn := range g.unit.Functions() {
		made := fn.Parent() != nil && g.makes(fn.Parent(), named)
		if made && types.Identical(stripRecv(fn.Signature), stripRecv(sig)) && !g.inTestFile(fn) {
			fns = append(fns, fn)
		}
	}
	if len(fns) > maxOptions {
		fns = nil
	}
	g.optionFuncs[named] = fns
	return fns
}

// makes says whether a function that others can call returns functions of a type.
func (g *graph) makes(fn *ssa.Function, named *types.Named) bool {
	results := fn.Signature.Results()
	for i := range results.Len() {
		if types.Identical(results.At(i).Type(), named) {
			return fn.Object() != nil && fn.Object().Exported()
		}
	}
	return false
}

// makesFunctions says whether a call is one of a function of the module that returns
// functions: what it is given, the package that it belongs to finds where these are
// called.
func (g *graph) makesFunctions(common *ssa.CallCommon, c *calleeInfo) bool {
	if !g.unit.Settings.Link || common.StaticCallee() == nil || len(c.entries) > 0 || !g.ownModule(c.object) {
		return false
	}
	results := common.Signature().Results()
	if results.Len() == 0 {
		return false
	}
	_, ok := results.At(0).Type().Underlying().(*types.Signature)
	return ok
}

// receipt is what a parameter gets from a call that was given its function.
type receipt struct {
	call   ssa.CallInstruction
	handed *Handed
}

// noteHanded notes what the functions that a call is given will get.
func (g *graph) noteHanded(call ssa.CallInstruction, c *calleeInfo) {
	ops := operandsOf(call.Common())
	for _, sum := range c.summaries {
		for i := range sum.Handed {
			h := &sum.Handed[i]
			if h.Param >= len(ops) {
				continue
			}
			v := ops[h.Param]
			for _, fn := range g.functionsOf(g.value(v, resolveNames(v.Type(), h.Path), call), 0, nil) {
				if h.Arg < len(fn.Params) {
					g.receipts[fn.Params[h.Arg]] = append(g.receipts[fn.Params[h.Arg]], receipt{call, h})
				}
			}
		}
	}
}

// received is the part of a parameter that was handed over; nil when nothing is
// known to be. What callers in the package pass is not among it.
func (g *graph) received(prm *ssa.Parameter, p path) *node {
	g.handlerParams()
	var fitting []receipt
	for _, r := range g.receipts[prm] {
		if rest, ok := suffixNames(p, r.handed.Part); ok && (len(rest) == 0 || len(r.handed.Part) == 0) {
			fitting = append(fitting, r)
		}
	}
	if len(fitting) == 0 {
		return nil
	}
	return g.intern(fmt.Sprintf("received:%p:%d%s", prm.Parent(), paramIndex(prm), p), func(n *node) {
		n.op, n.fn, n.typ, n.pos = opAlt, prm.Parent(), typeAt(prm.Type(), p), prm.Pos()
		for _, r := range fitting {
			n.kids = append(n.kids, g.foreign(g.enter(r.call, nil, g.thawPart(r.handed.Tree, p[len(r.handed.Part):], r.call)), point{to: r.call.Block()}))
			n.at = append(n.at, point{})
		}
		if len(g.callSites[prm.Parent()]) > 0 {
			n.kids, n.at = append(n.kids, g.param(prm, paramIndex(prm), p)), append(n.at, point{})
		}
	})
}
