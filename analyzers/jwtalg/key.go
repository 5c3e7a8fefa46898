package jwtalg

import (
	"encoding/pem"
	"fmt"
	"go/constant"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/settings"
	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/lazy"
)

// constantKey is a key that stands in the source, with the places that use it.
type constantKey struct {
	text    string
	private bool // a private key in PEM form
	mixed   bool // other origins exist beside the constant
	byName  bool // that it is a key is only said by the name of a setting
	uses    []keyUse
}

type keyUse struct {
	at   ssa.Instruction
	what string
	// stands is where the constant is, when that is in another package.
	stands flow.Place
	// encrypts says that the key is a cipher's.
	encrypts bool
}

// keyOrigins notes constants that are used as secrets, and reports secrets that
// are short or may be empty. at is where the value is read, place what is
// reported, what how the place uses it.
func (c *checker) keyOrigins(v ssa.Value, at, place ssa.Instruction, what, fam string) {
	types, known := c.unit.DynamicTypes(v, at)
	secret := !known
	private := false
	for _, t := range types {
		switch {
		case c.kindOf(t) == noneKey:
			return
		case c.kindOf(t) == secretKey || t.Underlying().String() == "string":
			secret = true
		case strings.Contains(t.String(), "PrivateKey"):
			private = true
		}
	}
	if !secret && !private {
		return
	}
	if c.publicBytes(v, at) != "" {
		return
	}
	origins := c.unit.Trace(v, at)
	foreign := slices.ContainsFunc(origins, func(o *flow.Origin) bool { return o.Class != flow.Constant && !o.Unsure })
	for _, o := range origins {
		if text := c.defaultArgument(o); secret && text != "" {
			c.noteConstant(text, true, keyUse{at: place, what: what})
		}
		switch o.Class {
		case flow.Constant:
			if isLiteralSecret(o) && !c.refused(o) && !c.unit.HoldsOnWay(o, settings.RelaxedIf) && (secret || strings.Contains(o.Text, "PRIVATE KEY")) && !strings.Contains(o.Text, "BEGIN PUBLIC KEY") &&
				!strings.Contains(o.Text, "BEGIN CERTIFICATE") {
				c.noteConstant(o.Text, foreign, keyUse{at: place, what: what, stands: elsewhere(o)})
			}
		case flow.Operator:
			if secret && o.Kind == catalog.Environment && !o.Unsure && len(o.Through) == 0 && !o.Props.Has(flow.NonEmpty) && !foreignDefault(origins) {
				c.add(EmptyKey, place, "empty", fmt.Sprintf("%s is %s; when the variable is not set, the secret is empty", name(o), what),
					"check at the start that it is set and long enough")
			}
		}
	}
	if secret {
		c.shortKey(v, at, place, what, fam)
		c.emptySecret(v, place, what, origins)
	}
}

// emptySecret reports a local variable that nobody fills: golang-jwt verifies with
// the empty secret like with any other. Fields and package variables are not
// reported, because other packages can fill them.
func (c *checker) emptySecret(v ssa.Value, place ssa.Instruction, what string, origins []*flow.Origin) {
	load, ok := bare(v).(*ssa.UnOp)
	if ok {
		switch load.X.(type) {
		case *ssa.Alloc, *ssa.FreeVar:
		default:
			return
		}
	} else if k, isConst := bare(v).(*ssa.Const); !isConst || k.Value != nil {
		return
	}
	for _, o := range origins {
		if o.Class != flow.Constant || o.Text != "" {
			return
		}
	}
	if len(origins) > 0 {
		c.add(WeakKey, place, "empty", "the secret that is "+what+" is always empty: anyone can sign with it", "use 32 bytes from crypto/rand, and keep them")
	}
}

// defaultNames are names of parameters that stand in for a missing setting.
var defaultNames = lazy.Regexp(`(?i)^(def|default|dflt|fallback)(val|value|secret|key)?$`)

// defaultArgument is the constant that a call of unknown code, which reads a
// setting, is told to give when there is none: the argument of a parameter that is
// named so.
func (c *checker) defaultArgument(o *flow.Origin) string {
	call := c.madeBy(o)
	if o.Class != flow.Unknown && o.Class != flow.Operator && o.Class != flow.Stored || call == nil || call.Object == nil {
		return ""
	}
	params := call.Object.Signature().Params()
	for i := range params.Len() {
		if !defaultNames().MatchString(params.At(i).Name()) {
			continue
		}
		if v := call.Arg(i); v != nil {
			if texts, ok := c.unit.Constants(v, call.Instr); ok && len(texts) == 1 {
				return texts[0]
			}
		}
	}
	return ""
}

