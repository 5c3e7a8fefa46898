package weakhash

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/testcode"
	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/flow"
)

// secret is a place where a text becomes a secret: what it is called there says
// so, or the function that takes it does.
type secret struct {
	value ssa.Value
	instr ssa.Instruction
	what  string
	field *types.Var // that it is stored into, if any
}

// predictable judges secrets that are made of random numbers that can be
// predicted. What the text is made of is followed; the names only say that it is
// a secret. A draw makes one finding, however many secrets are made of it here.
func (a *asker) predictable() []emit.Draft {
	var drafts []emit.Draft
	seen := make(map[string]bool)
	var secrets []secret
	if a.unit.DrawsAtAll() {
		secrets = a.secrets()
	}
	for _, s := range secrets {
		draw := a.unit.Drawn(s.value)
		if draw == nil || slices.ContainsFunc(draw.Beside, func(name string) bool { return words.Judge(name) >= words.Hint }) || a.rewritten(s) || draw.Callee == "time.Now" && a.mayBeGiven(s) {
			continue
		}
		key := fmt.Sprint(draw.Site, draw.Step.Place)
		if seen[key] {
			continue
		}
		seen[key] = true
		pos := s.instr.Pos()
		if draw.Step.Place.Pos.IsValid() {
			pos = draw.Step.Place.Pos
		}
		verb := "draws"
		if draw.Callee == "time.Now" {
			verb = "says"
		}
		drafts = append(drafts, emit.Draft{Rule: Predictable, Place: pos,
			Message: fmt.Sprintf("%s is made of what %s %s, which can be predicted", s.what, shortName(draw.Callee), verb),
			Steps:   []flow.Step{draw.Step, {Text: "becomes " + s.what, Place: flow.Place{Pos: s.instr.Pos()}}},
			Advice:  "take crypto/rand: rand.Text() makes a token, rand.Read fills bytes",
			Sink:    s.instr, Func: s.instr.Parent(), SinkName: draw.Callee, Site: &draw.Site})
	}
	return append(drafts, a.weakReaders()...)
}

// secrets lists the places of the package where a text becomes a secret, those
// that say most first.
func (a *asker) secrets() []secret {
	var byUse, byResult, byField, byArgument []secret
	for _, fn := range a.unit.Functions() {
		if testcode.Holds(a.unit, fn) {
			continue
		}
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				switch in := in.(type) {
				case *ssa.Return:
					byResult = append(byResult, a.returnedSecrets(in)...)
				case *ssa.Store:
					byField = append(byField, a.storedSecret(in)...)
				case *ssa.MapUpdate:
					if k, ok := in.Key.(*ssa.Const); ok && k.Value != nil && texty(in.Value) && a.secretHere(k.Value.ExactString()) {
						byField = append(byField, secret{value: in.Value, instr: in, what: "the value of " + k.Value.ExactString()})
					}
				case *ssa.Call:
					if call := a.unit.CallOf(in); call != nil {
						use, argument := a.secretArguments(call)
						byUse, byArgument = append(byUse, use...), append(byArgument, argument...)
					}
				}
			}
		}
	}
	return slices.Concat(byUse, byField, byResult, byArgument, a.secretVariables())
}

// returnedSecrets are the results of a function that is named after what it makes.
func (a *asker) returnedSecrets(ret *ssa.Return) []secret {
	fn := ret.Parent()
	if !a.secretHere(fn.Name()) {
		return nil
	}
	var found, named []secret
	for i, v := range ret.Results {
		if !texty(v) {
			continue
		}
		s := secret{value: v, instr: ret, what: "the result of " + fn.Name()}
		found = append(found, s)
		if a.secretHere(fn.Signature.Results().At(i).Name()) {
			named = append(named, s)
		}
	}
	switch {
	case len(found) > 1 && len(named) > 0:
		return named
	case len(found) > 1:
		return found[len(found)-1:] // a name or a time, and what proves it
	}
	return found
}

