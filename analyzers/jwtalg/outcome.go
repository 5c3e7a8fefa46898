package jwtalg

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/flow"
)

// This file asks whether the outcome of a verification decides about what is done
// with the token: golang-jwt and its kin fill in the claims before they check the
// signature.

// outcome is how one verifying call, or the call of a helper that hands its outcome
// back, tells whether the token is genuine.
type outcome struct {
	c *checker
	// s is the call of the library, at the call that is looked at: of the library, or
	// of a helper.
	s      *site
	at     ssa.CallInstruction
	err    ssa.Value // nil when it is dropped
	tok    ssa.Value // nil when it is dropped, or when the call returns none
	claims ssa.Value // what is filled or returned; nil when only the token holds them
}

// errorUse reports a verifying call whose token or claims are used where nothing
// has shown that the verification succeeded, and nothing will.
func (c *checker) errorUse(s *site) {
	v := s.call.Value()
	if v == nil || c.decodes(s) || c.withoutKey(s) && tellsOfFailure(s.call.Func) {
		return
	}
	tuple, ok := v.Type().(*types.Tuple)
	if !ok {
		return
	}
	if c.readAgain(s) {
		return
	}
	o := &outcome{c: c, s: s, at: s.call.Instr, err: result(s.call, tuple.Len()-1), tok: result(s.call, 0), claims: bareOf(s.call.Place(s.mark, "claims"))}
	o.judge(0)
}

// decodes says whether a call is given no key on purpose, to read a token that no client
// sends: what a server answered, over a connection that is trusted, or what the user of a
// command has in a file. It always fails, and fills in the claims.
func (c *checker) decodes(s *site) bool {
	token := s.call.Arg(0)
	return token != nil && c.withoutKey(s) &&
		!slices.ContainsFunc(c.unit.Trace(token, s.call.Instr), func(o *flow.Origin) bool { return o.Class == flow.Untrusted })
}

// withoutKey says whether no token can be verified by a call: its key function is nil, or
// returns nothing but texts, which the library takes for no key, or a variable that nobody
// sets.
func (c *checker) withoutKey(s *site) bool {
	if k, ok := s.call.Place(s.mark, "keyfunc").(*ssa.Const); ok {
		return k.IsNil()
	}
	return !s.open && len(s.fns) > 0 && !slices.ContainsFunc(s.fns, func(k *keyFunction) bool {
		return len(k.fn.Blocks) == 0 || slices.ContainsFunc(k.returns, func(r keyReturn) bool {
			return !c.neverSet(r) && (!r.known || r.public || slices.ContainsFunc(r.types, func(t types.Type) bool { return t.Underlying().String() != "string" }))
		})
	})
}

// neverSet says whether a key is what an unexported variable holds that nothing is stored
// in.
func (c *checker) neverSet(r keyReturn) bool {
	load, ok := bare(r.value).(*ssa.UnOp)
	if !ok {
		return false
	}
	v, ok := load.X.(*ssa.Global)
	return ok && v.Object() != nil && !v.Object().Exported() && !c.written(v)
}

// written says whether anything but reading is done with a variable.
func (c *checker) written(v *ssa.Global) bool {
	for _, fn := range c.unit.Functions() {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				if _, read := in.(*ssa.UnOp); !read && slices.ContainsFunc(in.Operands(nil), func(op *ssa.Value) bool { return *op == v }) {
					return true
				}
			}
		}
	}
	return false
}

// tellsOfFailure says whether a function is given an error and returns nothing but an
// error: what it reads of a token that was refused goes into that.
func tellsOfFailure(fn *ssa.Function) bool {
	results := fn.Signature.Results()
	for i := range results.Len() {
		if !types.Implements(results.At(i).Type(), errorType) {
			return false
		}
	}
	return results.Len() > 0 && slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool { return types.Implements(p.Type(), errorType) })
}

