package pathjoin

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/edit"
)

// This file repairs checks that do not hold.

// fixPrefix puts a separator behind the prefix, and lets the folder itself pass as
// before.
func (j *judge) fixPrefix(pos token.Pos) *analysis.SuggestedFix {
	s := j.siteAt(pos)
	if s == nil {
		return nil
	}
	call := s.callAt(pos)
	if call == nil || len(call.Args) != 2 || !simple(call.Args[0]) {
		return nil
	}
	names, edits, ok := j.imports(s, pos, "os", "path/filepath")
	if !ok {
		return nil
	}
	path, base := types.ExprString(call.Args[0]), types.ExprString(call.Args[1])
	if tv := j.pass.TypesInfo.Types[call.Args[1]]; tv.Value == nil {
		if inner, isCall := call.Args[1].(*ast.CallExpr); !isCall {
			if !simple(call.Args[1]) {
				return nil
			}
			base = names[1] + ".Clean(" + base + ")"
		} else if len(inner.Args) != 1 || !simple(inner.Args[0]) || types.ExprString(inner.Fun) != names[1]+".Clean" {
			return nil
		}
	}
	if !strings.Contains(base, names[1]+".") {
		_, edits, _ = j.imports(s, pos, "os")
	}
	prefix := types.ExprString(call.Fun)
	start, end, text := call.Pos(), call.End(), ""
	parent := s.parentOf(call)
	if not, ok := parent.(*ast.UnaryExpr); ok && not.Op == token.NOT {
		start = not.Pos()
		text = fmt.Sprintf("%s != %s && !%s(%s, %s+string(%s.PathSeparator))", path, base, prefix, path, base, names[0])
	} else {
		text = fmt.Sprintf("%s == %s || %s(%s, %s+string(%s.PathSeparator))", path, base, prefix, path, base, names[0])
		if _, ok := parent.(*ast.BinaryExpr); ok {
			text = "(" + text + ")"
		}
	}
	return &analysis.SuggestedFix{
		Message:   "Compare with a separator at the end of the prefix",
		TextEdits: append(edits, analysis.TextEdit{Pos: start, End: end, NewText: []byte(text)}),
	}
}

func (s *site) parentOf(n ast.Node) ast.Node {
	for i, m := range s.path {
		if m == n && i+1 < len(s.path) {
			return s.path[i+1]
		}
	}
	return nil
}

// fixRel looks at what filepath.Rel answers: if _, err := filepath.Rel(base, path); err != nil { ... }
func (j *judge) fixRel(pos token.Pos) *analysis.SuggestedFix {
	s := j.siteAt(pos)
	if s == nil || !j.goVersion(s.file, "go1.20") {
		return nil
	}
	call := s.callAt(pos)
	assign, ok := s.parentOf(call).(*ast.AssignStmt)
	if call == nil || !ok || assign.Tok != token.DEFINE || len(assign.Lhs) != 2 {
		return nil
	}
	blank, ok1 := assign.Lhs[0].(*ast.Ident)
	err, ok2 := assign.Lhs[1].(*ast.Ident)
	branch, ok3 := s.parentOf(assign).(*ast.IfStmt)
	if !ok1 || !ok2 || !ok3 || blank.Name != "_" || branch.Init != assign || branch.Else != nil ||
		types.ExprString(branch.Cond) != err.Name+" != nil" || mentions(branch.Body, err.Name) || mentions(branch.Body, "rel") {
		return nil
	}
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	text := fmt.Sprintf(" || !%s.IsLocal(rel)", types.ExprString(fun.X))
	return &analysis.SuggestedFix{
		Message: "Look at the path that filepath.Rel answers",
		TextEdits: []analysis.TextEdit{
			{Pos: blank.Pos(), End: blank.End(), NewText: []byte("rel")},
			{Pos: branch.Cond.End(), End: branch.Cond.End(), NewText: []byte(text)},
		},
	}
}

// fixRelPrefix asks of what filepath.Rel answers whether it is local:
// strings.HasPrefix(rel, "../").
func (j *judge) fixRelPrefix(pos token.Pos) *analysis.SuggestedFix {
	s := j.siteAt(pos)
	if s == nil || !j.goVersion(s.file, "go1.20") {
		return nil
	}
	call := s.callAt(pos)
	if call == nil || len(call.Args) != 2 || !simple(call.Args[0]) {
		return nil
	}
	names, edits, ok := j.imports(s, pos, "path/filepath")
	if !ok {
		return nil
	}
	local := fmt.Sprintf("%s.IsLocal(%s)", names[0], types.ExprString(call.Args[0]))
	start := call.Pos()
	if not, ok := s.parentOf(call).(*ast.UnaryExpr); ok && not.Op == token.NOT {
		start = not.Pos()
	} else {
		local = "!" + local
	}
	edits = append(edits, analysis.TextEdit{Pos: start, End: call.End(), NewText: []byte(local)})
	if fun, ok := call.Fun.(*ast.SelectorExpr); ok {
		if fn, ok := j.pass.TypesInfo.Uses[fun.Sel].(*types.Func); ok && fn.Pkg() != nil {
			edits = append(edits, edit.Unimport(j.pass, s.file, fn.Pkg().Path(), call.Pos(), call.End())...)
		}
	}
	return &analysis.SuggestedFix{Message: "Ask filepath.IsLocal, which refuses the folder above too", TextEdits: edits}
}

func mentions(n ast.Node, name string) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == name {
			found = true
		}
		return !found
	})
	return found
}
