package weakhash

import (
	"fmt"
	"go/ast"
	"go/token"
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/testcode"
	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/rule"
)

// The bars. OWASP Password Storage Cheat Sheet, as of August 2026; "far" is where
// a finding is a warning and not a note: figures that were current when a
// library's documentation recommended them stay notes.
const (
	bcryptLeast       = 4 // x/crypto takes the default for less
	bcryptDefault     = 10
	bcryptRecommended = 12

	scryptProduct = 5 << 17 // N·r·p of (2^14, 8, 5), the cheapest pair of the sheet
	scryptLeastN  = 1 << 15 // what the package's documentation recommends "as of 2017"
)

// iterations of PBKDF2 by hash: what the sheet asks for, and what it asked for
// in 2021.
var pbkdf2Iterations = map[string][2]int64{
	"SHA-1": {1_400_000, 720_000}, "SHA-256": {600_000, 310_000}, "SHA-512": {220_000, 120_000}, "": {220_000, 120_000},
}

// argonPairs are memory in KiB and passes that are equally strong.
var argonPairs = [][2]int64{{47104, 1}, {19456, 2}, {12288, 3}, {9216, 4}, {7168, 5}}

// argonProduct is memory by passes of the cheapest of the pairs.
const argonProduct = 36_000

// verdict is a judgement of parameters; rule is nil when they are good or unknown.
type verdict struct {
	rule *rule.Rule
	text string
}

// costs judges the calls of password hashes.
func (a *asker) costs() []emit.Draft {
	var drafts []emit.Draft
	count := make(map[string]int)
	for _, call := range a.unit.Marked("kdf") {
		mark := call.Mark("kdf")
		key := call.Func.RelString(nil) + " " + call.Callee
		ordinal := count[key]
		count[key]++
		if testcode.Holds(a.unit, call.Func) || a.prescribedCost(call.Func) {
			continue
		}
		p := &parameters{a, call, mark}
		v := p.judge()
		if v.rule == nil || v.rule != BcryptCost && (p.notPassword() || p.chosenElsewhere()) {
			continue
		}
		d := emit.Draft{Rule: v.rule, Place: call.Instr.Pos(), Message: v.text, Advice: adviceOf[mark.Args["kind"]],
			Sink: call.Instr, Func: call.Func, SinkName: call.Callee, Ordinal: ordinal}
		if v.rule == BcryptCost {
			d.Fix = a.fixCost(call, mark)
		}
		drafts = append(drafts, d)
	}
	return drafts
}

var adviceOf = map[string]string{
	"bcrypt":   "use bcrypt.DefaultCost or more; 12 is a good choice today",
	"pbkdf2":   "raise the iterations, and store them with the hash so that old hashes can still be checked",
	"scrypt":   "use N = 1<<17, r = 8, p = 1, and store the parameters with the hash",
	"argon2id": "use time 1 and 47104 KiB or time 2 and 19456 KiB, and store the parameters with the hash",
	"argon2i":  "use argon2.IDKey with time 2 and 19456 KiB, and store the parameters with the hash",
}

// parameters are those of one call.
type parameters struct {
	a    *asker
	call *flow.Call
	mark *catalog.Entry
}

func (p *parameters) judge() verdict {
	switch p.mark.Args["kind"] {
	case "bcrypt":
		return p.bcrypt()
	case "pbkdf2":
		return p.pbkdf2()
	case "scrypt":
		return p.scrypt()
	case "argon2id", "argon2i":
		return p.argon2()
	}
	return verdict{}
}

// operand is the value that the mark names by key, and the part of it.
func (p *parameters) operand(key string) (ssa.Value, []string) {
	word, ok := p.mark.Args[key]
	if !ok {
		return nil, nil
	}
	root, part, found := strings.Cut(word, ".")
	var v ssa.Value
	if root == "recv" {
		if p.call.HasReceiver {
			v = p.call.Operands[0]
		}
	} else if i, err := strconv.Atoi(root); err == nil {
		v = p.call.Arg(i)
	}
	if v == nil || !found {
		return v, nil
	}
	return v, []string{"." + part}
}

// chosenElsewhere says whether the cost of a derivation is a default that a caller can
// change, and nothing says that it is of a password: the interpreter of a language has
// the function in its library, with the defaults that the language prescribes.
func (p *parameters) chosenElsewhere() bool {
	if slices.ContainsFunc(p.passwords(), isPassword) {
		return false
	}
	open := false
	for _, key := range []string{"n", "log", "iterations", "memory"} {
		v, part := p.operand(key)
		if v == nil {
			continue
		}
		for _, o := range p.a.unit.PossibleNumbers(v, p.call.Instr, part...) {
			open = open || o.Class != flow.Constant && o.Class != flow.Operator
		}
	}
	return open
}

