package sqlconcat_test

import (
	"fmt"
	"log"
	"path/filepath"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/secvet/secvet/analyzers/sqlconcat"
)

// A diagnostic has the steps from the request to the statement in their order.
func Example() {
	// Of imported packages LoadSyntax has the types: their functions are unknown unless
	// the catalog has them. LoadAllSyntax follows values through them, and takes longer.
	// The module tells code of one's own from that of others.
	mode := packages.LoadSyntax | packages.NeedModule
	pkgs, err := packages.Load(&packages.Config{Mode: mode, Dir: "../../testdata/drivers"}, "./agree/orders")
	if err != nil {
		log.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{sqlconcat.Analyzer}, pkgs, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, d := range graph.Roots[0].Diagnostics {
		fmt.Println(d.Message)
		for _, step := range d.Related {
			at := pkgs[0].Fset.Position(step.Pos)
			fmt.Printf("\t%s:%d: %s\n", filepath.Base(at.Filename), at.Line, step.Message)
		}
	}
	// Output:
	// r.FormValue("customer") from a request is put into a quoted value of (*sql.DB).Query [sqlconcat/untrusted]
	// 	orders.go:37: r.FormValue("customer") comes from a request
	// 	orders.go:37: joined into a text
	// 	orders.go:37: used by (*sql.DB).Query
}
