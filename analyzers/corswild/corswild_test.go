package corswild_test

import (
	"regexp"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/corswild"
	"github.com/secvet/secvet/analyzers/internal/wanttest"
	"github.com/secvet/secvet/internal/flow"
)

var only = []*analysis.Analyzer{corswild.Analyzer}

func TestLibrariesHeadersAndChecks(t *testing.T) {
	notes(t)
	wanttest.Run(t, "../../testdata/cors", only)
}

// notes asks for notes as well, as flow's flag does.
func notes(t *testing.T) {
	t.Helper()
	if err := flow.Analyzer.Flags.Set("notes", "true"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { flow.Analyzer.Flags.Set("notes", "false") })
}

func TestOldVersions(t *testing.T) {
	notes(t)
	wanttest.Run(t, "../../testdata/corsold", only)
}

func TestLibrariesOffTheProxy(t *testing.T) {
	notes(t)
	wanttest.Run(t, "../../testdata/stubbed", only)
}

func TestLargeFrameworks(t *testing.T) {
	notes(t)
	wanttest.Run(t, "../../testdata/heavycors", only)
}

// TestFixesAreOffered: where a change is mechanical, and only there.
func TestFixesAreOffered(t *testing.T) {
	notes(t)
	offered := make(map[string]int)
	for _, f := range wanttest.Run(t, "../../testdata/cors", only) {
		if len(f.Diagnostic.SuggestedFixes) > 0 {
			offered[f.Rule]++
		}
	}
	for _, rule := range []string{"corswild/wildcard-credentials", "corswild/websocket-any-origin", "corswild/weak-origin-check"} {
		if offered[rule] == 0 {
			t.Errorf("%s offers no fix", rule)
		}
	}
	if offered["corswild/reflected-credentials"] > 0 {
		t.Error("reflected-credentials has no mechanical repair: the list is unknown")
	}
}

// TestRoutesBehindAPolicy: a sensitive route is named where it stands behind one, and
// only there.
func TestRoutesBehindAPolicy(t *testing.T) {
	notes(t)
	named := regexp.MustCompile(`"(/admin/\w+)" is among the routes`)
	var found []string
	for _, f := range wanttest.Run(t, "../../testdata/cors", only) {
		if m := named.FindStringSubmatch(f.Diagnostic.Message); m != nil {
			found = append(found, m[1])
		}
	}
	slices.Sort(found)
	want := []string{"/admin/behind", "/admin/group", "/admin/mux", "/admin/users", "/admin/wrapped"}
	if !slices.Equal(found, want) {
		t.Errorf("routes named: %q, want %q", found, want)
	}
}

// TestFixes: each compiles, keeps what the tests hold, and removes its finding.
func TestFixes(t *testing.T) {
	if n := wanttest.Repair(t, "../../testdata/cors", "fixes", only); n != 6 {
		t.Errorf("%d findings have a fix, want 6", n)
	}
}
