package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/finding"
)

// This file is about what methods of the module's interfaces return where no
// implementation is in sight. A result is a port, as parameters are: what an
// implementation reads itself (a request that it holds) arrives there. What it only
// hands on depends on the call, and is asked call by call: the walk goes on at what the
// call was given, and the link decides whether some implementation lets that part
// through (see [finding.Transfer]).

// Bounds of transfers.
const (
	// maxTransfers bounds the methods that one value went through.
	maxTransfers = 2
	// maxTransferParts bounds the parts of one argument that are asked about.
	maxTransferParts = 8
	// maxFrozenArguments bounds the arguments of a call in a fact.
	maxFrozenArguments = 4
)

// transfers are the methods that a value went through, the first one first.
type transfers struct {
	finding.Transfer
	next *transfers
	// key tells lists apart.
	key string
	len int
}

func (t *transfers) list() []finding.Transfer {
	var all []finding.Transfer
	for ; t != nil; t = t.next {
		all = append(all, t.Transfer)
	}
	return all
}

func (s state) transfer(t finding.Transfer) state {
	n := &transfers{Transfer: t, next: s.transfers, key: t.String() + s.transferKey(), len: 1}
	if s.transfers != nil {
		n.len += s.transfers.len
	}
	s.transfers = n
	return s
}

func (s state) transferKey() string {
	if s.transfers == nil {
		return ""
	}
	return s.transfers.key
}

// answer is the port of a result that the link knows more of; nil for others.
func (g *graph) answer(n *node) *finding.Port {
	switch {
	case n.op != opResult || n.index < 0:
		return nil
	case n.frozen != nil:
		return &finding.Port{Function: n.text, Param: -1 - n.index, Path: portPath(n.path)}
	case n.call == nil || !g.linked(n.call.Common(), g.callee(n.call)):
		return nil
	}
	method := n.call.Common().Method
	g.asked[method] = true
	return &finding.Port{Function: method.Origin().FullName(), Param: -1 - n.index, Path: portPath(n.path)}
}

// passedThrough continues at what the call of an interface's method was given.
func (w *walker) passedThrough(n *node, port *finding.Port, s state) {
	if s.transfers != nil && s.transfers.len >= maxTransfers {
		return
	}
	t := finding.Transfer{Method: port.Function, Result: -1 - port.Param, To: port.Path, Step: "passes through " + shortName(port.Function)}
	s.through = &through{port.Function, s.through, false}
	s = s.step(t.Step, w.g.placeOf(n))
	into := func(arg *node, index int, p path) {
		t.Param, t.Path = index, portPath(p)
		w.visit(arg, s.transfer(t))
	}
	if n.frozen != nil {
		for _, k := range n.kids {
			into(k.kids[0], k.index, k.path)
		}
		return
	}
	w.g.arguments(n.call, into)
}

// arguments visits the parts of what a call of a method is given that hold text.
func (g *graph) arguments(call ssa.CallInstruction, visit func(arg *node, index int, p path)) {
	for i, arg := range operandsOf(call.Common()) {
		if i == 0 {
			continue
		}
		for _, p := range g.textParts(heldType(arg), maxTransferParts) {
			visit(g.value(arg, p, call), i, p)
		}
	}
}

// frozenAnswer is an answer of a method as importers get it.
func (f *freezer) answer(n *node, s state, depth int) *Tree {
	port := f.g.answer(n)
	if port == nil {
		return unknownTree
	}
	t := &Tree{Op: uint8(opResult), Text: port.Function, Param: n.index, Path: n.path.names(), Expr: f.g.describe(n),
		Steps: f.steps(n, "returned by "+shortName(port.Function))}
	given := func(arg *node, index int, p path) {
		if len(t.Kids) < maxFrozenArguments {
			if k := f.tree(arg, s, depth+1); k.varies() {
				t.Kids = append(t.Kids, &Tree{Op: uint8(opDerive), As: "given", Param: index, Path: p.names(), Kids: []*Tree{k}})
			}
		}
	}
	if n.frozen != nil {
		for _, k := range n.kids {
			given(k.kids[0], k.index, k.path)
		}
	} else {
		f.g.arguments(n.call, given)
	}
	return t
}

