package weakhash

import (
	"fmt"
	"strings"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/testcode"
	"github.com/secvet/secvet/internal/flow"
)

// obsolete finds password hashes of another time: the catalog marks functions that
// make them with crypt. With of= the argument says which it is, and weak= lists the
// values of the weak ones with their names, as in weak="1=APR1 2=MD5-crypt"; without
// it, name= is that of the only one.
func (a *asker) obsolete() []emit.Draft {
	var drafts []emit.Draft
	count := make(map[string]int)
	for _, call := range a.unit.Marked("crypt") {
		key := call.Func.RelString(nil) + " " + call.Callee
		ordinal := count[key]
		count[key]++
		name := a.obsoleteName(call)
		if name == "" || testcode.Holds(a.unit, call.Func) {
			continue
		}
		drafts = append(drafts, emit.Draft{Rule: Obsolete, Place: call.Instr.Pos(),
			Message: fmt.Sprintf("%s makes %s of passwords, which are guessed about as fast as plain digests", shortName(call.Callee), name),
			Advice:  "use bcrypt (cost 12), argon2id or scrypt; check old hashes once more and replace them",
			Sink:    call.Instr, Func: call.Func, SinkName: call.Callee, Ordinal: ordinal})
	}
	return drafts
}

func (a *asker) obsoleteName(call *flow.Call) string {
	m := call.Mark("crypt")
	if m.Args["of"] == "" {
		return m.Args["name"]
	}
	v := call.Place(m, "of")
	if v == nil {
		return ""
	}
	texts, _ := a.unit.Constants(v, call.Instr)
	name := ""
	for _, t := range texts {
		weak := ""
		for item := range strings.FieldsSeq(m.Args["weak"]) {
			if value, n, _ := strings.Cut(item, "="); value == t {
				weak = n + " hashes"
			}
		}
		if weak == "" {
			return "" // one of several: whoever names it decides
		}
		name = weak
	}
	return name
}
