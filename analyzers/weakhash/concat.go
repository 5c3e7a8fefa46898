package weakhash

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/flow"
)

// judgeConcatenation finds a secret of the program and data in one plain hash.
func (a *asker) judgeConcatenation(use *flow.Use, hash string, origins []*flow.Origin) (emit.Draft, bool) {
	if hash != "MD5" && hash != "SHA-1" || a.signsRequest(use.Func) {
		return emit.Draft{}, false
	}
	var secret, data *flow.Origin
	for _, o := range origins {
		switch {
		case o.Unsure || o.Class == flow.Constant || o.Class == flow.Confined || isHash(a, o):
		case programSecret(o):
			secret = o
		case o.Class == flow.Untrusted || words.Judge(nameOf(o)) < words.Hint:
			data = o
		}
	}
	if secret == nil || data == nil {
		return emit.Draft{}, false
	}
	d := emit.Draft{Rule: WeakSignature, Place: use.Instr.Pos(), Steps: secret.Steps,
		Message: fmt.Sprintf("the secret %s and %s go into one %s: that is no MAC", orName(secret), orName(data), hash),
		Advice:  "use hmac.New(sha256.New, key)",
		Sink:    use.Instr, Func: use.Func, SinkName: use.Callee, Ordinal: use.Ordinal}
	if use.Via != nil {
		d.Site = &use.Via.Site
	}
	return d, true
}

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

// signsRequest says whether a function, or one that calls it in the package, makes a
// request to another server: that server says how its requests are signed.
func (a *asker) signsRequest(fn *ssa.Function) bool {
	if a.outgoing == nil {
		a.outgoing = make(map[*ssa.Function]bool)
		for _, call := range a.unit.Marked("http.outgoing") {
			a.outgoing[call.Func] = true
		}
	}
	if a.outgoing[fn] {
		return true
	}
	return slices.ContainsFunc(a.unit.Callers(fn), func(call ssa.CallInstruction) bool { return a.outgoing[call.Parent()] })
}
