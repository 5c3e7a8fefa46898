package weakhash

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/blocks"
	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/testcode"
	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/flow"
)

// fast judges the uses of hashes that are made for speed. A scheme that hashes what it
// hashed before is one flaw, which is told where it begins.
func (a *asker) fast() []emit.Draft {
	var drafts []emit.Draft
	begun := make(map[*ssa.Function]bool)
	for _, use := range a.unit.Uses("hash.fast") {
		if testcode.Holds(a.unit, use.Func) || a.prescribed(use.Func) {
			continue
		}
		d, password, ok := a.judgeHash(use)
		if !ok || password != nil && a.hashedBefore(password) && begun[use.Func] {
			continue
		}
		begun[use.Func] = begun[use.Func] || password != nil
		drafts = append(drafts, d)
	}
	return drafts
}

// hashedBefore says whether a value is a digest by the time it arrives.
func (a *asker) hashedBefore(o *flow.Origin) bool {
	return slices.ContainsFunc(o.Through, func(name string) bool { return a.mark(name, "digest") != nil })
}

// judgeHash makes a draft of a fast hash; password is nil when it is of another secret.
func (a *asker) judgeHash(use *flow.Use) (d emit.Draft, password *flow.Origin, ok bool) {
	hash := a.mark(use.Callee, "digest")
	if hash == nil {
		hash = a.mark(use.Callee, "hash")
	}
	origins := a.unit.Origins(use)
	password = a.passwordAmong(use, origins)
	if password == nil || password.Class != flow.Untrusted && (slices.ContainsFunc(origins, a.behindKDF) || slices.ContainsFunc(origins, programSecret)) {
		// A field that is also given what a password hash made holds that, and what
		// a secret of the program goes into as well is a code, not a kept hash.
		d, ok = a.judgeConcatenation(use, a.hashNamed(hash, origins), origins)
		return d, nil, ok
	}
	if password.Class != flow.Untrusted && a.signsRequest(use.Func) {
		return emit.Draft{}, nil, false // a login somewhere else
	}
	if a.behindKDF(password) || a.isPrehashed(password) || a.isOldHash(use, password) || kAnonymous(use) || signs(use.Func) ||
		partOfRecord(password) || words.In(nameOf(password), "protocol.digest") {
		return emit.Draft{}, nil, false
	}
	r := FastHash
	what := cmp.Or(a.hashNamed(hash, origins), flow.DigestNamed(use.Callee), "a fast hash")
	if hash["keyed"] == "yes" {
		if slices.Contains(password.Through, "crypto/hmac.New") {
			return emit.Draft{}, nil, false // a password as the key: a protocol's matter
		}
		r = PepperedHash
	}
	scheme := a.scheme(use, password)
	d = emit.Draft{Rule: r, Place: placeOf(use, password), Steps: password.Steps,
		Message: fmt.Sprintf("%s goes into %s%s: an attacker who gets the hashes tries billions of passwords a second", subject(password), what, scheme),
		Advice:  "hash passwords with bcrypt (cost 12), argon2id or scrypt, which make each guess slow and salt by themselves",
		Sink:    use.Instr, Func: use.Func, SinkName: use.Callee, Ordinal: use.Ordinal}
	if use.Via != nil {
		d.Site = &use.Via.Site
	}
	return d, password, true
}

// hashNamed is the name of the hash that a sum is made with: the mark of the function
// says it, or the maker does. "" when there are several, of which whoever names one
// decides.
func (a *asker) hashNamed(mark map[string]string, origins []*flow.Origin) string {
	name := mark["name"]
	for _, o := range origins {
		if !isHash(a, o) {
			continue
		}
		maker := a.mark(o.Callee, "hash")["name"]
		if name != "" && maker != name {
			return ""
		}
		name = maker
	}
	return name
}

// passwordAmong is the origin that is a password in clear, the surest first.
func (a *asker) passwordAmong(use *flow.Use, origins []*flow.Origin) *flow.Origin {
	var best *flow.Origin
	for _, o := range origins {
		if o.Unsure || o.Class == flow.Constant || o.Class == flow.Confined || !words.Password(nameOf(o)) {
			continue
		}
		if o.Class != flow.Untrusted && !a.keeps(use, o) || a.oneTime(use, o) {
			continue
		}
		if best == nil || o.Class == flow.Untrusted && best.Class != flow.Untrusted {
			best = o
		}
	}
	return best
}

