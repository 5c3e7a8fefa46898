package flow

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// This file leads a walk from a parameter to what callers hand over, and from a part of a
// structure to what the package stores there.

func (w *walker) parameter(n *node, s state) {
	if f := s.frame; f != nil {
		w.argument(n, f.call, f.parent, append(slices.Clip(f.points), point{to: f.call.Block()}), s)
		return
	}
	prm, _ := n.val.(*ssa.Parameter)
	if prm == nil {
		w.emit(n, s, Origin{Class: Unknown})
		return
	}
	fn := prm.Parent()
	resolved := false
	up := w.up || w.fields && s.ups > 0
	if up && s.ups < maxCallers && !w.endsAt(n, fn) {
		t := s
		t.ups++
		for _, call := range w.g.callersOf(fn) {
			resolved = true
			w.argument(n, call, nil, []point{{to: call.Block()}}, t)
		}
	}
	open := w.g.isOpen(fn)
	if resolved && !open {
		return
	}
	if (up || w.fields && hidden(n.path)) && w.field(n, s) {
		if w.at != nil && open && w.g.shared(n.path) {
			w.emit(n, s, Origin{Class: Parameter, Name: prm.Name() + n.path.told(), Param: prm, Shared: true})
		}
		return
	}
	w.emit(n, s, Origin{Class: Parameter, Name: prm.Name() + n.path.told(), Param: prm, Exported: open && !hidden(n.path), Hidden: hidden(n.path)})
}

// endsAt says whether a walk that ends at ports does so at a parameter.
func (w *walker) endsAt(n *node, fn *ssa.Function) bool {
	if !w.ports || hidden(n.path) || !w.g.isOpen(fn) {
		return false
	}
	_, ok := portOf(fn, n.index, n.path)
	return ok
}

// hidden says whether a part of a parameter is one that other packages cannot write,
// whoever they call: what is in it, the package's own functions put there.
func hidden(p path) bool {
	return slices.ContainsFunc(p, func(e elem) bool { return unexported(e.name) })
}

// unexported says whether an element of a path is a field that other packages cannot name.
func unexported(element string) bool {
	field, ok := strings.CutPrefix(element, ".")
	return ok && !token.IsExported(field)
}

// argument continues at what a caller passes.
func (w *walker) argument(n *node, call ssa.CallInstruction, parent *frame, points []point, s state) {
	ops := operandsOf(call.Common())
	if n.index >= len(ops) {
		w.emit(n, s, Origin{Class: Unknown})
		return
	}
	name := w.g.callee(call).name()
	s = s.step("passed to "+shortName(name), w.g.place(call.Pos(), call.Parent()))
	s.frame, s.points = parent, points
	s.way = s.way.with(points...)
	if w.argumentInOrder(n, call, s) {
		return
	}
	part := n.path
	if n.frozen != nil && len(part) > 0 { // facts have the names of fields only
		part = resolveNames(ops[n.index].Type(), part.names())
	}
	if w.things {
		w.visit(w.g.value(ops[n.index], part, call), s)
		return
	}
	w.visit(w.g.passed(ops[n.index], part, call), s)
}

// field continues at the writes to the last field on the node's path, anywhere
// in the package; it says whether there were any that decide the value. A field of a
// library's type has too many uses for that: what is stored in some url.URL has nothing
// to do with all others. It counts where it is part of a structure of one's own.
func (w *walker) field(n *node, s state) bool {
	i := len(n.path) - 1
	for i >= 0 && !w.g.ownField(n.path[i].field) {
		i--
	}
	if i < 0 || s.ups >= maxCallers {
		return false
	}
	last, rest := n.path[i], n.path[i+1:]
	writes := w.g.writesToField(last.field)
	within := w.g.writtenWithin(n.path, i)
	if len(writes) == 0 && within == nil {
		return false
	}
	s.ups++
	if within != nil {
		t := s
		t.frame, t.points = nil, nil
		w.visit(within, t)
	}
	for _, fw := range writes {
		t := s
		t.frame, t.points = nil, []point{{to: fw.at.Block()}}
		t = t.step("stored in the field "+fieldName(last), w.g.place(fw.at.Pos(), fw.at.Parent()))
		w.visit(w.g.partOf(fw.val, rest, fw.at), t)
	}
	return true
}

func fieldName(e elem) string {
	name := strings.TrimPrefix(e.name, ".")
	if e.owner != nil {
		return e.owner.Obj().Name() + "." + name
	}
	return name
}
