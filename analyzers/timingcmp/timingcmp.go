// Package timingcmp finds secrets that are compared by a comparison that stops at
// the first difference.
//
// Who sends one of the operands and can measure the time learns the other byte
// by byte. A finding needs two things: a side that an attacker sends, and a side
// that he must not know. Provenance says which they are (an HMAC, a request, a
// setting); names decide where provenance leaves it open:
//
//	one side \ other side    request          parameter        anything else
//	HMAC, derived key        mac-compare      mac-compare      mac-compare
//	HMAC, derived key, both: silent (double HMAC)
//	digest over a secret     mac-compare      mac-compare if   silent
//	                                          named so
//	digest over anything     secret-compare if the one that is   silent
//	  else of the program    sent is a secret by its name
//	secret by name, of the   secret-compare   secret-compare   name-only
//	  program or an account                   if named so
//	other, of the program    secret-compare   name-only        silent
//	                         if the key in
//	                         the request is
//	                         a credential's
//	constant                 silent           silent           silent
//	digests on both sides    silent
//
// Not done here: searching a map or a database by a secret. Go's maps hash with a
// seed of their own first; what remains to be measured is of the second order.
package timingcmp

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/testcode"
	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/rule"
)

// Doc is what a user reads about the analyzer.
const Doc = `find secrets that are compared in a way that shows how much of them was right

The timingcmp analyzer reports comparisons of secrets that stop at the first
difference:

	if r.Header.Get("X-Api-Key") == cfg.APIKey {

Whoever can measure the time finds the key byte by byte. It follows both sides to
where they come from, and is silent about constants, digests of both sides,
values that nobody outside chooses, and the functions made for the purpose
(subtle.ConstantTimeCompare, hmac.Equal, bcrypt.CompareHashAndPassword).`

// Analyzer is the analyzer.
var Analyzer = &analysis.Analyzer{
	Name:       "timingcmp",
	Doc:        Doc,
	URL:        "https://github.com/secvet/secvet/blob/main/docs/rules/timingcmp",
	Run:        run,
	Requires:   []*analysis.Analyzer{flow.Analyzer},
	ResultType: reflect.TypeFor[[]finding.Finding](),
}

// asker is one run.
type asker struct {
	pass   *analysis.Pass
	unit   *flow.Unit
	syntax *syntax
	marks  map[string]bool
}

func run(pass *analysis.Pass) (any, error) {
	unit := pass.ResultOf[flow.Analyzer].(*flow.Unit)
	if !emit.Enabled(unit) {
		return []finding.Finding(nil), unit.Err
	}
	a := &asker{pass: pass, unit: unit, syntax: newSyntax(pass), marks: make(map[string]bool)}
	var drafts []emit.Draft
	for _, c := range comparisons(unit) {
		if testcode.Holds(unit, c.instr.Parent()) {
			continue
		}
		if d, ok := a.judge(c); ok {
			drafts = append(drafts, d)
		}
	}
	drafts = append(drafts, a.misuses()...)
	return emit.Report(pass, unit, Rules, drafts), nil
}

// judge makes a draft of a comparison that shows a secret.
func (a *asker) judge(c *comparison) (emit.Draft, bool) {
	e := a.syntax.expression(c)
	// Constants are written on the right, and nothing else needs to be known then.
	y := a.sideOf(c, false, e)
	if y.constant {
		return emit.Draft{}, false
	}
	x := a.sideOf(c, true, e)
	r, secret, other := a.verdict(c, x, y)
	if r == nil {
		return emit.Draft{}, false
	}
	d := emit.Draft{
		Rule: r, Place: c.instr.Pos(), Message: message(c, r, secret, other),
		Steps: steps(secret, other), Advice: advice(c),
		Sink: c.instr, Func: c.instr.Parent(), SinkName: c.how, Ordinal: c.ordinal,
	}
	if !d.Place.IsValid() {
		return d, false
	}
	d.Fix = a.fix(c, e, secret)
	return d, true
}

func (a *asker) sideOf(c *comparison, first bool, e *expression) *side {
	v, text := c.x, e.x
	if !first {
		v, text = c.y, e.y
	}
	if first && c.elements || c.both {
		return a.side(v, c.instr, text, "[*]")
	}
	return a.side(v, c.instr, text)
}

