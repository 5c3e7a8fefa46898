package sqlconcat_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/wanttest"
	"github.com/secvet/secvet/analyzers/sqlconcat"
)

var analyzers = []*analysis.Analyzer{sqlconcat.Analyzer}

func TestSinks(t *testing.T) {
	for _, module := range []string{"sql", "sqlmore", "sqlold", "heavyweb", "heavycloud", "heavycgo"} {
		t.Run(module, func(t *testing.T) {
			wanttest.Run(t, "../../testdata/"+module, analyzers, "./sinks")
		})
	}
}

// TestRoutedRequests has handlers that are known by the type of their request.
func TestRoutedRequests(t *testing.T) {
	wanttest.Run(t, "../../testdata/heavyweb", analyzers, "./strict")
}

func TestPatterns(t *testing.T) {
	wanttest.Run(t, "../../testdata/sql", analyzers, "./patterns")
	wanttest.Run(t, "../../testdata/values", analyzers, "./ident", "./lists")
}

// TestFixes repairs code and runs its tests, which ask a database, on the result.
func TestFixes(t *testing.T) {
	for folder, want := range map[string]int{"question": 13, "dollar": 4, "written": 1, "opened": 1, "conflict": 0, "unknown": 0} {
		t.Run(folder, func(t *testing.T) {
			wanttest.Run(t, "../../testdata/sqlfixes", analyzers, "./"+folder)
			if n := wanttest.Repair(t, "../../testdata/sqlfixes", folder, analyzers); n != want {
				t.Errorf("%d findings have a fix, want %d", n, want)
			}
		})
	}
}
