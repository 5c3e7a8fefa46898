package jwtalg

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/flow"
)

type typ = types.Type

// claimChecks reports a verifying call whose validation of claims is switched off.
func (c *checker) claimChecks(s *site) {
	c.expiryRequired(s)
	if c.validatesClaims(s) {
		return
	}
	switch {
	case len(s.opts.noClaims) > 0:
		option := s.opts.noClaims[0]
		if c.chosen(option) {
			return
		}
		d := c.add(ClaimsNotValidated, option.Instr, "noclaims", fmt.Sprintf("%s: %s accepts expired tokens", shortCallee(option), shortCallee(s.call)),
			"remove the option, or validate the claims afterwards")
		d.Fix = c.fixRemove(option)
	case s.opts.skip:
		c.add(ClaimsNotValidated, s.call.Instr, "noclaims", fmt.Sprintf("the parser of %s skips the validation of claims: expired tokens are accepted", shortCallee(s.call)),
			"remove SkipClaimsValidation, or validate the claims afterwards")
	case s.optional() && (len(s.opts.keys) > 0 || s.opts.keySet) && s.opts.validate == "" && !s.opts.open:
		c.add(ClaimsNotValidated, s.call.Instr, "noclaims", fmt.Sprintf("%s without WithValidate(true) does not look at exp", shortCallee(s.call)),
			"add jwt.WithValidate(true)")
	}
}

// chosen says whether an option is given only where the function's caller, or a setting,
// asks for it: there is a token whose claims are looked at as well, and this one is used
// for something else, such as the hint of a logout.
func (c *checker) chosen(option *flow.Call) bool {
	return c.unit.Holds(option.Instr, func(cond ssa.Value, _ bool) bool {
		switch v := cond.(type) {
		case *ssa.Parameter:
			return true
		case *ssa.UnOp:
			_, field := v.X.(*ssa.FieldAddr)
			return field
		case *ssa.Field:
			return true
		}
		return false
	})
}

// expiryRequired notes verifying calls that accept tokens without an expiry, where
// the library has an option against that.
func (c *checker) expiryRequired(s *site) {
	if s.opts.expiry || s.opts.open || s.mark.Args["fills"] != "yes" || s.call.Object == nil || s.call.Object.Pkg() == nil {
		return
	}
	if s.call.Object.Pkg().Scope().Lookup("WithExpirationRequired") == nil {
		return
	}
	c.add(NoExpiry, s.call.Instr, "expiry", fmt.Sprintf("%s accepts tokens that never expire", shortCallee(s.call)), "add the option WithExpirationRequired()")
}

// validatesClaims says whether the claims are validated by hand: in the function,
// in its callers, by another method of the same type or by a condition on the
// expiry.
func (c *checker) validatesClaims(s *site) bool {
	near := map[*ssa.Function]bool{s.call.Func: true}
	for _, caller := range c.unit.Callers(s.call.Func) {
		near[caller.Parent()] = true
	}
	recv := receiver(s.call.Func)
	for _, fn := range c.unit.Functions() {
		if recv != nil && receiver(fn) == recv {
			near[fn] = true
		}
		if near[fn] && c.readsExpiry(fn) {
			return true
		}
	}
	for _, call := range c.unit.Marked("jwt.validate") {
		if near[call.Func] {
			return true
		}
	}
	claims := s.call.Place(s.mark, "claims")
	for _, b := range s.call.Func.Blocks {
		cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		for _, v := range []ssa.Value{claims, bareOf(claims), result(s.call, 0)} {
			if v == nil {
				continue
			}
			for _, want := range []bool{true, false} {
				for _, part := range c.unit.Looks(cond.Cond, want, v) {
					if strings.Contains(part, "Expir") || strings.Contains(part, `"exp"`) {
						return true
					}
				}
			}
		}
	}
	return false
}

// receiver is the type whose method fn is, nil for functions.
func receiver(fn *ssa.Function) *types.TypeName {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	if r := fn.Signature.Recv(); r != nil {
		if n := namedOf(r.Type()); n != nil {
			return n.Obj()
		}
	}
	return nil
}

