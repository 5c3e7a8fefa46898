package record

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"reflect"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/rule"
	"github.com/secvet/secvet/internal/suppress"
)

func analyzer(name string) *analysis.Analyzer {
	return &analysis.Analyzer{Name: name, Doc: name, ResultType: reflect.TypeFor[[]finding.Finding](), Run: func(*analysis.Pass) (any, error) { return nil, nil }}
}

// run runs the record analyzer over a package p of one file.
func run(t *testing.T, r *analysis.Analyzer, results map[*analysis.Analyzer]any, src string) []analysis.Diagnostic {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "/m/p.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var diags []analysis.Diagnostic
	pass := &analysis.Pass{
		Analyzer: r, Fset: fset, Files: []*ast.File{f}, Pkg: types.NewPackage("m/p", "p"), ResultOf: results,
		Report: func(d analysis.Diagnostic) { diags = append(diags, d) },
	}
	if _, err := r.Run(pass); err != nil {
		t.Fatal(err)
	}
	return diags
}

func TestSilentUnlessAsked(t *testing.T) {
	a := analyzer("a")
	if diags := run(t, New(a), map[*analysis.Analyzer]any{a: []finding.Finding{{Message: "x"}}}, "package p"); len(diags) > 0 {
		t.Errorf("got %v", diags)
	}
}

func TestFindingsTravelWhole(t *testing.T) {
	a, b := analyzer("a"), analyzer("b")
	r := New(a, b)
	if err := analysis.Validate([]*analysis.Analyzer{r}); err != nil {
		t.Fatal(err)
	}
	r.Flags.Set("on", "true")
	second := finding.Finding{Rule: "b/x", Severity: rule.Error, Message: "2", Location: finding.Location{File: "/m/p.go", Line: 2}, Flow: []finding.Step{{Message: "s"}}, Fix: &finding.Fix{Message: "f"}}
	first := finding.Finding{Rule: "a/x", Severity: rule.Note, Message: "1", Location: finding.Location{File: "/m/p.go", Line: 1}}
	results := map[*analysis.Analyzer]any{a: []finding.Finding{second}, b: []finding.Finding{first}}
	diags := run(t, r, results, "package p")
	if len(diags) != 1 {
		t.Fatalf("%d diagnostics", len(diags))
	}
	unit, ok, err := Parse(diags[0].Category, diags[0].Message)
	want := &finding.Unit{Package: "m/p", Files: []string{"/m/p.go"}, Findings: []finding.Finding{first, second}}
	if !ok || err != nil || !reflect.DeepEqual(unit, want) {
		t.Errorf("got %+v, %v, %v, want %+v", unit, ok, err, want)
	}
}

func TestCommentsTravelToo(t *testing.T) {
	a := &analysis.Analyzer{Name: "ignore", Doc: "ignore", ResultType: reflect.TypeFor[*suppress.Comments]()}
	r := New(a)
	r.Flags.Set("on", "true")
	want := &suppress.Comments{
		Ignores: []finding.Ignore{{Rules: []string{"a/x"}, Covers: []finding.Location{{File: "p.go", Line: 1}}}},
		Notices: []finding.Step{{Message: "no reason"}},
	}
	unit, _, err := Parse(category, run(t, r, map[*analysis.Analyzer]any{a: want}, "package p")[0].Message)
	if err != nil || !reflect.DeepEqual(unit.Ignores, want.Ignores) || !reflect.DeepEqual(unit.Notices, want.Notices) {
		t.Errorf("got %+v, %v", unit, err)
	}
}

func TestRecordOfNothing(t *testing.T) {
	r := New()
	r.Flags.Set("on", "true")
	if diags := run(t, r, nil, "package p"); len(diags) != 1 {
		t.Errorf("%d diagnostics, want 1", len(diags))
	}
}

// Files that a tool made are named as the ones they were made from, as far as
// they were made from any.
func TestFilesOfCgo(t *testing.T) {
	r := New()
	r.Flags.Set("on", "true")
	for src, want := range map[string][]string{
		"//line /src/c.go:1:1\npackage p":                        {"/src/c.go"},
		"//line /tmp/go-build/b001/_cgo_gotypes.go:1\npackage p": nil,
	} {
		unit, _, err := Parse(category, run(t, r, nil, src)[0].Message)
		if err != nil || !reflect.DeepEqual(unit.Files, want) {
			t.Errorf("files are %q, %v, want %q", unit.Files, err, want)
		}
	}
}

func TestParseOtherDiagnostics(t *testing.T) {
	if _, ok, err := Parse("", "{}"); ok || err != nil {
		t.Errorf("got %v, %v", ok, err)
	}
	if _, ok, err := Parse(category, "{"); !ok || err == nil {
		t.Errorf("got %v, %v", ok, err)
	}
}

func TestAnalyzerWithOtherResult(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("it is accepted")
		}
	}()
	New(&analysis.Analyzer{Name: "other"})
}