// varies says whether a tree has something in it that others choose.
func (t *Tree) varies() bool {
	switch op(t.Op) {
	case opParam, opSource, opResult:
		return true
	}
	return slices.ContainsFunc(t.Kids, (*Tree).varies)
}

// SupposeThrough makes suppositions of what a use gets by way of methods that the link
// knows more of; see [Unit.Suppose].
func (u *Unit) SupposeThrough(use *Use) []*Supposition {
	if !u.Settings.Link || !use.answered {
		return nil
	}
	u.graph.mu.Lock()
	origins := u.graph.walkUse(u.graph.walk(walker{at: use.Instr, up: true, across: true}), use)
	u.graph.mu.Unlock()
	var all []*Supposition
	for _, o := range origins {
		switch {
		case len(o.Transfers) == 0 || o.Unsure:
		case o.Class == Untrusted:
			all = append(all, &Supposition{Origin: *o, When: finding.Condition{Trust: trustOf(o), Through: o.Transfers, Holds: uint64(o.Props & PathNamed)}})
		default:
			for _, sup := range u.Suppose(o) {
				sup.When.Through = o.Transfers
				all = append(all, sup)
			}
		}
	}
	return all
}

// returns adds what a method of the package returns; it says whether there was
// something to add.
func (x *indexer) returns(m *types.Func) bool {
	fn := x.g.unit.builder.pkg.Prog.FuncValue(m.Origin())
	if fn == nil || len(fn.Blocks) == 0 || !m.Exported() || slices.Contains(commonMethods, m.Name()) || x.g.inTestFile(fn) {
		return false
	}
	found := false
	for i := range fn.Signature.Results().Len() {
		for _, p := range x.g.textParts(fn.Signature.Results().At(i).Type(), maxResultPath) {
			if hidden(p) {
				continue // who calls it cannot look there
			}
			to := finding.Port{Function: m.Origin().FullName(), Param: -1 - i, Path: portPath(p)}
			found = x.returned(fn, p, to) || found
		}
	}
	return found
}

// returned adds the edges to a part of a result. That it is not known what is returned,
// is told of texts alone; of parts of structures, no edge tells it.
func (x *indexer) returned(fn *ssa.Function, p path, to finding.Port) bool {
	index, text := -1-to.Param, len(p) == 0
	switch t := x.g.frozen[resultKey{fn, index, p.String()}]; {
	case t != nil && t.decided():
		x.add(&Origin{Class: Constant}, to, false, text)
		return true
	case t == nil || !t.handsOver():
		if text {
			x.add(&Origin{Class: Unknown}, to, false, text)
		}
		return text
	}
	w := x.g.walk(walker{fields: true, across: true})
	w.visit(x.g.returns(fn, index, p), state{}.step("returned by "+shortName(to.Function), x.g.place(fn.Pos(), fn)))
	found := false
	for _, o := range w.origins {
		port, open := o.Port()
		if open && port.Param >= 0 && (port.Param == 0 || port.Function != to.Function) {
			// What the thing itself holds, or a function that made it was given, does not
			// arrive in a way that the link can follow.
			o, open = &Origin{Class: Unknown}, false
		}
		chosen := trustOf(o) == finding.Remote || trustOf(o) == finding.Archive
		if text || chosen || open && !o.Unsure {
			x.add(o, to, false, text && isText(fn.Signature.Results().At(index).Type()))
			found = true
		}
	}
	return found
}

// commonMethods are methods of the standard library's interfaces, which are called by
// these.
var commonMethods = []string{"String", "Error", "GoString", "MarshalJSON", "MarshalText", "MarshalBinary", "MarshalXML",
	"MarshalYAML", "Value", "Network"}

// handsOver says whether a tree has something in it that an attacker may have chosen, if
// somebody hands it over, or it was put into a field that only the package knows.
func (t *Tree) handsOver() bool {
	switch op(t.Op) {
	case opResult:
		return true
	case opSource:
		return classOf(catalog.Class(t.Class)) == Untrusted
	case opParam:
		return t.Param > 0 || slices.ContainsFunc(t.Path, unexported)
	}
	return slices.ContainsFunc(t.Kids, (*Tree).handsOver)
}
