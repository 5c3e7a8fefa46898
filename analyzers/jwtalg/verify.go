package jwtalg

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/flow"
)

// site is a call that verifies a token with a key function.
type site struct {
	call *flow.Call
	mark *catalog.Entry
	opts options
	// pinned says that the algorithm is fixed by an option, by every key function
	// or by a check of the parsed token.
	pinned bool
	open   bool // not understood: nothing is said
	fns    []*keyFunction
}

// parses judges the calls that verify a token.
func (c *checker) parses() {
	for _, call := range c.unit.Marked("jwt.parse") {
		mark := call.Mark("jwt.parse")
		s := &site{call: call, mark: mark}
		c.optionsOf(&s.opts, call.Place(mark, "options"), call.Instr)
		c.parserOptions(&s.opts, call.Place(mark, "parser"), call.Instr)
		if mark.Args["key"] == "option" {
			c.optionKeys(s)
		} else {
			c.keyFunctions(s)
		}
		c.sites = append(c.sites, s)
		c.claimChecks(s)
		if mark.Args["fills"] == "yes" {
			c.errorUse(s)
		}
	}
	c.secondPaths()
}

// keyFunctions judges the key functions of a site.
func (c *checker) keyFunctions(s *site) {
	v := s.call.Place(s.mark, "keyfunc")
	if v == nil {
		return
	}
	fns, known := c.resolve(v, s.call.Instr)
	s.fns = fns
	if !known {
		s.open = true
	}
	for _, k := range fns {
		c.judged[k.fn] = true
	}
	if s.opts.pinned {
		s.pinned = true
	}
	if !s.pinned && c.checkedAfter(s) {
		s.pinned = true
	}
	c.judge(fns, &s.opts, s.pinned || s.opts.open, s.call.Instr, shortCallee(s.call), s)
}

// checkedAfter says whether the algorithm of the parsed token is looked at.
func (c *checker) checkedAfter(s *site) bool {
	tok := result(s.call, 0)
	if tok == nil {
		return false
	}
	for _, b := range s.call.Func.Blocks {
		if cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
			if c.looksAtAlgorithm(cond.Cond, true, tok) || c.looksAtAlgorithm(cond.Cond, false, tok) {
				return true
			}
		}
	}
	return false
}

// result is a call's result as a value of its own, nil when it is dropped.
func result(call *flow.Call, index int) ssa.Value {
	v := call.Value()
	if v == nil || v.Referrers() == nil {
		return nil
	}
	if _, tuple := v.Type().(*types.Tuple); !tuple {
		if index == 0 {
			return v
		}
		return nil
	}
	return kept(extracted(v, index))
}

// kept is a result that somebody uses: nil for one that is assigned to "_".
func kept(v ssa.Value) ssa.Value {
	if v == nil || len(*v.Referrers()) == 0 {
		return nil
	}
	return v
}

// judge applies the table of the package's doc comment. Pinned says that the
// caller fixes the algorithm; site is nil where a middleware makes the call.
func (c *checker) judge(fns []*keyFunction, opts *options, pinned bool, at ssa.Instruction, where string, s *site) {
	secret, openType := keyReturn{}, keyReturn{}
	var hasSecret, hasPublic, hasOpen, hasOther, looks, unpinned, elsewhere, reported bool
	secretType := ""
	both := false // the token can decide between a secret and a public key
	for _, k := range fns {
		both = both || c.tokenDecides(k)
		looks = looks || k.looks
		if len(k.fn.Blocks) == 0 {
			elsewhere = true
			continue
		}
		reported = c.headerKeys(k) || reported
		for _, r := range k.returns {
			kinds, unknown := c.kinds(r)
			if kinds[noneKey] {
				c.add(None, r.ret, "none", fmt.Sprintf("%s returns the constant that makes %s accept tokens without a signature", funcName(k.fn), where),
					"return the issuer's key, and name the algorithm")
				reported = true
				continue
			}
			c.keyOrigins(r.value, r.at, r.ret, "returned as the key by "+funcName(k.fn), "HS")
			unpinned = unpinned || !r.pinned && !pinned
			if kinds[secretKey] {
				if how := c.publicBytes(r.value, r.at); how != "" && !r.pinned && (opts.allowsHMAC() || !pinned) {
					c.add(Confusable, r.ret, "confusable",
						fmt.Sprintf("%s returns the bytes of a public key (%s): %s accepts a token signed with HS256 and these bytes", funcName(k.fn), how, where),
						"parse the public key and return the parsed key; name its algorithm")
					reported = true
				}
				hasSecret, secret, secretType = true, r, "[]byte"
			}
			if kinds[publicKey] {
				hasPublic = true
			}
			if unknown && !r.pinned {
				hasOpen, openType = true, r
			}
			hasOther = hasOther || kinds[otherKey]
		}
	}
	if reported {
		return
	}
	switch {
	case pinned:
		if (both || hasOpen) && !looks && !opts.single && mixed(opts.list) {
			c.add(MixedAlgorithms, at, "mixed", fmt.Sprintf("%s accepts %s: the token decides whether it is checked with a secret or with a public key",
				where, strings.Join(opts.list, ", ")), "list the algorithms of one family")
		}
	case !unpinned:
		return
	case both && !looks:
		c.add(Confusable, secret.ret, "confusable",
			fmt.Sprintf("the key function of %s returns a secret (%s) or a public key (%s) without a look at the algorithm", where, secretType, c.publicType(fns)),
			"switch on token.Method and return the key that belongs to it")
	case hasOpen && !looks:
		c.add(Unpinned, at, "unpinned",
			fmt.Sprintf("%s leaves the algorithm to the token, and %s, which gives the key, can be a secret or a public key", where, source(openType)),
			"name the algorithm, or compare token.Method before the key is returned")
		c.fixPin(s, at, true)
	case !looks && !elsewhere && !hasOther:
		c.add(UnpinnedHardening, at, "unpinned", fmt.Sprintf("%s does not name the algorithm; the key's type (%s) limits it to one family", where, keyTypes(fns)),
			"name the algorithm")
		c.fixPin(s, at, hasSecret && !hasPublic)
	}
}

