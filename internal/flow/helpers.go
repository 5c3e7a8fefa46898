package flow

import (
	"slices"
	"strings"
)

// helperWords are the last words of folders with what tests share: servers to talk to,
// things that only pretend. Nobody but a test sends them anything.
var helperWords = []string{"testutil", "testutils", "testhelper", "testhelpers", "testsupport", "testing", "mock", "mocks", "fake", "fakes"}

// helpsTests says whether the package is there for tests of others, though its files
// are not called so.
func (g *graph) helpsTests() bool {
	folder := g.unit.Pass.Pkg.Path()
	if m := g.unit.Pass.Module; m != nil {
		folder = strings.TrimPrefix(folder, m.Path)
	}
	for element := range strings.SplitSeq(folder, "/") {
		if i := strings.LastIndexAny(element, "-_."); slices.Contains(helperWords, strings.ToLower(element[i+1:])) {
			return true
		}
	}
	return false
}