// verdict is the table of the package's doc comment; the rule is nil for silence.
func (a *asker) verdict(c *comparison, x, y *side) (r *rule.Rule, secret, other *side) {
	if x.constant || y.constant || x.public || y.public {
		return nil, nil, nil
	}
	switch {
	case oneThing(x, y):
		return nil, nil, nil
	case x.mac != nil && y.mac != nil && x.plain == y.plain:
		return nil, nil, nil
	case x.mac != nil && typed(y) || y.mac != nil && typed(x):
		return nil, nil, nil // who types it on the command line has the key as well
	case (x.mac != nil || y.mac != nil) && twoStates(x, y):
		return nil, nil, nil
	case x.mac != nil && (y.mac == nil || y.plain):
		return x.madeByMAC(), x, y
	case y.mac != nil:
		return y.madeByMAC(), y, x
	}
	for _, p := range [][2]*side{{x, y}, {y, x}} {
		if p[0].keyed == nil && p[1].signature() {
			p[0].keyed = p[0].password
		}
		if p[0].digest && p[0].keyed != nil && !p[1].digest && p[1].plain && p[1].signature() {
			return MACCompare, p[0], p[1]
		}
		if p[0].keyed != nil && !p[1].digest && (p[1].request != nil || p[1].sense >= words.Hint && (bare(p[1].own) || partOf(p[1].own)) && !hashOfOne(p[0], p[1])) {
			return MACCompare, p[0], p[1]
		}
	}
	for _, p := range [][2]*side{{x, y}, {y, x}} {
		if p[0].digest && p[0].over != nil && sentWhole(p[1]) {
			return SecretCompare, p[0], p[1]
		}
	}
	if x.digest || y.digest {
		return nil, nil, nil
	}
	for _, p := range [][2]*side{{x, y}, {y, x}} {
		if p[0].request != nil {
			if p[1].request != nil && (p[1].own == nil || p[1].ownSense < words.Secret) {
				return nil, nil, nil // parts of what one client sent
			}
			return a.againstRequest(c, p[1], p[0]), p[1], p[0]
		}
	}
	if x.own == nil || y.own == nil || ordering(c.instr.Parent()) || housekeeping(c) || replaces(c) {
		return nil, nil, nil
	}
	if y.inbound && (!x.inbound || captured(x.own, y.own)) {
		x.inbound = false
		return a.againstName(x, y), x, y
	}
	if captured(y.own, x.own) {
		y.inbound = false
	}
	return a.againstName(y, x), y, x
}

// oneThing says whether both sides come from one place: a program that compares a value
// with what it made of it looks at the value, as in password != strings.TrimSpace(password).
func oneThing(x, y *side) bool {
	if x.mac != nil || y.mac != nil || x.digest != y.digest {
		return false
	}
	return within(x, y) && within(y, x)
}

// within says whether all that decides one side goes into the other as well.
func within(x, y *side) bool {
	known := false
	for _, o := range x.origins {
		if o.Class == flow.Constant || o.Class == flow.Confined {
			continue
		}
		known = true
		if !o.Place.IsValid() || !slices.ContainsFunc(y.origins, func(p *flow.Origin) bool {
			return p.Value == o.Value && p.Place == o.Place && p.Name == o.Name && p.Expr == o.Expr && p.FieldVar == o.FieldVar
		}) {
			return false
		}
	}
	return known
}

// captured says whether outer is a parameter of a function that makes another, of
// which inner is one: what a check was made with, and what it is asked about.
func captured(outer, inner *flow.Origin) bool {
	if !bare(outer) || !bare(inner) || outer.Param == nil || inner.Param == nil {
		return false
	}
	for fn := inner.Param.Parent().Parent(); fn != nil; fn = fn.Parent() {
		if fn == outer.Param.Parent() {
			return true
		}
	}
	return false
}

// hashOfOne says whether a side is the digest of one thing alone, and the other is
// named after it: a token is looked for by its hash. That is no MAC.
func hashOfOne(digest, kept *side) bool {
	if !digestWord(lastName(kept.text)) && !digestWord(originName(kept.own)) {
		return false
	}
	for _, o := range digest.origins {
		if o != digest.keyed && o.Class != flow.Constant && o.Class != flow.Confined {
			return false
		}
	}
	return true
}

