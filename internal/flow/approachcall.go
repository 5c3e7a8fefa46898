package flow

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/finding"
)

// defaultMux is where http.Handle and its like register.
const defaultMux = "net/http.DefaultServeMux"

// call notes what a call has to do with the ways of requests.
func (b *approacher) call(in ssa.CallInstruction, caller string) {
	c := b.g.call(in)
	if c == nil {
		return
	}
	common := in.Common()
	switch {
	case c.Object == nil || !common.IsInvoke() && common.StaticCallee() == nil:
		b.callOfValue(c, caller)
	case b.ours(c.Object.Pkg()):
		b.callOfOurs(c, caller)
	default:
		b.callOfLibrary(c, caller)
	}
}

// result is the place of what a call returns; "" when nobody uses that, or it has nothing
// to do with the ways of requests.
func (b *approacher) result(c *Call) (place string, kind carried) {
	v := c.Value()
	if v == nil || len(*v.Referrers()) == 0 {
		return "", nothing
	}
	if kind = b.carries(v.Type()); kind == nothing {
		return "", nothing
	}
	return b.place(v), kind
}

// callOfOurs: what is given to a function of the module is what it holds as its
// parameter; a handler that is called is called by somebody.
func (b *approacher) callOfOurs(c *Call, caller string) {
	name := placeOfCallee(c.Object)
	result, kind := b.result(c)
	for i, op := range c.Operands {
		param := name + "#" + itoa(i)
		switch b.kind(op.Type()) {
		case request:
			b.passes(name, caller)
			b.ask(caller, name)
		case handler:
			b.passes(b.place(op), param)
			b.passes(b.place(op), result)
		case router, opener:
			b.passes(b.place(op), param)
			if b.registersWith(c, i) {
				b.passes(param, b.place(op))
			} else {
				b.passes(b.place(op), result) // as a handler
			}
		}
	}
	if result == "" {
		return
	}
	b.ask(result, name+"@")
	b.passes(name+"@", result)
	if kind == router || kind == opener {
		b.passes(result, name+"@")
	}
}

// registersWith says whether a function takes an operand as a router, and not as one
// handler among others.
func (b *approacher) registersWith(c *Call, operand int) bool {
	if c.HasReceiver {
		operand--
	}
	params := c.Object.Signature().Params()
	return operand < 0 || operand >= params.Len() || b.kind(params.At(operand).Type()) != handler
}

// callOfValue: a middleware that is called with a handler stands before it; a handler
// that is called runs behind its caller.
func (b *approacher) callOfValue(c *Call, caller string) {
	called := b.place(c.Instr.Common().Value)
	if called == "" {
		return
	}
	result, kind := b.result(c)
	for _, op := range c.Operands {
		switch b.kind(op.Type()) {
		case request:
			b.ask(called, caller)
			if returnsMore(c.Instr.Common().Signature()) {
				b.ask(caller, called)
			}
		case handler, router, opener:
			b.passes(b.place(op), cmp.Or(result, called))
		}
	}
	if result != "" {
		b.ask(result, called)
		if kind == router {
			b.passes(result, called)
		}
	}
}

// returnsMore says whether a function has a result beside an error: it is asked, and is
// no handler.
func returnsMore(sig *types.Signature) bool {
	for i := range sig.Results().Len() {
		if !isError(sig.Results().At(i).Type()) {
			return true
		}
	}
	return false
}

