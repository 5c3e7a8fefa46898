package sqlconcat

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/types"
	"strconv"
)

// argument is how a value is written as an argument of the call; "" when it can't
// be, or when it would be another value there.
func (s *statements) argument(q *query, p *part, slot slot) string {
	if p.verb != "" && p.verb != "%s" && p.verb != "%v" || !s.sameAtCall(q, p.expr) {
		return ""
	}
	t := s.pass.TypesInfo.TypeOf(p.expr)
	text := s.source(p.expr)
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsString == 0 {
			return ""
		}
		if _, named := types.Unalias(t).(*types.Named); named {
			if p.verb != "" && hasText(t) {
				return ""
			}
			text = "string(" + text + ")"
		}
	case *types.Slice:
		if b, ok := u.Elem().(*types.Basic); !ok || b.Kind() != types.Byte || p.verb != "%s" || hasText(t) {
			return ""
		}
		text = "string(" + text + ")"
	default:
		return ""
	}
	if slot.before != "" {
		text = strconv.Quote(slot.before) + "+" + text
	}
	if slot.after != "" {
		text += "+" + strconv.Quote(slot.after)
	}
	return text
}

// hasText says whether fmt asks a type for its text.
func hasText(t types.Type) bool {
	for _, name := range []string{"String", "Error", "Format"} {
		if obj, _, _ := types.LookupFieldOrMethod(t, false, nil, name); obj != nil {
			return true
		}
	}
	return false
}

// sameAtCall says whether an expression has the same value at the call as where the
// text is put together, and does nothing that matters for text in a statement.
func (s *statements) sameAtCall(q *query, e ast.Expr) bool {
	same := true
	scope := s.pass.Pkg.Scope().Innermost(q.call.Pos())
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			same = false
		case *ast.CallExpr:
			if len(q.between) > 0 || forStatements(types.ExprString(n.Fun)) {
				same = false
			}
		case *ast.Ident:
			obj := s.pass.TypesInfo.Uses[n]
			if v, ok := obj.(*types.Var); ok && v.IsField() || obj == nil || scope == nil {
				break
			}
			if _, method := obj.(*types.Func); method {
				break
			}
			if _, there := scope.LookupParent(n.Name, q.call.Pos()); there != obj {
				same = false
			}
			for _, st := range q.between {
				if s.mayChange(st, obj) {
					same = false
				}
			}
		}
		return same
	})
	return same
}

// mayChange says whether a statement assigns to a variable, or hands its address on.
func (s *statements) mayChange(st ast.Stmt, obj types.Object) bool {
	mentioned, changes := false, false
	ast.Inspect(st, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			mentioned = mentioned || s.pass.TypesInfo.Uses[n] == obj
		case *ast.AssignStmt, *ast.IncDecStmt, *ast.UnaryExpr, *ast.FuncLit, *ast.CallExpr:
			changes = true
		}
		return true
	})
	return mentioned && changes
}

func hasCall(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		_, call := n.(*ast.CallExpr)
		found = found || call
		return !found
	})
	return found
}

func (s *statements) source(e ast.Expr) string {
	var b bytes.Buffer
	if err := format.Node(&b, s.pass.Fset, e); err != nil {
		return ""
	}
	return b.String()
}