// readsExpiry says whether fn reads the expiry of claims.
func (c *checker) readsExpiry(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			load, ok := in.(*ssa.UnOp)
			if !ok {
				continue
			}
			fa, ok := load.X.(*ssa.FieldAddr)
			if !ok {
				continue
			}
			n := namedOf(fa.X.Type())
			st, isStruct := fa.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
			if n == nil || !isStruct {
				continue
			}
			for _, e := range c.unit.Catalog().Field(n, st.Field(fa.Field).Name()) {
				if e.Verb == "mark" && e.Word == "jwt.expiry" {
					return true
				}
			}
		}
	}
	return false
}

func bareOf(v ssa.Value) ssa.Value {
	if v == nil {
		return nil
	}
	return bare(v)
}

// unsafeSettings reports fields and calls that switch checks off.
func (c *checker) unsafeSettings() {
	for _, st := range c.unit.FieldStores("jwt.skip") {
		if c.truth(st.Instr.Val, st.Instr) != "true" || c.readsField(st.Entry.Args["instead"]) {
			continue
		}
		verifier := c.verifierOf(st)
		if verifier == nil && c.handedAway(st) {
			continue // who verifies may compare it
		}
		if c.onlyParses(verifier) || c.ownTokens(verifier) && (st.Entry.Args["what"] != "expiry" || words.Has(st.Func.Name(), "hint")) {
			continue
		}
		c.add(ClaimsNotValidated, st.Instr, st.Name(), fmt.Sprintf("%s is set: the token's %s is not checked", st.Name(), st.Entry.Args["what"]),
			"remove it, or compare the value of the verified token")
	}
	for _, st := range c.unit.FieldStores("jwt.unsafefield") {
		if c.truth(st.Instr.Val, st.Instr) == "true" && !c.onlyParses(c.verifierOf(st)) {
			c.add(Unverified, st.Instr, st.Name(), fmt.Sprintf("%s is set: tokens are accepted with any signature", st.Name()), "remove it")
		}
	}
	for _, call := range c.unit.Marked("jwt.noclaimscall") {
		c.add(ClaimsNotValidated, call.Instr, shortCallee(call), fmt.Sprintf("%s does not check %s", shortCallee(call), call.Mark("jwt.noclaimscall").Args["what"]),
			"use the call that validates the claims")
	}
	for _, call := range c.unit.Marked("jwt.none") {
		if call.Mark("jwt.none").Args["call"] == "yes" && !slices.Contains(c.noneUsed, call.Instr) {
			c.add(NoneSign, call.Instr, shortCallee(call), shortCallee(call)+" stands for the algorithm without a signature", "use a key")
		}
	}
	c.keyAddresses()
}

// handedAway says whether a configuration goes to a function of another package of the
// module, and to none of the library.
func (c *checker) handedAway(st *flow.FieldStore) bool {
	for _, call := range c.unit.Calls() {
		if call.Func != st.Func || call.Object == nil || call.Object.Pkg() == nil || call.Object.Pkg() == st.Func.Pkg.Pkg {
			continue
		}
		if slices.ContainsFunc(call.Operands, func(op ssa.Value) bool { return bare(op) == st.Struct || oneOf(bare(op), st.Struct) }) {
			return call.Object.Pkg() != st.Owner.Obj().Pkg()
		}
	}
	return false
}

// oneOf says whether v is one of several values of which other is one.
func oneOf(v, other ssa.Value) bool {
	phi, ok := v.(*ssa.Phi)
	return ok && slices.Contains(phi.Edges, other)
}

// verifierOf is the call in the same function that makes a verifier of a configuration;
// nil when there is none.
func (c *checker) verifierOf(st *flow.FieldStore) *flow.Call {
	for _, call := range c.unit.Marked("jwt.verifier") {
		if config := call.Place(call.Mark("jwt.verifier"), "config"); call.Func == st.Func && (config == st.Struct || copied(st.Struct, config)) {
			return call
		}
	}
	return nil
}