// publicType names the type of the public keys.
func (c *checker) publicType(fns []*keyFunction) string {
	for _, k := range fns {
		for _, r := range k.returns {
			for _, t := range r.types {
				if c.kindOf(t) == publicKey {
					return typeName(t)
				}
			}
		}
	}
	return "of a key set"
}

// tokenDecides says whether one key function returns a secret or a public key, and
// not by a setting: the same for every token.
func (c *checker) tokenDecides(k *keyFunction) bool {
	for _, r := range k.returns {
		for _, other := range k.returns {
			a, _ := c.kinds(r)
			b, _ := c.kinds(other)
			if a[secretKey] && b[publicKey] && !c.bySetting(k, r, other) {
				return true
			}
		}
	}
	return false
}

// bySetting says whether two returns stand on the two sides of a condition that has
// nothing to do with the token.
func (c *checker) bySetting(k *keyFunction, r, other keyReturn) bool {
	return c.unit.Holds(r.at, func(cond ssa.Value, want bool) bool {
		return !mentions(cond, k.token, 0) && c.unit.Holds(other.at, func(o ssa.Value, w bool) bool { return o == cond && w != want })
	})
}

// maxMention bounds how deep a condition is read.
const maxMention = 6

// mentions says whether a value is computed with the token; deep ones are taken to be.
func mentions(v ssa.Value, tok *ssa.Parameter, depth int) bool {
	if tok == nil {
		return false
	}
	if _, cell := v.(*ssa.Alloc); cell || v == tok || depth > maxMention {
		return true
	}
	in, ok := v.(ssa.Instruction)
	if !ok {
		return false
	}
	return slices.ContainsFunc(in.Operands(nil), func(op *ssa.Value) bool { return *op != nil && mentions(*op, tok, depth+1) })
}

func keyTypes(fns []*keyFunction) string {
	var names []string
	for _, k := range fns {
		for _, r := range k.returns {
			for _, t := range r.types {
				if n := typeName(t); !contains(names, n) {
					names = append(names, n)
				}
			}
			if r.public && !contains(names, "a public key") {
				names = append(names, "a public key")
			}
		}
	}
	if len(names) == 0 {
		return "unknown"
	}
	return strings.Join(names, ", ")
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func funcName(fn *ssa.Function) string {
	if fn.Parent() != nil {
		return "the key function"
	}
	return fn.Name()
}

// source names where a key of open type comes from.
func source(r keyReturn) string {
	switch v := r.value.(type) {
	case *ssa.Call:
		return "the result of " + calleeName(v)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			return "the result of " + calleeName(call)
		}
	case *ssa.Parameter:
		return "the parameter " + v.Name()
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok {
			if st, ok := fa.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct); ok {
				return "the field " + st.Field(fa.Field).Name()
			}
		}
		if g, ok := v.X.(*ssa.Global); ok {
			return "the variable " + g.Name()
		}
	}
	return "the value"
}

func calleeName(call *ssa.Call) string {
	if call.Call.IsInvoke() {
		return call.Call.Method.Name()
	}
	if fn := call.Call.StaticCallee(); fn != nil {
		return fn.Name()
	}
	return "a function value"
}