// oneTime says whether a passcode is one that is good for a minute: a second factor.
func (a *asker) oneTime(use *flow.Use, o *flow.Origin) bool {
	if !words.Has(nameOf(o), "passcode") {
		return false
	}
	about := a.subjects(use.Func)
	if o.Type != nil {
		about = append(about, o.Type.String())
	}
	return slices.ContainsFunc(about, func(n string) bool {
		return words.In(n, "factor")
	})
}

// keeps says whether a password that is not seen to come from a client is hashed
// to be kept or checked: the functions on the way say so, or it belongs to an
// account.
func (a *asker) keeps(use *flow.Use, o *flow.Origin) bool {
	if o.Class == flow.Operator {
		return false // sent to somebody, as a rule
	}
	for fn := use.Func; fn != nil; fn = fn.Parent() {
		if checking(fn.Name()) {
			return true
		}
	}
	if o.Param != nil && checking(o.Param.Parent().Name()) || a.comparedAsPassword(use, o) {
		return true
	}
	return use.Via == nil && namedAfterDigest(use.Func.Name()) &&
		slices.ContainsFunc(use.Func.Params, func(p *ssa.Parameter) bool { return words.Password(p.Name()) })
}

// namedAfterDigest says whether a function's name promises a digest, and no answer to
// another side: legacyHash(password), computeSHA256(password). What it is given says the
// rest.
func namedAfterDigest(name string) bool {
	return words.In(name, "digest") && !words.In(name, "digest.answer")
}

// comparedAsPassword says whether the function compares a digest of o with what is
// named after a password, or after the hash of something that it is given to check:
// account.PassSHA256 == hex.EncodeToString(sum), hmac.Equal(sum, hash).
func (a *asker) comparedAsPassword(use *flow.Use, o *flow.Origin) bool {
	for _, b := range use.Func.Blocks {
		for _, in := range b.Instrs {
			x, y, _ := a.compared(in)
			if x == nil || !texty(x) || !texty(y) {
				continue
			}
			if a.digestOf(x, in, o) && a.namedPassword(y, in) || a.digestOf(y, in, o) && a.namedPassword(x, in) {
				return true
			}
		}
	}
	return false
}

// digestOf says whether a value is a digest of an origin.
func (a *asker) digestOf(v ssa.Value, at ssa.Instruction, o *flow.Origin) bool {
	return slices.ContainsFunc(a.unit.Trace(v, at), func(k *flow.Origin) bool {
		return k.Param == o.Param && k.Name == o.Name && k.Expr == o.Expr && a.hashedBefore(k)
	})
}

// namedPassword says whether something that is kept has the name of a password, or of
// a hash.
func (a *asker) namedPassword(v ssa.Value, at ssa.Instruction) bool {
	return slices.ContainsFunc(a.unit.Trace(v, at), func(k *flow.Origin) bool {
		name := nameOf(k)
		return words.Has(name, "password", "passwd", "pwd", "pass", "pw", "passphrase") ||
			words.Has(name, "hash", "hashed") && (k.Class == flow.Parameter || k.Class == flow.Stored || k.Class == flow.Field)
	})
}

// checking says whether a function's name promises to make or check the hash of
// a password. One that promises a code or a link makes something that is sent.
func checking(name string) bool {
	w := words.Split(name)
	for i := 1; i < len(w); i++ {
		if w[i-1] == "sign" && (w[i] == "up" || w[i] == "in") || w[i-1] == "log" && w[i] == "in" {
			return true // SignUp takes a name and a password
		}
	}
	if len(w) > 0 && slices.Contains(catalog.Words("sent"), w[len(w)-1]) {
		return false
	}
	verb := slices.ContainsFunc(w, func(x string) bool { return slices.Contains(catalog.Words("keeping.verb"), x) })
	object := slices.ContainsFunc(w, func(x string) bool { return slices.Contains(catalog.Words("keeping.object"), x) })
	return verb && object
}

// behindKDF says whether the value was through a password hash before.
func (a *asker) behindKDF(o *flow.Origin) bool {
	return slices.ContainsFunc(o.Through, func(name string) bool { return a.mark(name, "kdf") != nil })
}

