// Package testcode tells code that is there for tests: what it does with secrets
// decides nothing for a stranger, and cheap parameters are there on purpose.
package testcode

import (
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/flow"
)

var (
	fileWords    = []string{"mock", "mocks", "fake", "fakes", "testing", "testutil", "testutils", "testhelper", "testhelpers", "conformance"}
	packageWords = []string{"test", "tests", "testing", "testutil", "testutils", "testhelper", "testhelpers", "testsuite", "testdata", "mock", "mocks",
		"fake", "fakes", "conformance", "storagetest"}
)

// Holds says whether a function stands in a file or package for tests.
func Holds(unit *flow.Unit, fn *ssa.Function) bool {
	base := filepath.Base(unit.Pass.Fset.Position(fn.Pos()).Filename)
	if strings.HasSuffix(base, "_test.go") || words.Has(strings.TrimSuffix(base, ".go"), fileWords...) {
		return true
	}
	path := unit.Pass.Pkg.Path()
	if m := unit.Pass.Module; m != nil {
		path = strings.TrimPrefix(path, m.Path)
	}
	for element := range strings.SplitSeq(path, "/") {
		if element == "e2e" || slices.ContainsFunc(words.Split(element), func(w string) bool { return slices.Contains(packageWords, w) }) {
			return true
		}
	}
	return false
}