// secondPaths finds tokens that are verified with a fixed algorithm and, in the
// same function, without.
func (c *checker) secondPaths() {
	for _, s := range c.sites {
		if s.pinned || s.open || s.opts.open || s.opts.pinned || len(s.fns) == 0 || !c.loose(s) {
			continue
		}
		tok := s.call.Place(s.mark, "token")
		if tok == nil {
			continue
		}
		for _, other := range c.sites {
			otherTok := other.call.Place(other.mark, "token")
			if other == s || !other.opts.pinned || other.call.Func != s.call.Func || otherTok == nil {
				continue
			}
			if c.unit.Same(tok, s.call.Instr, otherTok, other.call.Instr) {
				c.dropAt(UnpinnedHardening.ID, s.call.Instr)
				c.dropAt(Unpinned.ID, s.call.Instr)
				d := c.add(Unpinned, s.call.Instr, "second path", fmt.Sprintf("the token that %s checks with a fixed algorithm is parsed again by %s without one",
					shortCallee(other.call), shortCallee(s.call)), "use the same parser for both")
				d.Fix = c.fixSecondPath(s, other)
			}
		}
	}
}

// loose says whether some key function of the site leaves the algorithm open.
func (c *checker) loose(s *site) bool {
	for _, k := range s.fns {
		for _, r := range k.returns {
			if !r.pinned {
				return true
			}
		}
	}
	return false
}

func (c *checker) dropAt(rule string, at ssa.Instruction) {
	kept := c.drafts[:0]
	for _, d := range c.drafts {
		if d.Rule.ID != rule || d.Place != at.Pos() {
			kept = append(kept, d)
		}
	}
	c.drafts = kept
}

// optionKeys judges a call whose key is in an option.
func (c *checker) optionKeys(s *site) {
	o := &s.opts
	if o.open {
		s.open = true
	}
	if o.auto != nil && !o.allow {
		c.add(HeaderKey, o.auto.Instr, "auto", fmt.Sprintf("%s fetches the key from the address in the token's own jku header, and nothing limits the addresses", shortCallee(s.call)),
			"allow the issuer's address only, or use a fixed key set")
	}
	for _, call := range o.keys {
		c.algorithmAndKey(call, call.Mark("jwt.option"), "HS")
	}
	s.pinned = len(o.keys) > 0 || o.keySet
}

// keyGetters judges key functions that are handed to a middleware.
func (c *checker) keyGetters() {
	for _, call := range c.unit.Marked("jwt.keygetter") {
		mark := call.Mark("jwt.keygetter")
		v := call.Place(mark, "keyfunc")
		if v == nil {
			continue
		}
		fns, _ := c.resolve(v, call.Instr)
		for _, k := range fns {
			c.judged[k.fn] = true
		}
		c.judge(fns, &options{}, true, call.Instr, shortCallee(call), nil)
	}
	for _, st := range c.unit.FieldStores("jwt.keyfuncfield") {
		if isNil(st.Instr.Val) {
			continue
		}
		fns, _ := c.resolve(st.Instr.Val, st.Instr)
		for _, k := range fns {
			c.judged[k.fn] = true
		}
		pinned := false
		if f := st.Entry.Args["pin"]; f != "" {
			pinned = !c.unset(st.Struct, lastOf(st.Instr), "."+f)
		}
		c.judge(fns, &options{}, pinned, st.Instr, st.Name(), nil)
	}
}

// lastOf is the end of an instruction's block: the other fields of a literal are
// stored after it.
func lastOf(in ssa.Instruction) ssa.Instruction {
	b := in.Block()
	return b.Instrs[len(b.Instrs)-1]
}

// looseKeyFunctions judges functions that have the shape of a key function and
// are not used by a verifying call in this package: what is wrong whatever the
// caller does.
func (c *checker) looseKeyFunctions() {
	for _, fn := range c.unit.Functions() {
		if c.judged[fn] || len(fn.Blocks) == 0 || !c.isKeyFunction(fn.Signature) {
			continue
		}
		k := c.read(fn)
		c.judge([]*keyFunction{k}, &options{open: true}, true, firstOf(fn), "the verifying call", nil)
	}
}

func firstOf(fn *ssa.Function) ssa.Instruction { return fn.Blocks[0].Instrs[0] }

// isKeyFunction says whether a signature is that of a library's key function.
func (c *checker) isKeyFunction(sig *types.Signature) bool {
	if sig.Params().Len() != 1 || sig.Results().Len() != 2 || !c.isToken(sig.Params().At(0).Type()) {
		return false
	}
	t := sig.Results().At(0).Type()
	_, ok := t.Underlying().(*types.Interface)
	return ok && sig.Results().At(1).Type().String() == "error"
}