// isPrehashed says whether a digest of the value goes into a password hash in
// this package.
func (a *asker) isPrehashed(o *flow.Origin) bool {
	if a.prehashed == nil {
		a.prehashed = make(map[flow.Place]bool)
		calls := append(a.unit.Marked("kdf"), a.unit.Marked("kdf.check")...)
		for _, call := range calls {
			mark := call.Mark("kdf")
			if mark == nil {
				mark = call.Mark("kdf.check")
			}
			p := &parameters{a, call, mark}
			v, _ := p.operand("password")
			if v == nil {
				continue
			}
			for _, k := range a.unit.Trace(v, call.Instr) {
				if a.hashedBefore(k) {
					a.prehashed[k.Place] = true
				}
			}
		}
	}
	return a.prehashed[o.Place]
}

// isOldHash says whether the same password goes into a password hash as well, in the
// same function, and new hashes are made that way: an old one is accepted once more, and
// replaced. Where passwords are only checked, both kinds are there to stay.
func (a *asker) isOldHash(use *flow.Use, password *flow.Origin) bool {
	if a.slow == nil {
		a.slow = make(map[*ssa.Function][]*flow.Origin)
		for _, slow := range a.unit.Uses("hash.slow") {
			a.slow[slow.Func] = append(a.slow[slow.Func], a.unit.Origins(slow)...)
			a.makesSlow = a.makesSlow || slow.Via != nil || a.mark(slow.Callee, "kdf.check") == nil
		}
	}
	return a.makesSlow && slices.ContainsFunc(a.slow[use.Func], func(o *flow.Origin) bool {
		return o.Class == password.Class && o.Kind == password.Kind && o.Name == password.Name && o.Expr == password.Expr && o.Param == password.Param
	})
}

// kAnonymous says whether a hash is made to ask whether a password has leaked:
// SHA-1, of which only the start is sent.
func kAnonymous(use *flow.Use) bool {
	for fn := use.Func; fn != nil; fn = fn.Parent() {
		if words.In(fn.Name(), "leaked") {
			return true
		}
	}
	return words.In(flow.PackagePath(use.Func), "leaked")
}

// partOfRecord says whether a password is hashed together with all else that a structure
// holds, to see whether anything changed.
func partOfRecord(o *flow.Origin) bool {
	return slices.ContainsFunc(o.Through, func(name string) bool {
		switch name {
		case "(net/url.Values).Encode", "encoding/json.Marshal", "encoding/json.MarshalIndent", "(*encoding/json.Encoder).Encode",
			"encoding/xml.Marshal", "(*encoding/gob.Encoder).Encode", "gopkg.in/yaml.v3.Marshal":
			return true
		}
		return false
	})
}

// signs says whether a function, by its name, makes the signature of a message: the
// password in it is what two servers share, and the digest is compared and thrown away.
func signs(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		w := words.Split(fn.Name())
		for i, x := range w {
			next := ""
			if i+1 < len(w) {
				next = w[i+1]
			}
			if x == "signature" || x == "sig" || x == "sign" && !slices.Contains([]string{"in", "up", "on", "out", "off"}, next) {
				return true
			}
		}
	}
	return false
}

// prescribed says whether a function serves a protocol or format that fixes the
// digest.
func (a *asker) prescribed(fn *ssa.Function) bool {
	return slices.ContainsFunc(a.subjects(fn), func(n string) bool {
		return words.In(n, "protocol.digest") || words.In(n, "protocol.cost") || words.In(n, "protocol.database") && !a.keepsData() ||
			words.Has(n, "digest") && words.Has(n, "auth", "http", "challenge", "response", "access")
	})
}

// keepsData says whether the package uses databases, and is no driver of one.
func (a *asker) keepsData() bool {
	return !a.unit.Imports("database/sql/driver") &&
		a.unit.Imports("database/sql", "gorm.io/gorm", "github.com/jinzhu/gorm", "github.com/jmoiron/sqlx", "xorm.io/xorm", "github.com/uptrace/bun",
			"github.com/jackc/pgx/v4", "github.com/jackc/pgx/v5", "github.com/jackc/pgx/v5/pgxpool", "github.com/go-redis/redis/v8", "github.com/redis/go-redis/v9")
}

