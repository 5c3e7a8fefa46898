package flow

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/finding"
)

// carried says what values of a type have to do with the ways of requests.
type carried uint8

const (
	nothing carried = iota
	// handler: a function that is given requests, or makes one that is, or several.
	handler
	// router: something that handlers are registered with, or put together by.
	router
	// opener: by what it is a library opens websockets.
	opener
	// request: what is read of a request.
	request
)

// isRequestType says whether an object is a type that requests are read from.
func isRequestType(obj types.Object) bool {
	tn, ok := obj.(*types.TypeName)
	return ok && tn.Pkg() != nil && tn.Pkg().Path() != "context" && slices.Contains(catalog.Words("request.type"), strings.ToLower(tn.Name()))
}

func (b *approacher) kind(t types.Type) carried {
	if known, ok := b.types[t]; ok {
		return known
	}
	b.types[t] = nothing // of a type that holds itself
	k := b.kindOf(t)
	b.types[t] = k
	return k
}

// carries is kind without requests.
func (b *approacher) carries(t types.Type) carried {
	if k := b.kind(t); k != request {
		return k
	}
	return nothing
}

func (b *approacher) kindOf(t types.Type) carried {
	t = types.Unalias(t)
	if named, ok := types.Unalias(deref(t)).(*types.Named); ok {
		obj := named.Obj()
		switch {
		case obj.Pkg() == nil:
			return nothing
		case isRequestType(obj) && b.g.unit.catalog.Known(obj.Pkg().Path()):
			return request
		case b.isRouter(named):
			return router
		}
		if _, pointer := t.(*types.Pointer); pointer && b.opens(obj.Pkg()) {
			return b.kind(named)
		}
		if _, pointer := t.(*types.Pointer); pointer {
			return nothing
		}
		if st, ok := named.Underlying().(*types.Struct); ok {
			if b.ours(obj.Pkg()) {
				return nothing
			}
			if b.opens(obj.Pkg()) {
				return opener
			}
			for i := range st.NumFields() { // rest.Route{Path: "/room", Handler: enter}
				if _, fn := st.Field(i).Type().Underlying().(*types.Signature); fn && b.kind(st.Field(i).Type()) == handler {
					return router
				}
			}
			return nothing
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Signature:
		if b.takesRequest(u) || b.handsHandlers(u) {
			return handler
		}
	case *types.Interface:
		for i := range u.NumMethods() {
			if b.takesRequest(u.Method(i).Signature()) {
				return handler
			}
		}
	case *types.Slice:
		return b.elements(u.Elem())
	case *types.Array:
		return b.elements(u.Elem())
	case *types.Pointer:
		return b.elements(u.Elem())
	case *types.Tuple:
		for i := range u.Len() {
			if k := b.carries(u.At(i).Type()); k != nothing {
				return k
			}
		}
	}
	return nothing
}

// opens says whether a library opens websockets.
func (b *approacher) opens(pkg *types.Package) bool {
	if pkg == nil || b.ours(pkg) || !b.g.unit.catalog.Known(pkg.Path()) {
		return false
	}
	p := b.g.unit.catalog.Package(pkg.Path())
	if p == nil {
		return false
	}
	for _, entries := range p.Entries {
		if slices.ContainsFunc(entries, func(e *catalog.Entry) bool { return e.Verb == "mark" && strings.HasPrefix(e.Word, "websocket.") }) {
			return true
		}
	}
	return false
}

func (b *approacher) elements(t types.Type) carried {
	if k := b.kind(t); k != request {
		return k
	}
	return nothing
}

// takesRequest says whether a function is given a request.
func (b *approacher) takesRequest(sig *types.Signature) bool {
	for i := range sig.Params().Len() {
		if b.kind(sig.Params().At(i).Type()) == request {
			return true
		}
	}
	return false
}

// handsHandlers says whether a function is given handlers or routers, or makes some.
func (b *approacher) handsHandlers(sig *types.Signature) bool {
	for _, tuple := range []*types.Tuple{sig.Params(), sig.Results()} {
		for i := range tuple.Len() {
			if b.carries(tuple.At(i).Type()) != nothing {
				return true
			}
		}
	}
	return false
}

// isRouter says whether a library's type has methods that handlers are registered by.
func (b *approacher) isRouter(named *types.Named) bool {
	if b.ours(named.Obj().Pkg()) && !types.IsInterface(named) {
		return false
	}
	return b.registers(named, 1)
}

// registers says whether a type has such a method, or one that it embeds.
func (b *approacher) registers(named *types.Named, depth int) bool {
	is := func(m *types.Func) bool {
		return slices.Contains(catalog.Words("request.router"), strings.ToLower(m.Name())) && b.handsHandlers(m.Signature())
	}
	for m := range named.Methods() {
		if is(m) {
			return true
		}
	}
	switch u := named.Underlying().(type) {
	case *types.Interface:
		for m := range u.Methods() {
			if is(m) {
				return true
			}
		}
	case *types.Struct:
		for f := range u.Fields() {
			if embedded, ok := types.Unalias(deref(f.Type())).(*types.Named); ok && f.Embedded() && depth > 0 && b.registers(embedded, depth-1) {
				return true
			}
		}
	}
	return false
}

// tokenLookup is the access of a token that is taken out of a map: r.Header["Authorization"].
func tokenLookup(l *ssa.Lookup) finding.Access {
	if text, ok := constantText(l.Index); ok && isTokenName(text) {
		return finding.Presented
	}
	return 0
}

// isTokenName says whether a parameter of a request is named after a token.
func isTokenName(name string) bool {
	if strings.ContainsAny(name, " \n") || len(name) > 32 {
		return false
	}
	name = strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(name))
	return name == "sig" || slices.ContainsFunc(catalog.Words("request.token"), func(w string) bool { return strings.Contains(name, w) })
}

// reads is what the call of a library's function tells requests apart by.
func (b *approacher) reads(c *Call) finding.Access {
	var access finding.Access
	if c.Mark("ambient") != nil {
		access |= finding.Ambient
	}
	source := slices.ContainsFunc(c.Entries, func(e *catalog.Entry) bool { return e.Verb == "source" })
	if !source && (!c.HasReceiver || b.kind(c.Operands[0].Type()) != request) {
		return access
	}
	if c.Object.Name() == "BasicAuth" {
		return access | finding.Hidden // browsers send it again where they were asked for it
	}
	for _, op := range c.Operands {
		k, ok := op.(*ssa.Const)
		if !ok || k.Value == nil || k.Value.Kind() != constant.String {
			continue
		}
		switch name := constant.StringVal(k.Value); {
		case strings.EqualFold(name, "Cookie"):
			access |= finding.Ambient
		case (strings.EqualFold(name, "Origin") || strings.EqualFold(name, "Sec-Fetch-Site")) && !b.answersOrigin(c.Func):
			access |= finding.Compares
		case isTokenName(name) && c.Mark("header.set") == nil:
			access |= finding.Presented
		}
	}
	return access
}

// answersOrigin says whether a function tells browsers who may read its answers: what it
// does with the origin of a request is that, and keeps no websocket from being opened.
func (b *approacher) answersOrigin(fn *ssa.Function) bool {
	for _, block := range fn.Blocks {
		for _, in := range block.Instrs {
			for _, op := range in.Operands(nil) {
				if k, ok := (*op).(*ssa.Const); ok && isText(k.Type()) && k.Value != nil && strings.EqualFold(constant.StringVal(k.Value), "Access-Control-Allow-Origin") {
					return true
				}
			}
		}
	}
	return false
}
