package corswild

import (
	"fmt"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/settings"
	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/flow"
)

// This file judges who may open a websocket. The catalog's marks are
//
//	websocket.check FIELD      a function that decides about a request
//	websocket.insecure FIELD   a truth value that switches the check off
//	websocket.patterns FIELD   patterns of hosts that may
//	websocket.any FUNC         a call that checks nothing
//	websocket.new FUNC         a call that checks nothing unless told otherwise:
//	                           config= is the place of a configuration with the field
//	                           origins= or check=; field= is set on its result
//	websocket.handler TYPE     a conversion to this type checks nothing
//	websocket.server FIELD     a server with this field checks nothing without the
//	                           function in the field that check= names
func (f *finder) websockets() {
	for _, tag := range []string{"websocket.check", "websocket.insecure", "websocket.patterns"} {
		for _, st := range f.unit.FieldStores(tag) {
			f.websocketField(st, tag)
		}
	}
	for _, call := range f.unit.Calls() {
		if mark := call.Mark("websocket.any"); mark != nil {
			f.websocket(call.Instr, f.unit.PlaceOf(call.Func), shortName(call.Callee), "it checks nothing", nil)
		}
		if mark := call.Mark("websocket.new"); mark != nil {
			f.websocketDefault(call, mark)
		}
	}
	f.websocketConversions()
	f.websocketServers()
}

func (f *finder) websocketField(st *flow.FieldStore, tag string) {
	name, setting := st.Name(), f.unit.PlaceOf(st.Struct)
	if f.onPurpose(st.Instr) || tag != "websocket.patterns" && f.unit.Approach().Asking(setting) {
		return
	}
	switch tag {
	case "websocket.check":
		if f.mayBeNil(st.Instr) {
			return // a choice between the library's own check and this one
		}
		for _, fn := range f.unit.FunctionValues(st.Instr.Val, st.Instr) {
			f.websocketCheck(st, fn, name, setting)
		}
	case "websocket.insecure":
		if texts, ok := f.unit.Constants(st.Instr.Val, st.Instr); ok && len(texts) == 1 && texts[0] == "true" {
			f.websocket(st.Instr, setting, name, "it is true", f.fieldFix(st.Instr.Pos(), "remove it: the server's own host is allowed"))
		}
	case "websocket.patterns":
		for _, o := range f.unit.TracePart(st.Instr.Val, st.Instr, "[*]") {
			if o.Class != flow.Constant || o.Text == "" {
				continue
			}
			m := globOf(o.Text)
			m.host = !strings.Contains(o.Text, "://")
			if m.any() {
				f.websocket(st.Instr, setting, name, fmt.Sprintf("%q matches every host", o.Text), nil)
			} else if attack := m.attack(); attack != "" {
				f.websocketWeak(st.Func, st.Instr, name, weakness{place: st.Instr.Pos(), form: fmt.Sprintf("the pattern %q", o.Text), attack: attack})
			}
		}
	}
}

// onPurpose says whether an instruction is reached only where the operator opens the
// service: by "*", or for development.
func (f *finder) onPurpose(in ssa.Instruction) bool {
	c := newChecker(f.unit, subject{})
	return f.unit.Holds(in, func(cond ssa.Value, want bool) bool {
		return settings.RelaxedIf(cond, want) || c.condition(cond, want) == opened
	})
}

// mayBeNil says whether the stored value is nil on some way.
func (f *finder) mayBeNil(st *ssa.Store) bool {
	return slices.ContainsFunc(f.unit.Trace(st.Val, st), func(o *flow.Origin) bool { return o.Nil })
}

func (f *finder) websocketCheck(st *flow.FieldStore, fn *ssa.Function, name, setting string) {
	result := boolResult(fn)
	if result < 0 {
		return
	}
	c := newChecker(f.unit, subject{})
	switch c.function(fn, result, true) {
	case free:
		f.websocket(st.Instr, setting, name, "the function accepts every origin", f.fieldFix(st.Instr.Pos(), "remove it: the server's own host is allowed"))
	case weak, onlyNull:
		for _, w := range c.met {
			f.websocketWeak(fn, st.Instr, name, w)
		}
	case opened:
		// A star is asked for; a list that nobody has filled in is the state of every new
		// installation.
		if slices.ContainsFunc(c.openings, func(o opening) bool { return o.how == nobodyNamed }) {
			f.websocket(st.Instr, setting, name, "the function accepts every origin while none is configured", nil)
		}
	case sound:
		for _, other := range c.asked {
			f.unit.Tell(decidesAbout + other)
		}
	}
}

func (f *finder) websocketWeak(fn *ssa.Function, sink ssa.Instruction, name string, w weakness) {
	f.drafts = append(f.drafts, emit.Draft{
		Rule: WeakOriginCheck, Place: w.place, SinkPos: w.place, Func: fn, Sink: sink, SinkName: name,
		Message: fmt.Sprintf("%s accepts %s: the origin is checked by %s", name, w.attack, w.form),
		Advice:  "compare the whole origin, or look it up in a set", Fix: suffixFix(&w),
	})
}

// websocket reports an instruction that lets every website in. Setting is the place of
// what it does that by, which tells what stands before the functions that open a
// websocket: only where browsers send by themselves what users are known by is it more
// than a note.
func (f *finder) websocket(at ssa.Instruction, setting, name, why string, fix *fixes) {
	d := emit.Draft{
		Rule: WebsocketAnyOrigin, Place: at.Pos(), Func: at.Parent(), Sink: at, SinkName: name, SinkPos: at.Pos(), Approached: setting,
		Message: fmt.Sprintf("%s lets every website open a websocket with the user's cookies: %s", name, why),
		Advice:  "compare the Origin header with the origins that may connect",
	}
	if fix != nil {
		d.Fix = fix.edit
	}
	without := withoutCookies(d, fmt.Sprintf("%s lets every website open a websocket: %s", name, why))
	if f.unit.Settings.Link {
		f.drafts = append(f.drafts, without)
		ambient := true
		d.Ambient = &ambient
	} else if ambient, known := f.unit.Approach().Judge(setting); known && !ambient {
		without.Ambient = nil
		d = without
	}
	f.drafts = append(f.drafts, d)
}

