package weakhash

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/testcode"
	"github.com/secvet/secvet/internal/flow"
)

// obsolete finds password hashes of another time: the catalog marks functions that
// make them with crypt. With of= the argument says which it is, and weak= lists the
// values of the weak ones with their names, as in weak="1=APR1 2=MD5-crypt"; without
// it, name= is that of the only one, and why= what is wrong with it.
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
			Message: fmt.Sprintf("%s makes %s of passwords, %s", shortName(call.Callee), name,
				cmp.Or(call.Mark("crypt").Args["why"], "which are guessed about as fast as plain digests")),
			Advice: "use bcrypt (cost 12), argon2id or scrypt; check old hashes once more and replace them",
			Sink:   call.Instr, Func: call.Func, SinkName: call.Callee, Ordinal: ordinal})
	}
	return append(drafts, a.accepted()...)
}

// accepted finds checks of passwords that were hashed elsewhere, at another time: the
// catalog marks what makes them with crypt.accepts. With of= the argument is a list of
// functions, one for each kind of hash; strong= names those that are no reason for a
// note, and all= the variable of the library that has others in it.
func (a *asker) accepted() []emit.Draft {
	var drafts []emit.Draft
	for _, call := range a.unit.Marked("crypt.accepts") {
		m := call.Mark("crypt.accepts")
		if testcode.Holds(a.unit, call.Func) || m.Args["of"] != "" && !a.acceptsWeak(call) {
			continue
		}
		drafts = append(drafts, emit.Draft{Rule: ObsoleteAccepted, Place: call.Instr.Pos(),
			Message: fmt.Sprintf("%s accepts %s", shortName(call.Callee), m.Args["name"]),
			Advice:  "accept bcrypt alone, or hash again with it when a password was right",
			Sink:    call.Instr, Func: call.Func, SinkName: call.Callee})
	}
	return drafts
}

func (a *asker) acceptsWeak(call *flow.Call) bool {
	m := call.Mark("crypt.accepts")
	list := call.Place(m, "of")
	if list == nil {
		return false
	}
	for _, o := range a.unit.Trace(list, call.Instr) {
		if o.Global != nil && o.Global.Name() == m.Args["all"] {
			return true
		}
	}
	strong := strings.Fields(m.Args["strong"])
	return slices.ContainsFunc(a.unit.FunctionValues(list, call.Instr, "[*]"), func(fn *ssa.Function) bool {
		return !slices.Contains(strong, fn.Name())
	})
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
