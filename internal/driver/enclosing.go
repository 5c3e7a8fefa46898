package driver

import (
	"go/ast"
	"go/types"

	"github.com/secvet/secvet/internal/finding"
)

// function returns the full name of the declared function that a place lies in, as
// an analysis of its package has it; that of the package's initialiser for a place
// in none. It is empty when the file cannot be read.
func (t *trees) function(l finding.Location) string {
	f := t.file(l.File)
	if f == nil {
		return ""
	}
	tf := t.fset.File(f.FileStart)
	for _, decl := range f.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if ok && tf.Line(fn.Pos()) <= l.Line && l.Line <= tf.Line(fn.End()) {
			return qualified(l.Package, fn)
		}
	}
	return l.Package + ".init"
}

// qualified writes "(*import/path.Type).Method" or "import/path.Function".
func qualified(pkgPath string, fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return pkgPath + "." + fn.Name.Name
	}
	receiver, pointer := fn.Recv.List[0].Type, ""
	if star, ok := ast.Unparen(receiver).(*ast.StarExpr); ok {
		receiver, pointer = star.X, "*"
	}
	return "(" + pointer + pkgPath + "." + types.ExprString(receiver) + ")." + fn.Name.Name
}