// settingOf is the place of what a call makes that opens websockets, or of the function
// that calls it to open one.
func (f *finder) settingOf(call *flow.Call) string {
	if v := call.Value(); v != nil && !strings.HasPrefix(call.Object.Name(), "Upgrade") {
		return f.unit.PlaceOf(v)
	}
	return f.unit.PlaceOf(call.Func)
}

// withoutCookies is what a draft becomes in a program that knows nobody by what
// browsers send by themselves.
func withoutCookies(d emit.Draft, message string) emit.Draft {
	ambient := false
	d.Rule, d.Message, d.Ambient = WebsocketUncheckedOrigin, message, &ambient
	d.Advice = "fine where every client has to send a token; else compare the Origin header with the origins that may connect"
	return d
}

// websocketDefault judges a call whose library checks nothing unless told to.
func (f *finder) websocketDefault(call *flow.Call, mark *catalog.Entry) {
	if f.readsOrigin() {
		return
	}
	why := "its default accepts every origin"
	if place, ok := mark.Args["config"]; ok {
		l := &library{f: f, args: mark.Args}
		v, given := l.place(call, place)
		if given {
			set, star := f.websocketConfig(l, v, mark)
			if set {
				return
			}
			if star {
				why = `"*" is among the origins`
			}
		}
	} else if field := mark.Args["field"]; field != "" && f.setsField(field) {
		return
	}
	f.websocket(call.Instr, f.settingOf(call), shortName(call.Callee), why, nil)
}

// websocketConfig says whether a configuration restricts the origins, and whether
// it names "*".
func (f *finder) websocketConfig(l *library, v value, mark *catalog.Entry) (set, star bool) {
	t := structType(v.v.Type())
	if t == nil {
		return true, false
	}
	if field := mark.Args["origins"]; field != "" {
		entries, empty := l.entries(v, field, t)
		for _, e := range entries {
			star = star || e.Class == flow.Constant && e.Text == "*"
		}
		return !empty && !star, star
	}
	field := mark.Args["check"]
	if !l.present(v, field) {
		return false, false
	}
	for _, fn := range f.unit.FunctionValues(v.v, v.at, v.path(field)...) {
		if result := boolResult(fn); result >= 0 && newChecker(f.unit, subject{}).function(fn, result, true) == free && !branches(fn) {
			return false, false
		}
	}
	return true, false
}

func branches(fn *ssa.Function) bool { return len(fn.Blocks) > 1 }

// setsField says whether the package stores into a field of that name anywhere.
func (f *finder) setsField(name string) bool {
	for _, st := range f.unit.FieldStores("websocket.check") {
		if st.Field.Name() == name {
			return true
		}
	}
	return false
}

// readsOrigin says whether the package looks at the Origin header anywhere: then
// somebody thought of it, and how is not for this rule to say.
func (f *finder) readsOrigin() bool {
	for _, call := range f.unit.Calls() {
		if call.Object == nil || call.Mark("header.set") != nil || call.Object.Name() == "Set" || call.Object.Name() == "Add" {
			continue
		}
		for i := range call.Operands {
			if k, ok := call.Operands[i].(*ssa.Const); ok && k.Value != nil && isText(k.Type()) {
				if text, err := strconv.Unquote(k.Value.ExactString()); err == nil && strings.EqualFold(text, "Origin") {
					return true
				}
			}
		}
	}
	return false
}

// websocketConversions judges conversions to handler types.
func (f *finder) websocketConversions() {
	for _, fn := range f.unit.Functions() {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				v, ok := in.(*ssa.ChangeType)
				if !ok {
					continue
				}
				named, ok := types.Unalias(v.Type()).(*types.Named)
				if !ok || len(f.unit.Marks(named.Obj(), "websocket.handler")) == 0 || f.readsOrigin() || f.servedBySomethingElse(v) {
					continue
				}
				f.websocket(v, f.unit.PlaceOf(v), named.Obj().Pkg().Name()+"."+named.Obj().Name(), "it takes any origin that can be parsed", nil)
			}
		}
	}
}

// servedBySomethingElse says whether a handler is only kept in servers that have a
// check of their own, or are judged for having none.
func (f *finder) servedBySomethingElse(v *ssa.ChangeType) bool {
	servers := f.unit.FieldStores("websocket.server")
	for _, ref := range *v.Referrers() {
		if !slices.ContainsFunc(servers, func(st *flow.FieldStore) bool { return st.Instr == ref }) {
			return false
		}
	}
	return len(*v.Referrers()) > 0
}

// websocketServers judges servers that are made without a handshake function.
func (f *finder) websocketServers() {
	for _, st := range f.unit.FieldStores("websocket.server") {
		l, check := &library{f: f}, st.Entry.Args["check"]
		at := st.Instr.Block().Instrs[len(st.Instr.Block().Instrs)-1] // the other fields are stored after it
		if f.readsOrigin() || l.present(value{v: st.Struct, at: at}, check) {
			continue
		}
		f.websocket(st.Instr, f.unit.PlaceOf(st.Struct), st.Name(), "the server has no "+check+", and looks at no origin without it", nil)
	}
}