// copied says whether a structure is made in one place and kept in another: a literal
// that a variable is set to.
func copied(from, to ssa.Value) bool {
	if from.Referrers() == nil {
		return false
	}
	for _, r := range *from.Referrers() {
		load, ok := r.(*ssa.UnOp)
		if !ok {
			continue
		}
		for _, u := range *load.Referrers() {
			if s, ok := u.(*ssa.Store); ok && s.Addr == to {
				return true
			}
		}
	}
	return false
}

// onlyParses says whether a verifier is only asked whether a text is a token at all:
// nobody looks at what it says.
func (c *checker) onlyParses(verifier *flow.Call) bool {
	if verifier == nil || verifier.Value() == nil || len(*verifier.Value().Referrers()) == 0 {
		return false
	}
	for _, r := range *verifier.Value().Referrers() {
		call, ok := r.(*ssa.Call)
		if !ok || len(call.Call.Args) == 0 || call.Call.Args[0] != verifier.Value() {
			return false
		}
		for _, result := range *call.Referrers() {
			if x, ok := result.(*ssa.Extract); !ok || x.Index == 0 && len(*x.Referrers()) > 0 {
				return false
			}
		}
	}
	return true
}

// ownTokens says whether a verifier is for tokens that the program issues itself: its
// keys come from a type of the module. Where it issues them, every audience is one of
// its clients; and a hint of who was logged in may have expired (OpenID Connect Core,
// 3.1.2.1).
func (c *checker) ownTokens(verifier *flow.Call) bool {
	if verifier == nil {
		return false
	}
	keys := verifier.Place(verifier.Mark("jwt.verifier"), "keyset")
	if keys == nil {
		return false
	}
	kinds, all := c.unit.DynamicTypes(keys, verifier.Instr)
	return all && len(kinds) > 0 && !slices.ContainsFunc(kinds, func(t types.Type) bool {
		n := namedOf(t)
		return n == nil || n.Obj().Pkg() == nil || module(n.Obj().Pkg().Path()) != module(c.pass.Pkg.Path())
	})
}

// module is the start of an import path that the packages of a module share, as a
// rule: the host, the owner and the repository, or the first element.
func module(path string) string {
	elements := strings.SplitN(path, "/", 4)
	if !strings.Contains(elements[0], ".") {
		return elements[0]
	}
	return strings.Join(elements[:min(3, len(elements))], "/")
}

// readsField says whether the package reads a field, given as TYPE.FIELD: it
// checks by hand what the library was told to skip.
func (c *checker) readsField(symbol string) bool {
	typeName, field, _ := strings.Cut(symbol, ".")
	for _, fn := range c.unit.Functions() {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				fa, ok := in.(*ssa.FieldAddr)
				if !ok {
					continue
				}
				n := namedOf(fa.X.Type())
				if n == nil || n.Obj().Name() != typeName {
					continue
				}
				if st, ok := n.Underlying().(*types.Struct); ok && st.Field(fa.Field).Name() == field {
					return true
				}
			}
		}
	}
	return false
}

// algorithmLists judges lists of algorithms that are not options of a call with a
// key function.
func (c *checker) algorithmLists() {
	report := func(v ssa.Value, at ssa.Instruction, what string) {
		if list := c.texts(v, at, "[*]"); mixed(list) && !c.single(v, at) && !c.oneFamilyEach(v, at) {
			c.add(MixedAlgorithms, at, what, fmt.Sprintf("%s accepts %s: the token decides whether it is checked with a secret or with a public key",
				what, strings.Join(list, ", ")), "list the algorithms of one family")
		}
	}
	// Where tokens are only read, unchecked, no list decides on anything.
	peeks := len(c.unit.Uses("jwt.unverified")) > 0 && len(c.unit.Uses("jwt.verified")) == 0
	for _, call := range c.unit.Marked("jwt.algs") {
		if peeks {
			break
		}
		if v := call.Place(call.Mark("jwt.algs"), "list"); v != nil {
			report(v, call.Instr, shortCallee(call))
		}
	}
	for _, st := range c.unit.FieldStores("jwt.algsfield") {
		report(st.Instr.Val, st.Instr, st.Name())
	}
}
