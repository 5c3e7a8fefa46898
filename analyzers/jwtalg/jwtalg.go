// Package jwtalg finds JSON Web Tokens that are accepted without proof, or with
// less proof than the program needs.
//
// What is possible depends on the key as much as on the algorithm: the libraries
// tie each family of algorithms to a type of key, so that an algorithm which the
// caller does not name is a hole only where the key's type leaves room. The table
// holds for golang-jwt and its kin; the key function is analysed return by return:
//
//	key                            algorithm named   not named
//	none constant                  none              none
//	bytes of a public key          confusable if HS  confusable
//	secrets and public keys        silent            confusable
//	type unknown                   silent            unpinned
//	one type                       silent            unpinned-hardening
//
// What is known of the libraries are marks in the catalog:
//
//	mark jwt.parse CALL keyfunc=N [token=N] [options=N] [parser=recv] [claims=N|result] [fills=yes] [key=option]
//	    verifies with the key function or, with key=option, with the key in an
//	    option; fills=yes: the claims are there even when the signature is wrong
//	mark jwt.key CALL key=N [alg=N|recv] [family=HS] use=sign|verify|both
//	mark jwt.keyfield FIELD [alg=FIELD] [family=HS] use=sign|verify|both|encrypt [unset=unchecked]
//	mark jwt.keyfuncfield FIELD [pin=FIELD], mark jwt.keygetter CALL keyfunc=N [alg=N] [family=HS]
//	    places that take a key function; pin names the field that fixes the algorithm
//	mark jwt.safekeyfunc METHOD    a key function that needs no check
//	mark jwt.parser CALL options=N, mark jwt.parsertype TYPE methods=FIELD skip=FIELD
//	mark jwt.option CALL is=methods|noclaims|expiry|parser|key|keyset|auto|verify|validate ...
//	mark jwt.algs CALL list=N, mark jwt.algsfield FIELD    lists of algorithms
//	mark jwt.method VAR|TYPE family=... [alg=...]          algorithms
//	mark jwt.none VAR|CONST|CALL   the algorithm without a signature
//	mark jwt.sign CALL method=N [claims=N]
//	mark jwt.skip FIELD what=... instead=TYPE.FIELD, mark jwt.unsafefield FIELD
//	mark jwt.validate CALL, mark jwt.noclaimscall CALL what=...
//	mark jwt.publickey CALL pem=N  parses the text of a public key
//	mark jwt.publicbytes CALL      makes such a text, mark jwt.keyurl CALL url=N fetches from an address
//	mark jwt.signaturefirst TYPE [since=VERSION], jwt.claimerror VAR, jwt.unverifiedkind CONST
//	    what the errors of a library say about the signature
//	mark jwt.lays CALL, mark jwt.laid CALL, mark jwt.refuses CALL
//	    a middleware that lets pass what it laid down, who reads it, and who refuses it
//	mark jwt.publicfield FIELD, jwt.publicfill METHOD key=N   keys whose type is open, and public
//	mark jwt.expiry FIELD, mark jwt.date CALL of=N, mark jwt.mapclaims TYPE
//	sink jwt.verified, jwt.unverified CALL PLACE           the token's text
package jwtalg

import (
	"go/token"
	"reflect"
	"slices"
	"strings"

	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/testcode"
	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/rule"
)

// Doc is what a user reads about the analyzer.
const Doc = `find JSON Web Tokens that are accepted without proof

The jwtalg analyzer reports tokens whose signature is not verified, keys that can
be used with the wrong algorithm, keys that stand in the source, and checks that
are switched off:

	token, _ := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		return []byte("secret"), nil
	})

It tells what can be exploited (an error) from what leaves room (a warning) and
what is only good practice (a note).`

// Analyzer is the analyzer.
var Analyzer = &analysis.Analyzer{
	Name:       "jwtalg",
	Doc:        Doc,
	URL:        "https://github.com/secvet/secvet/blob/main/docs/rules/jwtalg",
	Run:        run,
	Requires:   []*analysis.Analyzer{flow.Analyzer},
	ResultType: reflect.TypeFor[[]finding.Finding](),
}

