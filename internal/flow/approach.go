package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/finding"
)

// This file writes down what stands before the package's handlers: how functions, routers
// and middleware are put together, see [finding.Approach]. Nothing is executed in
// order: what a router is told to use stands before all of its handlers.

// Approach is what the package sees of the ways that requests take; nil when it handles
// none.
func (u *Unit) Approach() *finding.Approach {
	if !u.handlesRequests() {
		return nil
	}
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	g := u.graph
	if g.approach == nil {
		g.index()
		b := &approacher{g: g, before: make(map[string]map[string]bool), asks: make(map[string]map[string]bool),
			access: make(map[string]finding.Access), types: make(map[types.Type]carried)}
		for _, fn := range u.Functions() {
			if !g.inTestFile(fn) {
				b.function(fn)
			}
		}
		b.messages()
		g.approach = b.told()
	}
	return g.approach
}

// handlesRequests says whether the package knows a type of requests.
func (u *Unit) handlesRequests() bool {
	return slices.ContainsFunc(u.Pass.Pkg.Imports(), func(p *types.Package) bool {
		return u.catalog.Known(p.Path()) && slices.ContainsFunc(p.Scope().Names(), func(name string) bool { return isRequestType(p.Scope().Lookup(name)) })
	})
}

// approacher collects the places of one package.
type approacher struct {
	g            *graph
	before, asks map[string]map[string]bool
	access       map[string]finding.Access
	types        map[types.Type]carried
}

func (b *approacher) told() *finding.Approach {
	list := func(all map[string]map[string]bool) map[string][]string {
		lists := make(map[string][]string, len(all))
		for place, others := range all {
			for other := range others {
				lists[place] = append(lists[place], other)
			}
			slices.Sort(lists[place])
		}
		return lists
	}
	return &finding.Approach{Before: list(b.before), Asks: list(b.asks), Access: b.access}
}

func add(to map[string]map[string]bool, from, place string) {
	if from == "" || place == "" || from == place {
		return
	}
	if to[from] == nil {
		to[from] = make(map[string]bool)
	}
	to[from][place] = true
}

// passes notes that what arrives at a place has passed another.
func (b *approacher) passes(place, other string) { add(b.before, place, other) }

// ask notes that a place has another one decide.
func (b *approacher) ask(place, other string) { add(b.asks, place, other) }

func (b *approacher) label(place string, access finding.Access) {
	if place != "" && access != 0 {
		b.access[place] |= access
	}
}

func (b *approacher) function(fn *ssa.Function) {
	name := placeOfFunction(fn)
	for i, prm := range fn.Params {
		if b.carries(prm.Type()) == router {
			b.label(name+"#"+itoa(i), finding.Handed)
		}
	}
	b.stands(fn, name)
	for _, block := range fn.Blocks {
		for _, in := range block.Instrs {
			switch in := in.(type) {
			case ssa.CallInstruction:
				b.call(in, name)
			case *ssa.Store:
				b.store(in)
			case *ssa.Return:
				b.returned(in, name)
			case *ssa.Phi:
				for _, e := range in.Edges {
					b.same(e, b.place(in), b.place(e))
				}
			case *ssa.MakeInterface:
				b.served(in)
			case *ssa.ChangeType:
				if named, ok := types.Unalias(in.Type()).(*types.Named); ok && len(b.g.unit.Marks(named.Obj(), "websocket.handler")) > 0 {
					b.label(b.place(in), finding.Opens)
				}
			case *ssa.Lookup:
				b.label(name, tokenLookup(in))
			}
		}
	}
}

// same notes that a place may hold what another one does: for a router each stands before
// the other, a function that is held is asked.
func (b *approacher) same(v ssa.Value, holder, held string) {
	kind := b.carries(v.Type())
	if kind == nothing {
		return
	}
	b.passes(held, holder)
	if kind == router || kind == opener {
		b.passes(holder, held)
	} else {
		b.ask(holder+finding.Inside, held)
	}
}

func (b *approacher) store(st *ssa.Store) {
	if b.carries(st.Val.Type()) == nothing {
		return
	}
	holder, held := b.place(st.Addr), b.place(st.Val)
	b.same(st.Val, holder, held)
	switch at := st.Addr.(type) {
	case *ssa.IndexAddr:
		if _, ok := deref(at.X.Type()).Underlying().(*types.Array); ok && b.carries(st.Val.Type()) == handler {
			b.ask(holder, held) // one of the functions that a call is given
		}
	case *ssa.FieldAddr:
		if e := fieldElem(at.X.Type(), at.Field); e.owner != nil && isStandard(e.owner.Obj().Pkg().Path(), nil) {
			b.label(holder, finding.Served) // http.Server{Handler: h}
		}
	}
}

func (b *approacher) returned(ret *ssa.Return, name string) {
	results := name + "@"
	for _, r := range ret.Results {
		kind := b.carries(r.Type())
		if kind == nothing {
			continue
		}
		held := b.place(r)
		b.passes(held, results)
		b.ask(results+finding.Inside, held)
		b.ask(name+finding.Inside, results) // a middleware runs what it returns
		if kind == router || kind == opener {
			b.passes(results, held)
		}
	}
}

