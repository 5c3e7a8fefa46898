package flow

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// source is data that a catalogued call or field brings in. Two calls with equal
// receivers and arguments bring in the same, so that a check of one holds for the
// other.
func (g *graph) source(e *catalog.Entry, call ssa.CallInstruction, holder *node, p path) *node {
	key := nodeKey{kind: "source", of: e}
	if holder != nil {
		key.id, key.text = holder.id, p.String()
	}
	var kids []*node
	if holder != nil {
		kids = []*node{holder}
	}
	if call != nil {
		if fillsArgument(e) {
			key.with = call
		}
		for _, op := range operandsOf(call.Common()) {
			k := g.value(op, nil, call)
			key.text += ":" + itoa(k.id)
			kids = append(kids, k)
		}
	}
	return g.nodeFor(key, func(n *node) {
		n.op, n.class, n.entry, n.call, n.kids, n.path = opSource, catalog.Class(e.Word), e, call, kids, p
		if call != nil {
			n.fn, n.pos = call.Parent(), call.Pos()
			if v, ok := call.(ssa.Value); ok {
				n.setValue(v)
			}
		} else if holder != nil {
			n.fn, n.pos, n.val = holder.fn, holder.pos, holder.val
			n.typ = typeAt(holder.typ, p)
		}
		if holder == nil && len(p) > 0 {
			n.typ = typeAt(n.typ, p)
		}
	})
}

// globalSource is what a catalogued variable holds: os.Args.
func (g *graph) globalSource(e *catalog.Entry, global *ssa.Global) *node {
	n := g.source(e, nil, nil, nil)
	n.global = global
	return n
}

func fillsArgument(e *catalog.Entry) bool {
	for _, pl := range e.Places {
		if pl.Root == catalog.Arg || pl.Root == catalog.Recv {
			return true
		}
	}
	return false
}

// fieldSource is the entry that makes reading a field a source.
func (g *graph) fieldSource(e elem) *catalog.Entry {
	if e.field == nil || e.owner == nil || e.owner.Obj().Pkg() == nil {
		return nil
	}
	for _, entry := range g.unit.catalog.Field(e.owner, e.field.Name()) {
		if entry.Verb == "source" {
			return entry
		}
	}
	return nil
}

// packed says of the header of an archive's entry that what is in it need not have been
// read from an archive: who writes one fills the same structure. That is told by whoever
// made it: a function of the archive's package that is given a file's description, or
// the callers in the package, where all are known.
func (g *graph) packed(n *node, before path, src *catalog.Entry) bool {
	if catalog.Class(src.Word) != catalog.Archive || len(before) > 0 || len(n.path) > 0 {
		return false
	}
	switch n.op {
	case opDerive:
		return n.as == "object"
	case opAlloc:
		_, made := n.val.(*ssa.Call)
		return made
	case opParam:
		p, ok := n.val.(*ssa.Parameter)
		return ok && !g.isOpen(p.Parent())
	}
	return false
}

// private says whether a part of a source is a field that the source's package keeps
// for itself: not what it read, but where it put it.
func (g *graph) private(n *node, e elem) bool {
	if n.op != opSource || e.field == nil || e.field.Exported() {
		return false
	}
	var from *types.Package
	if n.call != nil {
		if obj := g.callee(n.call).object; obj != nil {
			from = obj.Pkg()
		}
	}
	for _, way := range n.path {
		if way.field != nil {
			from = way.field.Pkg()
		}
	}
	return from != nil && from == e.field.Pkg()
}

// unfilled says whether e is a field that decoders leave alone: they set exported
// fields, by reflection, but for types that have a method to decode themselves.
func (g *graph) unfilled(e elem) bool {
	if e.field == nil || e.owner == nil || e.field.Exported() || e.field.Embedded() {
		return false
	}
	decodes, ok := g.decoders[e.owner]
	if !ok {
		decodes = decodesItself(e.owner)
		g.decoders[e.owner] = decodes
	}
	return !decodes
}

// decodesItself says whether a type has a method by which decoders let it read itself.
func decodesItself(t *types.Named) bool {
	methods := types.NewMethodSet(types.NewPointer(t))
	for i := range methods.Len() {
		switch name := methods.At(i).Obj().Name(); {
		case strings.HasPrefix(name, "Unmarshal"), strings.HasPrefix(name, "Decode"), strings.HasPrefix(name, "Scan"), name == "Set", name == "UnpackBSON", name == "ReadFrom":
			return true
		}
	}
	return false
}

func (g *graph) varSource(obj types.Object) *catalog.Entry {
	if obj == nil {
		return nil
	}
	for _, entry := range g.unit.catalog.Object(obj) {
		if entry.Verb == "source" {
			return entry
		}
	}
	return nil
}

// fieldClean says whether a field never holds chosen text.
func (g *graph) fieldClean(e elem) bool {
	if e.field == nil || e.owner == nil || e.owner.Obj().Pkg() == nil {
		return false
	}
	for _, entry := range g.unit.catalog.Field(e.owner, e.field.Name()) {
		if entry.Verb == "clean" && entry.Word == "any" {
			return true
		}
	}
	return false
}

// fieldProps is what holds for every value of a field.
func (g *graph) fieldProps(e elem) Props {
	if e.field == nil || e.owner == nil || e.owner.Obj().Pkg() == nil {
		return 0
	}
	var props Props
	for _, entry := range g.unit.catalog.Field(e.owner, e.field.Name()) {
		if entry.Verb == "clean" && g.applies(entry, e.owner.Obj().Pkg().Path()) {
			props |= parseProps(entry.Word)
		}
	}
	return props
}
