package pathjoin_test

import (
	"fmt"
	"log"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/secvet/secvet/analyzers/pathjoin"
)

// The category of a diagnostic is its rule, and there is a page about it.
func Example() {
	// Of imported packages LoadSyntax has the types: their functions are unknown unless
	// the catalog has them. LoadAllSyntax follows values through them, and takes longer.
	// The module tells code of one's own from that of others.
	mode := packages.LoadSyntax | packages.NeedModule
	pkgs, err := packages.Load(&packages.Config{Mode: mode, Dir: "../../testdata/drivers"}, "./agree/orders")
	if err != nil {
		log.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{pathjoin.Analyzer}, pkgs, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, d := range graph.Roots[0].Diagnostics {
		fmt.Println(d.Category, d.URL)
		fmt.Println("\t" + d.Message)
	}
	// Output:
	// pathjoin/untrusted https://github.com/secvet/secvet/blob/main/docs/rules/pathjoin/untrusted.md
	// 	r.PathValue("name") from a request is joined into the path of os.Open and can lead out of its folder [pathjoin/untrusted]
	// pathjoin/broken-guard https://github.com/secvet/secvet/blob/main/docs/rules/pathjoin/broken-guard.md
	// 	strings.HasPrefix(name, a.Dir) does not confine r.PathValue("name") from a request in the path of os.Open: a prefix without a separator at its end also begins other names ("Dir-evil/x" passes) [pathjoin/broken-guard]
	// pathjoin/archive https://github.com/secvet/secvet/blob/main/docs/rules/pathjoin/archive.md
	// 	r.File[*].FileHeader.Name from an archive entry is joined into the path of os.Create and can lead out of its folder [pathjoin/archive]
}
