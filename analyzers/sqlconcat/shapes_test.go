package sqlconcat_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/wanttest"
	"github.com/secvet/secvet/analyzers/sqlconcat"
)

// TestShapes covers data that frameworks hand to functions because of their shape.
func TestShapes(t *testing.T) {
	wanttest.Run(t, "../../testdata/rpc", []*analysis.Analyzer{sqlconcat.Analyzer}, "./shapes")
}
