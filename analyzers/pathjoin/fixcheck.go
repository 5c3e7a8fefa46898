package pathjoin

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/internal/flow"
)

// This file puts a check before a join, and refuses what does not pass in the way of
// the function around it.

// fixCheck refuses names that are not local before the statement that joins them.
func (j *judge) fixCheck(f *flaw) *analysis.SuggestedFix {
	built := f.origin.Built.Pos
	if !built.IsValid() || startsWithSlash(f.origin) {
		return nil
	}
	s := j.siteAt(built)
	if s == nil || !j.goVersion(s.file, "go1.20") {
		return nil
	}
	name := j.nameIn(s, built, f.origin)
	stmt := s.statement()
	if first := s.entryLoop(name); f.rule == Archive && first != nil {
		stmt = first
	}
	if name == nil || stmt == nil || !j.declaredBefore(name, stmt.Pos()) {
		return nil
	}
	x := types.ExprString(name)
	refuse, pkg := j.refusal(s, x)
	if refuse == "" {
		return nil
	}
	names, edits, ok := j.imports(s, stmt.Pos(), "path/filepath", pkg)
	if !ok {
		return nil
	}
	indent := strings.Repeat("\t", j.pass.Fset.Position(stmt.Pos()).Column-1)
	body := strings.ReplaceAll(strings.ReplaceAll(refuse, "$", names[1]), "\n", "\n\t"+indent)
	text := fmt.Sprintf("if !%s.IsLocal(%s) {\n%s\t%s\n%s}\n%s", names[0], x, indent, body, indent, indent)
	return &analysis.SuggestedFix{
		Message:   fmt.Sprintf("Refuse %s when it leads out of the folder", x),
		TextEdits: append(edits, analysis.TextEdit{Pos: stmt.Pos(), End: stmt.Pos(), NewText: []byte(text)}),
	}
}

// nameIn is the foreign piece of the join at pos, when it can be written twice.
func (j *judge) nameIn(s *site, pos token.Pos, o *flow.Origin) ast.Expr {
	var pieces []ast.Expr
	if call := s.callAt(pos); call != nil && !call.Ellipsis.IsValid() {
		if fun, ok := call.Fun.(*ast.SelectorExpr); !ok || fun.Sel.Name != "Join" || len(call.Args) < 2 {
			return nil
		}
		pieces = call.Args[1:]
	} else {
		for _, n := range s.path {
			if b, ok := n.(*ast.BinaryExpr); ok && b.OpPos == pos && b.Op == token.ADD {
				pieces = []ast.Expr{b.Y}
			}
		}
	}
	var open []ast.Expr
	for _, p := range pieces {
		if tv := j.pass.TypesInfo.Types[p]; tv.Value == nil {
			open = append(open, p)
		}
	}
	for _, p := range open {
		if simple(p) && (len(open) == 1 || types.ExprString(p) == o.Piece) && types.Identical(j.pass.TypesInfo.TypeOf(p).Underlying(), types.Typ[types.String]) {
			return p
		}
	}
	return nil
}

// statement is the innermost statement of a list around the place.
func (s *site) statement() ast.Stmt {
	for i := 0; i+1 < len(s.path); i++ {
		stmt, ok := s.path[i].(ast.Stmt)
		if !ok {
			if _, lit := s.path[i].(*ast.FuncLit); lit {
				return nil
			}
			continue
		}
		switch s.path[i+1].(type) {
		case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
			if _, clause := stmt.(*ast.CaseClause); clause {
				continue
			}
			return stmt
		}
	}
	return nil
}

// declaredBefore says whether the variable that e starts with exists before pos.
func (j *judge) declaredBefore(e ast.Expr, pos token.Pos) bool {
	for {
		switch x := e.(type) {
		case *ast.SelectorExpr:
			e = x.X
		case *ast.Ident:
			obj := j.pass.TypesInfo.Uses[x]
			return obj != nil && obj.Pos() < pos
		default:
			return false
		}
	}
}

// entryLoop is the first statement of the loop over entries whose variable name
// starts with, where a check stands before whatever is made of an entry.
func (s *site) entryLoop(name ast.Expr) ast.Stmt {
	sel, ok := name.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	for _, n := range s.path {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.FuncDecl:
			return nil
		case *ast.RangeStmt:
			if id, ok := n.Value.(*ast.Ident); ok && n.Tok == token.DEFINE && types.ExprString(sel.X) == id.Name && len(n.Body.List) > 0 {
				return n.Body.List[0]
			}
		}
	}
	return nil
}

// refusal is how the function around a place refuses the name x, in statements in
// which $ is the package pkg: it returns an error, or answers the request and returns.
// The answer of a framework's handler is the catalog's
//
//	mark path.refuse CONTEXT method=NAME      a method that gets a status
//
// It is empty when the function can do neither.
func (j *judge) refusal(s *site, x string) (statements, pkg string) {
	ftype := s.function()
	if ftype == nil {
		return "", ""
	}
	if ftype.Results != nil {
		zeros, ok := j.zeroResults(ftype.Results.List)
		if !ok {
			return "", ""
		}
		return fmt.Sprintf("return %s$.Errorf(\"invalid path %%q\", %s)", strings.Join(append(zeros, ""), ", "), x), "fmt"
	}
	for _, p := range ftype.Params.List {
		t := j.pass.TypesInfo.TypeOf(p.Type)
		if t == nil || len(p.Names) != 1 || p.Names[0].Name == "_" {
			continue
		}
		if t.String() == "net/http.ResponseWriter" {
			return fmt.Sprintf("$.Error(%s, \"invalid path\", $.StatusBadRequest)\nreturn", p.Names[0].Name), "net/http"
		}
		if ptr, ok := t.Underlying().(*types.Pointer); ok {
			t = ptr.Elem()
		}
		if named, ok := types.Unalias(t).(*types.Named); ok {
			for _, mark := range j.unit.Marks(named.Obj(), "path.refuse") {
				return fmt.Sprintf("%s.%s($.StatusBadRequest)\nreturn", p.Names[0].Name, mark.Args["method"]), "net/http"
			}
		}
	}
	return "", ""
}

// function is the type of the innermost function around the place.
func (s *site) function() *ast.FuncType {
	for _, n := range s.path {
		switch n := n.(type) {
		case *ast.FuncLit:
			return n.Type
		case *ast.FuncDecl:
			return n.Type
		}
	}
	return nil
}

// zeroResults are the results before the error that a function returns, as they are
// written beside an error; ok is false when its last result is none.
func (j *judge) zeroResults(fields []*ast.Field) (zeros []string, ok bool) {
	for i, r := range fields {
		t := j.pass.TypesInfo.TypeOf(r.Type)
		for range max(1, len(r.Names)) {
			if i == len(fields)-1 && len(r.Names) <= 1 {
				return zeros, t.String() == "error"
			}
			zero := zeroOf(t)
			if zero == "" {
				return nil, false
			}
			zeros = append(zeros, zero)
		}
	}
	return nil, false
}

// zeroOf is the zero value of a type as it is written; "" when that takes its name.
func zeroOf(t types.Type) string {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsString != 0:
			return `""`
		case u.Info()&types.IsBoolean != 0:
			return "false"
		case u.Info()&types.IsNumeric != 0:
			return "0"
		}
	case *types.Pointer, *types.Slice, *types.Map, *types.Interface, *types.Signature, *types.Chan:
		if _, param := t.(*types.TypeParam); !param {
			return "nil"
		}
	}
	return ""
}