// storedSecret is what is stored into a field that is named like a secret, or
// into the value of a cookie that is.
func (a *asker) storedSecret(st *ssa.Store) []secret {
	fa, ok := st.Addr.(*ssa.FieldAddr)
	if !ok || !texty(st.Val) {
		return nil
	}
	owner := fa.X.Type().Underlying().(*types.Pointer).Elem()
	fields, ok := owner.Underlying().(*types.Struct)
	if !ok {
		return nil // a literal of a type parameter
	}
	field := fields.Field(fa.Field)
	if a.secretHere(field.Name()) {
		if a.alsoName(st, fa, fields) {
			return nil
		}
		return []secret{{value: st.Val, instr: st, what: "the field " + field.Name(), field: field}}
	}
	if fa.X.Referrers() != nil && owner.String() == "net/http.Cookie" && field.Name() == "Value" {
		for _, r := range *fa.X.Referrers() {
			other, ok := r.(*ssa.FieldAddr)
			if !ok || other.Field == fa.Field || fields.Field(other.Field).Name() != "Name" {
				continue
			}
			for _, w := range *other.Referrers() {
				if name, ok := w.(*ssa.Store); ok {
					if texts, ok := a.unit.Constants(name.Val, st); ok && a.secretHere(texts[0]) {
						return []secret{{value: st.Val, instr: st, what: "the cookie " + strconv.Quote(texts[0])}}
					}
				}
			}
		}
	}
	return nil
}

// rewritten says whether a secret is made of what its field held before: it is not made
// there, but trimmed, or a variable in it is replaced, of which the time may be one. What
// the field held may be what was stored there, in the round before.
func (a *asker) rewritten(s secret) bool {
	return s.field != nil && slices.ContainsFunc(a.unit.Trace(s.value, s.instr), func(o *flow.Origin) bool {
		return o.FieldVar == s.field || slices.ContainsFunc(o.Steps, func(step flow.Step) bool { return step.Place.Pos.IsValid() && step.Place.Pos == s.instr.Pos() })
	})
}

// mayBeGiven says whether a secret may as well be, as a whole, what somebody handed in:
// a parser that knows a word for the time does not make secrets.
func (a *asker) mayBeGiven(s secret) bool {
	return slices.ContainsFunc(a.unit.Trace(s.value, s.instr), func(o *flow.Origin) bool {
		return (o.Class == flow.Parameter || o.Class == flow.Untrusted) && !o.Joined && !o.Built.IsValid()
	})
}

// alsoName says whether what is stored into a field is, or is cut out of, what is
// stored into another one of the same structure that everybody may see: an account that
// is there for those without a password has its name for one.
func (a *asker) alsoName(st *ssa.Store, fa *ssa.FieldAddr, fields *types.Struct) bool {
	if fa.X.Referrers() == nil {
		return false // a variable of the package
	}
	for _, r := range *fa.X.Referrers() {
		other, ok := r.(*ssa.FieldAddr)
		if !ok || other.Field == fa.Field || !words.Has(fields.Field(other.Field).Name(), "name", "username", "user", "id", "login", "email") {
			continue
		}
		for _, w := range *other.Referrers() {
			if s, ok := w.(*ssa.Store); ok && s.Addr == other && cutFrom(s.Val) == cutFrom(st.Val) {
				return true
			}
		}
	}
	return false
}

// cutFrom is what a text is a part of.
func cutFrom(v ssa.Value) ssa.Value {
	for {
		s, ok := v.(*ssa.Slice)
		if !ok {
			return v
		}
		v = s.X
	}
}

// secretArguments are the arguments of a call that the catalog or the name of the
// parameter calls secrets.
func (a *asker) secretArguments(call *flow.Call) (byUse, byName []secret) {
	if m := call.Mark("secret.in"); m != nil {
		if v := call.Place(m, "arg"); v != nil {
			return []secret{{value: v, instr: call.Instr, what: m.Args["what"]}}, nil
		}
	}
	if call.Object == nil {
		return nil, nil
	}
	params := call.Object.Signature().Params()
	for i := range params.Len() {
		v := call.Arg(i)
		name := params.At(i).Name()
		if name == "state" || name == "nonce" {
			name = call.Object.Name() + "_" + name // BeginAuth(state)
		}
		if v == nil || call.Object.Signature().Variadic() && i == params.Len()-1 || !texty(v) || !a.secretHere(name) {
			continue
		}
		byName = append(byName, secret{value: v, instr: call.Instr, what: fmt.Sprintf("the %s for %s", params.At(i).Name(), shortName(call.Callee))})
	}
	return nil, byName
}

