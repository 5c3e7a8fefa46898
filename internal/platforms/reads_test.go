package platforms

import (
	"go/ast"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// outside are packages of the standard library by which an analysis could come to
// know something that is not among the inputs of a package.
var outside = []string{"os", "os/exec", "os/user", "io/ioutil", "net", "net/http", "syscall", "plugin"}

// reader is the only function that may: it reads a user's catalog whose hash is in
// its flag, and is never called where catalogs are given as texts.
const reader = "github.com/secvet/secvet/internal/flow.readCatalogArg"

// What the go command or Bazel have cached holds as long as the inputs that they know
// are the same. So an analysis must not look at anything else: no environment, no
// files, no network.
func TestAnalysesReadNothingElse(t *testing.T) {
	deps := strings.Fields(Run(t, root, Environ(), "go", "list", "-deps", "./analyzers").Stdout)
	var own []string
	for _, path := range deps {
		if strings.HasPrefix(path, "github.com/secvet/secvet/") {
			own = append(own, path)
		}
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax, Dir: root, Env: Environ()}, own...)
	if err != nil || len(pkgs) < 10 {
		t.Fatalf("%d packages, %v", len(pkgs), err)
	}
	readers := 0
	for _, p := range pkgs {
		for _, f := range p.Syntax {
			for _, decl := range f.Decls {
				name := p.PkgPath
				if fn, ok := decl.(*ast.FuncDecl); ok {
					name += "." + fn.Name.Name
				}
				for _, used := range outsiders(p, decl) {
					if name == reader {
						readers++
					} else {
						t.Errorf("%s uses %s", name, used)
					}
				}
			}
		}
	}
	if readers == 0 {
		t.Errorf("%s uses nothing: is it still there?", reader)
	}
}

// outsiders returns what a declaration uses of the packages outside.
func outsiders(p *packages.Package, decl ast.Decl) []string {
	var used []string
	ast.Inspect(decl, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if obj := p.TypesInfo.Uses[id]; obj != nil && obj.Pkg() != nil {
				for _, path := range outside {
					if obj.Pkg().Path() == path {
						used = append(used, path+"."+obj.Name())
					}
				}
			}
		}
		return true
	})
	return used
}