// digestWord says whether a name is that of a digest.
func digestWord(name string) bool {
	return words.Has(name, "hash", "hashed", "digest", "checksum", "sum", "md", "sha")
}

// sentWhole says whether a side is a secret that a client sends as it is, where the
// other is a digest that the program makes of something else: it is the secret then,
// and who sends a hash of a secret would say so in its name.
func sentWhole(s *side) bool {
	if s.digest || s.sense != words.Secret || s.request == nil && !s.inbound {
		return false
	}
	o := s.request
	if o == nil {
		o = s.own
	}
	return !digestWord(lastName(s.text)) && !digestWord(originName(o))
}

// againstRequest judges something of the program's that is compared with what a
// request brought.
func (a *asker) againstRequest(c *comparison, own, req *side) *rule.Rule {
	if words.Has(lastName(own.text), "old", "previous", "prev", "before", "refreshed", "renewed", "rotated") ||
		words.Has(lastName(req.text), "new") || words.Has(originName(req.request), "new") {
		return nil // what was there, beside what is to be
	}
	if fencing(own) || setsSettings(c, req) || completes(c) {
		return nil
	}
	if own.own == nil || a.lookedUpBy(own, req) || own.sense == words.Denied || req.sense == words.Denied {
		return nil
	}
	switch {
	case own.ownSense == words.Secret:
		return SecretCompare
	case own.ownSense == words.Denied:
		return nil
	case req.sense == words.Secret && (strength[own.own.Class] >= strength[flow.Parameter] || own.ownSense == words.Hint):
		return SecretCompare
	case req.sense == words.Secret:
		return NameOnly
	case req.sense == words.Hint && own.ownSense == words.Hint && !words.Has(lastName(own.text), "hash", "digest", "checksum", "sum"):
		return NameOnly
	}
	return nil
}

// againstName judges two values of which no side is seen to come from a request;
// in is the one that a stranger would send.
func (a *asker) againstName(own, in *side) *rule.Rule {
	if own.sense == words.Denied || in.sense == words.Denied || a.lookedUpBy(own, in) || parsing(a.pass.Pkg) {
		return nil
	}
	if words.State(own.text) || words.State(in.text) || changesPassword(own, in) || fencing(own) || fencing(in) {
		return nil
	}
	if twoStates(own, in) && own.own.Class != flow.Parameter && in.own.Class != flow.Parameter {
		return nil
	}
	both := own.ownSense == words.Secret && in.ownSense == words.Secret
	switch {
	case partOf(own.own) && partOf(in.own) && sameField(own.own, in.own):
		return nil
	case both && in.inbound && !own.inbound:
		return SecretCompare
	case both && own.own.Class == flow.Operator:
		return SecretCompare
	case both:
		return NameOnly
	case own.ownSense >= words.Hint && in.ownSense >= words.Hint && (own.ownSense == words.Secret || in.ownSense == words.Secret):
		return NameOnly
	}
	return nil
}

// changesPassword says whether a function that is named after a change compares the
// password of a record with the one that is to be in it. Where it is given another one
// as well, that may be the new one, and this the proof of who asks.
func changesPassword(own, in *side) bool {
	if own.own == nil || own.own.FieldVar == nil || !bare(in.own) && !in.inbound || in.own.Param == nil || !words.Password(originName(own.own)) || !words.Password(originName(in.own)) {
		return false
	}
	fn := in.own.Param.Parent()
	if words.Has(fn.Name(), "change", "reset") {
		return !slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool { return p != in.own.Param && words.Password(p.Name()) })
	}
	return words.In(fn.Name(), "update.verb") || words.Has(fn.Name(), "upsert")
}

// fencing says whether a side is a token that tells whether its holder still has a turn:
// of a lock, a lease, a message to be acknowledged. Nobody gains by guessing one.
func fencing(s *side) bool {
	return words.In(s.text, "fencing")
}

// setsSettings says whether a function that is named after an update compares a setting
// that a client wants with the one that there is. What proves who the client is has been
// asked for before, or is called the current one.
func setsSettings(c *comparison, req *side) bool {
	o := req.request
	bound := o.Parsed || o.FieldVar != nil && !transport(o.FieldVar)
	if !bound || words.Has(originName(o), "old", "current", "password", "passwd") {
		return false
	}
	for fn := c.instr.Parent(); fn != nil; fn = fn.Parent() {
		if words.In(fn.Name(), "update.verb") && words.In(fn.Name(), "update.object") {
			return true
		}
	}
	return false
}