// unproved is the first use of the token's claims that no check of the outcome
// stands before or after; nil when there is none. A check that comes after counts,
// because what is read before it is mostly compared or logged.
func (o *outcome) unproved() ssa.Instruction {
	uses := o.uses()
	slices.SortFunc(uses, func(a, b ssa.Instruction) int { return int(a.Pos()) - int(b.Pos()) })
	later := o.later()
	proves := func(cond ssa.Value, want bool) bool {
		return o.proves(cond, want) || slices.ContainsFunc(later, func(other *outcome) bool { return other.proves(cond, want) })
	}
	for _, use := range uses {
		refilled := slices.ContainsFunc(later, func(other *outcome) bool { return other.follows(use) })
		if o.follows(use) && !refilled && !o.c.unit.Holds(use, proves) && !o.checkedFrom(use.Block()) {
			return use
		}
	}
	return nil
}

// follows says whether a use comes after the call.
func (o *outcome) follows(use ssa.Instruction) bool {
	call := o.at
	if use.Block() != call.Block() {
		return call.Block().Dominates(use.Block())
	}
	return slices.Index(use.Block().Instrs, use) > slices.Index(call.Block().Instrs, call.(ssa.Instruction))
}

// later are the outcomes of the calls behind this one that verify a token and fill the
// same claims again: a second try, with keys that were fetched anew. Where one of them
// went well, what the first one said no longer counts.
func (o *outcome) later() []*outcome {
	if o.claims == nil || o.at != o.s.call.Instr {
		return nil
	}
	var found []*outcome
	for _, call := range o.c.unit.Marked("jwt.parse") {
		again := call.Place(call.Mark("jwt.parse"), "claims")
		if again == nil || call.Func != o.s.call.Func || call.Instr == o.at || bare(again) != o.claims || !o.follows(call.Instr) {
			continue
		}
		other := &outcome{c: o.c, s: &site{call: call}, at: call.Instr}
		if v := call.Value(); v != nil {
			if tuple, ok := v.Type().(*types.Tuple); ok {
				other.err, other.tok = result(call, tuple.Len()-1), result(call, 0)
			}
		}
		found = append(found, other)
	}
	return found
}

// handedOver says whether others may look at the error: it is stored, or given to
// a function that does not return (checkErr(err)).
func (o *outcome) handedOver() bool {
	return slices.ContainsFunc(*o.err.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.Store, *ssa.MapUpdate, *ssa.Send, *ssa.MakeClosure, *ssa.Defer, *ssa.Go:
			return true
		case *ssa.Call:
			return ref.Call.Signature().Results().Len() == 0
		}
		return false
	})
}

// isError says whether v is the error of the call, on some way at least.
func (o *outcome) isError(v ssa.Value) bool {
	return v != nil && o.err != nil && reachesValue(v, o.err, 0)
}

// maxMerges bounds the phis and conversions between an error and its check.
const maxMerges = 4

func reachesValue(v, from ssa.Value, depth int) bool {
	if v == from {
		return true
	}
	if depth >= maxMerges {
		return false
	}
	switch v := v.(type) {
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return reachesValue(e, from, depth+1) })
	case *ssa.ChangeInterface:
		return reachesValue(v.X, from, depth+1)
	case *ssa.MakeInterface:
		return reachesValue(v.X, from, depth+1)
	}
	return false
}

