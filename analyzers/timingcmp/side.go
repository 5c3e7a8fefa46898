package timingcmp

import (
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/lazy"
	"github.com/secvet/secvet/internal/rule"
)

// side is what is known of one operand of a comparison.
type side struct {
	origins []*flow.Origin
	// text is the operand in the source, as messages name it.
	text string
	// mac is an origin that went through a keyed hash or a key derivation last;
	// macBy is that function.
	mac   *flow.Origin
	macBy string
	// keyed says that an unkeyed digest was taken over a secret: a home-made MAC.
	keyed *flow.Origin
	// password is like keyed for a password: a digest over one alone is kept to check
	// it by, one that is compared with a signature is a MAC as well.
	password *flow.Origin
	// digest says that all that is not constant went through a digest; over is
	// something in it that no client sends.
	digest bool
	over   *flow.Origin
	// plain says that some of it went through neither.
	plain bool
	// public says that the value is the name of an account, whatever else it is called.
	public bool
	// constant says that the program's text decides the value.
	constant bool
	// request is what an attacker sends.
	request *flow.Origin
	// own is what the attacker doesn't send: of several the one whose name says
	// most, and of these the first by strength.
	own *flow.Origin
	// inbound says that own is what a stranger would send after all, as far as it
	// shows here: a parameter.
	inbound bool
	// sense is what the names on the way say; ownSense the names of own alone.
	sense    words.Sense
	ownSense words.Sense
}

// strength orders classes of origins by how much they say of a value that is
// not the attacker's.
var strength = map[flow.Class]int{
	flow.Secret: 7, flow.Operator: 6, flow.Stored: 5, flow.Field: 4, flow.Global: 3, flow.Parameter: 2, flow.Unknown: 1, flow.Fetched: 1,
}

func (a *asker) side(v ssa.Value, at ssa.Instruction, text string, part ...string) *side {
	v = held(v)
	s := &side{text: text, digest: true, constant: true, public: accountKey(v)}
	s.origins = a.unit.TracePart(v, at, part...)
	name := words.Judge(lastName(text))
	s.sense = max(name, words.Nothing)
	for _, o := range s.origins {
		if o.Class == flow.Constant || o.Class == flow.Confined {
			if i, by := a.lastMark(o, "mac"); i >= o.Unread && i >= 0 && s.mac == nil {
				s.mac, s.macBy, s.constant = o, by, false
			}
			continue
		}
		s.constant = false
		if i, by := a.lastMark(o, "mac"); i >= o.Unread && i >= 0 {
			if s.mac == nil {
				s.mac, s.macBy = o, by
			}
			continue
		}
		if i, _ := a.lastMark(o, "digest"); i >= o.Unread && i >= 0 {
			if o.Class == flow.Untrusted || a.isMaker(o) {
				continue
			}
			if s.over == nil {
				s.over = o
			}
			// Over a message and its signature anybody can take a digest.
			if a.originSense(o) == words.Secret && !words.In(originName(o), "signature") {
				if words.Password(originName(o)) {
					s.password = o
				} else if s.keyed == nil {
					s.keyed = o
				}
			}
			continue
		}
		if o.Class == flow.Unknown && a.isMaker(o) {
			continue // the hash itself
		}
		s.digest, s.plain = false, true
		s.note(a, o)
	}
	if f := a.filledElsewhere(v); s.constant && len(s.origins) > 0 && f != nil {
		// What is written here is not all that the field holds.
		s.constant, s.digest, s.plain = false, false, true
		s.note(a, &flow.Origin{Class: flow.Field, FieldVar: f, Expr: text, Place: s.origins[0].Place})
	}
	if f := loadedField(v); s.own == nil && s.request == nil && s.plain && f != nil && words.Judge(f.Name()) == words.Secret {
		// Nothing is known of what fills the field, which says itself what it holds.
		s.note(a, &flow.Origin{Class: flow.Field, FieldVar: f, Expr: text, Place: s.origins[0].Place})
	}
	if s.own != nil && s.ownSense != words.Denied {
		s.ownSense = max(s.ownSense, words.Judge(getter(v)))
	}
	s.inbound = a.inbound(s.own, at.Parent()) || a.bound(s.own, v, at.Parent())
	if (name == words.Denied || words.Plain(lastName(text))) && !s.readUnder(text) {
		s.sense, s.ownSense = words.Denied, words.Denied
	}
	return s
}

// madeByMAC is the rule for a side that a keyed hash made: none where it is only one of
// several things that the side can be, and what a client sends is another, or it is not
// named like a secret. Names of accounts are derived from keys as well.
func (s *side) madeByMAC() *rule.Rule {
	if s.plain && (s.request != nil || s.sense < words.Hint) && !s.signature() {
		return nil
	}
	return MACCompare
}

