package weakhash

import (
	"fmt"
	"strings"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/flow"
)

// judgeConcatenation finds a secret of the program and data in one plain hash. Which
// order they are in, and whether anything is cut off, matters little where the hash is
// broken; of one that is not, a digest says how to go on when the secret stands first.
func (a *asker) judgeConcatenation(use *flow.Use, hash string, origins []*flow.Origin) (emit.Draft, bool) {
	whole := a.showsState(use.Callee, origins)
	if hash != "MD5" && hash != "SHA-1" && !whole || a.forOthers(use.Func) {
		return emit.Draft{}, false
	}
	var secret, data *flow.Origin
	for _, o := range origins {
		switch {
		case o.Unsure || o.Class == flow.Constant || o.Class == flow.Confined || isHash(a, o):
		case programSecret(o):
			secret = o
		case o.Class == flow.Untrusted || words.Judge(nameOf(o)) < words.Hint:
			if data == nil || last(o) {
				data = o
			}
		}
	}
	if secret == nil || data == nil || ofOneRecord(secret, origins) || secret.Param != nil && a.forOthers(secret.Param.Parent()) || secret.BuiltIn != nil && a.forOthers(secret.BuiltIn) {
		return emit.Draft{}, false
	}
	d := emit.Draft{Rule: WeakSignature, Place: use.Instr.Pos(), Steps: secret.Steps,
		Message: fmt.Sprintf("the secret %s and %s go into one %s: that is no MAC", orName(secret), orName(data), hash),
		Advice:  "use hmac.New(sha256.New, key)",
		Sink:    use.Instr, Func: use.Func, SinkName: use.Callee, Ordinal: use.Ordinal}
	if whole {
		if !a.extendable(use, secret, data) {
			return emit.Draft{}, false
		}
		d.Rule = SecretPrefix
		d.Message = fmt.Sprintf("the secret %s and then %s go into one %s: who has a digest can append to the data and compute the next", orName(secret), orName(data), hash)
	}
	if use.Via != nil {
		d.Site = &use.Via.Site
	}
	return d, true
}

// ofOneRecord says whether all that goes into a digest are parts of the thing that the
// secret is a part of, which was read from somewhere: it tells whether the thing changed,
// and proves nothing of what somebody else sends.
func ofOneRecord(secret *flow.Origin, origins []*flow.Origin) bool {
	if secret.FieldVar == nil || secret.Param != nil {
		return false
	}
	for _, o := range origins {
		known := o.Class != flow.Constant && o.Class != flow.Confined && (o.Class != flow.Unknown || o.Expr != "")
		if known && o.Place != secret.Place && (o.Callee == "" || o.Callee != secret.Callee) {
			return false
		}
	}
	return true
}

// showsState says whether a digest is all that a hash, unbroken by itself, remembers of
// what it read: SHA-256 and SHA-512 go on from there, SHA-384 keeps a part to itself.
func (a *asker) showsState(callee string, origins []*flow.Origin) bool {
	marks := []map[string]string{a.mark(callee, "digest")}
	for _, o := range origins {
		if isHash(a, o) {
			marks = append(marks, a.mark(o.Callee, "hash"))
		}
	}
	for _, m := range marks {
		if size, ok := stateBits[m["name"]]; ok && m["bits"] == size {
			return true
		}
	}
	return false
}

var stateBits = map[string]string{"SHA-256": "256", "SHA-512": "512"}

// extendable says whether a digest is a MAC that others can extend: the secret is at the
// start, data that they choose at the end, and the digest is a signature by the name of
// the function, or compared there.
func (a *asker) extendable(use *flow.Use, secret, data *flow.Origin) bool {
	before := secret.Before
	if a.mark(use.Callee, "digest")["name"] == "" {
		before = strings.TrimPrefix(before, flow.Foreign) // the hash itself
	}
	if strings.Contains(before, flow.Foreign) || !strings.Contains(secret.After, flow.Foreign) || !last(data) {
		return false
	}
	if signs(use.Func) {
		return data.Class == flow.Untrusted || data.Class == flow.Parameter
	}
	if data.Class != flow.Untrusted {
		return false
	}
	for _, b := range use.Func.Blocks {
		for _, in := range b.Instrs {
			if x, y, _ := a.compared(in); x != nil && texty(x) && texty(y) && (a.digestOf(x, in, secret) || a.digestOf(y, in, secret)) {
				return true
			}
		}
	}
	return false
}

// last says whether nothing that is not written in the program stands behind a value.
func last(o *flow.Origin) bool { return !strings.Contains(o.After, flow.Foreign) }

// programSecret says whether an origin is a secret that the program has, by its name.
func programSecret(o *flow.Origin) bool {
	return words.Judge(nameOf(o)) == words.Secret && words.Has(nameOf(o), "secret", "apikey", "key") && o.Class != flow.Untrusted &&
		o.Class != flow.Constant && o.Class != flow.Confined && !o.Unsure
}

func orName(o *flow.Origin) string {
	if o.Expr != "" {
		return o.Expr
	}
	if o.Name != "" {
		return o.Name
	}
	return "data"
}
