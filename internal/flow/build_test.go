package flow

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// TestFunctionsSideBySide: analyzers run side by side, and whichever asks first has the
// package built; the others wait for all of it.
func TestFunctionsSideBySide(t *testing.T) {
	var text strings.Builder
	text.WriteString("package p\n")
	const functions = 400
	for i := range functions {
		fmt.Fprintf(&text, "func f%d(s string) string { if s == \"\" { return \"x\" }; return s + \"y\" }\n", i)
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", text.String(), 0)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Instances: map[*ast.Ident]types.Instance{}, Scopes: map[ast.Node]*types.Scope{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, FileVersions: map[*ast.File]string{}}
	pkg, err := new(types.Config).Check("p", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatal(err)
	}
	cat, err := userCatalog()
	if err != nil {
		t.Fatal(err)
	}
	b := &builder{pass: &analysis.Pass{Fset: fset, Files: []*ast.File{file}, Pkg: pkg, TypesInfo: info}, catalog: cat}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if n := len(b.functions()); n != functions+1 { // and init
				t.Errorf("%d functions, want %d", n, functions+1)
			}
		})
	}
	all.Wait()
}