// typed says whether all of a side comes from the command line.
func typed(s *side) bool {
	if s.request != nil || s.own == nil || s.own.Kind != catalog.Flag {
		return false
	}
	return !slices.ContainsFunc(s.origins, func(o *flow.Origin) bool {
		return o.Class != flow.Constant && o.Class != flow.Confined && o.Kind != catalog.Flag
	})
}

// twoStates says whether the sides are the same field of two values, and neither is
// what a client sent: old.Password != new.Password looks whether something changed.
func twoStates(x, y *side) bool {
	field := func(text string) string { return text[strings.LastIndexByte(text, '.')+1:] }
	return x.request == nil && y.request == nil && strings.Contains(x.text, ".") && strings.Contains(y.text, ".") &&
		!strings.ContainsAny(x.text+y.text, "([") && field(x.text) == field(y.text)
}

// sameField says whether two origins are the same field of two values of one
// type: two states of one thing.
func sameField(a, b *flow.Origin) bool { return a.FieldVar != nil && a.FieldVar == b.FieldVar }

// lookedUpBy says whether the program found own by the very value that it is
// compared with: a comparison with it decides nothing. The user's name and
// password of one Authorization header are two values.
func (a *asker) lookedUpBy(own, in *side) bool {
	found := false
	for _, i := range in.origins {
		if i.Class == flow.Constant || i.Class == flow.Confined {
			continue
		}
		known := slices.ContainsFunc(own.origins, func(o *flow.Origin) bool {
			return o.Unsure && o.Value != nil && o.Value == i.Value && o.Name == i.Name && o.Expr == i.Expr && len(i.Through) == 0 ||
				a.unit.Asked(o, i)
		})
		if !known {
			return false
		}
		found = true
	}
	return found
}

func steps(secret, other *side) []flow.Step {
	for _, o := range []*flow.Origin{other.request, secret.mac, secret.keyed, secret.over, secret.own, other.own} {
		if o != nil && len(o.Steps) > 0 {
			return o.Steps
		}
	}
	return nil
}

func message(c *comparison, r *rule.Rule, secret, other *side) string {
	how := c.how
	if c.elements || c.both {
		how += ", element by element"
	}
	return fmt.Sprintf("%s is compared with %s by %s, which stops at the first difference", describe(secret), describe(other), how)
}

// describe names a side by its text and what it is.
func describe(s *side) string {
	text := s.text
	if text == "" {
		text = "a value"
	}
	switch {
	case s.mac != nil && !s.plain:
		return fmt.Sprintf("%s, made by %s,", text, shortName(s.macBy))
	case s.digest && s.over != nil && s.keyed == nil:
		if over := named(s.over); over != "" {
			return fmt.Sprintf("%s, a digest over %s,", text, over)
		}
		return text + ", a digest that the program makes,"
	case s.keyed != nil:
		return fmt.Sprintf("%s, a digest over the secret %s,", text, named(s.keyed))
	case s.request != nil:
		if e := s.request.Expr; e != "" && e != text {
			return fmt.Sprintf("%s (%s from %s)", text, e, flow.Noun(s.request.Kind))
		}
		return fmt.Sprintf("%s from %s", text, flow.Noun(s.request.Kind))
	case s.own != nil:
		switch o := s.own; o.Class {
		case flow.Operator, flow.Stored, flow.Secret:
			return fmt.Sprintf("%s from %s", text, flow.Noun(o.Kind))
		case flow.Parameter:
			if n := named(o); !strings.HasSuffix(text, lastName(n)) {
				return fmt.Sprintf("%s (the parameter %s)", text, n)
			}
		}
	}
	return text
}

func named(o *flow.Origin) string {
	if o.Name != "" {
		return o.Name
	}
	return o.Expr
}

func advice(c *comparison) string {
	if c.elements || c.both {
		return "compare every entry with subtle.ConstantTimeCompare and go on after a hit, or keep digests of the secrets as keys of a map"
	}
	return "compare with subtle.ConstantTimeCompare or hmac.Equal; when the length is secret too, compare SHA-256 digests of both"
}