// foreignDefault says whether something stands in for a missing setting.
func foreignDefault(origins []*flow.Origin) bool {
	return slices.ContainsFunc(origins, func(o *flow.Origin) bool { return o.Class == flow.Constant && o.Text != "" })
}

func name(o *flow.Origin) string {
	if o.Expr != "" {
		return o.Expr
	}
	if o.Name != "" {
		return o.Name
	}
	return "a setting"
}

// isLiteralSecret says whether a constant is the whole key, as it stands or
// decoded.
func isLiteralSecret(o *flow.Origin) bool {
	if strings.Trim(o.Text, "xX*") == "" || shown().MatchString(o.Text) { // empty, or what a log shows instead of a secret
		return false
	}
	if o.Nil || o.Unsure || o.Joined || o.Before != "" || o.After != "" {
		return false
	}
	switch o.Value.(type) {
	case *ssa.Function, *ssa.MakeClosure:
		return false
	}
	return !slices.ContainsFunc(o.Through, func(name string) bool { return !keepsSecret().MatchString(name) })
}

// shown are texts that are shown instead of a secret.
var shown = lazy.Regexp(`(?i)^\W*(redacted|hidden|masked|obfuscated|omitted|removed|filtered)\W*$`)

// refused says whether a comparison on the way rejects this very constant: a
// default that must be changed.
func (c *checker) refused(o *flow.Origin) bool {
	return c.unit.HoldsOnWay(o, func(cond ssa.Value, want bool) bool {
		b, ok := cond.(*ssa.BinOp)
		if !ok || (b.Op != token.EQL || want) && (b.Op != token.NEQ || !want) {
			return false
		}
		for _, v := range []ssa.Value{b.X, b.Y} {
			if k, ok := v.(*ssa.Const); ok && k.Value != nil && k.Value.Kind() == constant.String && constant.StringVal(k.Value) == o.Text {
				return true
			}
		}
		return false
	})
}

// keepsSecret are the names of what may be done to a constant that is a key:
// decoding, parsing, hashing. Texts that are put together or encoded are none.
var keepsSecret = lazy.Regexp(`(?i)decode|parse|trim|sum|digest|unmarshal`)

// elsewhere is where a constant stands in another package.
func elsewhere(o *flow.Origin) flow.Place {
	if o.Place.Package == "" {
		return flow.Place{}
	}
	return o.Place
}

func (c *checker) noteConstant(text string, mixed bool, use keyUse) {
	for _, k := range c.constant {
		if k.text == text {
			k.mixed = k.mixed || mixed
			k.uses = append(k.uses, use)
			return
		}
	}
	c.constant = append(c.constant, &constantKey{text: text, private: strings.Contains(text, "PRIVATE KEY"), mixed: mixed, uses: []keyUse{use}})
}

// hardcoded reports each constant key once, at its first use in the source.
func (c *checker) hardcoded() {
	for _, k := range c.constant {
		slices.SortStableFunc(k.uses, func(a, b keyUse) int { return int(a.at.Pos()) - int(b.at.Pos()) })
		first := k.uses[0]
		what := fmt.Sprintf("a constant of %d bytes", len(k.text))
		if k.private {
			what = "a private key in the source"
		}
		if k.mixed {
			what += " (where no other value is set)"
		}
		more := ""
		if n := distinctPlaces(k.uses) - 1; n > 0 {
			more = fmt.Sprintf(", and used %d more times", n)
		}
		if !k.private && !first.encrypts && len(k.text) < minSecret {
			more += fmt.Sprintf("; it is also shorter than the %d bytes that HS256 asks for", minSecret)
		}
		d := c.add(HardcodedKey, first.at, "hardcoded", fmt.Sprintf("%s is %s%s", what, first.what, more),
			"read the key from the environment or a secret store, and refuse to start without it")
		if first.stands.IsValid() {
			d.Building = first.stands
			d.Steps = append(d.Steps, flow.Step{Text: "the constant is " + first.what, Place: flow.Place{Pos: first.at.Pos()}})
		}
		for _, u := range k.uses[1:] {
			if u.at.Pos() != first.at.Pos() {
				d.Steps = append(d.Steps, flow.Step{Text: "the same constant is " + u.what, Place: flow.Place{Pos: u.at.Pos()}})
			}
		}
	}
}

func distinctPlaces(uses []keyUse) int {
	seen := make(map[string]bool)
	for _, u := range uses {
		seen[fmt.Sprint(u.at.Pos())] = true
	}
	return len(seen)
}

