package corswild

import (
	"go/ast"
	"go/types"
	"maps"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/flow"
)

// This file reads the configurations of libraries. What a library does with its
// settings is written in the catalog, by marks with these tags and keys:
//
//	cors.new FUNC         a call that applies a policy. options= is the place of a
//	                      configuration whose type has cors.options; list= that of
//	                      options that are functions (cors.option); chain=result says
//	                      that the result has methods marked cors.option; origins= is
//	                      the place of a list of origins.
//	cors.options TYPE     what the fields mean: origins, all (allow every origin),
//	                      check (functions FIELD:PARAM that decide), credentials,
//	                      private, list (a second list that confines origins).
//	cors.option FUNC      a call that changes a policy: origins, regexps, check or
//	                      credentials.
//	cors.any FUNC         a function that lets every origin in: sends= and
//	                      credentials=.
//	cors.default SYMBOL   a function or variable that yields a configuration: its
//	                      fields that are not zero.
//
// and, for cors.new and cors.options, what is sent:
//
//	unset=    without any origins: star, reflect or none
//	star=     for "*": star, reflect, or list when it is an entry like others
//	starcred= for "*" with credentials: star, reflect or none (the library refuses)
//	pattern=glob, patternif=FIELD   a star in an entry stands for any text
//	regexps=slashes, entries=regexp entries that are regular expressions
//	any=      an entry that stands for every origin, beside "*"
//	reflectif=FIELD                 with it, "*" is reflected
//	without=FIELD or version=CONST of=PATH, with before=V: the line holds for
//	          versions whose type lacks the field, or whose constant is below V
type library struct {
	f    *finder
	args map[string]string
	note string
}

// libraries judges every policy that is applied by a library.
func (f *finder) libraries() {
	counts := make(map[string]int)
	for _, call := range f.unit.Calls() {
		mark := call.Mark("cors.new")
		if mark == nil || call.Func.Synthetic != "" && !call.Instr.Pos().IsValid() {
			continue // the body of a bound method, see boundPolicies
		}
		if f.onPurpose(call.Instr) {
			continue
		}
		p := f.policyOf(call, mark)
		if p == nil {
			continue
		}
		p.ordinal = counts[p.name+call.Func.String()]
		counts[p.name+call.Func.String()]++
		f.report(p)
	}
	f.boundPolicies()
	f.anyOrigin()
}

// boundPolicies judges policies whose method is passed on as a value: c.Filter.
func (f *finder) boundPolicies() {
	for _, fn := range f.unit.Functions() {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				mc, ok := in.(*ssa.MakeClosure)
				if !ok || len(mc.Bindings) != 1 {
					continue
				}
				bound := mc.Fn.(*ssa.Function)
				obj, ok := bound.Object().(*types.Func)
				if !ok || bound.Synthetic == "" {
					continue
				}
				for _, mark := range f.unit.Marks(obj.Origin(), "cors.new") {
					if mark.Args["options"] == "recv" {
						f.boundPolicy(mc, obj, mark)
					}
				}
			}
		}
	}
}

func (f *finder) boundPolicy(mc *ssa.MakeClosure, obj *types.Func, mark *catalog.Entry) {
	p := &policy{name: shortName(obj.FullName()), place: mc.Pos(), fn: mc.Parent(), sink: mc}
	l := &library{f: f, args: maps.Clone(mark.Args)}
	if l.read(p, value{v: mc.Bindings[0], at: mc}) {
		p.note = l.note
		p.public = f.public(mc.Parent(), mc)
		f.report(p)
	}
}

func (f *finder) policyOf(call *flow.Call, mark *catalog.Entry) *policy {
	p := &policy{name: shortName(call.Callee), place: call.Instr.Pos(), fn: call.Func, sink: call.Instr}
	l := &library{f: f, args: maps.Clone(mark.Args)}
	switch {
	case mark.Args["options"] != "":
		if !l.options(p, call, mark.Args["options"]) {
			return nil
		}
	case mark.Args["list"] != "":
		l.functional(p, call)
	case mark.Args["chain"] != "":
		l.chain(p, call)
	default:
		l.variadic(p, call)
	}
	p.note = l.note
	p.scope = f.scope(call)
	p.public = f.public(call.Func, call.Instr)
	if p.first(star) != nil && p.creds == yes {
		p.fix = f.credentialsFix(p)
	}
	return p
}

// anyOrigin reports functions that let everybody in, called or passed on.
func (f *finder) anyOrigin() {
	if !f.unit.Names("cors.any") {
		return
	}
	for _, file := range f.pass.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			obj, ok := f.pass.TypesInfo.Uses[id].(*types.Func)
			if !ok {
				return true
			}
			for _, mark := range f.unit.Marks(obj.Origin(), "cors.any") {
				f.anyUse(id, obj, mark)
			}
			return true
		})
	}
}

func (f *finder) anyUse(id *ast.Ident, obj *types.Func, mark *catalog.Entry) {
	l := &library{f: f, args: mark.Args}
	p := &policy{name: shortName(obj.FullName()), place: id.Pos(), creds: no, withStar: star}
	if mark.Args["credentials"] == "true" {
		p.creds = yes
	}
	why := "that is what it is for"
	kind := l.sends("sends", star)
	if kind == reflected && p.creds == yes {
		why = "it repeats the Origin of the request and allows credentials"
	}
	p.allows = []allowance{{passing: kind, why: why}}
	for _, call := range f.unit.Calls() {
		if call.Object == obj && f.callAt(id, call) {
			p.fn, p.sink = call.Func, call.Instr
			p.place = call.Instr.Pos()
			p.scope = f.scope(call)
			p.public = f.public(call.Func, call.Instr)
		}
	}
	f.report(p)
}

// callAt says whether a call's function is named at id.
func (f *finder) callAt(id *ast.Ident, call *flow.Call) bool {
	pos := call.Instr.Pos() // of the left parenthesis
	return pos == id.End()
}
