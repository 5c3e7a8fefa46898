package pathjoin

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/edit"
	"github.com/secvet/secvet/internal/flow"
)

// This file lets os.OpenInRoot open what is joined.

// startsWithSlash says whether good input may begin with a slash, which Join drops
// and a check of the name would refuse.
func startsWithSlash(o *flow.Origin) bool {
	return strings.Contains(o.Expr, "URL") || strings.Contains(o.Expr, ".Param(") || strings.Contains(o.Expr, "Path")
}

// fixOpen replaces os.Open(filepath.Join(base, name)) by os.OpenInRoot(base, name).
func (j *judge) fixOpen(f *flaw) *analysis.SuggestedFix {
	if f.use.Callee != "os.Open" || f.use.Call == nil || startsWithSlash(f.origin) || f.rule == BrokenGuard {
		return nil
	}
	s := j.siteAt(f.use.Instr.Pos())
	if s == nil || !j.goVersion(s.file, "go1.24") {
		return nil
	}
	open := s.callAt(f.use.Instr.Pos())
	if open == nil || len(open.Args) != 1 {
		return nil
	}
	fun, ok := open.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	var edits []analysis.TextEdit
	switch path := ast.Unparen(open.Args[0]).(type) {
	case *ast.CallExpr:
		if path.Lparen != f.origin.Built.Pos {
			return nil
		}
		edits = j.splitJoin(s, path)
	case *ast.BinaryExpr:
		if path.OpPos != f.origin.Built.Pos {
			return nil
		}
		edits = j.splitSum(path)
	}
	if edits == nil {
		return nil
	}
	edits = append(edits, analysis.TextEdit{Pos: fun.Sel.Pos(), End: fun.Sel.End(), NewText: []byte("OpenInRoot")})
	return &analysis.SuggestedFix{Message: "Open the file with os.OpenInRoot, which refuses what leads out of the folder", TextEdits: edits}
}

// splitJoin makes the arguments base, name of filepath.Join(base, name), and base,
// filepath.Join(x, y) of filepath.Join(base, x, y), or filepath.Join(base, x), y where
// x is written in the program.
func (j *judge) splitJoin(s *site, join *ast.CallExpr) []analysis.TextEdit {
	fun, ok := join.Fun.(*ast.SelectorExpr)
	if !ok || fun.Sel.Name != "Join" || len(join.Args) < 2 || join.Ellipsis.IsValid() {
		return nil
	}
	if last := len(join.Args) - 1; last > 1 {
		if j.constants(join.Args[1:last]) {
			// The folder goes on up to the name.
			return []analysis.TextEdit{
				{Pos: join.Args[last-1].End(), End: join.Args[last].Pos(), NewText: []byte("), ")},
				{Pos: join.Args[last].End(), End: join.End()},
			}
		}
		base := types.ExprString(join.Args[0]) + ", "
		return []analysis.TextEdit{
			{Pos: join.Pos(), End: join.Pos(), NewText: []byte(base)},
			{Pos: join.Args[0].Pos(), End: join.Args[1].Pos()},
		}
	}
	edits := []analysis.TextEdit{
		{Pos: join.Pos(), End: join.Args[0].Pos()},
		{Pos: join.Args[1].End(), End: join.End()},
	}
	if fn, ok := j.pass.TypesInfo.Uses[fun.Sel].(*types.Func); ok && fn.Pkg() != nil {
		edits = append(edit.Unimport(j.pass, s.file, fn.Pkg().Path(), join.Pos(), join.End()), edits...)
	}
	return edits
}

// constants says whether all expressions are.
func (j *judge) constants(list []ast.Expr) bool {
	return !slices.ContainsFunc(list, func(e ast.Expr) bool { return j.pass.TypesInfo.Types[e].Value == nil })
}

// splitSum makes the arguments base, name of base + "/" + name.
func (j *judge) splitSum(sum *ast.BinaryExpr) []analysis.TextEdit {
	left, ok := sum.X.(*ast.BinaryExpr)
	if !ok || left.Op != token.ADD {
		return nil
	}
	if slash := j.pass.TypesInfo.Types[left.Y].Value; slash == nil || slash.Kind() != constant.String || constant.StringVal(slash) != "/" {
		return nil
	}
	if _, longer := left.X.(*ast.BinaryExpr); longer {
		return nil // what stands before may hold names as well
	}
	return []analysis.TextEdit{{Pos: left.X.End(), End: sum.Y.Pos(), NewText: []byte(", ")}}
}