// minSecret is what RFC 7518, section 3.2, asks for with HS256, the least of the
// three.
const minSecret = 32

// shortKey reports secrets whose length is known and too small: slices that are
// made and filled, results of short hashes.
func (c *checker) shortKey(v ssa.Value, at, place ssa.Instruction, what, fam string) {
	if fam != "HS" && fam != "" {
		return
	}
	n, ok := c.unit.Length(v, at)
	if !ok || n == 0 || n >= minSecret {
		return
	}
	c.add(WeakKey, place, "short", fmt.Sprintf("a secret of %d bytes is %s; HS256 asks for %d", n, what, minSecret), "use 32 bytes from crypto/rand")
}

// publicNames are names of files that hold public keys.
var publicNames = lazy.Regexp(`(?i)(^|[^a-z])(pub|public|certs?|certificate)([^a-z]|key|$)|\.(crt|cer|pub)$`)

// publicBytes says how it is known that bytes are a public key's; "" when they
// are not.
func (c *checker) publicBytes(v ssa.Value, at ssa.Instruction) string {
	for _, o := range c.unit.Trace(v, at) {
		if o.Unsure {
			continue
		}
		if o.Class == flow.Constant && (strings.Contains(o.Text, "BEGIN PUBLIC KEY") || strings.Contains(o.Text, "BEGIN RSA PUBLIC KEY") ||
			strings.Contains(o.Text, "BEGIN CERTIFICATE")) {
			if block, _ := pem.Decode([]byte(o.Text)); block != nil {
				return "a constant of type " + block.Type
			}
			return "a constant in PEM form"
		}
		call := c.madeBy(o)
		if call == nil {
			continue
		}
		if m := call.Mark("jwt.publicbytes"); m != nil {
			return "made by " + shortCallee(call)
		}
		if file := c.fileName(call); file != "" && publicNames().MatchString(file) && !strings.Contains(strings.ToLower(file), "priv") {
			return "read from " + file
		}
	}
	return c.parsedElsewhere(v, at)
}

// fileName is the constant name of a file that a call reads.
func (c *checker) fileName(call *flow.Call) string {
	for _, e := range call.Entries {
		if e.Verb == "sink" && e.Word == "path.read" && len(e.Places) > 0 && e.Places[0].Root == catalog.Arg {
			if texts, ok := c.unit.Constants(call.Arg(e.Places[0].Index), call.Instr); ok && len(texts) == 1 {
				return texts[0]
			}
		}
	}
	return ""
}

// parsedElsewhere says whether the same value is parsed as a public key.
func (c *checker) parsedElsewhere(v ssa.Value, at ssa.Instruction) string {
	for _, call := range c.unit.Marked("jwt.publickey") {
		text := call.Place(call.Mark("jwt.publickey"), "pem")
		if text != nil && call.Func == at.Parent() && c.unit.Same(bare(v), at, bare(text), call.Instr) {
			return "the same bytes go to " + shortCallee(call)
		}
	}
	return ""
}

func bare(v ssa.Value) ssa.Value {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		return mi.X
	}
	return v
}

// keyCalls judges calls that take the key itself.
func (c *checker) keyCalls() {
	for _, call := range c.unit.Calls() {
		for _, e := range call.Entries {
			if e.Verb == "mark" && e.Word == "jwt.key" {
				c.algorithmAndKey(call, e, "")
			}
		}
	}
}

// algorithmAndKey judges a key and the algorithm beside it.
func (c *checker) algorithmAndKey(call *flow.Call, mark *catalog.Entry, _ string) {
	fam := mark.Args["family"]
	if alg := call.Place(mark, "alg"); alg != nil {
		fam = c.familyOf(alg, call.Instr)
		if fam == "none" {
			c.noneArgument(call, mark)
			return
		}
	}
	key := call.Place(mark, "key")
	if key == nil || isNil(key) {
		return
	}
	what := "passed to " + shortCallee(call) + " as the key"
	if mark.Args["use"] != "sign" && c.ownKey(call, key, what) {
		return
	}
	if mark.Args["use"] != "verify" || fam == "HS" || fam == "" {
		c.keyOrigins(key, call.Instr, call.Instr, what, fam)
	}
	if mark.Args["use"] == "sign" || fam != "HS" && fam != "" {
		return
	}
	types, _ := c.unit.DynamicTypes(key, call.Instr)
	if !slices.ContainsFunc(types, func(t typ) bool { return c.kindOf(t) == secretKey }) {
		return
	}
	if how := c.publicBytes(key, call.Instr); how != "" {
		c.add(Confusable, call.Instr, shortCallee(call), fmt.Sprintf("the bytes of a public key (%s) are %s: a token signed with HS256 and these bytes is accepted", how, what),
			"parse the public key and pass the parsed key")
	}
}

