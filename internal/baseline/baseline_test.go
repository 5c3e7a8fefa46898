package baseline

import (
	"slices"
	"strings"
	"testing"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/rule"
)

func made(ruleID string, severity rule.Severity, function, statement string, line int) finding.Finding {
	return finding.Finding{
		Rule: ruleID, Severity: severity, Function: function, Statement: statement,
		Location: finding.Location{Package: "m/db", File: "db/db.go", Line: line, Column: 2},
	}
}

func twice() []finding.Finding {
	return []finding.Finding{
		made("sqlconcat/dynamic", rule.Warning, "m/db.Find", "q := a + b", 10),
		made("sqlconcat/dynamic", rule.Warning, "m/db.Find", "q := a + b", 20),
		made("sqlconcat/untrusted", rule.Error, "m/db.Drop", "q := c + d", 30),
	}
}

func lines(findings []finding.Finding) []int {
	var all []int
	for _, f := range findings {
		all = append(all, f.Location.Line)
	}
	return all
}

// reread is the baseline after a way through its file.
func reread(t *testing.T, b Baseline) Baseline {
	t.Helper()
	got, err := Parse("baseline.json", b.Text())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, b) {
		t.Fatalf("got %+v, want %+v", got, b)
	}
	return got
}

func TestSplit(t *testing.T) {
	suppressed := made("sqlconcat/dynamic", rule.Warning, "m/db.Find", "q := a + b", 5)
	suppressed.Suppressed = new(finding.Suppression)
	for _, test := range []struct {
		name   string
		before []finding.Finding
		after  func() []finding.Finding
		fresh  []int
		stale  string
	}{
		{"the same", twice(), twice, nil, ""},
		{"nothing", nil, twice, []int{10, 20, 30}, ""},
		{"moved to other lines and another file", twice(), func() []finding.Finding {
			all := twice()
			for i := range all {
				all[i].Location.File = "db/other.go"
				all[i].Location.Line += 100
				all[i].Location.Column = 8
			}
			return all
		}, nil, ""},
		{"one more of the same", twice(), func() []finding.Finding {
			return append(twice(), made("sqlconcat/dynamic", rule.Warning, "m/db.Find", "q := a + b", 25))
		}, []int{25}, ""},
		{"one less of the same", twice(), func() []finding.Finding { return twice()[1:] }, nil,
			"sqlconcat/dynamic in m/db.Find (db/db.go) 1"},
		{"another statement", twice(), func() []finding.Finding {
			return append(twice(), made("sqlconcat/dynamic", rule.Warning, "m/db.Find", "q := a + z", 11))
		}, []int{11}, ""},
		{"became worse", twice(), func() []finding.Finding {
			all := twice()
			all[1].Rule, all[1].Severity = "sqlconcat/untrusted", rule.Error
			return all
		}, []int{20}, "sqlconcat/dynamic in m/db.Find (db/db.go) 1"},
		{"became better", twice(), func() []finding.Finding {
			all := twice()
			all[2].Rule, all[2].Severity = "sqlconcat/dynamic", rule.Warning
			return all
		}, nil, ""},
		{"has another severity by configuration", twice(), func() []finding.Finding {
			all := twice()
			for i := range all {
				all[i].Severity, all[i].Overridden = rule.Error, true
			}
			return all
		}, nil, ""},
		{"is silenced by a comment", twice(), func() []finding.Finding {
			return append([]finding.Finding{suppressed}, twice()[1:]...)
		}, []int{5}, "sqlconcat/dynamic in m/db.Find (db/db.go) 1"}, // stays, for those who show suppressed ones
	} {
		t.Run(test.name, func(t *testing.T) {
			after := test.after()
			fresh, old, stale := reread(t, New(test.before)).Split(after)
			if got := lines(fresh); !slices.Equal(got, test.fresh) {
				t.Errorf("new are %v, want %v", got, test.fresh)
			}
			if len(fresh)+len(old) != len(after) {
				t.Errorf("%d and %d findings of %d", len(fresh), len(old), len(after))
			}
			var left []string
			for _, e := range stale {
				left = append(left, e.String()+" "+strings.Repeat("1", e.Count))
			}
			if got := strings.Join(left, "\n"); got != test.stale {
				t.Errorf("stale are %q, want %q", got, test.stale)
			}
		})
	}
}

func TestSuppressedStayOut(t *testing.T) {
	all := twice()
	for i := range all {
		all[i].Suppressed = new(finding.Suppression)
	}
	if b := New(all); len(b) > 0 {
		t.Errorf("got %+v", b)
	}
}

func TestText(t *testing.T) {
	got := string(New(twice()).Text())
	if n := strings.Count(got, "\n"); n != 4 {
		t.Errorf("%d lines:\n%s", n, got)
	}
	reversed := twice()
	slices.Reverse(reversed)
	if other := string(New(reversed).Text()); other != got {
		t.Errorf("the order of findings changes the file:\n%s\n%s", got, other)
	}
	reread(t, nil)
}

func TestParseErrors(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "b.json is not a baseline: ",
		"{}":                            "it has no version",
		`{"version": 2}`:                "of a newer secvet",
		`{"version": 1, "findings": 3}`: "b.json is not a baseline: ",
		`{"version": 1, "findings": [{"severity": "high"}]}`: "unknown severity",
	} {
		if _, err := Parse("b.json", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}