// callOfLibrary: handlers are registered with a router, or wrapped; a router is told what
// to use, or makes a group.
func (b *approacher) callOfLibrary(c *Call, caller string) {
	b.label(caller, b.reads(c))
	if b.opening(c, caller) {
		return
	}
	result, kind := b.result(c)
	recv, given := b.givenTo(c, caller)
	if result != "" {
		b.label(result, b.login(c))
		if kind == handler && c.Mark("websocket.new") != nil {
			b.label(result, finding.Opens)
		}
		if kind == router && recv == "" && len(given) == 0 {
			b.label(result, finding.Served)
		}
		b.passes(result, recv)
		for _, op := range c.Operands {
			if b.carries(op.Type()) == nothing {
				b.ask(result, b.place(op)) // a configuration
			}
		}
	}
	before := startsWithWord(c.Object.Name(), "request.before")
	for _, op := range given {
		place := b.place(op)
		b.passes(place, recv)
		b.passes(place, result)
		b.closure(op, recv, given)
		if recv == "" && result == "" {
			b.label(place, finding.Served)
		}
		for _, other := range given {
			if other != op && b.carries(other.Type()) == handler {
				b.ask(place, b.place(other))
			}
		}
		switch {
		case !before:
		case result != "":
			b.ask(result, place)
		case recv != "":
			b.ask(recv, place)
		}
	}
}

// opening notes a function that opens a websocket: with what, if it needs something.
func (b *approacher) opening(c *Call, caller string) bool {
	if !b.opens(c.Object.Pkg()) || !slices.ContainsFunc(c.Operands, func(op ssa.Value) bool { return b.kind(op.Type()) == request }) {
		return false
	}
	b.label(caller, finding.Opens)
	for _, op := range c.Operands {
		if b.kind(op.Type()) == opener {
			b.passes(b.place(op), caller)
		}
	}
	return true
}

// givenTo lists the handlers and routers that a library's function is given, and the
// place of the router that it is a method of. One that calls a handler runs it behind
// the caller.
func (b *approacher) givenTo(c *Call, caller string) (recv string, given []ssa.Value) {
	ops := c.Operands
	if c.HasReceiver {
		if kind := b.carries(ops[0].Type()); kind == router || kind == opener {
			recv = b.place(ops[0])
			if _, made := stripConversions(ops[0]).(*ssa.Alloc); made {
				b.label(recv, finding.Served)
			}
		} else if kind == handler { // next.ServeHTTP(w, r)
			b.ask(b.place(ops[0]), caller)
		}
		ops = ops[1:]
	}
	for _, op := range ops {
		if b.carries(op.Type()) != nothing && b.place(op) != "" {
			given = append(given, op)
		}
	}
	if recv == "" && !c.HasReceiver && c.Object.Pkg() != nil && c.Object.Pkg().Path() == "net/http" && strings.HasPrefix(c.Object.Name(), "Handle") {
		recv = defaultMux
		b.label(recv, finding.Served)
	}
	return recv, given
}

// closure: what a function registers with the router that a library hands to it stands
// behind the router that the function was given to, and what it was given with.
func (b *approacher) closure(op ssa.Value, recv string, given []ssa.Value) {
	var fn *ssa.Function
	switch x := stripConversions(op).(type) {
	case *ssa.MakeClosure:
		fn = x.Fn.(*ssa.Function)
	case *ssa.Function:
		fn = x
	default:
		return
	}
	for i, prm := range fn.Params {
		if b.carries(prm.Type()) != router {
			continue
		}
		param := placeOfFunction(fn) + "#" + itoa(i)
		b.passes(param, recv)
		for _, other := range given {
			if other != op && b.carries(other.Type()) == handler {
				b.ask(param, b.place(other))
			}
		}
	}
}

// login is what a library's middleware tells requests apart by, as far as its name and the
// catalog say.
func (b *approacher) login(c *Call) finding.Access {
	if c.Mark("ambient") != nil {
		return finding.Ambient
	}
	pkg := c.Object.Pkg()
	if pkg == nil {
		return 0
	}
	path := strings.ToLower(pkg.Path() + "." + c.Object.Name())
	if !slices.ContainsFunc(catalog.Words("request.login"), func(w string) bool { return strings.Contains(path, w) }) {
		return 0
	}
	return finding.Hidden
}

// startsWithWord says whether a name begins with one of the words of a list.
func startsWithWord(name, list string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(catalog.Words(list), func(w string) bool { return strings.HasPrefix(name, w) })
}
