package jwtalg_test

import (
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/wanttest"
	"github.com/secvet/secvet/analyzers/jwtalg"
	"github.com/secvet/secvet/analyzers/pathjoin"
	"github.com/secvet/secvet/analyzers/sqlconcat"
)

// TestKeysNamedByTokens: a token's header is what its sender wrote, and is looked at
// before anything is verified. A key function that goes to a file or a database by it is
// found by the analyzers of paths and statements.
func TestKeysNamedByTokens(t *testing.T) {
	wanttest.Run(t, "../../testdata/auth", []*analysis.Analyzer{jwtalg.Analyzer, pathjoin.Analyzer, sqlconcat.Analyzer}, "./kid")
}
