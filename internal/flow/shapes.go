package flow

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// This file knows parameters that are filled by somebody outside: handlers that
// are handed to a framework (the catalog's places such as 2.param1, and fields that
// it marks field.param), methods of an interface that a server calls for its clients
// (the catalog's mark method.param), and methods that a framework calls because of
// their shape: gRPC service methods, gqlgen resolvers and operations of OpenAPI.

// outsideParam is the node for a parameter that the outside fills; nil for others.
func (g *graph) outsideParam(p *ssa.Parameter) *node {
	data, ok := g.handlerParams()[p]
	if !ok {
		if data.class = cmp.Or(shapeClass(p), g.servedClass(p)); data.class == "" {
			data.class, data.tag = g.routedClass(p)
		}
		if data.class == "" {
			return nil
		}
	}
	return g.nodeFor(nodeKey{kind: "outside", of: p}, func(n *node) {
		n.op, n.class, n.props, n.tag = opSource, data.class, data.props, data.tag
		n.setValue(p)
	})
}

// outsideData is what the outside fills a parameter with, and what is proved of it: of
// its fields by the rules of a tag.
type outsideData struct {
	class catalog.Class
	props Props
	tag   string
}

// handlerParams are the parameters of functions that are handed to a framework.
func (g *graph) handlerParams() map[*ssa.Parameter]outsideData {
	if g.handlers != nil {
		return g.handlers
	}
	g.handlers = make(map[*ssa.Parameter]outsideData)
	g.fillers = make(map[*ssa.Parameter]*catalog.Entry)
	g.receipts = make(map[*ssa.Parameter][]receipt)
	for _, fn := range g.unit.builder.functions() {
		for _, in := range g.effectsOf(fn).instrs {
			switch in := in.(type) {
			case *ssa.Store:
				g.noteFieldHandler(in)
			case ssa.CallInstruction:
				g.noteHandlers(in)
			}
		}
	}
	return g.handlers
}

func (g *graph) noteHandlers(call ssa.CallInstruction) {
	common := call.Common()
	if _, builtin := common.Value.(*ssa.Builtin); builtin || common.StaticCallee() == nil && !common.IsInvoke() {
		return
	}
	c := g.callee(call)
	g.noteHanded(call, c)
	ops := operandsOf(common)
	for _, e := range c.entries {
		if e.Verb != "source" {
			continue
		}
		for _, place := range e.Places {
			if place.Root != catalog.Arg || len(place.Path) == 0 {
				continue
			}
			index, ok := strings.CutPrefix(place.Path[0], ".param")
			if i := c.operand(place.Index); ok && i < len(ops) {
				g.noteHandler(ops[i], call, atoi(index), outsideData{class: catalog.Class(e.Word), tag: checkedBy(c, place)})
			}
		}
	}
}

func (g *graph) noteFieldHandler(st *ssa.Store) {
	fa, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return
	}
	e := fieldElem(fa.X.Type(), fa.Field)
	if e.owner == nil || e.field == nil || e.owner.Obj().Pkg() == nil {
		return
	}
	for _, entry := range g.unit.catalog.Field(e.owner, e.field.Name()) {
		if entry.Verb != "mark" || entry.Word != "field.param" {
			continue
		}
		data, index := outsideData{class: catalog.Class(entry.Args["class"])}, atoi(entry.Args["param"])
		if fills, ok := entry.Args["fills"]; ok {
			g.noteFiller(st.Val, st, index, &catalog.Entry{Verb: "source", Word: string(data.class), Symbol: entry.Symbol,
				Places: []catalog.Place{{Root: catalog.Arg, Index: atoi(fills)}}, Pos: entry.Pos})
			continue
		}
		g.noteHandler(st.Val, st, index, data)
	}
}

// noteFiller notes that parameter index of the functions that v can be is a function
// that fills an argument.
func (g *graph) noteFiller(v ssa.Value, at ssa.Instruction, index int, fills *catalog.Entry) {
	for _, fn := range g.functionsOf(g.value(stripConversions(v), nil, at), 0, nil) {
		if index < len(fn.Params) {
			g.fillers[fn.Params[index]] = fills
		}
	}
}

// filler is what calling a function value does that a framework hands to a handler;
// nil for others.
func (g *graph) filler(v ssa.Value) *catalog.Entry {
	p, ok := v.(*ssa.Parameter)
	if !ok {
		return nil
	}
	g.handlerParams()
	return g.fillers[p]
}

func (g *graph) noteHandler(v ssa.Value, at ssa.Instruction, index int, data outsideData) {
	v = stripConversions(v)
	if _, ok := v.Type().Underlying().(*types.Signature); !ok {
		return
	}
	for _, fn := range g.functionsOf(g.value(v, nil, at), 0, nil) {
		// Captured variables are no parameters; the wrapper of a bound method has
		// those of the method without its receiver.
		if index < len(fn.Params) && !isContext(fn.Params[index].Type()) {
			g.handlers[fn.Params[index]] = data
		}
	}
}

