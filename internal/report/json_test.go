package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/report"
	"github.com/secvet/secvet/internal/report/sample"
)

// TestJSONMatchesPublishedSchema also holds for reports with nothing filled in.
func TestJSONMatchesPublishedSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("../../docs/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	bare := &report.Report{Findings: []finding.Finding{{Rule: "a/b", Severity: 1, Message: "m"}}}
	for name, r := range map[string]*report.Report{
		"zero": sample.Zero(), "one": sample.One(), "many": sample.Many(), "huge": sample.Huge(), "empty": {}, "bare": bare,
	} {
		out := write(t, "json", r, report.Options{Suppressed: true})
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if strings.Contains(string(out), "null") {
			t.Errorf("%s holds a null", name)
		}
	}
}
