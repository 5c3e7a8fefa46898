package jwtalg_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/wanttest"
	"github.com/secvet/secvet/analyzers/jwtalg"
	"github.com/secvet/secvet/internal/flow"
)

var analyzers = []*analysis.Analyzer{jwtalg.Analyzer}

func TestMain(m *testing.M) {
	flow.Analyzer.Flags.Set("notes", "true")
	m.Run()
}

func TestTokens(t *testing.T) { wanttest.Run(t, "../../testdata/auth", analyzers) }

func TestOldVersions(t *testing.T) { wanttest.Run(t, "../../testdata/authold", analyzers) }

// TestUnservedLibraries: the module proxy no longer has them.
func TestUnservedLibraries(t *testing.T) { wanttest.Run(t, "../../testdata/stubbed", analyzers) }

func TestLargeFrameworks(t *testing.T) {
	wanttest.Run(t, "../../testdata/heavycors", analyzers)
	wanttest.Run(t, "../../testdata/authmore", analyzers)
}

// TestFixes: each compiles, keeps what the tests hold, and removes its finding.
func TestFixes(t *testing.T) {
	if n := wanttest.Repair(t, "../../testdata/auth", "fixes", analyzers); n != 8 {
		t.Errorf("%d findings have a fix, want 8", n)
	}
	if n := wanttest.Repair(t, "../../testdata/authold", "fixes", analyzers); n != 2 {
		t.Errorf("%d findings of old libraries have a fix, want 2", n)
	}
}
