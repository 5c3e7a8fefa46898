package flow

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/secvet/secvet/internal/fromsource"
)

// TestForget holds summaries to being the same however often nodes are dropped on
// the way: after every function, or never.
func TestForget(t *testing.T) {
	kept := maxKept
	defer func() { maxKept = kept }()
	maxKept = 1 << 30
	never := allFacts(t, "../../testdata/engine")
	maxKept = 0
	always := allFacts(t, "../../testdata/engine")
	if len(never) < 100 {
		t.Errorf("%d facts, want the hundreds of testdata/engine", len(never))
	}
	for object, fact := range never {
		if always[object] != fact {
			t.Errorf("%s: the facts differ when nodes are dropped", object)
		}
	}
	for object := range always {
		if _, ok := never[object]; !ok {
			t.Errorf("%s: has facts only when nodes are dropped", object)
		}
	}
}

// allFacts are the facts of a module's packages, as they are encoded, by object.
func allFacts(t *testing.T, dir string) map[string]string {
	t.Helper()
	pkgs, err := fromsource.New().Load(packages.Config{Dir: dir}, "./...")
	if err == nil {
		err = fromsource.Problems(pkgs)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pkgs {
		for path, dep := range p.Imports {
			if !slices.Contains(pkgs, dep) {
				delete(p.Imports, path)
			}
		}
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{Analyzer}, pkgs, &checker.Options{Sequential: true})
	if err != nil {
		t.Fatal(err)
	}
	facts := make(map[string]string)
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Fatalf("%s: %v", act, act.Err)
		}
		for _, f := range act.AllObjectFacts() {
			var text bytes.Buffer
			if err := gob.NewEncoder(&text).Encode(f.Fact); err != nil {
				t.Fatal(err)
			}
			facts[fmt.Sprintf("%s %T", f.Object, f.Fact)] = text.String()
		}
	}
	return facts
}
