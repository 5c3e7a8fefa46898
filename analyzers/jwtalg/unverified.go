package jwtalg

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/flow"
)

// unverified reports tokens from outside that are decoded only. Silent is a token
// that is verified as well: the same value in the same function, in a caller or in
// a callee, whether the library or another one does it.
func (c *checker) unverified() {
	verified := c.unit.Uses("jwt.verified")
	maybe := c.unit.Uses("jwt.maybe")
	uses := c.unit.Uses("jwt.unverified")
	for _, use := range maybe {
		if c.verifies(use) {
			verified = append(verified, use)
		} else {
			uses = append(uses, use)
		}
	}
	if len(uses) == 0 {
		return
	}
	w := &verification{c: c, uses: verified, busy: make(map[*ssa.Function]bool)}
	for _, use := range uses {
		w.reported = false
		w.judge(use, use.Func, use.Arg, use.Instr, 0)
	}
}

// verification knows which values are verified where.
type verification struct {
	c        *checker
	uses     []*flow.Use
	busy     map[*ssa.Function]bool
	reported bool
}

// maxClimb bounds the callers through which a token that is decoded only is
// followed.
const maxClimb = 4

// judge reports a use whose token, v as fn has it, comes from outside and is
// verified neither in fn nor, where it is a parameter, in the callers.
func (w *verification) judge(use *flow.Use, fn *ssa.Function, v ssa.Value, at ssa.Instruction, depth int) {
	if w.reported || w.verified(fn, v, at) {
		return
	}
	if p := parameterOf(v); p != nil && depth < maxClimb {
		if callers := w.c.unit.Callers(fn); len(callers) > 0 {
			for _, call := range callers {
				if op := operand(call, p); op != nil {
					w.judge(use, call.Parent(), op, call, depth+1)
				}
			}
			return
		}
	}
	origins := w.c.unit.Trace(v, at)
	if depth == 0 {
		origins = w.c.unit.Origins(use)
	}
	for _, o := range origins {
		if o.Class != flow.Untrusted || o.Unsure || w.middlewareVerifies(o) {
			continue
		}
		d := w.c.add(Unverified, use.Instr, use.Callee, fmt.Sprintf("the token in %s, from %s, is read by %s, which does not verify the signature",
			name(o), flow.Noun(o.Kind), shortName(use.Callee)), "use the verifying call with the issuer's key")
		d.Steps, d.Ordinal = o.Steps, use.Ordinal
		if use.Via != nil {
			d.Site = &use.Via.Site
		}
		w.reported = true
		return
	}
}

// middlewareVerifies says whether a middleware of the package verifies a token from
// the same place of the request: a handler behind it may decode it again.
func (w *verification) middlewareVerifies(o *flow.Origin) bool {
	for _, u := range w.uses {
		if w.inMiddleware(o, u.Func, u.Arg, u.Instr, 0) {
			return true
		}
	}
	return false
}

// inMiddleware says whether fn, which verifies v, or a caller that hands it in is a
// middleware, and v comes from the same place of the request as o.
func (w *verification) inMiddleware(o *flow.Origin, fn *ssa.Function, v ssa.Value, at ssa.Instruction, depth int) bool {
	p := parameterOf(v)
	if p == nil {
		if !isMiddleware(fn) {
			return false
		}
		return slices.ContainsFunc(w.c.unit.Trace(v, at), func(x *flow.Origin) bool {
			return x.Class == flow.Untrusted && x.Name == o.Name && x.Entry == o.Entry
		})
	}
	if depth >= maxClimb {
		return false
	}
	for _, call := range w.c.unit.Callers(fn) {
		if op := operand(call, p); op != nil && w.inMiddleware(o, call.Parent(), op, call, depth+1) {
			return true
		}
	}
	return false
}

// isMiddleware says whether a function is one that decides whether a handler is
// reached: it, or one around it, gets the next handler, hands out a handler or
// calls Next.
func isMiddleware(fn *ssa.Function) bool {
	for f := fn; f != nil; f = f.Parent() {
		if f != fn && f.Signature.Results().Len() > 0 {
			return true
		}
		for _, p := range f.Params {
			t := p.Type()
			if _, isFunc := t.Underlying().(*types.Signature); isFunc || strings.HasSuffix(t.String(), "Handler") || strings.HasSuffix(t.String(), "HandlerFunc") {
				return true
			}
		}
		for _, call := range callsIn(f) {
			if isNext(call.Common()) {
				return true
			}
		}
	}
	return false
}

