package timingcmp_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/wanttest"
	"github.com/secvet/secvet/analyzers/timingcmp"
	"github.com/secvet/secvet/internal/flow"
)

var analyzers = []*analysis.Analyzer{timingcmp.Analyzer}

func TestMain(m *testing.M) {
	flow.Analyzer.Flags.Set("notes", "true")
	m.Run()
}

func TestTiming(t *testing.T) {
	wanttest.Run(t, "../../testdata/secrets", analyzers, "./timing/...")
}

func TestFixes(t *testing.T) {
	wanttest.Run(t, "../../testdata/secrets", analyzers, "./fixes")
	if n := wanttest.Repair(t, "../../testdata/secrets", "fixes", analyzers); n != 13 {
		t.Errorf("%d fixes, want 13", n)
	}
}
