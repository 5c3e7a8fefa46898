package timingcmp_test

import (
	"fmt"
	"log"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/secvet/secvet/analyzers/timingcmp"
)

// Some diagnostics have a fix.
func Example() {
	// Of imported packages LoadSyntax has the types: their functions are unknown unless
	// the catalog has them. LoadAllSyntax follows values through them, and takes longer.
	// The module tells code of one's own from that of others.
	mode := packages.LoadSyntax | packages.NeedModule
	pkgs, err := packages.Load(&packages.Config{Mode: mode, Dir: "../../testdata/drivers"}, "./agree/session")
	if err != nil {
		log.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{timingcmp.Analyzer}, pkgs, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, d := range graph.Roots[0].Diagnostics {
		fmt.Println(d.Message)
		for _, fix := range d.SuggestedFixes {
			fmt.Println("\tfix:", fix.Message)
			for _, edit := range fix.TextEdits {
				fmt.Printf("\t\t%q\n", edit.NewText)
			}
		}
	}
	// Output:
	// hex.EncodeToString(mac.Sum(nil)), made by hmac.New, is compared with r.Header.Get("X-Signature") (r.Header["X-Signature"] from a request) by !=, which stops at the first difference [timingcmp/mac-compare]
	// 	fix: Compare in constant time
	// 		"!hmac.Equal([]byte("
	// 		"), []byte("
	// 		"))"
}
