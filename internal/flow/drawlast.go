package flow

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// lastResort says whether an instruction is reached only where a source that nobody can
// predict has failed: what is drawn there instead is never handed out, for crypto/rand
// does not fail (since Go 1.24 it says so).
func (d *drawing) lastResort(at ssa.Instruction) bool {
	fn := at.Parent()
	if !slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool { return slices.ContainsFunc(b.Instrs, d.drawsWell) }) {
		return false
	}
	return branchesHold(fn, func(cond ssa.Value, want bool) bool {
		b, ok := cond.(*ssa.BinOp)
		if !ok || b.Op != token.NEQ && b.Op != token.EQL || (b.Op == token.NEQ) != want {
			return false
		}
		err, isNil := b.X, b.Y
		if k, ok := err.(*ssa.Const); ok && k.IsNil() {
			err, isNil = isNil, err
		}
		k, ok := isNil.(*ssa.Const)
		result, extracted := err.(*ssa.Extract)
		if !ok || !k.IsNil() || !extracted {
			return false
		}
		in, ok := result.Tuple.(ssa.Instruction)
		return ok && d.drawsWell(in)
	})[at.Block().Index]
}

// drawsWell says whether an instruction is a call of a source that nobody can predict,
// or one that is given it: io.ReadFull(rand.Reader, b).
func (d *drawing) drawsWell(in ssa.Instruction) bool {
	call, ok := in.(*ssa.Call)
	if !ok {
		return false
	}
	if _, builtin := call.Call.Value.(*ssa.Builtin); builtin {
		return false
	}
	strong := func(e *catalog.Entry) bool {
		return e.Verb == "mark" && e.Word == "draw" && e.Args["kind"] == "strong"
	}
	if c := d.g.callee(call); c != nil && slices.ContainsFunc(c.entries, strong) {
		return true
	}
	return slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool {
		load, ok := arg.(*ssa.UnOp)
		if !ok {
			return false
		}
		g, ok := load.X.(*ssa.Global)
		return ok && g.Object() != nil && slices.ContainsFunc(d.g.unit.catalog.Object(g.Object()), strong)
	})
}
