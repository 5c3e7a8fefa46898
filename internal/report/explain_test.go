package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"github.com/secvet/secvet/internal/report"
	"github.com/secvet/secvet/internal/report/sample"
	"github.com/secvet/secvet/internal/rule"
)

func explained(t *testing.T, r *rule.Rule, o report.Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := report.WriteRule(&out, r, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestWriteRuleSaysAll(t *testing.T) {
	r := sample.Rules()[0]
	got := explained(t, r, report.Options{})
	for _, want := range []string{
		r.ID + "  error\n" + r.Title + "\nCWE-89, OWASP A03:2021, security severity 9.3, precision very high\n",
		"\n- Quoting by hand is not enough.\n",
		"\nHow to fix it\n",
		"\nBefore\n  " + r.Examples[0].Before + "\n",
		"\nAfter\n  " + r.Examples[0].After + "\n",
		"\nWhat it can't see\n  Stored procedures are not looked into.\n",
		report.RuleURL(r.ID),
	} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %q:\n%s", want, got)
		}
	}
	if short := explained(t, &rule.Rule{ID: "a/b", Title: "T", Severity: rule.Note}, report.Options{}); strings.Contains(short, "Before") || strings.Contains(short, "see\n") {
		t.Errorf("there are empty sections:\n%s", short)
	}
}

func TestWriteRuleKeepsToWidth(t *testing.T) {
	r := *sample.Rules()[0]
	r.Examples = nil
	for _, width := range []int{0, 40, 300} {
		limit := width
		if width == 0 || width > 80 {
			limit = 80
		}
		for line := range strings.Lines(explained(t, &r, report.Options{Width: width})) {
			line = strings.TrimSuffix(line, "\n")
			if strings.Contains(line, " ") && !strings.Contains(line, "https://") && !strings.Contains(line, "secvet:ignore") && !strings.Contains(line, "CWE-") && uniseg.StringWidth(line) > limit {
				t.Errorf("width %d: a line has %d columns: %q", width, uniseg.StringWidth(line), line)
			}
		}
	}
}

func TestWriteRuleColour(t *testing.T) {
	r := sample.Rules()[0]
	if got := explained(t, r, report.Options{}); strings.Contains(got, "\x1b") {
		t.Errorf("there is colour:\n%q", got)
	}
	if got := explained(t, r, report.Options{Color: true}); !strings.Contains(got, "\x1b[1;31merror\x1b[0m") {
		t.Errorf("there is no colour:\n%q", got)
	}
}