// least is the smallest constant that a parameter can be; ok is false when no
// constant reaches it.
func (p *parameters) least(key string) (n int64, ok bool) {
	v, part := p.operand(key)
	if v == nil {
		return 0, false
	}
	n = math.MaxInt64
	for _, o := range p.a.unit.PossibleNumbers(v, p.call.Instr, part...) {
		if o.Class != flow.Constant || len(o.Through) > 0 {
			continue
		}
		if c, err := strconv.ParseInt(o.Text, 10, 64); err == nil {
			n, ok = min(n, c), true
		}
	}
	return n, ok
}

// passwords are what the password comes from: here, and where those who call the
// function take it from.
func (p *parameters) passwords() (found []*flow.Origin) {
	v, _ := p.operand("password")
	if v == nil {
		return nil
	}
	for _, o := range p.a.unit.Trace(v, p.call.Instr) {
		if o.Class == flow.Constant {
			continue
		}
		found = append(found, o)
		if o.Param == nil || o.Name != o.Param.Name() {
			continue
		}
		fn := o.Param.Parent()
		for _, call := range p.a.unit.Callers(fn) {
			if known := p.a.unit.CallOf(call); known != nil {
				if i := slices.Index(fn.Params, o.Param); i < len(known.Operands) {
					found = append(found, p.a.unit.Trace(known.Operands[i], call)...)
				}
			}
		}
	}
	return found
}

func isPassword(o *flow.Origin) bool { return words.Password(nameOf(o)) }

// notPassword says whether what is derived from is no password: by its name a key, a
// seed, random bytes, or a setting that has no name of one.
func (p *parameters) notPassword() bool {
	all := p.passwords()
	return !slices.ContainsFunc(all, isPassword) && slices.ContainsFunc(all, func(o *flow.Origin) bool {
		return o.Class == flow.Operator || words.In(nameOf(o), "material")
	})
}

func (p *parameters) bcrypt() verdict {
	cost, ok := p.least("cost")
	name := shortName(p.call.Callee)
	switch {
	case !ok || cost >= bcryptRecommended:
		return verdict{}
	case cost < bcryptLeast:
		return verdict{rule: BcryptRaised, text: fmt.Sprintf("cost %d is below bcrypt.MinCost: %s takes bcrypt.DefaultCost (10) instead, without a word", cost, name)}
	case cost < bcryptDefault:
		return verdict{rule: BcryptCost, text: fmt.Sprintf("%s with cost %d takes %d times less work to undo than with the default of 10", name, cost, 1<<(bcryptDefault-cost))}
	}
	return verdict{rule: BcryptRecommended, text: fmt.Sprintf("%s with cost %d: 12 is recommended for new hashes", name, cost)}
}

func (p *parameters) pbkdf2() verdict {
	n, ok := p.least("iterations")
	if !ok {
		return verdict{}
	}
	hash := ""
	if v, _ := p.operand("hash"); v != nil {
		hash = p.a.hashName(v, p.call.Instr)
	}
	bars, known := pbkdf2Iterations[hash]
	if !known {
		bars = pbkdf2Iterations[""]
	}
	return p.below(n, bars, fmt.Sprintf("%s with %d iterations of %s", shortName(p.call.Callee), n, orHash(hash)), fmt.Sprintf("%d", bars[0]))
}

// below compares a figure with what is recommended now and what was.
func (p *parameters) below(n int64, bars [2]int64, what, want string) verdict {
	switch {
	case n >= bars[0]:
		return verdict{}
	case n >= bars[1]:
		return verdict{rule: KDFRecommended, text: fmt.Sprintf("%s: at least %s are recommended today", what, want)}
	}
	return verdict{rule: KDFParameters, text: fmt.Sprintf("%s makes passwords cheap to guess: at least %s are recommended", what, want)}
}

func orHash(name string) string {
	if name == "" {
		return "the hash"
	}
	return name
}

func (p *parameters) scrypt() verdict {
	n, ok := p.least("n")
	if log, isLog := p.least("log"); isLog && log > 0 && log < 40 {
		n, ok = 1<<log, true
	}
	if !ok || n <= 1 {
		return verdict{}
	}
	r, known := p.least("r")
	if !known {
		r = 8
	}
	par, known := p.least("p")
	if !known {
		par = 1
	}
	text := fmt.Sprintf("%s with N = %d, r = %d, p = %d", shortName(p.call.Callee), n, r, par)
	switch {
	case n*r*par >= scryptProduct:
		return verdict{}
	case n >= scryptLeastN && r >= 8:
		return verdict{rule: KDFRecommended, text: text + ": N = 131072 is recommended today"}
	}
	return verdict{rule: KDFParameters, text: text + " makes passwords cheap to guess: N = 131072, r = 8, p = 1 is recommended"}
}

