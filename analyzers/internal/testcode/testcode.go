// Package testcode tells code that is there for tests: what it does with secrets
// decides nothing for a stranger, and cheap parameters are there on purpose.
package testcode

import (
	"go/types"
	"path"
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
	return strings.HasSuffix(unit.Pass.Fset.Position(fn.Pos()).Filename, "_test.go") || Supports(unit, fn)
}

// Supports says whether a function is there for tests without standing in one of their
// files, which are analysed only when they are asked for.
func Supports(unit *flow.Unit, fn *ssa.Function) bool {
	file := unit.Pass.Fset.Position(fn.Pos()).Filename
	base := filepath.Base(file)
	if strings.HasSuffix(base, "_test.go") {
		return false
	}
	if forTests(words.Split(strings.TrimSuffix(base, ".go"))) {
		return true
	}
	if TestsAnother(unit.Pass.Pkg) {
		return true
	}
	for element := range strings.SplitSeq(folder(unit, file), "/") {
		if element == "e2e" || slices.ContainsFunc(words.Split(element), isForTests) {
			return true
		}
	}
	return false
}

// forTests says whether the words of a file's name say so, one of them or two together:
// test_helpers.go and testhelpers.go.
func forTests(w []string) bool {
	for i, x := range w {
		if slices.Contains(fileWords, x) || i > 0 && slices.Contains(fileWords, w[i-1]+x) {
			return true
		}
	}
	return false
}

// isForTests says whether a word of a folder's name says so: mockslack stands for Slack.
func isForTests(word string) bool {
	return slices.Contains(packageWords, word) || strings.HasPrefix(word, "mock") || strings.HasPrefix(word, "fake")
}

// TestsAnother says whether a package is named after one that it imports, as httptest
// is after http.
func TestsAnother(pkg *types.Package) bool {
	name, ok := strings.CutSuffix(path.Base(pkg.Path()), "test")
	return ok && name != "" && slices.ContainsFunc(pkg.Imports(), func(imp *types.Package) bool { return path.Base(imp.Path()) == name })
}

// folder is where the package lies below the root of its module, whose own name
// tells nothing. Bazel's nogo knows no module; its files are named from the root.
func folder(unit *flow.Unit, file string) string {
	importPath := unit.Pass.Pkg.Path()
	switch m := unit.Pass.Module; {
	case m != nil && m.Path != "":
		return strings.TrimPrefix(importPath, m.Path)
	case !filepath.IsAbs(file):
		return filepath.ToSlash(filepath.Dir(file))
	}
	return importPath
}
