package jwtalg

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/flow"
)

// keyReturn is one value that a key function can return as the key.
type keyReturn struct {
	value ssa.Value
	// at is where the value is chosen, ret the return statement.
	at, ret ssa.Instruction
	types   []types.Type
	known   bool // types are all
	public  bool // a public key whose type is open
	// pinned says that the algorithm was checked on every way here.
	pinned bool
}

// keyFunction is what is known of a key function with a body.
type keyFunction struct {
	fn      *ssa.Function
	token   *ssa.Parameter // nil when it has none
	returns []keyReturn
	// looks says that some branch looks at the algorithm.
	looks bool
}

// resolve lists the key functions that v can be: those with bodies, and whether
// all others check the algorithm themselves.
func (c *checker) resolve(v ssa.Value, at ssa.Instruction, part ...string) (found []*keyFunction, known bool) {
	fns := c.unit.FunctionValues(v, at, part...)
	known = len(fns) > 0
	for _, fn := range fns {
		fn = c.unbound(fn)
		if obj := fn.Object(); obj != nil && len(c.unit.Marks(obj, "jwt.safekeyfunc")) > 0 {
			continue // the method of an interface has a body of its own here
		}
		if len(fn.Blocks) == 0 {
			if !c.safeElsewhere(fn) {
				found = append(found, &keyFunction{fn: fn})
			}
			continue
		}
		found = append(found, c.read(fn))
	}
	return found, known
}

// unbound is the method behind a method value.
func (c *checker) unbound(fn *ssa.Function) *ssa.Function {
	if !strings.HasPrefix(fn.Synthetic, "bound method wrapper") {
		return fn
	}
	if obj, ok := fn.Object().(*types.Func); ok {
		if m := fn.Prog.FuncValue(obj); m != nil {
			return m
		}
	}
	return fn
}

// safeElsewhere says whether a function without a body here checks the algorithm:
// the catalog or the facts about its package say so. About a function that is
// neither nothing is known, and nothing is said.
func (c *checker) safeElsewhere(fn *ssa.Function) bool {
	for i := range signatureParams(fn) {
		for _, part := range c.unit.LookedAt(fn, i) {
			if isAlgorithm(part) {
				return true
			}
		}
	}
	return !c.hasTokenParameter(fn.Signature)
}

func signatureParams(fn *ssa.Function) []struct{} {
	n := fn.Signature.Params().Len()
	if fn.Signature.Recv() != nil {
		n++
	}
	return make([]struct{}, n)
}

func (c *checker) hasTokenParameter(sig *types.Signature) bool {
	for i := range sig.Params().Len() {
		if c.isToken(sig.Params().At(i).Type()) {
			return true
		}
	}
	return false
}

// isToken says whether t is a token of a library whose algorithm can be looked
// at.
func (c *checker) isToken(t types.Type) bool {
	named := namedOf(t)
	if named == nil || named.Obj().Pkg() == nil {
		return false
	}
	for _, e := range c.unit.Catalog().Field(named, "Method") {
		if e.Word == "look" {
			return true
		}
	}
	return false
}

// isAlgorithm says whether a part of a token names its algorithm.
func isAlgorithm(part string) bool {
	return part == ".Method" || strings.HasPrefix(part, ".Method.") || strings.HasPrefix(part, `.Header["alg"]`)
}

// read analyses a key function return by return.
func (c *checker) read(fn *ssa.Function) *keyFunction {
	k := &keyFunction{fn: fn}
	for _, p := range fn.Params {
		if c.isToken(p.Type()) {
			k.token = p
		}
	}
	if k.token != nil {
		for _, b := range fn.Blocks {
			if cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
				k.looks = k.looks || c.looksAtAlgorithm(cond.Cond, true, k.token) || c.looksAtAlgorithm(cond.Cond, false, k.token)
			}
		}
	}
	for _, r := range c.unit.Returned(fn, 0, true) {
		c.choices(k, r.Value, r.Return, r.Return, 0)
	}
	return k
}

// choices takes the alternatives of a returned value apart, because each may
// stand behind a check of its own.
func (c *checker) choices(k *keyFunction, v ssa.Value, at, ret ssa.Instruction, depth int) {
	if phi, ok := v.(*ssa.Phi); ok && depth < 4 {
		for i, e := range phi.Edges {
			block := phi.Block().Preds[i]
			c.choices(k, e, block.Instrs[len(block.Instrs)-1], ret, depth+1)
		}
		return
	}
	if isNil(v) {
		return
	}
	r := keyReturn{value: v, at: at, ret: ret}
	if t := declaredPublic(v); t != nil {
		r.types, r.known = []types.Type{t}, true
	} else {
		r.types, r.known = c.unit.DynamicTypes(v, at)
		r.public = (!r.known || len(r.types) == 0) && c.unit.MadeOnlyOf(v, c.isPublicKey)
		r.known = r.known || r.public
	}
	if r.known && len(r.types) == 0 && !r.public {
		return
	}
	r.pinned = k.token != nil && c.unit.Holds(at, func(cond ssa.Value, want bool) bool {
		return c.looksAtAlgorithm(cond, want, k.token)
	})
	k.returns = append(k.returns, r)
}