// proves says whether a condition that turned out as wanted shows that the
// signature is right: the error is nil or one that is about the claims, or
// token.Valid is true. Checks in functions of the program's own are believed.
func (o *outcome) proves(cond ssa.Value, want bool) bool {
	if o.tok != nil && slices.Contains(o.c.unit.Looks(cond, want, o.tok), ".Valid") {
		return true
	}
	switch v := cond.(type) {
	case *ssa.BinOp:
		equal := v.Op == token.EQL && want || v.Op == token.NEQ && !want
		if isNil(v.X) && o.isError(v.Y) || isNil(v.Y) && o.isError(v.X) {
			return equal
		}
		if o.kindOfError(v.X) || o.kindOfError(v.Y) {
			return o.kindProves(v, equal)
		}
		return equal && (o.isError(v.X) || o.isError(v.Y))
	case *ssa.Call:
		switch calleeOf(v) {
		case "errors.Is":
			return want && o.isError(v.Call.Args[0]) && o.genuineIf(v.Call.Args[1])
		case "errors.As":
			return false
		}
		return slices.ContainsFunc(v.Call.Args, func(a ssa.Value) bool { return o.isError(a) || o.tok != nil && reachesValue(a, o.tok, 0) })
	}
	return false
}

// genuineIf says whether a token whose error is the given one is genuine but for its
// claims. The library's own errors say so only where it verifies the signature first;
// of others nothing is known.
func (o *outcome) genuineIf(sentinel ssa.Value) bool {
	load, ok := sentinel.(*ssa.UnOp)
	if !ok {
		return true
	}
	g, ok := load.X.(*ssa.Global)
	if !ok || g.Object() == nil || g.Object().Pkg() != o.s.call.Object.Pkg() {
		return true
	}
	return o.signatureFirst() && len(o.c.unit.Marks(g.Object(), "jwt.claimerror")) > 0
}

// kindProves says whether a comparison of an error's kinds, which are bits, shows
// that the signature is right: an error has several kinds at once where the library
// looks at the claims before the signature.
func (o *outcome) kindProves(b *ssa.BinOp, equal bool) bool {
	kinds, against := b.X, b.Y
	if _, ok := kinds.(*ssa.Const); ok {
		kinds, against = against, kinds
	}
	k, ok := against.(*ssa.Const)
	if !ok || k.Value == nil {
		return true
	}
	unverified := o.unverifiedKinds()
	masked, ok := kinds.(*ssa.BinOp)
	if !ok || masked.Op != token.AND {
		return !equal || k.Uint64()&unverified == 0
	}
	mask, ok := masked.Y.(*ssa.Const)
	if !ok {
		mask, ok = masked.X.(*ssa.Const)
	}
	if !ok || k.Uint64() != 0 {
		return true
	}
	if b.Op == token.GTR { // ve.Errors&kind > 0
		equal = !equal
	}
	if equal {
		return mask.Uint64()&unverified != 0
	}
	return o.signatureFirst() && mask.Uint64()&unverified == 0
}

// unverifiedKinds are the kinds of error of a token whose signature is not verified.
func (o *outcome) unverifiedKinds() (bits uint64) {
	scope := o.s.call.Object.Pkg().Scope()
	for _, name := range scope.Names() {
		if k, ok := scope.Lookup(name).(*types.Const); ok && len(o.c.unit.Marks(k, "jwt.unverifiedkind")) > 0 {
			n, _ := constant.Uint64Val(k.Val())
			bits |= n
		}
	}
	return bits
}

// signatureFirst says whether the library, in the version in use, verifies the
// signature before it looks at the claims. CVE-2024-51744 is about those that do not.
func (o *outcome) signatureFirst() bool {
	parser := o.s.call.Object.Pkg().Scope().Lookup("Parser")
	if parser == nil {
		return true
	}
	for _, e := range o.c.unit.Marks(parser, "jwt.signaturefirst") {
		return !o.c.before(parser, e.Args["since"])
	}
	return false
}