// accountKey says whether a value is the access key of a pair: the part that is sent
// with every request in clear, beside the secret key, which is not.
func accountKey(v ssa.Value) bool {
	fields, index := fieldOf(v)
	if fields == nil {
		return false
	}
	name := fields.Field(index).Name()
	if !words.Has(name, "accesskey") && !(words.Has(name, "access") && words.Has(name, "key")) {
		return false
	}
	for i := range fields.NumFields() {
		if i != index && words.Has(fields.Field(i).Name(), "secret") {
			return true
		}
	}
	return false
}

// fieldOf is the field that a value is loaded from; nil when it is not.
func fieldOf(v ssa.Value) (fields *types.Struct, index int) {
	var t types.Type
	switch x := v.(type) {
	case *ssa.UnOp:
		at, ok := x.X.(*ssa.FieldAddr)
		if !ok {
			return nil, 0
		}
		t, index = at.X.Type().Underlying().(*types.Pointer).Elem(), at.Field
	case *ssa.Field:
		t, index = x.X.Type(), x.Field
	default:
		return nil, 0
	}
	fields, _ = t.Underlying().(*types.Struct)
	return fields, index
}

// getter is the name of the method that a value is asked of: Token of t := client.Token().
// It is "" when there are several texts in the answer, which it cannot name all.
func getter(v ssa.Value) string {
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok || call.Call.Signature().Params().Len() > 0 || texts(call.Call.Signature()) != 1 {
		return ""
	}
	if call.Call.IsInvoke() {
		return strings.TrimPrefix(call.Call.Method.Name(), "Get")
	}
	if fn := call.Call.StaticCallee(); fn != nil {
		return strings.TrimPrefix(fn.Name(), "Get")
	}
	return ""
}

// texts counts the results of a function that can be secrets.
func texts(sig *types.Signature) (n int) {
	for r := range sig.Results().Variables() {
		if texty(r.Type()) {
			n++
		}
	}
	return n
}

// readUnder says whether the text is that of a call that reads the request under a name
// which is in a variable: what that is called says how the name is given, and not what
// stands under it, as in r.Header.Get(cfg.TokenHeader).
func (s *side) readUnder(text string) bool {
	return s.request != nil && len(s.request.Through) == 0 &&
		strings.HasSuffix(text, ")") && !strings.HasSuffix(text, "()") && !strings.HasSuffix(text, `")`)
}

// filledElsewhere is the field that a value is loaded from when others than this
// package fill it: it belongs to another package's type, or its tag tells a decoder or
// a database by which name to.
func (a *asker) filledElsewhere(v ssa.Value) *types.Var {
	f := loadedField(v)
	if f == nil || !f.Exported() {
		return nil
	}
	filled := f.Pkg() != nil && f.Pkg() != a.pass.Pkg
	fields, index := fieldOf(v)
	tag := reflect.StructTag(fields.Tag(index))
	for _, key := range []string{"json", "yaml", "toml", "xml", "form", "db", "gorm", "bson", "bun", "xorm", "mapstructure", "env", "envconfig", "koanf", "ini"} {
		filled = filled || tag.Get(key) != ""
	}
	if !filled {
		return nil
	}
	return f
}

// loadedField is the field that a value is loaded from; nil when it is no such value.
func loadedField(v ssa.Value) *types.Var {
	if fields, index := fieldOf(v); fields != nil {
		return fields.Field(index)
	}
	return nil
}

// signature says whether a side is named after a signature: what came with a message.
func (s *side) signature() bool {
	named := func(name string) bool { return words.In(name, "signature") }
	return s.sense != words.Denied && (named(lastName(s.text)) || s.request != nil && named(originName(s.request)) || s.own != nil && named(originName(s.own)))
}

// note takes an origin that arrives as it is. A field that holds no text stands for
// a structure of which nothing more is known.
func (s *side) note(a *asker, o *flow.Origin) {
	if o.FieldVar != nil && o.Class != flow.Untrusted && !texty(o.FieldVar.Type()) {
		return
	}
	sense := a.originSense(o)
	if o.Class == flow.Untrusted {
		if o.Unsure {
			return // something looked up by it
		}
		if s.request == nil || sense > a.originSense(s.request) {
			s.request = o
		}
		if sense != words.Denied {
			s.sense = max(s.sense, sense)
		}
		return
	}
	if o.Unsure {
		return
	}
	if s.own == nil || sense > a.originSense(s.own) || sense == a.originSense(s.own) && strength[o.Class] > strength[s.own.Class] {
		s.own = o
		s.ownSense = max(sense, words.Judge(lastName(s.text)))
		if sense == words.Denied {
			s.ownSense = sense
		}
	}
	s.sense = max(s.sense, sense)
}

// lastMark is the last function on the way of an origin that carries a mark, as
// an index into Through; -1 when there is none.
func (a *asker) lastMark(o *flow.Origin, tag string) (int, string) {
	for i, name := range slices.Backward(o.Through) {
		if a.marked(name, tag) {
			return i, name
		}
	}
	return -1, ""
}

func (a *asker) marked(function, tag string) bool {
	key := tag + " " + function
	found, ok := a.marks[key]
	if !ok {
		for _, e := range a.unit.Named(function) {
			found = found || e.Verb == "mark" && e.Word == tag
		}
		a.marks[key] = found
	}
	return found
}

