package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// filling follows what a call writes to v, one of its operands.
func (d *drawing) filling(call ssa.CallInstruction, v ssa.Value) (f drawFrom) {
	ops := operandsOf(call.Common())
	if b, ok := call.Common().Value.(*ssa.Builtin); ok {
		if b.Name() == "copy" && ops[0] == v {
			return d.from(ops[1])
		}
		return f
	}
	at := slices.Index(ops, v)
	if at < 0 {
		return f
	}
	c := d.g.callee(call)
	if f, ok := d.mark(c.entries, &filled{call, c, at}); ok {
		return f
	}
	for _, e := range c.entries {
		if e.Verb == "flow" && slices.ContainsFunc(e.Places, func(p catalog.Place) bool { return c.placeIs(p, at) }) {
			f = f.and(d.operands(c, e.From, ops, at))
		}
	}
	for _, fn := range c.bodies {
		if at < len(fn.Params) && d.calls[fn] == nil {
			d.calls[fn] = call
			f = f.and(d.contents(fn.Params[at]))
		}
	}
	return f
}

// operands follows the operands that places name, except the one at skip.
func (d *drawing) operands(c *calleeInfo, from []catalog.Place, ops []ssa.Value, skip int) (f drawFrom) {
	for i, op := range ops {
		if i == skip || !slices.ContainsFunc(from, func(p catalog.Place) bool { return c.placeIs(p, i) }) {
			continue
		}
		f = f.and(d.from(op))
		for _, a := range d.g.variadicArgs(op) {
			f = f.and(d.from(a))
		}
		f = f.and(d.contents(op))
	}
	return f
}

// filled is a call that fills its operand at.
type filled struct {
	call ssa.CallInstruction
	c    *calleeInfo
	at   int
}

// mark judges the entries of a source or of a keyed function; ok says whether
// there was something to judge. For a call that fills an operand, only sources that
// fill it count.
func (d *drawing) mark(entries []*catalog.Entry, by *filled) (f drawFrom, ok bool) {
	for _, e := range entries {
		if e.Verb != "mark" {
			continue
		}
		switch {
		case e.Word == "draw" && by != nil && (e.Args["into"] == "" || by.c.operand(atoi(e.Args["into"])) != by.at):
		case e.Word == "draw" && e.Args["kind"] == "weak" && by != nil:
			return d.weak(by.call, by.c), true
		case e.Word == "draw" && e.Args["kind"] == "strong", e.Word == "mac" && by == nil, e.Word == "kdf" && by == nil:
			return drawFrom{open: true}, true
		}
	}
	return f, false
}

// weak takes a draw of a predictable source, unless the program gave it a source
// of its own.
func (d *drawing) weak(call ssa.CallInstruction, c *calleeInfo) drawFrom {
	if c.hasRecv && d.ownSource(operandsOf(call.Common())[0], call) {
		return drawFrom{open: true}
	}
	fn := call.Parent()
	return drawFrom{draw: &Draw{Callee: c.name(), Step: Step{"drawn by " + shortName(c.name()), d.g.place(call.Pos(), fn)},
		Site: Site{Package: d.g.unit.Pass.Pkg.Path(), Function: fn.RelString(nil), Sink: c.name()}}}
}

// ownSource says whether a generator draws from a source that is not one of the
// library's own: one that reads from the operating system, as a rule.
func (d *drawing) ownSource(generator ssa.Value, at ssa.Instruction) bool {
	if isInterface(generator.Type()) && d.foreignKind(generator) {
		return true
	}
	return slices.ContainsFunc(d.g.makers(generator, at), func(m *Call) bool { return m.Arg(0) != nil && d.foreignKind(m.Arg(0)) })
}

