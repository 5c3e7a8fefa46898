package timingcmp

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/edit"
	"github.com/secvet/secvet/analyzers/internal/emit"
)

// fix rewrites a comparison for equality to one in constant time; nil where the
// operands' types or the form don't allow it.
func (a *asker) fix(c *comparison, e *expression, secret *side) *analysis.SuggestedFix {
	r := a.rewrite(e)
	if r == nil || !a.plainBool(r.whole) {
		return nil
	}
	x, y := a.asBytes(r.x), a.asBytes(r.y)
	file := emit.File(a.pass, r.whole.Pos())
	if x == nil || y == nil || file == nil {
		return nil
	}
	path, open, end := "crypto/subtle", "subtle.ConstantTimeCompare(", ") == 1"
	if r.differ {
		end = ") != 1"
	}
	if secret.macBy == "crypto/hmac.New" {
		path, open, end = "crypto/hmac", "hmac.Equal(", ")"
		if r.differ {
			open = "!" + open
		}
	}
	name, imports := edit.Import(a.pass, file, r.whole.Pos(), path)
	if name == "" {
		return nil
	}
	open = renamed(open, path, name)
	if path == "crypto/subtle" && r.tight {
		open, end = "("+open, end+")"
	}
	edits := []analysis.TextEdit{
		{Pos: r.whole.Pos(), End: x.expr.Pos(), NewText: []byte(open + x.before)},
		{Pos: x.expr.End(), End: y.expr.Pos(), NewText: []byte(x.after + ", " + y.before)},
		{Pos: y.expr.End(), End: r.whole.End(), NewText: []byte(y.after + end)},
	}
	edits = append(edits, imports...)
	if r.leaves != nil {
		edits = append(edits, edit.Unimport(a.pass, file, r.leavesPath, r.leaves.Pos(), r.leaves.End())...)
	}
	return &analysis.SuggestedFix{Message: "Compare in constant time", TextEdits: edits}
}

// renamed puts the name by which a file imports a package in front of a call.
func renamed(call, path, name string) string {
	base := path[len("crypto/"):]
	if name == base {
		return call
	}
	if call[0] == '!' {
		return "!" + name + call[1+len(base):]
	}
	return name + call[len(base):]
}

// rewriting is what a fix replaces.
type rewriting struct {
	whole  ast.Expr
	x, y   ast.Expr
	differ bool // the expression is true when the operands differ
	// tight says that an operator around it binds as strongly as == does.
	tight bool
	// leaves is the name of the replaced function, and leavesPath its package.
	leaves     ast.Expr
	leavesPath string
}

func (a *asker) rewrite(e *expression) *rewriting {
	switch {
	case e.binary != nil:
		return &rewriting{whole: e.binary, x: e.binary.X, y: e.binary.Y, differ: e.binary.Op == token.NEQ}
	case e.call != nil:
		return a.rewriteCall(e.call)
	}
	return nil
}

func (a *asker) rewriteCall(call *ast.CallExpr) *rewriting {
	if len(call.Args) != 2 {
		return nil
	}
	fn, ok := a.callee(call)
	if !ok {
		return nil
	}
	r := &rewriting{whole: call, x: call.Args[0], y: call.Args[1], leaves: call.Fun, leavesPath: fn.Pkg().Path()}
	parent := a.syntax.parent(call)
	switch fn.FullName() {
	case "bytes.Equal":
		switch p := parent.(type) {
		case *ast.UnaryExpr:
			if p.Op == token.NOT {
				r.whole, r.differ = p, true
			}
		case *ast.BinaryExpr:
			r.tight = p.Op.Precedence() >= token.EQL.Precedence()
		}
		if p, ok := a.syntax.parent(r.whole).(*ast.BinaryExpr); ok && p.Op.Precedence() >= token.EQL.Precedence() {
			r.tight = true
		}
		return r
	case "bytes.Compare", "strings.Compare":
		p, ok := parent.(*ast.BinaryExpr)
		if !ok || p.X != call || p.Op != token.EQL && p.Op != token.NEQ {
			return nil
		}
		if v := a.pass.TypesInfo.Types[p.Y].Value; v == nil || v.ExactString() != "0" {
			return nil
		}
		r.whole, r.differ = p, p.Op == token.NEQ
		return r
	}
	return nil
}

func (a *asker) callee(call *ast.CallExpr) (*types.Func, bool) {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil, false
	}
	fn, ok := a.pass.TypesInfo.Uses[sel.Sel].(*types.Func)
	return fn, ok && fn.Pkg() != nil
}

// plainBool says whether an expression can be replaced by one of type bool.
func (a *asker) plainBool(e ast.Expr) bool {
	t := a.pass.TypesInfo.TypeOf(e)
	return t == types.Typ[types.Bool] || t == types.Typ[types.UntypedBool]
}

// operand is how an operand is written as a slice of bytes.
type operand struct {
	expr          ast.Expr
	before, after string
}

func (a *asker) asBytes(e ast.Expr) *operand {
	t := a.pass.TypesInfo.TypeOf(e)
	if t == nil {
		return nil
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsString == 0 {
			return nil
		}
		if inner := a.ofBytes(e); inner != nil {
			return &operand{expr: inner}
		}
		return &operand{e, "[]byte(", ")"}
	case *types.Slice:
		if isByte(u.Elem()) {
			return &operand{expr: e}
		}
	case *types.Array:
		if isByte(u.Elem()) && a.addressable(e) {
			return &operand{e, "", "[:]"}
		}
	}
	return nil
}

// ofBytes is b when e is the conversion string(b).
func (a *asker) ofBytes(e ast.Expr) ast.Expr {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 || !a.pass.TypesInfo.Types[call.Fun].IsType() {
		return nil
	}
	if t := a.pass.TypesInfo.TypeOf(call.Args[0]); t != nil {
		if s, ok := t.Underlying().(*types.Slice); ok && types.Identical(s.Elem(), types.Typ[types.Byte]) {
			return call.Args[0]
		}
	}
	return nil
}

func (a *asker) addressable(e ast.Expr) bool {
	switch ast.Unparen(e).(type) {
	case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr:
		return a.pass.TypesInfo.Types[e].Addressable()
	}
	return false
}
