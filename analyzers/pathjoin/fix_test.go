package pathjoin_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/wanttest"
	"github.com/secvet/secvet/analyzers/pathjoin"
)

// TestFixes applies every suggested fix, compiles the result, runs it on a folder
// with hostile names beside it, and looks at it again.
func TestFixes(t *testing.T) {
	for _, module := range []string{"files", "web"} {
		t.Run(module, func(t *testing.T) { fixes(t, "../../testdata/"+module) })
	}
}

func fixes(t *testing.T, dir string) {
	analyzers := []*analysis.Analyzer{pathjoin.Analyzer}
	found := wanttest.Run(t, dir, analyzers, "./fixes")
	for _, f := range found {
		if len(f.Diagnostic.SuggestedFixes) == 0 {
			t.Errorf("%s: no fix: %s", f.Position, f.Message)
		}
	}
	overlay := wanttest.Fixed(t, found)
	for _, f := range wanttest.Analyze(t, wanttest.Load(t, dir, overlay, "./fixes"), analyzers) {
		t.Errorf("still found: %s: %s", f.Position, f.Message)
	}
	if before := run(t, dir, nil); strings.Count(before, " good leaks\n") != len(found) {
		t.Errorf("before the fixes:\n%s", before)
	}
	if after := run(t, dir, overlay); strings.Count(after, " good holds\n") != len(found) {
		t.Errorf("after the fixes:\n%s", after)
	}
}

// run runs the program with files replaced.
func run(t *testing.T, dir string, overlay map[string][]byte) string {
	t.Helper()
	replace := make(map[string]string)
	tmp := t.TempDir()
	for name, text := range overlay {
		file := filepath.Join(tmp, filepath.Base(name))
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
		replace[name] = file
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(tmp, "overlay.json")
	if err := os.WriteFile(file, list, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "run", "-overlay", file, "./fixes")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}
