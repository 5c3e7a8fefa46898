package wanttest

import (
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// Repair applies every fix that the analyzers offer for the package in folder
// below the module in dir, vets the result and runs the package's tests on it in
// a copy, and analyses it again: the findings that had a fix must be gone, and no
// others of their rules may have come. It returns how many had one.
func Repair(t *testing.T, dir, folder string, analyzers []*analysis.Analyzer) int {
	t.Helper()
	found := Analyze(t, Load(t, dir, nil, "./"+folder), analyzers)
	repaired := Fixed(t, found)
	for name, text := range repaired {
		formatted, err := format.Source(text)
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, text)
		}
		repaired[name] = formatted
	}
	fixes, left := 0, make(map[string]int)
	for _, f := range found {
		fixes += min(1, len(f.Diagnostic.SuggestedFixes))
		left[f.Rule] += 1 - min(1, len(f.Diagnostic.SuggestedFixes))
	}
	for _, f := range Analyze(t, Load(t, dir, repaired, "./"+folder), analyzers) {
		rest, before := left[f.Rule]
		if left[f.Rule]--; before && rest <= 0 {
			t.Errorf("%s: after the fixes: %s: %s", f.Position, f.Rule, f.Message)
		}
	}
	work := copied(t, dir, folder, repaired)
	for _, verb := range []string{"vet", "test"} {
		command := exec.Command("go", verb, "./"+folder)
		command.Dir = work
		command.Env = append(os.Environ(), "GOWORK=off")
		if out, err := command.CombinedOutput(); err != nil {
			t.Errorf("after the fixes: go %s: %v\n%s", verb, err, out)
		}
	}
	return fixes
}

// copied is a copy of one folder of a module in which some files are others.
func copied(t *testing.T, dir, folder string, others map[string][]byte) string {
	t.Helper()
	work := t.TempDir()
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(work, folder), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range append(files, filepath.Join(dir, "go.mod"), filepath.Join(dir, "go.sum")) {
		text, ok := others[name]
		if !ok {
			if text, err = os.ReadFile(name); err != nil {
				t.Fatal(err)
			}
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(work, rel), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return work
}
