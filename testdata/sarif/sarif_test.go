// Package sarif validates the SARIF that secvet writes against the schema of
// SARIF 2.1.0. It is a module of its own because the validator brings an HTTP
// client along. What the schema doesn't know of GitHub's rules is checked by
// .ci/sarif-multitool.
package sarif

import (
	"bytes"
	"errors"
	"flag"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/xeipuuv/gojsonschema"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/report"
	"github.com/secvet/secvet/internal/report/sample"
)

func TestSchema(t *testing.T) {
	noSource := sample.Many()
	noSource.Source = func(string) ([]byte, error) { return nil, errors.New("gone") }
	noRules := sample.Many()
	noRules.Rules = nil
	development := sample.One()
	development.Version = "(devel)"
	noRepository := sample.One()
	noRepository.VersionControl = &report.VersionControl{Root: "/src", Repository: "git@example.com:shop.git"}

	for name, r := range map[string]*report.Report{
		"zero":         sample.Zero(),
		"one":          sample.One(),
		"many":         sample.Many(), // Unicode, spaces in paths, Windows separators, fixes, files outside
		"huge":         sample.Huge(),
		"empty":        {},
		"bare":         {Findings: []finding.Finding{{}}},
		"noSource":     noSource,
		"noRules":      noRules,
		"development":  development,
		"noRepository": noRepository,
	} {
		for _, suppressed := range []bool{false, true} {
			t.Run(name, func(t *testing.T) { validate(t, r, report.Options{Suppressed: suppressed}) })
		}
	}
}

func validate(t *testing.T, r *report.Report, o report.Options) {
	var out bytes.Buffer
	if err := report.Write(&out, "sarif", r, o); err != nil {
		t.Fatal(err)
	}
	validateText(t, out.Bytes())
}

// TestFiles validates the files that are named behind -args: reports of real runs.
func TestFiles(t *testing.T) {
	for _, name := range flag.Args() {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(name), func(t *testing.T) { validateText(t, text) })
	}
}

func validateText(t *testing.T, text []byte) {
	if bytes.Contains(text, []byte(": null")) {
		t.Error("a null rejects an upload")
	}
	parsed, err := sarif.FromBytes(text)
	if err != nil {
		t.Fatal(err)
	}
	if err := parsed.Validate(); err != nil {
		t.Error(err)
	}
	// Validate sees what go-sarif made of the bytes; here are the bytes themselves.
	result, err := gojsonschema.Validate(gojsonschema.NewStringLoader(schema(t)), gojsonschema.NewBytesLoader(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range result.Errors() {
		t.Error(e)
	}
}

// schema returns the one that go-sarif carries as an unexported constant.
func schema(t *testing.T) string {
	pkg, err := build.Import("github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif", ".", build.FindOnly)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(pkg.Dir, "schema.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	text := file.Scope.Lookup("schema").Decl.(*ast.ValueSpec).Values[0].(*ast.BasicLit).Value
	unquoted, err := strconv.Unquote(text)
	if err != nil {
		t.Fatal(err)
	}
	return unquoted
}
