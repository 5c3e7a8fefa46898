package weakhash_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/wanttest"
	"github.com/secvet/secvet/analyzers/weakhash"
	"github.com/secvet/secvet/internal/flow"
)

var analyzers = []*analysis.Analyzer{weakhash.Analyzer}

func TestMain(m *testing.M) {
	flow.Analyzer.Flags.Set("notes", "true")
	m.Run()
}

func TestHashes(t *testing.T) {
	wanttest.Run(t, "../../testdata/secrets", analyzers, "./hashes/...")
}

func TestLibrariesOffTheProxy(t *testing.T) {
	wanttest.Run(t, "../../testdata/stubbed", analyzers)
}

func TestFixes(t *testing.T) {
	wanttest.Run(t, "../../testdata/secrets", analyzers, "./fixes")
	if n := wanttest.Repair(t, "../../testdata/secrets", "fixes", analyzers); n != 1 {
		t.Errorf("%d fixes, want 1", n)
	}
}
