package report_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/report"
	"github.com/secvet/secvet/internal/report/sample"
	"github.com/secvet/secvet/internal/rule"
)

func TestUnknownFormatNamesTheKnown(t *testing.T) {
	err := report.Write(io.Discard, "xml", sample.Zero(), report.Options{})
	if err == nil || !strings.Contains(err.Error(), "text, json, sarif, html, github, gitlab") {
		t.Errorf("got %v", err)
	}
	if report.Machine("xml") || report.Machine("text") || !report.Machine("sarif") {
		t.Error("only known formats other than text are for machines")
	}
}

// TestSameBytes holds for formats that collect in maps.
func TestSameBytes(t *testing.T) {
	for _, format := range report.Formats() {
		first := write(t, format, sample.Many(), report.Options{Suppressed: true})
		for range 5 {
			if !bytes.Equal(first, write(t, format, sample.Many(), report.Options{Suppressed: true})) {
				t.Errorf("%s differs from run to run", format)
			}
		}
	}
}

// TestNoSource: a report is complete when no file can be read.
func TestNoSource(t *testing.T) {
	for _, format := range report.Formats() {
		r := sample.Many()
		r.Source = func(string) ([]byte, error) { return nil, errors.New("gone") }
		out := write(t, format, r, report.Options{Suppressed: true})
		for _, f := range r.Findings {
			if !bytes.Contains(out, []byte(f.Rule)) {
				t.Errorf("%s: no %s", format, f.Rule)
			}
		}
	}
}

// TestNoRules: a finding whose rule is not in the report is still shown.
func TestNoRules(t *testing.T) {
	for _, format := range report.Formats() {
		r := sample.One()
		r.Rules = nil
		if out := write(t, format, r, report.Options{Verbose: true}); !bytes.Contains(out, []byte(r.Findings[0].Rule)) {
			t.Errorf("%s: no %s", format, r.Findings[0].Rule)
		}
	}
}

// TestNoMachinePaths: a report doesn't tell where the checkout lies, nor what
// its URL was entered with.
func TestNoMachinePaths(t *testing.T) {
	for _, format := range report.Formats() {
		out := string(write(t, format, sample.Many(), report.Options{Suppressed: true, Verbose: true}))
		for _, secret := range []string{"/src/", "user:secret", "secret@"} {
			if strings.Contains(out, secret) {
				t.Errorf("%s holds %q", format, secret)
			}
		}
	}
}

// TestNoTerminalControl: source text and messages can't steer a terminal or
// reorder what is shown.
func TestNoTerminalControl(t *testing.T) {
	for _, format := range []string{"text", "github"} {
		out := string(write(t, format, sample.Many(), report.Options{Suppressed: true, Verbose: true}))
		if i := strings.IndexAny(out, "\x1b\u202e\u202c\r"); i >= 0 {
			t.Errorf("%s holds a control character: %q", format, out[max(0, i-40):i+10])
		}
	}
}

// TestWriteError: the writer's error comes back.
func TestWriteError(t *testing.T) {
	want := errors.New("disk full")
	for _, format := range report.Formats() {
		if err := report.Write(failing{want}, format, sample.Many(), report.Options{}); !errors.Is(err, want) {
			t.Errorf("%s: %v", format, err)
		}
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// Of a flow that nobody follows to its end the middle is folded away, and -v shows it.
func TestLongFlow(t *testing.T) {
	flow := func(n int) *report.Report {
		f := finding.Finding{Rule: "sqlconcat/untrusted", Severity: rule.Error, Message: "text", Location: finding.Location{File: "a.go", Line: 1}}
		for i := range n {
			f.Flow = append(f.Flow, finding.Step{Message: fmt.Sprintf("step %d", i+1), Location: finding.Location{File: "a.go", Line: i + 1}})
		}
		return &report.Report{Findings: []finding.Finding{f}}
	}
	for _, test := range []struct {
		steps   int
		options report.Options
		lines   int
		folds   string
	}{
		{14, report.Options{}, 14, ""},
		{15, report.Options{}, 11, "… 4 more steps: -v shows them"},
		{30, report.Options{}, 11, "… 19 more steps: -v shows them"},
		{30, report.Options{Verbose: true}, 30, ""},
	} {
		text := string(write(t, "text", flow(test.steps), test.options))
		last := fmt.Sprintf("step %d\n", test.steps)
		if n := strings.Count(text, ": step "); n != test.lines || !strings.Contains(text, "step 1\n") || !strings.Contains(text, last) {
			t.Errorf("%d steps: %d are shown:\n%s", test.steps, n, text)
		}
		if strings.Contains(text, "more steps") != (test.folds != "") || !strings.Contains(text, test.folds) {
			t.Errorf("%d steps:\n%s", test.steps, text)
		}
	}
}
