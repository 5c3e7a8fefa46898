package sqlconcat_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/wanttest"
	"github.com/secvet/secvet/analyzers/sqlconcat"
)

var analyzers = []*analysis.Analyzer{sqlconcat.Analyzer}

func TestSinks(t *testing.T) {
	wanttest.Run(t, "../../testdata/sql", analyzers, "./sinks")
}