// secretVariables are the results of calls that are kept in variables named like
// secrets.
func (a *asker) secretVariables() []secret {
	names := make(map[token.Pos]string)
	for _, f := range a.pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			if as, ok := n.(*ast.AssignStmt); ok && len(as.Rhs) == 1 {
				call, isCall := ast.Unparen(as.Rhs[0]).(*ast.CallExpr)
				if id, ok := as.Lhs[0].(*ast.Ident); ok && isCall && (id.Name == "code" || a.secretHere(id.Name)) {
					names[call.Lparen] = id.Name
				}
			}
			return true
		})
	}
	if len(names) == 0 {
		return nil
	}
	var found []secret
	for _, call := range a.unit.Calls() {
		v := call.Value()
		if v == nil || names[v.Pos()] == "" || testcode.Holds(a.unit, call.Func) {
			continue
		}
		if names[v.Pos()] == "code" && !a.secretHere(call.Func.Name()+"_code") {
			continue // the function says what for: SendResetPasswordCode
		}
		if texty(v) {
			found = append(found, secret{value: v, instr: v, what: "the variable " + names[v.Pos()]})
			continue
		}
		for _, r := range *v.Referrers() {
			if x, ok := r.(*ssa.Extract); ok && x.Index == 0 && texty(x) {
				found = append(found, secret{value: x, instr: v, what: "the variable " + names[v.Pos()]})
			}
		}
	}
	return found
}

// weakReaders finds keys and signatures whose randomness comes from a generator
// that can be predicted.
func (a *asker) weakReaders() []emit.Draft {
	var drafts []emit.Draft
	for _, call := range a.unit.Marked("random.reader") {
		m := call.Mark("random.reader")
		v := call.Place(m, "arg")
		if v == nil || testcode.Holds(a.unit, call.Func) {
			continue
		}
		kinds, _ := a.unit.DynamicTypes(v, call.Instr)
		for _, t := range kinds {
			if name := t.String(); name == "*math/rand.Rand" {
				drafts = append(drafts, emit.Draft{Rule: Predictable, Place: call.Instr.Pos(),
					Message: fmt.Sprintf("%s takes its randomness from a %s, which can be predicted", shortName(call.Callee), name[1:]),
					Advice:  "give it crypto/rand.Reader",
					Sink:    call.Instr, Func: call.Func, SinkName: call.Callee})
			}
		}
	}
	return drafts
}

// texty says whether a value is text or bytes.
func texty(v ssa.Value) bool {
	switch u := v.Type().Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		b, ok := u.Elem().Underlying().(*types.Basic)
		return ok && b.Kind() == types.Uint8
	case *types.Interface:
		mi, ok := v.(*ssa.MakeInterface)
		return ok && texty(mi.X)
	}
	return false
}

// secretName says whether a name is that of something that only works as long as
// nobody guesses it. Tokens that are there to tell requests, locks or test data
// apart are none.
func secretName(name string) bool {
	if words.In(name, "random.harmless") {
		return false
	}
	if words.Judge(name) == words.Secret {
		return true
	}
	w := words.Split(name)
	last := ""
	if len(w) > 0 {
		last = w[len(w)-1]
	}
	switch {
	case words.Has(name, "session") && slices.Contains([]string{"id", "key", "cookie", "secret"}, last):
		return true
	case last == "code":
		return words.In(name, "random.code")
	}
	return false
}

// secretHere is secretName for a name in this package: the state and the nonce of a
// login are secrets, those of anything else are none.
func (a *asker) secretHere(name string) bool {
	w := words.Split(name)
	if len(w) > 0 && (w[len(w)-1] == "state" || w[len(w)-1] == "nonce") {
		return words.In(name+"_"+a.pass.Pkg.Path(), "random.login")
	}
	return secretName(name)
}
