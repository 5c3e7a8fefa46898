package timingcmp

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// syntax finds the expressions behind SSA instructions.
type syntax struct {
	binary map[token.Pos]*ast.BinaryExpr
	calls  map[token.Pos]*ast.CallExpr
	cases  map[token.Pos]*ast.SwitchStmt
	caseOf map[token.Pos]ast.Expr
	files  []*ast.File
}

// expression is a comparison in the source. Binary and call are nil for a case
// of a switch.
type expression struct {
	x, y   string
	binary *ast.BinaryExpr
	call   *ast.CallExpr
}

func newSyntax(pass *analysis.Pass) *syntax {
	s := &syntax{binary: make(map[token.Pos]*ast.BinaryExpr), calls: make(map[token.Pos]*ast.CallExpr),
		cases: make(map[token.Pos]*ast.SwitchStmt), caseOf: make(map[token.Pos]ast.Expr), files: pass.Files}
	for _, f := range pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BinaryExpr:
				if n.Op == token.EQL || n.Op == token.NEQ {
					s.binary[n.OpPos] = n
				}
			case *ast.CallExpr:
				s.calls[n.Lparen] = n
			case *ast.SwitchStmt:
				s.switchCases(n)
			}
			return true
		})
	}
	return s
}

// parent is the node around n; nil when there is none.
func (s *syntax) parent(n ast.Node) ast.Node {
	for _, f := range s.files {
		if n.Pos() < f.FileStart || n.Pos() >= f.FileEnd {
			continue
		}
		path, _ := astutil.PathEnclosingInterval(f, n.Pos(), n.End())
		if i := slices.Index(path, n); i >= 0 && i+1 < len(path) {
			return path[i+1]
		}
	}
	return nil
}

func (s *syntax) switchCases(sw *ast.SwitchStmt) {
	if sw.Tag == nil {
		return
	}
	for _, stmt := range sw.Body.List {
		for _, e := range stmt.(*ast.CaseClause).List {
			s.cases[e.Pos()] = sw
			s.caseOf[e.Pos()] = e
		}
	}
}

// expression finds a comparison; its texts are empty when it stands in no source.
func (s *syntax) expression(c *comparison) *expression {
	pos := c.instr.Pos()
	if b := s.binary[pos]; b != nil && c.bytewise {
		return &expression{x: whole(b.X), y: whole(b.Y)} // to be rewritten as a whole loop, by hand
	}
	if b := s.binary[pos]; b != nil {
		return &expression{x: text(b.X), y: text(b.Y), binary: b}
	}
	if call := s.calls[pos]; call != nil && len(call.Args) >= 2 {
		return &expression{x: text(call.Args[0]), y: text(call.Args[1]), call: call}
	}
	if sw := s.cases[pos]; sw != nil {
		return &expression{x: text(sw.Tag), y: text(s.caseOf[pos])}
	}
	return &expression{}
}

// whole is the text of what an expression is an element of; none when it is the
// variable of a loop.
func whole(e ast.Expr) string {
	if i, ok := ast.Unparen(e).(*ast.IndexExpr); ok {
		return text(i.X)
	}
	return ""
}

// text is an expression's source; long ones are cut to their function.
func text(e ast.Expr) string {
	e = ast.Unparen(e)
	if call, ok := e.(*ast.CallExpr); ok && len(call.Args) == 1 {
		if _, ok := call.Fun.(*ast.ArrayType); ok {
			return text(call.Args[0]) // []byte(x)
		}
		if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "string" {
			return text(call.Args[0])
		}
	}
	s := types.ExprString(e)
	if len(s) > 60 {
		if call, ok := e.(*ast.CallExpr); ok {
			return types.ExprString(call.Fun) + "(…)"
		}
		return s[:59] + "…"
	}
	return s
}

// argument is the text of an argument of the call whose left parenthesis is at
// pos.
func (s *syntax) argument(pos token.Pos, i int) string {
	if call := s.calls[pos]; call != nil && i < len(call.Args) {
		return text(call.Args[i])
	}
	return ""
}