// argonMode judges the variant where a library lets one choose: 0 is argon2d and 1
// argon2i (RFC 9106, section 3.2).
func (p *parameters) argonMode(text string) verdict {
	mode, ok := p.least("mode")
	if !ok || mode > 1 {
		return verdict{}
	}
	return verdict{rule: KDFRecommended, text: fmt.Sprintf("%s is %s: argon2id is the better choice for passwords", text, []string{"argon2d", "argon2i"}[mode])}
}

func (p *parameters) argon2() verdict {
	memory, ok := p.least("memory")
	if !ok {
		return verdict{}
	}
	time, known := p.least("time")
	name := shortName(p.call.Callee)
	if !known {
		if memory >= argonPairs[len(argonPairs)-1][0] {
			return verdict{}
		}
		return verdict{rule: KDFParameters, text: fmt.Sprintf("%s with %d KiB of memory makes passwords cheap to guess: at least 7168 KiB are recommended, with time 5", name, memory)}
	}
	text := fmt.Sprintf("%s with time %d and %d KiB of memory", name, time, memory)
	if p.mark.Args["kind"] == "argon2i" && time < 3 {
		return verdict{rule: KDFParameters, text: text + ": argon2i needs time 3 or more; argon2id is the better choice"}
	}
	for _, pair := range argonPairs {
		if memory >= pair[0] && time >= pair[1] {
			return p.argonMode(text)
		}
	}
	// A pair between two of the sheet's is as strong as its product.
	if memory >= 7168 && memory*time >= argonProduct {
		return p.argonMode(text)
	}
	if memory >= 7168 && memory*time >= argonProduct/2 {
		return verdict{rule: KDFRecommended, text: text + ": 19456 KiB with time 2 is recommended today"}
	}
	return verdict{rule: KDFParameters, text: text + " makes passwords cheap to guess: 19456 KiB with time 2 is recommended"}
}

// fixCost replaces a literal cost, or bcrypt.MinCost, by bcrypt.DefaultCost.
func (a *asker) fixCost(call *flow.Call, mark *catalog.Entry) *analysis.SuggestedFix {
	if call.Callee != "golang.org/x/crypto/bcrypt.GenerateFromPassword" {
		return nil
	}
	e := callAt(a.pass, call.Instr.Pos())
	if e == nil || len(e.Args) != 2 {
		return nil
	}
	sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	pkg, ok := sel.X.(*ast.Ident)
	if !ok {
		return nil
	}
	switch arg := ast.Unparen(e.Args[1]).(type) {
	case *ast.BasicLit:
	case *ast.SelectorExpr:
		if arg.Sel.Name != "MinCost" {
			return nil
		}
	default:
		return nil
	}
	return &analysis.SuggestedFix{Message: "Use the default cost", TextEdits: []analysis.TextEdit{
		{Pos: e.Args[1].Pos(), End: e.Args[1].End(), NewText: []byte(pkg.Name + ".DefaultCost")}}}
}

// callAt is the call whose left parenthesis is at pos.
func callAt(pass *analysis.Pass, pos token.Pos) *ast.CallExpr {
	file := emit.File(pass, pos)
	if file == nil {
		return nil
	}
	var found *ast.CallExpr
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || pos < n.Pos() || pos >= n.End() {
			return false
		}
		if c, ok := n.(*ast.CallExpr); ok && c.Lparen == pos {
			found = c
		}
		return found == nil
	})
	return found
}

// hashName is the name of the hash that a function value makes: sha256.New.
func (a *asker) hashName(v ssa.Value, at ssa.Instruction) string {
	name := ""
	for _, fn := range a.unit.FunctionValues(v, at) {
		obj := fn.Object()
		if obj == nil {
			return ""
		}
		full := obj.Pkg().Path() + "." + obj.Name()
		if m := a.mark(full, "hash"); m != nil {
			if name != "" && name != m["name"] {
				return ""
			}
			name = m["name"]
		}
	}
	return name
}

func shortName(full string) string {
	prefix := ""
	for _, p := range []string{"(*", "("} {
		if rest, ok := strings.CutPrefix(full, p); ok {
			prefix, full = p, rest
			break
		}
	}
	return prefix + full[strings.LastIndexByte(full, '/')+1:]
}