func isContext(t types.Type) bool { return t.String() == "context.Context" }

// shapeClass recognises parameters by the shape of their function.
func shapeClass(p *ssa.Parameter) catalog.Class {
	fn := p.Parent()
	recv := fn.Signature.Recv()
	if recv == nil || isContext(p.Type()) || len(fn.Params) < 2 || p == fn.Params[0] {
		return ""
	}
	named, ok := types.Unalias(deref(recv.Type())).(*types.Named)
	if !ok {
		return ""
	}
	switch {
	case isResolver(named) && isContext(fn.Params[1].Type()):
		return catalog.Remote
	case isMessage(p.Type()) && embedsServer(named), isOperation(fn, p):
		return catalog.Remote
	}
	return ""
}

// isOperation says whether a parameter is the request of an operation that a generator made
// of an OpenAPI description: Create(context.Context, CreateRequestObject)
// (CreateResponseObject, error). The generated code decodes the request and calls whoever
// has the methods.
func isOperation(fn *ssa.Function, p *ssa.Parameter) bool {
	results := fn.Signature.Results()
	if len(fn.Params) != 3 || p != fn.Params[2] || !isContext(fn.Params[1].Type()) || results.Len() != 2 {
		return false
	}
	request, ok1 := types.Unalias(p.Type()).(*types.Named)
	response, ok2 := types.Unalias(results.At(0).Type()).(*types.Named)
	if !ok1 || !ok2 {
		return false
	}
	operation, ok := strings.CutSuffix(request.Obj().Name(), "RequestObject")
	return ok && response.Obj().Name() == operation+"ResponseObject"
}

// served is a method of a library's interface that a server calls with what its
// clients send.
type served struct {
	iface *types.Interface
	class catalog.Class
	param int // counted without the receiver
}

// servedClass is for methods that implement one of an interface which the package
// imports: who names the library and has all its methods is called by it.
func (g *graph) servedClass(p *ssa.Parameter) catalog.Class {
	fn := p.Parent()
	recv := fn.Signature.Recv()
	if recv == nil {
		return ""
	}
	for _, s := range g.servedMethods()[fn.Name()] {
		if s.param+1 < len(fn.Params) && fn.Params[s.param+1] == p && types.Implements(recv.Type(), s.iface) {
			return s.class
		}
	}
	return ""
}

// servedMethods are the methods that the catalog marks method.param in the packages
// that are imported, by name.
func (g *graph) servedMethods() map[string][]served {
	if g.served != nil {
		return g.served
	}
	g.served = make(map[string][]served)
	for _, imp := range g.unit.Pass.Pkg.Imports() {
		lib := g.unit.catalog.Package(imp.Path())
		if lib == nil {
			continue
		}
		for symbol, entries := range lib.Entries {
			for _, e := range entries {
				if e.Verb != "mark" || e.Word != "method.param" {
					continue
				}
				name, method, _ := strings.Cut(symbol, ".")
				obj, ok := imp.Scope().Lookup(name).(*types.TypeName)
				if !ok {
					continue
				}
				if iface, ok := obj.Type().Underlying().(*types.Interface); ok {
					g.served[method] = append(g.served[method], served{iface, catalog.Class(e.Args["class"]), atoi(e.Args["param"])})
				}
			}
		}
	}
	return g.served
}

// isResolver recognises the types that gqlgen generates for the root fields of a
// schema; their methods get the arguments of a query.
func isResolver(t *types.Named) bool {
	return slices.Contains([]string{"queryResolver", "mutationResolver", "subscriptionResolver"}, t.Obj().Name())
}

// isMessage says whether t is a pointer to a generated protobuf message.
func isMessage(t types.Type) bool {
	ptr, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(ptr, true, nil, "ProtoReflect")
	_, isFunc := obj.(*types.Func)
	return isFunc
}

// embedsServer says whether a type implements a generated gRPC service: it embeds
// the generated UnimplementedXServer or UnsafeXServer, which the generated interface
// demands.
func embedsServer(t *types.Named) bool {
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range st.NumFields() {
		f := st.Field(i)
		if name := f.Name(); f.Embedded() && strings.HasSuffix(name, "Server") &&
			(strings.HasPrefix(name, "Unimplemented") || strings.HasPrefix(name, "Unsafe")) {
			return true
		}
	}
	return false
}

// getter is the field that a generated protobuf getter returns; nil for other
// calls. The generated code may lie in a library, unread.
func (g *graph) getter(call *ssa.Call, c *calleeInfo, p path) *node {
	if c.object == nil || !c.hasRecv || len(c.bodies) > 0 || len(call.Call.Args) != 1 {
		return nil
	}
	name, ok := strings.CutPrefix(c.object.Name(), "Get")
	recv := call.Call.Args[0]
	if !ok || !isMessage(recv.Type()) {
		return nil
	}
	e, t := lookupField(recv.Type(), name)
	if t == nil {
		return nil
	}
	return g.value(recv, path{e}.with(p...), call)
}
