// Package statement names a statement by its text, for fingerprints: the same
// code has the same text however it is laid out, and wherever it stands.
package statement

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"
)

// maxText bounds a text in bytes. A longer statement, such as a table of routes,
// is told apart by its beginning.
const maxText = 2000

// At returns the text of the innermost statement around a position in a file:
// a simple statement, or an expression in the header of a compound one. It is
// empty where there is none. The bodies of function literals are left out: what
// is done there is not part of the statement. The text is Go without most of its
// punctuation.
func At(f *ast.File, pos token.Pos) string {
	var found ast.Node
	ast.Inspect(f, func(n ast.Node) bool {
		if n == nil || pos < n.Pos() || n.End() <= pos {
			return false
		}
		for _, part := range parts(n) {
			if part.Pos() <= pos && pos < part.End() {
				found = part
			}
		}
		return true
	})
	if found == nil {
		return ""
	}
	return text(found)
}

// parts returns what of a node counts as a statement.
func parts(n ast.Node) []ast.Node {
	var header []ast.Expr
	switch n := n.(type) {
	case *ast.AssignStmt, *ast.ExprStmt, *ast.ReturnStmt, *ast.SendStmt, *ast.IncDecStmt, *ast.GoStmt, *ast.DeferStmt, *ast.ValueSpec:
		return []ast.Node{n}
	case *ast.IfStmt:
		header = []ast.Expr{n.Cond}
	case *ast.ForStmt:
		header = []ast.Expr{n.Cond}
	case *ast.RangeStmt:
		header = []ast.Expr{n.X}
	case *ast.SwitchStmt:
		header = []ast.Expr{n.Tag}
	case *ast.CaseClause:
		header = n.List
	}
	var nodes []ast.Node
	for _, e := range header {
		if e != nil {
			nodes = append(nodes, e)
		}
	}
	return nodes
}

func text(n ast.Node) string {
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
	all := strings.TrimSpace(strings.ReplaceAll(out.String(), "()", ""))
	return all[:min(len(all), maxText)]
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