// kindOfError says whether v is made of the field of a library's error that tells
// its kind: ve.Errors&jwt.ValidationErrorExpired.
func (o *outcome) kindOfError(v ssa.Value) bool {
	if b, ok := v.(*ssa.BinOp); ok {
		return o.kindOfError(b.X) || o.kindOfError(b.Y)
	}
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	fa, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	n := namedOf(fa.X.Type())
	return n != nil && n.Obj().Pkg() == o.s.call.Object.Pkg() && types.Implements(types.NewPointer(n), errorType)
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

func calleeOf(call *ssa.Call) string {
	if fn := call.Call.StaticCallee(); fn != nil && fn.Pkg != nil {
		return fn.Pkg.Pkg.Path() + "." + fn.Name()
	}
	return ""
}

// checkedFrom says whether a branch that depends on the outcome, or a return that
// hands the error on, can be reached from a block.
func (o *outcome) checkedFrom(from *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	work := []*ssa.BasicBlock{from}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[b] {
			continue
		}
		seen[b] = true
		switch last := b.Instrs[len(b.Instrs)-1].(type) {
		case *ssa.If:
			if o.depends(last.Cond, 0) {
				return true
			}
		case *ssa.Return:
			if slices.ContainsFunc(last.Results, o.isError) {
				return true
			}
		}
		work = append(work, b.Succs...)
	}
	return false
}

// depends says whether a condition depends on the outcome.
func (o *outcome) depends(cond ssa.Value, depth int) bool {
	switch v := cond.(type) {
	case *ssa.UnOp:
		if v.Op == token.NOT {
			return o.depends(v.X, depth)
		}
	case *ssa.Phi:
		return depth < maxMerges && slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return o.depends(e, depth+1) })
	case *ssa.Call:
		if slices.ContainsFunc(v.Call.Args, o.isError) {
			return true
		}
	}
	return o.proves(cond, true) || o.proves(cond, false)
}

// uses are the instructions that use the claims, or the token as a whole.
func (o *outcome) uses() []ssa.Instruction {
	u := &claimUses{outcome: o, seen: make(map[ssa.Value]bool)}
	if o.claims != nil {
		u.follow(o.claims)
	}
	if o.tok != nil {
		u.token()
	}
	return u.found
}

type claimUses struct {
	*outcome
	seen  map[ssa.Value]bool
	found []ssa.Instruction
}

// token follows token.Claims, and the token where it is given away.
func (u *claimUses) token() {
	for _, ref := range *u.tok.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			if fieldName(ref) == "Claims" {
				u.follow(ref)
			}
		case *ssa.Call:
			u.call(ref)
		case *ssa.MakeInterface:
			u.follow(ref)
		}
	}
}

func fieldName(fa *ssa.FieldAddr) string {
	return fa.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct).Field(fa.Field).Name()
}

// call notes a call that is given the token or the claims, unless it verifies
// again.
func (u *claimUses) call(call *ssa.Call) {
	if known := u.c.unit.CallOf(call); known == nil || known.Mark("jwt.parse") == nil {
		u.found = append(u.found, call)
	}
}

// follow notes what is done with claims, or with a pointer to them.
func (u *claimUses) follow(v ssa.Value) {
	if u.seen[v] || v.Referrers() == nil {
		return
	}
	u.seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef, *ssa.MakeClosure, *ssa.If, *ssa.BinOp:
		case *ssa.FieldAddr, *ssa.TypeAssert, *ssa.MakeInterface, *ssa.ChangeType, *ssa.ChangeInterface, *ssa.Phi:
			u.follow(ref.(ssa.Value))
		case *ssa.Extract:
			if ref.Index == 0 {
				u.follow(ref)
			}
		case *ssa.UnOp:
			if isInterface(ref.Type()) || isPointer(ref.Type()) {
				u.follow(ref)
			} else {
				u.found = append(u.found, ref)
			}
		case *ssa.Store:
			if ref.Val == v {
				u.found = append(u.found, ref)
			}
		case *ssa.Return:
			if !slices.Contains(ref.Results, u.tok) {
				u.found = append(u.found, ref)
			}
		case *ssa.Call:
			u.call(ref)
		default:
			u.found = append(u.found, ref)
		}
	}
}

func isInterface(t types.Type) bool {
	_, ok := t.Underlying().(*types.Interface)
	return ok
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}