func isNext(common *ssa.CallCommon) bool {
	if common.IsInvoke() {
		return common.Method.Name() == "Next"
	}
	callee := common.StaticCallee()
	return callee != nil && callee.Name() == "Next" && callee.Signature.Recv() != nil && isRequest(callee.Signature.Recv().Type())
}

// parameterOf is the parameter that v is, conversions aside.
func parameterOf(v ssa.Value) *ssa.Parameter {
	for {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.Parameter:
			return x
		default:
			return nil
		}
	}
}

// operand is what a call passes for a parameter of its callee.
func operand(call ssa.CallInstruction, p *ssa.Parameter) ssa.Value {
	common := call.Common()
	args := common.Args
	if common.IsInvoke() {
		args = append([]ssa.Value{common.Value}, args...)
	}
	for i, q := range p.Parent().Params {
		if q == p && i < len(args) {
			return args[i]
		}
	}
	return nil
}

// verified says whether fn verifies the token that v holds: itself, in a callee
// that gets the token, or in a callee that gets what the token is read from.
func (w *verification) verified(fn *ssa.Function, v ssa.Value, at ssa.Instruction) bool {
	for _, u := range w.uses {
		if u.Func == fn && (u.Instr == at || w.sameToken(u.Arg, u.Instr, v, at)) {
			return true
		}
	}
	if w.busy[fn] {
		return false
	}
	w.busy[fn] = true
	defer delete(w.busy, fn)
	for _, call := range callsIn(fn) {
		callee := call.Common().StaticCallee()
		if callee == nil || len(callee.Blocks) == 0 || w.busy[callee] {
			continue
		}
		for i, p := range callee.Params {
			op := operand(call, callee.Params[i])
			switch {
			case op == nil:
			case w.c.unit.Same(op, call, v, at):
				if w.verified(callee, p, firstOf(callee)) {
					return true
				}
			case isRequest(p.Type()) && w.verifiesSomething(callee, 0), isStruct(p.Type()) && w.carries(callee, p, op, call, v, at):
				return true
			}
		}
	}
	return false
}

// sameToken says whether two values are one token: the same value, or what a helper reads
// at the same place of the request each time that it is called.
func (w *verification) sameToken(a ssa.Value, atA ssa.Instruction, b ssa.Value, atB ssa.Instruction) bool {
	if w.c.unit.Same(a, atA, b, atB) {
		return true
	}
	sent := w.c.unit.Trace(a, atA)
	read := slices.DeleteFunc(w.c.unit.Trace(b, atB), func(o *flow.Origin) bool { return o.Class == flow.Constant }) // what stands there without a token
	return len(read) > 0 && !slices.ContainsFunc(read, func(x *flow.Origin) bool {
		return x.Class != flow.Untrusted || !slices.ContainsFunc(sent, func(y *flow.Origin) bool { return y.Name == x.Name && sameOrigin(x, y) })
	})
}

// carries says whether callee verifies a token that stands in a field of its
// parameter p, and the caller has put v there: a token's text and its decoded form
// kept together.
func (w *verification) carries(callee *ssa.Function, p *ssa.Parameter, op ssa.Value, call ssa.CallInstruction, v ssa.Value, at ssa.Instruction) bool {
	for _, field := range w.verifiedFields(callee, p) {
		part := w.c.unit.TracePart(op, call, "."+field)
		if slices.ContainsFunc(w.c.unit.Trace(v, at), func(x *flow.Origin) bool {
			return slices.ContainsFunc(part, func(y *flow.Origin) bool { return sameOrigin(x, y) })
		}) {
			return true
		}
	}
	return false
}

