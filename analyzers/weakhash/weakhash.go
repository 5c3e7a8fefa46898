// Package weakhash finds passwords that are hashed so that guessing them is
// cheap, and signatures that rest on broken hashes.
//
// It looks at these things, each in a file of its own:
//
//   - cost.go: the parameters of bcrypt, PBKDF2, scrypt and argon2, where they are
//     constants, through any number of hands;
//   - fast.go: a password that goes into a hash made for speed;
//   - becomes.go: a digest that is kept as the hash of a password;
//   - signature.go: MD5 and SHA-1 in signatures and certificates;
//   - concat.go: a secret and data in one plain hash instead of an HMAC;
//   - foreign.go: signatures that another server prescribes, which stay silent;
//   - predictable.go: tokens, passwords and keys that are made of predictable
//     random numbers;
//   - cleartext.go: passwords that are kept as they are;
//   - obsolete.go: MD5-crypt, APR1 and their like;
//   - long.go: more than the 72 bytes that bcrypt reads.
//
// What is never reported: hashes of content, keys of caches, entity tags; a fast
// hash before or behind a password hash; digests that a protocol prescribes;
// hashes of random tokens, for which a fast one is right.
package weakhash

import (
	"reflect"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/flow"
)

// Doc is what a user reads about the analyzer.
const Doc = `find passwords that are hashed too cheaply, broken hashes in signatures, predictable secrets

The weakhash analyzer reports password hashing that an attacker who got the
hashes undoes by trying:

	sum := sha256.Sum256([]byte(r.FormValue("password")))
	hash, err := bcrypt.GenerateFromPassword(pw, 4)

It follows passwords from the form to the hash and parameters from the constant
to the call, and reports MD5 and SHA-1 in signatures and certificates, secrets
made of math/rand, and passwords that are kept in clear text. It is silent about checksums, cache keys, digests that a protocol prescribes, and
parameters that it can't see.`

// Analyzer is the analyzer.
var Analyzer = &analysis.Analyzer{
	Name:       "weakhash",
	Doc:        Doc,
	URL:        "https://github.com/secvet/secvet/blob/main/docs/rules/weakhash",
	Run:        run,
	Requires:   []*analysis.Analyzer{flow.Analyzer},
	ResultType: reflect.TypeFor[[]finding.Finding](),
}

// asker is one run.
type asker struct {
	pass *analysis.Pass
	unit *flow.Unit
	// prehashed are the origins whose digest goes into a password hash.
	prehashed map[flow.Place]bool
	// slow are what goes into password hashes, by the function that hands it over.
	slow map[*ssa.Function][]*flow.Origin
	// makesSlow says that the package makes such hashes, and does not only check them.
	makesSlow bool
	// outgoing are the functions that make requests to other servers.
	outgoing map[*ssa.Function]bool
	marks    map[string]map[string]string
}

func run(pass *analysis.Pass) (any, error) {
	unit := pass.ResultOf[flow.Analyzer].(*flow.Unit)
	if !emit.Enabled(unit) {
		return []finding.Finding(nil), unit.Err
	}
	a := &asker{pass: pass, unit: unit, marks: make(map[string]map[string]string)}
	drafts := a.costs()
	drafts = append(drafts, a.fast()...)
	drafts = append(drafts, a.becoming()...)
	drafts = append(drafts, a.signatures()...)
	drafts = append(drafts, a.predictable()...)
	drafts = append(drafts, a.clearText()...)
	drafts = append(drafts, a.obsolete()...)
	drafts = append(drafts, a.longInputs()...)
	return emit.Report(pass, unit, Rules, drafts), nil
}

// mark is what the catalog says of a function by its full name under a tag; nil
// when it doesn't.
func (a *asker) mark(function, tag string) map[string]string {
	key := tag + " " + function
	found, ok := a.marks[key]
	if !ok {
		for _, e := range a.unit.Named(function) {
			if e.Verb == "mark" && e.Word == tag && found == nil {
				found = map[string]string{"": ""}
				for k, v := range e.Args {
					found[k] = v
				}
			}
		}
		a.marks[key] = found
	}
	return found
}
