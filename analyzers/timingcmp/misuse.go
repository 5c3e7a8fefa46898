package timingcmp

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/testcode"
	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/flow"
)

// misuses looks at the functions that compare in constant time: whether their
// result is read as what it is, and whether the length of a secret shows.
func (a *asker) misuses() []emit.Draft {
	var drafts []emit.Draft
	count := make(map[string]int)
	for _, call := range a.unit.Marked("compare.safe") {
		if testcode.Holds(a.unit, call.Func) {
			continue
		}
		key := call.Func.RelString(nil) + call.Callee
		d := emit.Draft{Place: call.Instr.Pos(), Sink: call.Instr, Func: call.Func, SinkName: call.Callee, Ordinal: count[key]}
		count[key]++
		mark := call.Mark("compare.safe")
		if mark.Args["result"] == "int" {
			if m := a.misuse(call, d); m != nil {
				drafts = append(drafts, *m)
				continue
			}
		} else if call.Value() != nil && unused(call.Value()) && !a.dummy(call) {
			d.Rule, d.Message = Misuse, "the result of "+shortName(call.Callee)+" is not used: the comparison decides nothing"
			d.Advice = "reject the request when the result is false"
			drafts = append(drafts, d)
			continue
		}
		if m := a.length(call, d); m != nil {
			drafts = append(drafts, *m)
		}
	}
	return drafts
}

func unused(v ssa.Value) bool { return v.Referrers() != nil && len(*v.Referrers()) == 0 }

// dummy says whether a comparison is there to take time where there is nothing
// to compare: with itself, with something made up, or beside one that counts.
func (a *asker) dummy(call *flow.Call) bool {
	if a.unit.Same(call.Arg(0), call.Instr, call.Arg(1), call.Instr) {
		return true
	}
	for i := range 2 {
		if isConst(call.Arg(i)) || words.Has(a.syntax.argument(call.Instr.Pos(), i), "dummy", "fake", "empty", "zero") {
			return true
		}
	}
	for _, other := range a.unit.Marked("compare.safe") {
		if v := other.Value(); other.Func == call.Func && v != nil && !unused(v) {
			return true
		}
	}
	return false
}

// misuse judges how the result of ConstantTimeCompare is read.
func (a *asker) misuse(call *flow.Call, d emit.Draft) *emit.Draft {
	v := call.Value()
	if v == nil || unused(v) {
		if a.dummy(call) {
			return nil
		}
		d.Rule, d.Message = Misuse, "the result of "+shortName(call.Callee)+" is not used: the comparison decides nothing"
		d.Advice = "reject the request when the result is not 1"
		return &d
	}
	for _, r := range *v.Referrers() {
		bin, ok := r.(*ssa.BinOp)
		if !ok || bin.X != v {
			continue
		}
		k, ok := bin.Y.(*ssa.Const)
		if !ok || k.Value == nil || k.Value.Kind() != constant.Int {
			continue
		}
		n := k.Int64()
		switch {
		case impossible(bin.Op, n):
			d.Rule = Misuse
			d.Message = fmt.Sprintf("%s %s %d never varies: the result is 1 for equal and 0 for different", shortName(call.Callee), bin.Op, n)
			d.Advice = "compare the result with 1"
			return &d
		case bin.Op == token.NEQ && n == 0 && rejects(bin, call.Func):
			d.Rule = Misuse
			d.Message = fmt.Sprintf("%s != 0 is true when both are equal: this branch turns away those who know the secret, and lets the others in", shortName(call.Callee))
			d.Advice = "compare the result with 1: != 1 for different"
			d.Fix = a.readAsOne(bin)
			return &d
		}
	}
	return nil
}

// impossible says whether a condition on a number that is 0 or 1 never varies.
func impossible(op token.Token, n int64) bool {
	holds := func(v int64) bool { return constant.Compare(constant.MakeInt64(v), op, constant.MakeInt64(n)) }
	switch op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return holds(0) == holds(1)
	}
	return false
}

// rejects says whether the branch where cond is true refuses, and the other does
// not.
func rejects(cond *ssa.BinOp, fn *ssa.Function) bool {
	for _, r := range *cond.Referrers() {
		if branch, ok := r.(*ssa.If); ok {
			b := branch.Block()
			if refuses(b.Succs[0]) && !refuses(b.Succs[1]) {
				return true
			}
		}
	}
	return false
}

// refuses says whether a block answers no: it returns false or an error that is
// not nil, or sends a status such as 401.
func refuses(b *ssa.BasicBlock) bool {
	for _, in := range b.Instrs {
		switch in := in.(type) {
		case ssa.CallInstruction:
			for _, arg := range in.Common().Args {
				if k, ok := arg.(*ssa.Const); ok && k.Value != nil && k.Value.Kind() == constant.Int && (k.Int64() == 401 || k.Int64() == 403) {
					return true
				}
			}
		case *ssa.Return:
			return returnsNo(in)
		}
	}
	return false
}

func returnsNo(ret *ssa.Return) bool {
	for _, v := range ret.Results {
		k, isConst := v.(*ssa.Const)
		switch {
		case isBool(v.Type()):
			return isConst && k.Value != nil && !constant.BoolVal(k.Value)
		case isError(v.Type()):
			return !isConst
		}
	}
	return false
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// readAsOne turns the 0 of a condition into 1.
func (a *asker) readAsOne(bin *ssa.BinOp) *analysis.SuggestedFix {
	e := a.syntax.binary[bin.Pos()]
	if e == nil {
		return nil
	}
	lit, ok := ast.Unparen(e.Y).(*ast.BasicLit)
	if !ok || lit.Value != "0" {
		return nil
	}
	return &analysis.SuggestedFix{Message: "Compare the result with 1",
		TextEdits: []analysis.TextEdit{{Pos: lit.Pos(), End: lit.End(), NewText: []byte("1")}}}
}

// length notes a password that is compared as it is.
func (a *asker) length(call *flow.Call, d emit.Draft) *emit.Draft {
	for i := range 2 {
		s := a.side(call.Arg(i), call.Instr, a.syntax.argument(call.Instr.Pos(), i))
		if s.constant || s.mac != nil || s.digest || s.request != nil || s.own == nil {
			continue
		}
		if name := originName(s.own); words.Password(name) {
			d.Rule = Length
			d.Message = fmt.Sprintf("%s is compared by %s, which answers at once when the lengths differ", s.text, shortName(call.Callee))
			d.Advice = "compare SHA-256 digests of both sides"
			return &d
		}
	}
	return nil
}
