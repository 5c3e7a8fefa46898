package flow

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// DynamicTypes lists the types that v, a value of interface type, can have, and
// whether these are all; for a value of another type that is its type. Nil has
// none.
func (u *Unit) DynamicTypes(v ssa.Value, at ssa.Instruction) (list []types.Type, all bool) {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	k := &kinds{g: u.graph, seen: make(map[ssa.Value]bool), all: true}
	k.visit(v, 0)
	return k.list, k.all
}

// MadeOnlyOf says whether everything that v can be, through calls, variables and
// fields of the package, is a value that leaf accepts; nil does not count. Leaf may
// ask the unit.
func (u *Unit) MadeOnlyOf(v ssa.Value, leaf func(ssa.Value) bool) bool {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	found := false
	k := &kinds{g: u.graph, seen: make(map[ssa.Value]bool), all: true}
	k.leaf = func(v ssa.Value) bool {
		u.graph.mu.Unlock()
		ok := leaf(v)
		u.graph.mu.Lock()
		found = found || ok
		return ok
	}
	k.visit(v, 0)
	return k.all && found
}

// kinds collects dynamic types, or the values that leaf accepts; maxKindDepth
// bounds the functions on the way.
type kinds struct {
	g    *graph
	seen map[ssa.Value]bool
	leaf func(ssa.Value) bool // nil when types are collected
	list []types.Type
	all  bool
}

const maxKindDepth = 6

func (k *kinds) add(t types.Type) {
	for _, have := range k.list {
		if types.Identical(have, t) {
			return
		}
	}
	k.list = append(k.list, t)
}

func (k *kinds) visit(v ssa.Value, depth int) {
	if v == nil || k.seen[v] {
		return
	}
	k.seen[v] = true
	if c, ok := v.(*ssa.Const); ok && c.IsNil() {
		return
	}
	if k.leaf != nil && k.leaf(v) {
		return
	}
	if k.leaf == nil && !isInterface(v.Type()) {
		k.add(v.Type())
		return
	}
	if depth > maxKindDepth {
		k.all = false
		return
	}
	switch v := v.(type) {
	case *ssa.MakeInterface:
		k.visit(v.X, depth)
	case *ssa.ChangeInterface:
		k.visit(v.X, depth)
	case *ssa.TypeAssert:
		k.visit(v.X, depth)
	case *ssa.Phi:
		for _, e := range v.Edges {
			k.visit(e, depth)
		}
	case *ssa.Call:
		k.call(v, 0, depth)
	case *ssa.Extract:
		switch t := v.Tuple.(type) {
		case *ssa.Call:
			k.call(t, v.Index, depth)
		case *ssa.TypeAssert:
			k.visit(t.X, depth)
		default:
			k.all = false
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			k.load(v.X, depth)
			return
		}
		k.all = false
	case *ssa.Parameter:
		k.parameter(v, depth)
	case *ssa.FreeVar:
		if b, _ := k.g.binding(v); b != nil {
			k.visit(b, depth)
			return
		}
		k.all = false
	default:
		k.all = false
	}
}

func (k *kinds) call(call *ssa.Call, index, depth int) {
	c := k.g.callee(call)
	if len(c.bodies) == 0 {
		k.all = false
		return
	}
	for _, fn := range c.bodies {
		for _, b := range fn.Blocks {
			if ret, ok := lastInstr(b).(*ssa.Return); ok && index < len(ret.Results) && k.g.outcomeOf(b) != someError {
				k.visit(ret.Results[index], depth+1)
			}
		}
	}
}

func (k *kinds) parameter(p *ssa.Parameter, depth int) {
	fn := p.Parent()
	index := paramIndex(p)
	if k.g.isOpen(fn) {
		k.all = false
	}
	for _, call := range k.g.callersOf(fn) {
		if ops := operandsOf(call.Common()); index < len(ops) {
			k.visit(ops[index], depth+1)
		}
	}
}

// load is for what a variable or a field holds.
func (k *kinds) load(addr ssa.Value, depth int) {
	switch a := addr.(type) {
	case *ssa.Global:
		if a.Pkg == nil || a.Pkg.Pkg != k.g.unit.Pass.Pkg {
			k.all = false
			return
		}
		for _, w := range k.g.writesTo(a) {
			if len(w.path) == 0 {
				k.visit(w.val, depth+1)
			}
		}
	case *ssa.FieldAddr:
		e := fieldElem(a.X.Type(), a.Field)
		writes := k.g.writesToField(e.field)
		if len(writes) == 0 {
			k.all = false
		}
		for _, w := range writes {
			k.visit(w.val, depth+1)
		}
	case *ssa.Alloc, *ssa.FreeVar:
		cell := k.g.freeVarRoot(a)
		alloc, ok := cell.(*ssa.Alloc)
		if !ok {
			k.all = false
			return
		}
		for _, st := range k.g.cellWrites(k.g.alloc(alloc), alloc.Parent()) {
			if st.Addr == addr || k.g.freeVarRoot(st.Addr) == cell {
				k.visit(st.Val, depth)
			}
		}
	default:
		k.all = false
	}
}
