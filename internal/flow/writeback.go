package flow

import (
	"golang.org/x/tools/go/ssa"
)

// writtenBack is what the package writes to a library's field inside a structure of
// its own: names of archive entries that are cleaned when the list of entries is
// made, and used later. It is nil when the field is not kept in an own structure,
// or never written there.
func (g *graph) writtenBack(p path, i int) *node {
	if i == 0 || i != len(p)-1 || p[i-1].field == nil || p[i-1].field.Pkg() != g.unit.Pass.Pkg {
		return nil
	}
	var kids []*node
	var at []point
	for _, w := range g.writesToField(p[i].field) {
		store, ok := w.at.(*ssa.Store)
		if !ok {
			continue
		}
		addr, ok := store.Addr.(*ssa.FieldAddr)
		if !ok || !loadsField(addr.X, p[i-1]) {
			continue
		}
		kids = append(kids, g.foreign(w.node(g), point{to: store.Block()}))
		at = append(at, point{})
	}
	if len(kids) == 0 {
		return nil
	}
	n := g.alt(nil, kids, at)
	return n
}

// loadsField says whether v is the field e of something, or what it points to.
func loadsField(v ssa.Value, e elem) bool {
	if load, ok := v.(*ssa.UnOp); ok {
		v = load.X
	}
	addr, ok := v.(*ssa.FieldAddr)
	return ok && fieldElem(addr.X.Type(), addr.Field).field == e.field
}

// writtenWithin is what the package writes to a library's field right behind the own
// field i of a path: server.URL.Path = name. It is nil when nothing is.
func (g *graph) writtenWithin(p path, i int) *node {
	if i+1 >= len(p) || p[i+1].field == nil {
		return nil
	}
	n := g.writtenBack(p[:i+2], i+1)
	if n == nil {
		return nil
	}
	return g.project(n, p[i+2:])
}
