package analyzers_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/wanttest"
	"github.com/secvet/secvet/analyzers/pathjoin"
	"github.com/secvet/secvet/analyzers/sqlconcat"
)

// TestEngine holds flow to its specification: the table of small functions in
// testdata/engine, by construct and by check, flaw and near miss side by side. What
// it decides wrong today stands in testdata/engine/GAPS, and only there.
func TestEngine(t *testing.T) {
	wanttest.Run(t, "../testdata/engine", []*analysis.Analyzer{sqlconcat.Analyzer, pathjoin.Analyzer})
}