// declaredPublic is crypto.PublicKey where a key was declared as one: the type is
// an interface that holds anything, but nobody keeps a secret in it.
func declaredPublic(v ssa.Value) types.Type {
	switch x := v.(type) {
	case *ssa.ChangeInterface:
		v = x.X
	case *ssa.ChangeType:
		v = x.X
	}
	if n, ok := types.Unalias(v.Type()).(*types.Named); ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "crypto" && n.Obj().Name() == "PublicKey" {
		return n
	}
	return nil
}

// isPublicKey says whether a value is a public key although its type is open: one
// that was parsed as such, or that stands in a key set. A set can hold a secret too,
// but never the text of a public key, which is what a secret can be confused with.
func (c *checker) isPublicKey(v ssa.Value) bool {
	if declaredPublic(v) != nil || c.kindOf(v.Type()) == publicKey {
		return true
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		switch a := v.X.(type) {
		case *ssa.FieldAddr:
			return c.isPublicField(a.X.Type(), a.Field)
		case *ssa.Alloc:
			return c.filledWithKey(a)
		}
	case *ssa.Field:
		return c.isPublicField(v.X.Type(), v.Field)
	case *ssa.Call:
		return c.unit.CallOf(v).Mark("jwt.publickey") != nil
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok && v.Index == 0 {
			return c.unit.CallOf(call).Mark("jwt.publickey") != nil
		}
	}
	return false
}

func (c *checker) isPublicField(t types.Type, index int) bool {
	named := namedOf(t)
	if named == nil {
		return false
	}
	st, ok := named.Underlying().(*types.Struct)
	return ok && slices.ContainsFunc(c.unit.Catalog().Field(named, st.Field(index).Name()), func(e *catalog.Entry) bool {
		return e.Verb == "mark" && e.Word == "jwt.publicfield"
	})
}

// filledWithKey says whether a variable is filled by a call that exports a key of a
// set.
func (c *checker) filledWithKey(a *ssa.Alloc) bool {
	return slices.ContainsFunc(c.unit.Marked("jwt.publicfill"), func(call *flow.Call) bool {
		into := call.Place(call.Mark("jwt.publicfill"), "key")
		return into != nil && bare(into) == a
	})
}

func (c *checker) looksAtAlgorithm(cond ssa.Value, want bool, tok ssa.Value) bool {
	for _, part := range c.unit.Looks(cond, want, tok) {
		if isAlgorithm(part) {
			return true
		}
	}
	return false
}

// keyKind is the family that a key's type belongs to.
type keyKind int

const (
	otherKey  keyKind = iota
	secretKey         // []byte: HMAC
	publicKey         // a parsed public key or a set of them
	noneKey           // the constant that stands for no signature
)

func (c *checker) kindOf(t types.Type) keyKind {
	if s, ok := t.(*types.Slice); ok {
		if b, ok := s.Elem().(*types.Basic); ok && b.Kind() == types.Uint8 {
			return secretKey
		}
	}
	named := namedOf(t)
	if named == nil || named.Obj().Pkg() == nil {
		return otherKey
	}
	switch named.Obj().Pkg().Path() + "." + named.Obj().Name() {
	case "crypto/rsa.PublicKey", "crypto/ecdsa.PublicKey", "crypto/ed25519.PublicKey", "crypto.PublicKey":
		return publicKey
	}
	if c.isNoneType(named) {
		return noneKey
	}
	return otherKey
}

// isNoneType says whether a type is that of a library's constant for tokens
// without a signature; the type itself is not exported.
func (c *checker) isNoneType(named *types.Named) bool {
	scope := named.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		k, ok := scope.Lookup(name).(*types.Const)
		if ok && types.Identical(k.Type(), named) && len(c.unit.Marks(k, "jwt.none")) > 0 {
			return true
		}
	}
	return false
}

// kinds are the kinds of a return's types; unknown is set when the type is open.
func (c *checker) kinds(r keyReturn) (kinds map[keyKind]bool, unknown bool) {
	kinds = make(map[keyKind]bool)
	for _, t := range r.types {
		kinds[c.kindOf(t)] = true
	}
	if r.public {
		kinds[publicKey] = true
	}
	return kinds, !r.known
}

// typeName is a type as messages name it.
func typeName(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string { return p.Name() })
}
