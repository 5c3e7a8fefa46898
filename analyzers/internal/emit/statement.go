package emit

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"
)

// maxStatement bounds the text of a statement in bytes. A longer one, such as a
// table of routes, is told apart by its beginning.
const maxStatement = 2000

// noteStatements notes what may be the statement of a finding: a simple
// statement, or an expression in the header of a compound one.
func (s *source) noteStatements(f *ast.File, n ast.Node) {
	add := func(n ast.Node) { s.stmts[f] = append(s.stmts[f], n) }
	addExpr := func(e ast.Expr) {
		if e != nil {
			add(e)
		}
	}
	switch n := n.(type) {
	case *ast.AssignStmt, *ast.ExprStmt, *ast.ReturnStmt, *ast.SendStmt, *ast.IncDecStmt, *ast.GoStmt, *ast.DeferStmt, *ast.DeclStmt, *ast.ValueSpec:
		add(n)
	case *ast.IfStmt:
		addExpr(n.Cond)
	case *ast.ForStmt:
		addExpr(n.Cond)
	case *ast.RangeStmt:
		addExpr(n.X)
	case *ast.SwitchStmt:
		addExpr(n.Tag)
	case *ast.CaseClause:
		for _, e := range n.List {
			addExpr(e)
		}
	}
}

// statement is the normalised text of the innermost statement around pos.
func (s *source) statement(pos token.Pos) string {
	f := File(s.pass, pos)
	if f == nil {
		return ""
	}
	var best ast.Node
	for _, n := range s.stmts[f] {
		if n.Pos() <= pos && pos < n.End() && (best == nil || n.Pos() >= best.Pos() && n.End() <= best.End()) {
			best = n
		}
	}
	if best == nil {
		if best = s.nodes[pos]; best == nil {
			return ""
		}
	}
	return normalised(best)
}

// normalised is a text that is the same for the same code, however it is laid out
// and commented. The bodies of function literals are left out: what is done there
// is not part of the statement. It is Go without most of its punctuation.
func normalised(n ast.Node) string {
	var out strings.Builder
	var ends []string // of the nodes around
	ast.Inspect(n, func(n ast.Node) bool {
		switch n.(type) {
		case nil:
			out.WriteString(ends[len(ends)-1])
			ends = ends[:len(ends)-1]
		case *ast.Comment, *ast.CommentGroup:
			return false
		case *ast.FuncLit:
			out.WriteString(" func{}")
			return false
		case *ast.ParenExpr: // which is nothing but layout in a tree
			ends = append(ends, "")
		default:
			out.WriteString(" " + word(n) + "(")
			ends = append(ends, ")")
		}
		return true
	})
	text := strings.TrimSpace(strings.ReplaceAll(out.String(), "()", ""))
	return text[:min(len(text), maxStatement)]
}

// word is what a node says that its parts do not.
func word(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Ident:
		return n.Name
	case *ast.BasicLit:
		return n.Value
	case *ast.BinaryExpr:
		return n.Op.String()
	case *ast.UnaryExpr:
		return n.Op.String()
	case *ast.AssignStmt:
		return n.Tok.String()
	case *ast.IncDecStmt:
		return n.Tok.String()
	case *ast.CallExpr:
		if n.Ellipsis.IsValid() {
			return "call..."
		}
		return "call"
	case *ast.SelectorExpr:
		return "."
	}
	return strings.ToLower(strings.TrimPrefix(fmt.Sprintf("%T", n), "*ast."))
}