// isMaker says whether an origin is the construction of a hash.
func (a *asker) isMaker(o *flow.Origin) bool { return a.marked(o.Callee, "hash") }

// originSense is what the names of an origin say. What a client sends under the key
// Authorization is a credential, whatever else the word is used for.
func (a *asker) originSense(o *flow.Origin) words.Sense {
	name := originName(o)
	if (o.Class == flow.Untrusted || strings.Contains(o.Name, "[\"")) && (strings.EqualFold(name, "Authorization") || strings.EqualFold(name, "Proxy-Authorization")) {
		return words.Secret
	}
	return words.Judge(name)
}

// originName is the name that the program gives an origin: the last field on the
// way, the key in the request, the parameter, the method that returned it.
func originName(o *flow.Origin) string {
	if o.FieldVar != nil && !transport(o.FieldVar) {
		return o.FieldVar.Name()
	}
	if o.Name != "" {
		return lastName(o.Name)
	}
	if severalTexts(o.Value) {
		return ""
	}
	if o.Callee != "" {
		return strings.TrimPrefix(o.Callee[strings.LastIndexByte(o.Callee, '.')+1:], "Get")
	}
	return lastName(o.Expr)
}

// severalTexts says whether a value is one of several texts that a call returns: the
// function's name is not the name of each.
func severalTexts(v ssa.Value) bool {
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, ok := v.(*ssa.Call)
	return ok && texts(call.Call.Signature()) > 1
}

// transport says whether a field is part of a library's request, whose name says
// nothing of what is read from it: Header, URL, Form, Value.
func transport(f *types.Var) bool {
	if f.Pkg() == nil {
		return false
	}
	first, _, _ := strings.Cut(f.Pkg().Path(), "/")
	return !strings.Contains(first, ".")
}

// lastName is the last identifier of an expression: "Token" of s.cfg.Token, "Name"
// of c.Name(). Quoted keys count: "x" of m["x"].
func lastName(expr string) string {
	expr = element().ReplaceAllString(expr, "")
	expr = strings.TrimRight(strings.TrimSuffix(expr, "()"), "\"])")
	end := len(expr)
	start := end
	for start > 0 && (expr[start-1] == '_' || expr[start-1] == '-' || isLetterOrDigit(expr[start-1])) {
		start--
	}
	return expr[start:end]
}

// element matches the choice of an element, which says nothing of its name.
var element = lazy.Regexp(`(\[(\*|\d+|\w)\])+$`)

func isLetterOrDigit(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}

// bare says whether an origin is a whole parameter, not a part of one.
func bare(o *flow.Origin) bool {
	return o != nil && o.Class == flow.Parameter && !strings.ContainsAny(o.Name, ".[")
}

// inbound says whether an origin is what a stranger would send: a whole parameter
// of the function that compares or of one that calls it, or what stands under a key
// in one that is a map (of headers). What a constructor is given, and keeps, is not.
func (a *asker) inbound(o *flow.Origin, at *ssa.Function) bool {
	return (bare(o) || partOf(o) && strings.Contains(o.Name, "[\"")) && (o.Param == nil || a.calls(o.Param.Parent(), at))
}

// bound says whether an origin is a part of what a caller made of a request: a field of a
// parameter, not the receiver, whose type is named after one (*LoginRequest), or which a
// binder fills by its tag.
func (a *asker) bound(o *flow.Origin, v ssa.Value, at *ssa.Function) bool {
	if !partOf(o) || o.Param == nil || !a.calls(o.Param.Parent(), at) {
		return false
	}
	if fn := o.Param.Parent(); fn.Signature.Recv() != nil && fn.Params[0] == o.Param {
		return false
	}
	if fields, index := fieldOf(v); fields != nil {
		tag := reflect.StructTag(fields.Tag(index))
		if tag.Get("form") != "" || tag.Get("binding") != "" {
			return true
		}
	}
	t := o.Param.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return false
	}
	w := words.Split(named.Obj().Name())
	return len(w) > 0 && slices.Contains(catalog.Words("request"), w[len(w)-1])
}

// calls says whether a function is, holds, or calls another, maybe through more of
// them.
func (a *asker) calls(fn, other *ssa.Function) bool {
	seen := map[*ssa.Function]bool{other: true}
	for next := []*ssa.Function{other}; len(next) > 0; next = next[1:] {
		if next[0] == fn {
			return true
		}
		around := []*ssa.Function{next[0].Parent()}
		for _, call := range a.unit.Callers(next[0]) {
			around = append(around, call.Parent())
		}
		for _, f := range around {
			if f != nil && !seen[f] {
				seen[f] = true
				next = append(next, f)
			}
		}
	}
	return false
}

// partOf says whether an origin is a part of a parameter (a field of a receiver
// or of an argument).
func partOf(o *flow.Origin) bool {
	return o != nil && o.Class == flow.Parameter && strings.ContainsAny(o.Name, ".[")
}
