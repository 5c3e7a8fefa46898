package emit

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/statement"
)

// source answers questions about the syntax at a position.
type source struct {
	pass *analysis.Pass
	// nodes maps the position that SSA gives an instruction (the left parenthesis
	// of a call, the operator of a binary expression) to the expression.
	nodes map[token.Pos]ast.Node
	files map[string]*token.File
	gen   map[*ast.File]bool
}

func newSource(pass *analysis.Pass) *source {
	s := &source{pass: pass, nodes: make(map[token.Pos]ast.Node),
		files: make(map[string]*token.File), gen: make(map[*ast.File]bool)}
	for _, f := range pass.Files {
		s.gen[f] = ast.IsGenerated(f)
		ast.Inspect(f, func(n ast.Node) bool {
			s.note(n)
			return true
		})
	}
	return s
}

func (s *source) note(n ast.Node) {
	switch n := n.(type) {
	case *ast.CallExpr:
		s.nodes[n.Lparen] = n
	case *ast.BinaryExpr:
		s.nodes[n.OpPos] = n
	case *ast.AssignStmt:
		if n.Tok == token.ADD_ASSIGN {
			s.nodes[n.TokPos] = n
		}
	case *ast.SelectorExpr:
		s.nodes[n.Sel.Pos()] = n
	case *ast.IndexExpr:
		s.nodes[n.Lbrack] = n
	case *ast.StarExpr:
		s.nodes[n.Star] = n
	case *ast.KeyValueExpr:
		s.nodes[n.Colon] = n
	}
}

// extent is where the expression at pos starts and ends. A call in a chain that is
// written on several lines starts at its own name, where a reader looks for it.
func (s *source) extent(pos token.Pos) (token.Pos, token.Pos) {
	if n := s.nodes[pos]; n != nil {
		if name := s.chained(n); name.IsValid() {
			return name, n.End()
		}
		return n.Pos(), n.End()
	}
	if f := File(s.pass, pos); f != nil {
		end := pos
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil || pos < n.Pos() || pos >= n.End() {
				return false
			}
			if _, ok := n.(ast.Expr); ok && n.Pos() == pos && end == pos {
				end = n.End()
			}
			return true
		})
		return pos, end
	}
	return pos, pos
}

// chained is the position of the name of a method or function that is called on a
// later line than its expression starts.
func (s *source) chained(n ast.Node) token.Pos {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return token.NoPos
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || s.pass.Fset.Position(sel.Sel.Pos()).Line == s.pass.Fset.Position(n.Pos()).Line {
		return token.NoPos
	}
	return sel.Sel.Pos()
}

// statement is the text of the innermost statement around pos.
func (s *source) statement(pos token.Pos) string {
	if f := File(s.pass, pos); f != nil {
		return statement.At(f, pos)
	}
	return ""
}

func (s *source) generated(pos token.Pos) bool {
	f := File(s.pass, pos)
	return f != nil && s.gen[f]
}

// lineWidth is the room that a line has in the files that stand for those of
// other packages.
const lineWidth = 512

// elsewhere is a position for a place in another package, so that drivers print
// its file, line and column.
func (s *source) elsewhere(p flow.Place) token.Pos {
	if p.File == "" || p.Line <= 0 {
		return token.NoPos
	}
	name := p.Package + "/" + p.File
	const lines = 20000
	f := s.files[name]
	if f == nil {
		f = s.pass.Fset.AddFile(name, -1, lines*lineWidth)
		starts := make([]int, lines)
		for i := range starts {
			starts[i] = i * lineWidth
		}
		f.SetLines(starts)
		s.files[name] = f
	}
	if p.Line > lines {
		return token.NoPos
	}
	return f.Pos((p.Line-1)*lineWidth + min(max(p.Column-1, 0), lineWidth-1))
}
