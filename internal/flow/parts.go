package flow

import (
	"go/types"
	"strings"

	"github.com/secvet/secvet/internal/finding"
)

// This file lists the parts of types in which text crosses from one package to
// another: in results, behind pointers, through interfaces.

// maxPartDepth is how deep a structure is looked into: a request, its filter, a list
// in it, an element, its name.
const maxPartDepth = finding.PortDepth

// maxPartsSeen bounds the parts of a structure that are looked at for text. Clients
// and clusters of generated code reach thousands, most of them the same again.
const maxPartsSeen = 400

// textParts are the parts of t that hold text and that another package could look
// at, those near the surface first; at most limit, which is no more than
// maxPortPaths.
func (g *graph) textParts(t types.Type, limit int) []path {
	return g.textPartsTo(t, maxPartDepth, limit)
}

// textPartsTo is textParts for parts that lie no deeper than depth.
func (g *graph) textPartsTo(t types.Type, depth, limit int) []path {
	key := partsKey{t, depth}
	found, ok := g.texts[key]
	if !ok {
		found = g.findTextParts(t, depth)
		g.texts[key] = found
	}
	n := min(limit, len(found))
	return found[:n:n]
}

type partsKey struct {
	t     types.Type
	depth int
}

func (g *graph) findTextParts(t types.Type, depth int) []path {
	type part struct {
		t types.Type
		p path
	}
	var found []path
	queue := []part{{t, nil}}
	for seen := 0; len(queue) > 0 && len(found) < maxPortPaths && seen < maxPartsSeen; seen++ {
		t, p := queue[0].t, queue[0].p
		queue = queue[1:]
		switch {
		case len(p) > depth || harmless(t):
			continue
		case isText(t) || isBytes(t) || isTextBuffer(t):
			found = append(found, p)
			continue
		}
		switch u := t.Underlying().(type) {
		case *types.Interface:
			if len(p) > 0 && u.Empty() {
				found = append(found, p) // it may be a text
			}
		case *types.Pointer:
			if _, ok := u.Elem().Underlying().(*types.Struct); ok {
				queue = append(queue, part{u.Elem(), p})
			}
		case *types.Slice:
			queue = append(queue, part{u.Elem(), p.with(anyElem)})
		case *types.Array:
			queue = append(queue, part{u.Elem(), p.with(anyElem)})
		case *types.Map:
			if isText(u.Key()) {
				found = append(found, p.with(keyElem))
			}
			queue = append(queue, part{u.Elem(), p.with(anyElem)})
		case *types.Struct:
			if len(p) > 0 && !g.ownType(t) {
				continue // a library's: what is in it, its sources say
			}
			for i := range u.NumFields() {
				if f := u.Field(i); f.Exported() || f.Pkg() == g.unit.Pass.Pkg {
					queue = append(queue, part{f.Type(), p.with(fieldElem(t, i))})
				}
			}
		}
	}
	return found
}

// isTextBuffer says whether a structure gathers a text, as strings.Builder and
// bytes.Buffer do: what was written to it is what it says.
func isTextBuffer(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || types.IsInterface(named) {
		return false
	}
	for _, want := range []string{"WriteString", "String", "Reset"} {
		if obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), false, nil, want); obj == nil {
			return false
		}
	}
	return named.Obj().Pkg() != nil && !strings.Contains(named.Obj().Pkg().Path(), ".")
}

// ownType says whether a structure is declared in the module, or has no name.
func (g *graph) ownType(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return true
	}
	pkg := named.Obj().Pkg()
	return pkg == g.unit.Pass.Pkg || g.ownPackage(pkg)
}

// isOpaque says whether a type does not tell what a value has in it: any, a type
// parameter, or a pointer to one.
func isOpaque(t types.Type) bool {
	_, named := deref(t).(*types.TypeParam)
	return named || isInterface(t)
}

// document says whether a value is, or can be, a piece of data from outside as a
// whole: every part of it is then as good as another.
func document(n *node, depth int) bool {
	switch n.op {
	case opSource:
		return true
	case opDerive:
		return n.as != "arithmetic" && n.as != "append" && n.as != "object"
	case opAlt, opCall, opForeign, opMade, opWhen:
		if depth > 4 {
			return false
		}
		for _, k := range n.kids {
			if document(k, depth+1) {
				return true
			}
		}
	}
	return false
}