// verifiedFields are the fields of a parameter of fn whose token fn verifies,
// itself or in what it calls.
func (w *verification) verifiedFields(fn *ssa.Function, p *ssa.Parameter) []string {
	var fields []string
	for _, u := range w.uses {
		if u.Func == fn {
			fields = append(fields, w.fieldsIn(u.Arg, p, 0)...)
		}
	}
	if w.busy[fn] {
		return fields
	}
	w.busy[fn] = true
	defer delete(w.busy, fn)
	for _, call := range callsIn(fn) {
		callee := call.Common().StaticCallee()
		if callee == nil || len(callee.Blocks) == 0 || w.busy[callee] {
			continue
		}
		for _, q := range callee.Params {
			if op := operand(call, q); op != nil && isTokenText(q.Type()) && w.verified(callee, q, firstOf(callee)) {
				fields = append(fields, w.fieldsIn(op, p, 0)...)
			}
		}
	}
	return fields
}

// maxAccessors bounds the methods between a field and its use.
const maxAccessors = 2

// fieldsIn are the fields of p that v is made of, those that a method returns
// included.
func (w *verification) fieldsIn(v ssa.Value, p *ssa.Parameter, depth int) []string {
	var fields []string
	if call, ok := v.(*ssa.Call); ok && depth < maxAccessors {
		callee := call.Call.StaticCallee()
		if callee == nil {
			return nil
		}
		for _, q := range callee.Params {
			if operand(call, q) != p {
				continue
			}
			for _, r := range w.c.unit.Returned(callee, 0, false) {
				fields = append(fields, w.fieldsIn(r.Value, q, depth+1)...)
			}
		}
		return fields
	}
	for _, part := range w.c.unit.Looks(v, true, p) {
		if field, ok := strings.CutPrefix(part, "."); ok {
			fields = append(fields, field)
		}
	}
	return fields
}

func isStruct(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

// isTokenText says whether a token can be handed over in a value of type t.
func isTokenText(t types.Type) bool {
	switch t.Underlying().String() {
	case "string", "[]byte":
		return true
	}
	return false
}

func sameOrigin(x, y *flow.Origin) bool {
	return x.Param != nil && x.Param == y.Param && x.FieldVar == y.FieldVar || x.Class == flow.Untrusted && x.Value != nil && x.Value == y.Value
}

// isRequest says whether a value of type t holds a request: what tokens are read
// from.
func isRequest(t types.Type) bool {
	n := namedOf(t)
	if n == nil {
		return false
	}
	switch n.Obj().Name() {
	case "Request", "Ctx", "Context", "RequestCtx":
		return n.Obj().Pkg() != nil && n.Obj().Pkg().Path() != "context"
	}
	return false
}

func (w *verification) verifiesSomething(fn *ssa.Function, depth int) bool {
	for _, u := range w.uses {
		if u.Func == fn {
			return true
		}
	}
	for _, s := range w.c.sites {
		if s.call.Func == fn && s.mark.Args["token"] == "" {
			return true
		}
	}
	if depth > 2 {
		return false
	}
	for _, call := range callsIn(fn) {
		if callee := call.Common().StaticCallee(); callee != nil && callee != fn && len(callee.Blocks) > 0 && w.verifiesSomething(callee, depth+1) {
			return true
		}
	}
	return false
}

func callsIn(fn *ssa.Function) []ssa.CallInstruction {
	var calls []ssa.CallInstruction
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			if call, ok := in.(ssa.CallInstruction); ok {
				calls = append(calls, call)
			}
		}
	}
	return calls
}

// verifies says whether a call of jwx does: whether an option gives it a key and
// none switches the check off.
func (c *checker) verifies(use *flow.Use) bool {
	for _, s := range c.sites {
		if s.call.Instr == use.Instr {
			o := &s.opts
			if o.verify == "false" {
				return false
			}
			return o.open || len(o.keys) > 0 || o.keySet || o.auto != nil || !s.optional()
		}
	}
	return true
}

// optional says whether the library parses without a key as well: jwx v1.
func (s *site) optional() bool { return s.mark.Args["nokey"] == "unverified" }

// shortName drops the folders and the major version of a full name:
// (*example.com/jwt/v5.Parser).Parse becomes (*jwt.Parser).Parse.
func shortName(full string) string {
	name := strings.TrimLeft(full, "(*")
	prefix := full[:len(full)-len(name)]
	elements := strings.Split(name, "/")
	last := elements[len(elements)-1]
	version, rest, _ := strings.Cut(last, ".")
	if len(elements) > 1 && len(version) > 1 && version[0] == 'v' && strings.Trim(version[1:], "0123456789") == "" {
		last = elements[len(elements)-2] + "." + rest
	}
	return prefix + last
}
