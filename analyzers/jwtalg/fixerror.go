package jwtalg

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/emit"
)

// This file lets a function that returns errors return that of a verification.

// fixError returns the error of the verifying call at pos right behind it. There is no
// fix where the function returns none, or something else that has no zero value to be
// written down.
func (c *checker) fixError(pos token.Pos) *analysis.SuggestedFix {
	call := c.callAt(pos)
	if call == nil {
		return nil
	}
	s := c.statementOf(call)
	if s == nil {
		return nil
	}
	values, ok := c.zeros(s.function)
	name, declares := c.errorOf(s.assign)
	if !ok || name == "" {
		return nil
	}
	end := s.assign.End()
	edits := []analysis.TextEdit{{Pos: end, End: end, NewText: []byte("\n\tif " + name + " != nil {\n\t\treturn " + strings.Join(append(values, name), ", ") + "\n\t}")}}
	if declares {
		last := s.assign.Lhs[len(s.assign.Lhs)-1]
		edits = append(edits, analysis.TextEdit{Pos: last.Pos(), End: last.End(), NewText: []byte(name)})
	}
	return &analysis.SuggestedFix{Message: "Return the error", TextEdits: edits}
}

// statement is an assignment in a list of statements, and the function it is in.
type statement struct {
	assign   *ast.AssignStmt
	function *ast.FuncType
}

// statementOf is the assignment of what a call returns, when it stands by itself.
func (c *checker) statementOf(call *ast.CallExpr) *statement {
	var path []ast.Node
	var found *statement
	ast.Inspect(emit.File(c.pass, call.Pos()), func(n ast.Node) bool {
		if n == nil {
			path = path[:len(path)-1]
			return true
		}
		path = append(path, n)
		assign, ok := n.(*ast.AssignStmt)
		if !ok || len(assign.Rhs) != 1 || ast.Unparen(assign.Rhs[0]) != call || len(path) < 2 {
			return true
		}
		switch path[len(path)-2].(type) {
		case *ast.BlockStmt, *ast.CaseClause:
		default:
			return true // of an if, whose body it is for
		}
		for _, around := range path {
			switch f := around.(type) {
			case *ast.FuncDecl:
				found = &statement{assign, f.Type}
			case *ast.FuncLit:
				found = &statement{assign, f.Type}
			}
		}
		return true
	})
	return found
}

// errorOf is the variable for the last result of an assignment, and whether it has to
// be written there; "" when there can be none.
func (c *checker) errorOf(assign *ast.AssignStmt) (name string, declares bool) {
	last, ok := assign.Lhs[len(assign.Lhs)-1].(*ast.Ident)
	if !ok {
		return "", false
	}
	if last.Name != "_" {
		return last.Name, false
	}
	scope := c.pass.Pkg.Scope().Innermost(assign.Pos())
	if scope == nil {
		return "", false
	}
	if later := scope.Lookup("err"); later != nil && later.Pos() > assign.End() {
		return "", false // it would be declared twice
	}
	_, known := scope.LookupParent("err", assign.End())
	variable, _ := known.(*types.Var)
	switch {
	case assign.Tok == token.DEFINE && (scope.Lookup("err") == nil || variable != nil && isError(variable.Type())):
		return "err", true
	case assign.Tok == token.ASSIGN && variable != nil && isError(variable.Type()) && variable.Parent() != c.pass.Pkg.Scope():
		return "err", true
	}
	return "", false
}

// zeros are the texts of the values that a function returns beside an error.
func (c *checker) zeros(fn *ast.FuncType) (values []string, ok bool) {
	if fn.Results == nil {
		return nil, false
	}
	var results []types.Type
	for _, field := range fn.Results.List {
		t := c.pass.TypesInfo.TypeOf(field.Type)
		for range max(1, len(field.Names)) {
			results = append(results, t)
		}
	}
	last := len(results) - 1
	if last < 0 || !isError(results[last]) {
		return nil, false
	}
	for _, t := range results[:last] {
		zero := zeroOf(t)
		if zero == "" {
			return nil, false
		}
		values = append(values, zero)
	}
	return values, true
}

// zeroOf is the text of a type's zero value; "" when it would have to name the type.
func zeroOf(t types.Type) string {
	if _, generic := types.Unalias(t).(*types.TypeParam); generic {
		return ""
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsString != 0:
			return `""`
		case u.Info()&types.IsNumeric != 0:
			return "0"
		case u.Info()&types.IsBoolean != 0:
			return "false"
		}
	case *types.Pointer, *types.Slice, *types.Map, *types.Interface, *types.Signature, *types.Chan:
		return "nil"
	}
	return ""
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }
