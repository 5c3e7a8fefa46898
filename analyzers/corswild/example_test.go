package corswild_test

import (
	"fmt"
	"log"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/secvet/secvet/analyzers/corswild"
)

// The analyzer on a package.
func Example() {
	// Of imported packages LoadSyntax has the types: their functions are unknown unless
	// the catalog has them. LoadAllSyntax follows values through them, and takes longer.
	// The module tells code of one's own from that of others.
	mode := packages.LoadSyntax | packages.NeedModule
	pkgs, err := packages.Load(&packages.Config{Mode: mode, Dir: "../../testdata/drivers"}, "./agree/session")
	if err != nil {
		log.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{corswild.Analyzer}, pkgs, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, d := range graph.Roots[0].Diagnostics {
		fmt.Println(d.Message)
	}
	// Output:
	// cors.New lets every website read answers with the user's credentials: AllowOriginFunc accepts every origin [corswild/reflected-credentials]
}