func (c *checker) noneArgument(call *flow.Call, mark *catalog.Entry) {
	if mark.Args["use"] == "sign" {
		c.add(NoneSign, call.Instr, "none", shortCallee(call)+" issues a token without a signature", "sign with a key")
		return
	}
	c.add(None, call.Instr, "none", shortCallee(call)+" accepts tokens without a signature", "name the issuer's algorithm and pass its key")
}

// familyOf is the family of an algorithm that is passed as a value: a name, a
// library's variable or the result of a library's function.
func (c *checker) familyOf(v ssa.Value, at ssa.Instruction) string {
	found := ""
	for _, o := range c.unit.Trace(v, at) {
		if o.Unsure {
			continue
		}
		fam := ""
		switch {
		case o.Class == flow.Constant:
			fam = family(o.Text)
		case c.globalMark(o, "jwt.none") != nil:
			return "none"
		case o.Global != nil:
			fam = family(strings.TrimPrefix(o.Global.Name(), "SigningMethod"))
		default:
			if call := c.madeBy(o); call != nil && call.Object != nil {
				if call.Object.Name() == "NoSignature" {
					return "none"
				}
				if call.Mark("jwt.none") != nil {
					c.noneUsed = append(c.noneUsed, call.Instr)
					return "none"
				}
				fam = family(call.Object.Name())
			}
		}
		if found != "" && fam != found {
			return "several"
		}
		found = fam
	}
	return found
}

// keyFields judges keys that are stored into a middleware's configuration.
func (c *checker) keyFields() {
	for _, st := range c.unit.FieldStores("jwt.keyfield") {
		if isNil(st.Instr.Val) {
			continue
		}
		what := "set as " + st.Name()
		if st.Entry.Args["use"] == "encrypt" {
			c.cipherKey(st, what)
			continue
		}
		fam := st.Entry.Args["family"]
		if f := st.Entry.Args["alg"]; f != "" {
			fam = c.fieldFamily(st, f)
		}
		c.keyOrigins(st.Instr.Val, st.Instr, st.Instr, what, fam)
		if st.Entry.Args["use"] == "sign" || fam != "HS" && fam != "" {
			continue
		}
		types, _ := c.unit.DynamicTypes(st.Instr.Val, st.Instr)
		if slices.ContainsFunc(types, func(t typ) bool { return c.kindOf(t) == secretKey }) {
			if how := c.publicBytes(st.Instr.Val, st.Instr); how != "" {
				c.add(Confusable, st.Instr, st.Name(), fmt.Sprintf("the bytes of a public key (%s) are %s: a token signed with HS256 and these bytes is accepted", how, what),
					"parse the public key and set the parsed key, with its algorithm")
			}
		}
		if st.Entry.Args["unset"] == "unchecked" && fam == "" && c.unset(st.Struct, lastOf(st.Instr), "."+st.Entry.Args["alg"]) {
			c.add(UnpinnedHardening, st.Instr, st.Name(), fmt.Sprintf("%s is set without %s: the algorithm is left to the token, within the key's family", st.Name(), st.Entry.Args["alg"]),
				"set "+st.Entry.Args["alg"])
		}
	}
}

// cipherKey notes constants that tokens are encrypted with. How long they must be is the
// cipher's business, and the library asks for it.
func (c *checker) cipherKey(st *flow.FieldStore, what string) {
	origins := c.unit.Trace(st.Instr.Val, st.Instr)
	foreign := slices.ContainsFunc(origins, func(o *flow.Origin) bool { return o.Class != flow.Constant && !o.Unsure })
	for _, o := range origins {
		if o.Class == flow.Constant && isLiteralSecret(o) && !c.refused(o) && !c.unit.HoldsOnWay(o, settings.RelaxedIf) && !strings.Contains(o.Text, "-----BEGIN") {
			c.noteConstant(o.Text, foreign, keyUse{at: st.Instr, what: what, stands: elsewhere(o), encrypts: true})
		}
	}
}

func (c *checker) fieldFamily(st *flow.FieldStore, field string) string {
	for _, o := range c.unit.TracePart(st.Struct, lastOf(st.Instr), "."+field) {
		if o.Class == flow.Constant && !o.Unsure && o.Text != "" {
			return family(o.Text)
		}
		if o.Global != nil {
			return family(o.Global.Name())
		}
	}
	return ""
}
