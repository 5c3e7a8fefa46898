package flow

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// returnWhatCallsFill moves the reading of variables that a return statement names
// behind the calls that the same statement makes:
//
//	var q query
//	return q, json.NewDecoder(r.Body).Decode(&q)
//
// returns what the decoder filled in. The language leaves the order open
// (specification, "Order of evaluation"); SSA reads q first, the compiler calls first,
// and programs rely on the compiler.
func returnWhatCallsFill(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		ret, ok := lastInstr(b).(*ssa.Return)
		if !ok || len(ret.Results) < 2 {
			continue
		}
		for i, r := range ret.Results {
			load, ok := r.(*ssa.UnOp)
			if !ok || load.Op != token.MUL || load.Block() != b {
				continue
			}
			if cell, ok := load.X.(*ssa.Alloc); ok {
				if last := lastCallAfter(b, load); last > 0 && returnedName(fn, ret, i) == cell.Comment {
					moveBehind(b, load, last)
				}
			}
		}
	}
}

// lastCallAfter is the index of the last call that a block makes after an
// instruction; 0 when it makes none.
func lastCallAfter(b *ssa.BasicBlock, from ssa.Instruction) int {
	last := 0
	for i := len(b.Instrs) - 1; i > 0 && b.Instrs[i] != from; i-- {
		if _, ok := b.Instrs[i].(*ssa.Call); ok && last == 0 {
			last = i
		}
	}
	return last
}

// returnedName is the variable that a return statement names as its result i; "" when
// it is another expression.
func returnedName(fn *ssa.Function, ret *ssa.Return, i int) string {
	var name string
	if fn.Syntax() == nil {
		return ""
	}
	ast.Inspect(fn.Syntax(), func(n ast.Node) bool {
		if n == nil || n.Pos() > ret.Pos() || n.End() <= ret.Pos() {
			return false
		}
		if stmt, ok := n.(*ast.ReturnStmt); ok && i < len(stmt.Results) {
			if id, ok := ast.Unparen(stmt.Results[i]).(*ast.Ident); ok {
				name = id.Name
			}
		}
		return true
	})
	return name
}

// moveBehind puts an instruction of a block behind the one at index last.
func moveBehind(b *ssa.BasicBlock, in ssa.Instruction, last int) {
	at := slices.Index(b.Instrs, in)
	b.Instrs = slices.Insert(slices.Delete(b.Instrs, at, at+1), last, in)
}
