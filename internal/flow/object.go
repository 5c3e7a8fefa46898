package flow

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// This file is about things that a library makes and that are written to later:
// a hash, an HMAC. Two of them are never the same thing, whatever they were made
// from.

// object is the thing that a catalogued constructor makes (as=object).
func (g *graph) object(v ssa.Value) *node { return g.alloc(v) }

// made is what an object holds when it is made: what its constructor was given, or
// what a copy of a text was made of.
func (g *graph) made(base *node) *node {
	if conv, ok := base.val.(*ssa.Convert); ok {
		return g.value(conv.X, nil, conv)
	}
	call, ok := base.val.(*ssa.Call)
	if !ok {
		return nil
	}
	c := g.callee(call)
	for _, e := range c.entries {
		if e.Verb != "flow" || e.As != "object" {
			continue
		}
		var kids []*node
		for _, f := range e.From {
			kids = append(kids, g.placeNodes(call, c, f)...)
		}
		return g.pure(opDerive, "object", c.name(), call, kids...)
	}
	return nil
}

// leftIn is what an object holds when its function ends; nil for others.
func (g *graph) leftIn(n *node) *node {
	if g.made(n) == nil {
		return nil
	}
	return g.contentElsewhere(n, nil)
}

// object continues at what was put into an object.
func (w *walker) object(n *node, s state) {
	if content := w.g.leftIn(n); content != nil && !w.things {
		w.visit(content, s)
		return
	}
	w.emit(n, s, Origin{Class: Unknown})
}

// written is what was written into the thing behind an interface value, with
// what it was made of.
func (g *graph) written(v ssa.Value, at ssa.Instruction) *node {
	base, p := g.locate(v, at)
	switch base.op {
	case opAlloc, opResult, opCall, opParam, opAlt:
		if g.made(base) != nil || g.touching(at.Parent(), base, p) != nil {
			return g.recall(base, p, at)
		}
	}
	return g.value(v, nil, at)
}

// Makers lists the calls that make the thing that v is: of constructors, and of
// other functions that flow does not enter.
func (u *Unit) Makers(v ssa.Value, at ssa.Instruction) []*Call {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	return u.graph.makers(v, at)
}

func (g *graph) makers(v ssa.Value, at ssa.Instruction) []*Call {
	w := g.walk(walker{up: true, things: true})
	w.visit(g.value(stripInterface(v), nil, at), state{points: []point{{to: at.Block()}}})
	var found []*Call
	for _, o := range w.origins {
		call, ok := o.leaf.val.(*ssa.Call)
		if !ok || o.leaf.op != opAlloc && o.leaf.op != opResult {
			continue
		}
		if c := g.call(call); c != nil && !slices.ContainsFunc(found, func(f *Call) bool { return f.Instr == c.Instr }) {
			found = append(found, c)
		}
	}
	return found
}

// makerName is the name of the one constructor of a thing, else that of the
// method that is called on it.
func (g *graph) makerName(v ssa.Value, at ssa.Instruction, method string) string {
	name := ""
	for _, c := range g.makers(v, at) {
		if name != "" && name != c.Callee {
			return method
		}
		name = c.Callee
	}
	if name == "" {
		return method
	}
	return name
}

// Named returns the catalog's entries for a function by its full name, as
// [Origin.Through] and [Call.Callee] have it: "crypto/hmac.New",
// "(*net/http.Request).Cookie".
func (u *Unit) Named(full string) []*catalog.Entry {
	pkg, symbol := splitName(full)
	if pkg == "" {
		return nil
	}
	return u.catalog.Lookup(pkg, symbol)
}

// splitName cuts a function's full name into import path and symbol.
func splitName(full string) (pkg, symbol string) {
	method := ""
	if rest, ok := strings.CutPrefix(full, "("); ok {
		var name string
		name, method, _ = strings.Cut(rest, ")")
		full = strings.TrimPrefix(name, "*")
	}
	slash := strings.LastIndexByte(full, '/') + 1
	dot := strings.IndexByte(full[slash:], '.')
	if dot < 0 {
		return "", ""
	}
	return full[:slash+dot], full[slash+dot+1:] + method
}

// decodedWhole says whether a node is a document that a function decodes into all of what
// it returns or fills, or a part of such a document: its fields are those of that. Of a
// request that is made for a URL only the URL is one.
func (g *graph) decodedWhole(n *node) bool {
	if !decoded(n) {
		return false
	}
	for n.as == "key" {
		n = n.kids[0]
	}
	return !slices.ContainsFunc(g.unit.Named(n.text), func(e *catalog.Entry) bool {
		return e.As == "decode" && slices.ContainsFunc(e.Places, func(p catalog.Place) bool { return len(p.Path) > 0 })
	})
}

// keyed is the part of something decoded (a query, a document) that a constant
// key or a field leads to: what it is made of is the whole, and the key names it. The
// keys of a map are a part of their own: a check of a key says nothing about its value.
func (g *graph) keyed(n *node, p path) *node {
	n = g.groupFound(n, p)
	for i, e := range p {
		if src := g.fieldSource(e); src != nil && g.decodedWhole(n) && !g.packed(n, p[:i], src) {
			s := g.source(src, nil, n, path{e})
			s.props |= g.fieldProps(e)
			return g.project(s, p[i+1:])
		}
		if n.as == "split" && e.isElement() && e != anyElem {
			n = g.pure(opDerive, "piece", e.name, n.val, n)
			continue
		}
		if e == keyElem {
			n = g.pure(opDerive, "key", keyElem.name, n.val, n)
			continue
		}
		key, ok := strings.CutPrefix(e.name, "[\"")
		if !ok {
			key, ok = strings.CutPrefix(e.name, ".")
		}
		if ok {
			n = g.pure(opDerive, "key", strings.TrimSuffix(key, "\"]"), n.val, n)
			n.props |= g.fieldProps(e) | g.messageProps(path{e}, true)
		}
	}
	return n
}
