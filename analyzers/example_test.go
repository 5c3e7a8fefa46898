package analyzers_test

import (
	"fmt"
	"log"
	"path/filepath"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/analysis/multichecker"
	"golang.org/x/tools/go/packages"

	"github.com/secvet/secvet/analyzers"
	"github.com/secvet/secvet/analyzers/weakhash"
)

func ExampleAll() {
	for _, a := range analyzers.All() {
		fmt.Println(a.Name)
	}
	// Output:
	// sqlconcat
	// jwtalg
	// corswild
	// pathjoin
	// weakhash
	// timingcmp
}

// A program of one's own, with other analyzers beside those of secvet. Flow is among
// them for its flags (-flow.notes, -flow.rules and more).
func Example_multichecker() {
	multichecker.Main(append(analyzers.All(), analyzers.Flow)...)
}

// One analyzer on one package.
func Example_checker() {
	// Of imported packages LoadSyntax has the types: their functions are unknown unless
	// the catalog has them. LoadAllSyntax follows values through them, and takes longer.
	// The module tells code of one's own from that of others.
	mode := packages.LoadSyntax | packages.NeedModule
	pkgs, err := packages.Load(&packages.Config{Mode: mode, Dir: "../testdata/drivers"}, "./agree/session")
	if err != nil {
		log.Fatal(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{weakhash.Analyzer}, pkgs, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, action := range graph.Roots {
		if action.Err != nil {
			log.Fatal(action.Err)
		}
		for _, d := range action.Diagnostics {
			at := action.Package.Fset.Position(d.Pos)
			fmt.Printf("%s:%d: %s\n", filepath.Base(at.Filename), at.Line, d.Message)
		}
	}
	// Output:
	// session.go:62: bcrypt.GenerateFromPassword with cost 4 takes 64 times less work to undo than with the default of 10 [weakhash/bcrypt-cost]
}