// PlaceOf names what holds a value in [Unit.Approach].
func (u *Unit) PlaceOf(v ssa.Value) string {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	u.graph.index()
	return (&approacher{g: u.graph}).place(v)
}

// served notes the method of a type of the package that runs when a value is used as a
// handler: mux.Handle("/room", room).
func (b *approacher) served(mi *ssa.MakeInterface) {
	if b.carries(mi.Type()) == nothing {
		return
	}
	if b.kind(mi.X.Type()) == opener {
		b.label(b.place(mi.X), finding.Opens)
	}
	named, ok := types.Unalias(deref(mi.X.Type())).(*types.Named)
	if !ok || !b.ours(named.Obj().Pkg()) {
		return
	}
	iface := mi.Type().Underlying().(*types.Interface)
	for i := range iface.NumMethods() {
		m, _, _ := types.LookupFieldOrMethod(mi.X.Type(), true, iface.Method(i).Pkg(), iface.Method(i).Name())
		if m, ok := m.(*types.Func); ok && b.takesRequest(m.Signature()) {
			b.passes(m.FullName(), b.place(mi.X))
			b.ask(b.place(mi.X)+finding.Inside, m.FullName())
		}
	}
}

// ours says whether a package is of the module.
func (b *approacher) ours(pkg *types.Package) bool {
	return pkg != nil && (pkg == b.g.unit.Pass.Pkg || b.g.ownPackage(pkg))
}

func placeOfFunction(fn *ssa.Function) string {
	if o := fn.Origin(); o != nil {
		fn = o
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		return placeOfCallee(obj) // also of what stands for a method of a value
	}
	return fn.String()
}

// placeOfCallee names a function, and the methods that may stand behind one of an
// interface by what they have in common.
func placeOfCallee(obj *types.Func) string {
	if recv := obj.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
		return finding.Dispatched + identify(obj)
	}
	return obj.Origin().FullName()
}

// stands notes that a method of the package can stand behind one of an interface.
func (b *approacher) stands(fn *ssa.Function, name string) {
	obj, ok := fn.Object().(*types.Func)
	if !ok || fn.Synthetic != "" || fn.Signature.Recv() == nil || !b.takesRequest(fn.Signature) && !b.handsHandlers(fn.Signature) {
		return
	}
	method := finding.Dispatched + identify(obj)
	b.passes(name, method)
	b.ask(method, name)
	b.passes(name+"@", method+"@")
	b.ask(method+"@"+finding.Inside, name+"@")
	for i, prm := range fn.Params[1:] {
		param := "#" + itoa(i+1)
		switch b.carries(prm.Type()) {
		case handler:
			b.passes(method+param, name+param)
		case router, opener:
			b.passes(name+param, method+param)
		}
	}
}

// place names what holds a value: conversions, and what a pointer leads to, are the
// thing itself. "" for what nothing is known of.
func (b *approacher) place(v ssa.Value) string {
	for range maxPlaceHops {
		switch x := v.(type) {
		case *ssa.Function:
			return placeOfFunction(x)
		case *ssa.MakeClosure:
			return placeOfFunction(x.Fn.(*ssa.Function))
		case *ssa.Global:
			return x.Pkg.Pkg.Path() + "." + x.Name()
		case *ssa.Const, *ssa.Builtin:
			return ""
		case *ssa.Parameter:
			return placeOfFunction(x.Parent()) + "#" + itoa(paramIndex(x))
		case *ssa.FreeVar:
			if v = b.binding(x); v == nil {
				return ""
			}
		case *ssa.ChangeType:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.Slice:
			v = x.X
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.UnOp:
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		case *ssa.Index:
			v = x.X
		case *ssa.FieldAddr:
			if name := b.field(x.X.Type(), x.Field); name != "" {
				return name
			}
			v = x.X
		case *ssa.Field:
			if name := b.field(x.X.Type(), x.Field); name != "" {
				return name
			}
			v = x.X
		default:
			if v.Parent() == nil {
				return ""
			}
			return placeOfFunction(v.Parent()) + ":" + v.Name()
		}
	}
	return ""
}

// maxPlaceHops bounds the conversions, parts and captures between a value and what holds
// it.
const maxPlaceHops = 20

// field names a field of a type of the module; those of a library's are part of the
// structure that they stand in.
func (b *approacher) field(t types.Type, i int) string {
	e := fieldElem(t, i)
	if e.owner == nil || !b.ours(e.owner.Obj().Pkg()) {
		return ""
	}
	return e.owner.Obj().Pkg().Path() + "." + e.owner.Obj().Name() + e.name
}

// binding is what a closure captures as a variable of its own.
func (b *approacher) binding(v *ssa.FreeVar) ssa.Value {
	fn := v.Parent()
	made := b.g.closures[fn]
	if len(made) == 0 {
		return nil
	}
	if i := slices.Index(fn.FreeVars, v); i >= 0 && i < len(made[0].Bindings) {
		return made[0].Bindings[i]
	}
	return nil
}