// foreignKind says whether a source can be of a type that is not math/rand's.
func (d *drawing) foreignKind(source ssa.Value) bool {
	k := &kinds{g: d.g, seen: make(map[ssa.Value]bool), all: true}
	k.visit(source, 0)
	return slices.ContainsFunc(k.list, func(t types.Type) bool {
		named, ok := types.Unalias(deref(t)).(*types.Named)
		return ok && named.Obj().Pkg() != nil && !strings.HasPrefix(named.Obj().Pkg().Path(), "math/rand")
	})
}

func (d *drawing) call(v *ssa.Call, index int) (f drawFrom) {
	ops := operandsOf(v.Common())
	if b, ok := v.Call.Value.(*ssa.Builtin); ok {
		if b.Name() != "len" && b.Name() != "cap" {
			for _, op := range ops {
				f = f.and(d.from(op))
			}
		}
		return f
	}
	if d.lastResort(v) {
		return drawFrom{open: true}
	}
	c := d.g.callee(v)
	for _, e := range c.entries {
		if e.Verb == "mark" && e.Word == "draw" && e.Args["kind"] == "weak" && e.Args["into"] == "" {
			return d.weak(v, c)
		}
	}
	if f, ok := d.mark(c.entries, nil); ok {
		return f
	}
	known := c.object != nil && c.object.Pkg() != nil && c.object.Pkg().Path() == "time"
	if known {
		for _, op := range ops {
			f = f.and(d.from(op))
		}
	}
	for _, e := range c.entries {
		switch {
		case e.Verb == "flow" && slices.ContainsFunc(e.Places, isResult), e.Verb == "mark" && (e.Word == "hash" || e.Word == "digest"):
			known = true
			f = f.and(d.operands(c, e.From, ops, -1))
		case e.Verb == "clean":
			known = true
			for _, op := range ops {
				f = f.and(d.from(op))
			}
		case e.Verb == "source" && classOf(catalog.Class(e.Word)) == Untrusted:
			known = true // what the one who guesses sends
		}
	}
	f = f.and(d.contents(v)) // what is written to the thing that it made
	var returned drawFrom
	for _, fn := range c.bodies {
		known = true
		returned = returned.or(d.enter(v, fn, index))
	}
	for _, s := range c.summaries {
		if one, ok := d.imported(s, index); ok {
			known, returned = true, returned.or(one)
		}
	}
	f = f.and(returned)
	if !known {
		f = f.and(d.unknown(v, ops, index))
	}
	return f
}

func isResult(p catalog.Place) bool { return p.Root == catalog.Result || p.Root == catalog.AllResults }

func (d *drawing) enter(call *ssa.Call, fn *ssa.Function, index int) (f drawFrom) {
	if d.calls[fn] == nil {
		d.calls[fn] = call
	}
	for _, b := range fn.Blocks {
		if ret, ok := lastInstr(b).(*ssa.Return); ok && index < len(ret.Results) {
			f = f.or(d.from(ret.Results[index]))
		}
	}
	return f
}

// imported takes what the summary of another package's function says.
func (d *drawing) imported(s *Summary, index int) (f drawFrom, ok bool) {
	for _, fact := range s.Draws {
		if fact.Index == index {
			d.beside = append(d.beside, fact.Beside...)
			return drawFrom{draw: &Draw{Callee: fact.Callee, Step: fact.Step.thaw(), Site: fact.Site}}, true
		}
	}
	return f, false
}

// unknown is a call of something that the catalog does not know: a number stays
// as predictable as what it is computed from, a text may be anything.
func (d *drawing) unknown(v *ssa.Call, ops []ssa.Value, index int) (f drawFrom) {
	sig := v.Call.Signature()
	if index < sig.Results().Len() && isNumber(sig.Results().At(index).Type()) {
		for _, op := range ops {
			f = f.and(d.from(op))
		}
		return f
	}
	return drawFrom{open: true}
}

// isNumber says whether a type is that of a number or of a time.
func isNumber(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsNumeric|types.IsBoolean) != 0 || t.String() == "time.Time"
}
