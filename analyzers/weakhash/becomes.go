package weakhash

import (
	"cmp"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/testcode"
	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/flow"
)

// becoming finds digests that are kept to check passwords by: what was hashed has a
// name that says nothing, what takes the digest has one that says all. What is a
// password by its own name is judged where it is hashed.
func (a *asker) becoming() []emit.Draft {
	var drafts []emit.Draft
	for _, fn := range a.unit.Functions() {
		if testcode.Holds(a.unit, fn) {
			continue
		}
		ordinal := 0
		checks := checking(fn.Name()) && words.Password(fn.Name())
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				v, taker := a.keptAsPassword(in)
				how := "given to " + taker
				if v == nil && checks {
					v, taker = a.checkedAsPassword(in)
					how = "compared with the password that is kept"
				}
				if v == nil {
					continue
				}
				if o, digest := a.plainDigest(v, in); o != nil && !a.prescribed(fn) {
					drafts = append(drafts, emit.Draft{Rule: FastHash, Place: in.Pos(), Steps: o.Steps,
						Message: fmt.Sprintf("a %s digest of %s is %s: an attacker who gets the hashes tries billions of passwords a second", digest, orName(o), how),
						Advice:  "hash passwords with bcrypt (cost 12), argon2id or scrypt, which make each guess slow and salt by themselves",
						Sink:    in, Func: fn, SinkName: taker, Ordinal: ordinal})
					ordinal++
				}
			}
		}
	}
	return drafts
}

// keptAsPassword is what an instruction keeps to check a password by, and what takes
// it: an argument of SetPassword, a field PasswordHash.
func (a *asker) keptAsPassword(in ssa.Instruction) (v ssa.Value, taker string) {
	switch in := in.(type) {
	case *ssa.Store:
		if fa, ok := in.Addr.(*ssa.FieldAddr); ok && texty(in.Val) {
			s, ok := fa.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct)
			if ok && passwordHash(s.Field(fa.Field).Name()) {
				return in.Val, "the field " + s.Field(fa.Field).Name()
			}
		}
	case *ssa.Call:
		call := a.unit.CallOf(in)
		if call == nil || call.Object == nil || !setsPassword(call.Object.Name()) {
			return nil, ""
		}
		for i := range call.Object.Signature().Params().Len() {
			if arg := call.Arg(i); arg != nil && texty(arg) {
				v = arg // the last: UpdatePassword(name, hash)
			}
		}
		return v, shortName(call.Callee)
	}
	return nil, ""
}

// checkedAsPassword is what a function that is named after checking a password compares
// with one that is kept, and how: u.CheckPassword(input). In is one of its instructions.
func (a *asker) checkedAsPassword(in ssa.Instruction) (v ssa.Value, how string) {
	x, y, how := a.compared(in)
	if x == nil || !texty(x) || !texty(y) {
		return nil, ""
	}
	if a.namedPassword(y, in) {
		return x, how
	}
	if a.namedPassword(x, in) {
		return y, how
	}
	return nil, ""
}

// setsPassword says whether a function is named after keeping a password or its
// hash.
func setsPassword(name string) bool {
	w := words.Split(name)
	return len(w) > 1 && slices.Contains([]string{"set", "update", "change", "save", "store"}, w[0]) &&
		(words.Password(name) || passwordHash(name))
}

// passwordHash says whether a name is that of the hash of a password.
func passwordHash(name string) bool {
	var rest []string
	hash := false
	for _, w := range words.Split(name) {
		switch w {
		case "hash", "hashed", "digest", "encrypted", "crypted":
			hash = true
		default:
			rest = append(rest, w)
		}
	}
	return hash && words.Password(strings.Join(rest, "_"))
}

// plainDigest is what a value is a plain digest of, and the hash; nil when it is none,
// or one of what nobody tries out: random bytes, keys, what a password hash made.
func (a *asker) plainDigest(v ssa.Value, at ssa.Instruction) (o *flow.Origin, digest string) {
	var maker map[string]string
	several := false
	for _, k := range a.unit.Trace(v, at) {
		switch {
		case isHash(a, k):
			m := a.mark(k.Callee, "hash")
			several = several || maker != nil && maker["name"] != m["name"]
			maker = m
			continue
		case k.Class == flow.Constant || k.Class == flow.Confined:
			continue
		case k.Class != flow.Parameter && k.Class != flow.Untrusted && k.Class != flow.Field && k.Class != flow.Stored,
			k.Unsure, words.Judge(nameOf(k)) == words.Secret, words.Password(nameOf(k)):
			return nil, ""
		}
		name := ""
		for _, through := range k.Through {
			if a.mark(through, "kdf") != nil || a.mark(through, "mac") != nil {
				return nil, ""
			}
			if m := a.mark(through, "digest"); m != nil {
				name = cmp.Or(m["name"], flow.DigestNamed(through), "fast")
			}
		}
		if name == "" {
			return nil, "" // may be one, and may be the clear text
		}
		o, digest = k, name
	}
	if maker["keyed"] == "yes" {
		return nil, ""
	}
	if several {
		return o, digest
	}
	return o, cmp.Or(maker["name"], digest)
}
