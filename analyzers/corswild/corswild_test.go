package corswild_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/corswild"
	"github.com/secvet/secvet/analyzers/internal/wanttest"
	"github.com/secvet/secvet/internal/flow"
)

var only = []*analysis.Analyzer{corswild.Analyzer}

func TestLibrariesHeadersAndChecks(t *testing.T) {
	notes(t)
	wanttest.Run(t, "../../testdata/cors", only)
}

// notes asks for notes as well, as flow's flag does.
func notes(t *testing.T) {
	t.Helper()
	if err := flow.Analyzer.Flags.Set("notes", "true"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { flow.Analyzer.Flags.Set("notes", "false") })
}