// prescribedCost says whether it serves one that fixes the work.
func (a *asker) prescribedCost(fn *ssa.Function) bool {
	return slices.ContainsFunc(a.subjects(fn), func(n string) bool { return words.In(n, "protocol.cost") })
}

// subjects are the names that say what a function is about: its own, its type's,
// its file's and its package's.
func (a *asker) subjects(fn *ssa.Function) []string {
	names := []string{flow.PackagePath(fn)[strings.LastIndexByte(flow.PackagePath(fn), '/')+1:]}
	for f := fn; f != nil; f = f.Parent() {
		names = append(names, f.Name())
		if recv := f.Signature.Recv(); recv != nil {
			t := recv.Type().String()
			names = append(names, t[strings.LastIndexByte(t, '.')+1:])
		}
	}
	file := a.pass.Fset.Position(fn.Pos()).Filename
	return append(names, strings.TrimSuffix(file[strings.LastIndexAny(file, `/\`)+1:], ".go"))
}

// scheme says how the password is hashed: alone, with a salt, again and again.
func (a *asker) scheme(use *flow.Use, password *flow.Origin) string {
	before := password.Before
	if a.mark(use.Callee, "hash") != nil {
		before = strings.TrimPrefix(before, flow.Foreign) // the hash itself
	}
	around := before + password.After
	again := blocks.InLoop(use.Instr.Block()) || a.hashedBefore(password)
	switch {
	case again && strings.Contains(around, flow.Foreign):
		return " with a salt, again and again"
	case again:
		return ", again and again"
	case strings.Contains(around, flow.Foreign):
		return " with a salt"
	case len(strings.Trim(around, " :;,|-_")) > 0:
		return " with a fixed salt"
	}
	return " without a salt"
}

func isHash(a *asker, o *flow.Origin) bool { return o.Callee != "" && a.mark(o.Callee, "hash") != nil }

// placeOf is where a person would repair it: where the password is handed to a
// helper that hashes anything, else where it is hashed.
func placeOf(use *flow.Use, password *flow.Origin) token.Pos {
	pos := use.Instr.Pos()
	for _, prm := range use.Func.Params {
		if words.Password(prm.Name()) {
			return pos
		}
	}
	for _, s := range slices.Backward(password.Steps) {
		if strings.HasPrefix(s.Text, "passed to ") && s.Place.Pos.IsValid() {
			return s.Place.Pos
		}
	}
	return pos
}

func subject(o *flow.Origin) string {
	name := o.Expr
	if name == "" || strings.Contains(name, " ") && o.Name != "" {
		name = o.Name // "what c.Bind(&in) reads into Password" is no name
	}
	switch o.Class {
	case flow.Untrusted, flow.Operator, flow.Stored:
		if name == o.Expr && o.Name != "" && !strings.Contains(o.Expr, o.Name) {
			return fmt.Sprintf("the password %s in %s from %s", o.Name, o.Expr, flow.Noun(o.Kind))
		}
		return fmt.Sprintf("the password %s from %s", name, flow.Noun(o.Kind))
	case flow.Parameter:
		return fmt.Sprintf("the parameter %s of %s", o.Name, o.Owner())
	}
	return "the password " + name
}

// nameOf is the name that the program gives an origin.
func nameOf(o *flow.Origin) string {
	if o.Callee == "(*net/http.Request).BasicAuth" || o.Callee == "golang.org/x/term.ReadPassword" {
		return "password"
	}
	if o.FieldVar != nil && (o.Class != flow.Untrusted || strings.Contains(o.FieldVar.Pkg().Path(), ".")) {
		return o.FieldVar.Name()
	}
	if o.Name != "" {
		return lastName(o.Name)
	}
	if o.Callee != "" {
		return strings.TrimPrefix(o.Callee[strings.LastIndexByte(o.Callee, '.')+1:], "Get")
	}
	return lastName(o.Expr)
}

// lastName is the last identifier of an expression.
func lastName(expr string) string {
	expr = strings.TrimRight(strings.TrimSuffix(expr, "[*]"), "\"])")
	start := strings.LastIndexFunc(expr, func(r rune) bool {
		return !(r == '_' || r == '-' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r >= 0x80)
	})
	return expr[start+1:]
}