func run(pass *analysis.Pass) (any, error) {
	unit := pass.ResultOf[flow.Analyzer].(*flow.Unit)
	if !emit.Enabled(unit) {
		return []finding.Finding(nil), unit.Err
	}
	c := &checker{pass: pass, unit: unit, judged: make(map[*ssa.Function]bool), ordinals: make(map[string]int)}
	if concerned(unit) {
		c.tokens()
	}
	c.defaults()
	c.hardcoded()
	c.fixExpiry()
	drafts := slices.DeleteFunc(c.drafts, func(d emit.Draft) bool { return d.Func != nil && testcode.Supports(unit, d.Func) })
	return emit.Report(pass, unit, Rules, drafts), nil
}

// tokens judges what a package does with a JWT library.
func (c *checker) tokens() {
	c.parses()
	c.keyGetters()
	c.looseKeyFunctions()
	c.keyCalls()
	c.keyFields()
	c.algorithmLists()
	c.unverified()
	c.unsafeSettings()
	c.issued()
	c.laidDown()
}

// concerned says whether the package can reach a JWT library: one that it
// imports, or that its imports import. What is known of the types of an import
// leaves out a library that its functions only use inside; their summaries tell it.
func concerned(unit *flow.Unit) bool {
	seen := make(map[*types.Package]bool)
	var visit func(p *types.Package) bool
	visit = func(p *types.Package) bool {
		if seen[p] {
			return false
		}
		seen[p] = true
		if strings.Contains(p.Path(), ".") && unit.Catalog().Known(p.Path()) {
			for _, entries := range unit.Catalog().Package(p.Path()).Entries {
				for _, e := range entries {
					if strings.HasPrefix(e.Word, "jwt.") {
						return true
					}
				}
			}
		}
		for _, i := range p.Imports() {
			if visit(i) {
				return true
			}
		}
		return false
	}
	return visit(unit.Pass.Pkg) || len(unit.Uses("jwt.unverified")) > 0
}

// checker judges one package.
type checker struct {
	pass   *analysis.Pass
	unit   *flow.Unit
	drafts []emit.Draft
	// judged are the key functions that a verifying call in the package uses.
	judged   map[*ssa.Function]bool
	constant []*constantKey
	sites    []*site
	ordinals map[string]int
	// noneUsed are the calls for the algorithm without a signature that are judged
	// where it is used.
	noneUsed []ssa.CallInstruction
}

// add reports at an instruction.
func (c *checker) add(r *rule.Rule, at ssa.Instruction, name, message, advice string) *emit.Draft {
	return c.addAt(r, at.Pos(), at, name, message, advice)
}

func (c *checker) addAt(r *rule.Rule, pos token.Pos, at ssa.Instruction, name, message, advice string) *emit.Draft {
	key := at.Parent().RelString(nil) + name
	c.drafts = append(c.drafts, emit.Draft{
		Rule: r, Place: pos, Message: message, Advice: advice, Sink: at, SinkPos: pos, Func: at.Parent(), SinkName: name, Ordinal: c.ordinals[key],
	})
	c.ordinals[key]++
	return &c.drafts[len(c.drafts)-1]
}

// shortCallee drops the folders of an import path: (*v5.Parser).Parse becomes
// (*jwt.Parser).Parse by the package's name.
func shortCallee(call *flow.Call) string {
	if call.Object == nil {
		return "a function value"
	}
	return shortFunc(call.Object)
}

func shortFunc(f *types.Func) string {
	pkg := ""
	if f.Pkg() != nil {
		pkg = f.Pkg().Name() + "."
	}
	recv := f.Signature().Recv()
	if recv == nil {
		return pkg + f.Name()
	}
	t, star := recv.Type(), ""
	if p, ok := t.(*types.Pointer); ok {
		t, star = p.Elem(), "*"
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		return "(" + star + pkg + n.Obj().Name() + ")." + f.Name()
	}
	return f.Name()
}
