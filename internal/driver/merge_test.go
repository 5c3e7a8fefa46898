package driver

import (
	"strings"
	"testing"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/rule"
)

// fromCaller is a finding that the package of a caller makes: it hands something
// to m/db.Find, which builds a text of it and runs it.
func fromCaller(caller string, steps int) finding.Finding {
	f := finding.Finding{
		Rule: "sqlconcat/untrusted", Severity: rule.Error,
		Location:  finding.Location{Package: "m/" + caller, File: caller + ".go", Line: 1, Column: 1},
		Function:  "m/" + caller + ".Handle",
		Statement: "db.Find(" + caller + ")",
		Site:      finding.Site{Package: "m/db", Function: "m/db.Find", Sink: "(*database/sql.DB).Query"},
	}
	for i := range steps {
		f.Flow = append(f.Flow, finding.Step{Location: finding.Location{Package: "m/" + caller, File: caller + ".go", Line: i + 1}})
	}
	f.Flow = append(f.Flow,
		finding.Step{Location: finding.Location{Package: "m/db", File: "db.go", Line: 10, Column: 2}},
		finding.Step{Location: finding.Location{Package: "m/db", File: "db.go", Line: 11, Column: 2}},
	)
	return f
}

func everywhere(string) bool { return true }

func noText(finding.Location) string { return "" }

// A caller with a shorter way takes over the finding, and not its fingerprint.
func TestFingerprintDoesNotDependOnCaller(t *testing.T) {
	one := merge([]finding.Finding{fromCaller("a", 3)}, everywhere, noText)
	two := merge([]finding.Finding{fromCaller("a", 3), fromCaller("b", 1)}, everywhere, noText)
	if len(one) != 1 || len(two) != 1 || len(two[0].Flow) != 3 || two[0].Location.File != "db.go" {
		t.Fatalf("got %+v and %+v", one, two)
	}
	finding.SetFingerprints(one)
	finding.SetFingerprints(two)
	if one[0].Fingerprint != two[0].Fingerprint {
		t.Error("the fingerprint changes with another caller")
	}
}

// A finding of the package itself, a note that comes on request, does not change
// the fingerprint of what callers make worse.
func TestFingerprintDoesNotDependOnNotes(t *testing.T) {
	note := fromCaller("db", 0)
	note.Rule, note.Severity = "sqlconcat/parameter", rule.Note
	note.Location = note.Flow[0].Location
	note.Function = note.Site.Function
	sources := newTrees(func(name string) ([]byte, error) {
		return []byte("package db\n" + strings.Repeat("\n", 7) + "func Find(x string) {\n\tq := a + x\n\tdb.Query(q)\n}\n"), nil
	})
	note.Statement = sources.statement(note.Flow[1].Location)
	if note.Statement == "" {
		t.Fatal("there is no statement")
	}
	one := merge([]finding.Finding{fromCaller("a", 3)}, everywhere, sources.statement)
	two := merge([]finding.Finding{fromCaller("a", 3), note}, everywhere, sources.statement)
	if len(one) != 1 || len(two) != 1 || one[0].Rule != two[0].Rule {
		t.Fatalf("got %+v and %+v", one, two)
	}
	if one[0].ContentHash() != two[0].ContentHash() {
		t.Errorf("the content is %q and %q, of %q and %q", one[0].Statement, two[0].Statement, one[0].Function, two[0].Function)
	}
}

// Two callers have a comment each. One finding is left, and both comments are of
// use.
func TestCommentsOfMergedFindingsAreUsed(t *testing.T) {
	var findings []finding.Finding
	var ignores []finding.Ignore
	for _, caller := range []string{"a", "b"} {
		f := fromCaller(caller, 1)
		f.Suppressed = &finding.Suppression{Kind: kindIgnore, Location: f.Location}
		findings = append(findings, f)
		ignores = append(ignores, finding.Ignore{Suppression: *f.Suppressed})
	}
	used := make(usedComments)
	used.add(findings)
	merged := merge(findings, everywhere, noText)
	r := &run{cfg: new(Config)}
	if unused := r.silence(merged, ignores, used); len(merged) != 1 || len(unused) > 0 {
		t.Errorf("%d findings; unused comments: %+v", len(merged), unused)
	}
}

func TestLooksFor(t *testing.T) {
	known := []*rule.Rule{
		{ID: "sqlconcat/untrusted", Severity: rule.Error},
		{ID: "sqlconcat/operator", Severity: rule.Note},
		{ID: "pathjoin/untrusted", Severity: rule.Error},
	}
	for _, test := range []struct {
		rules    []string
		severity rule.Severity
		names    []string
		want     bool
	}{
		{nil, rule.Warning, []string{"sqlconcat/untrusted"}, true},
		{nil, rule.Warning, []string{"sqlconcat/operator"}, false},
		{nil, rule.Note, []string{"sqlconcat/operator"}, true},
		{nil, rule.Warning, []string{"sqlconcat"}, false},
		{nil, rule.Note, []string{"sqlconcat", "pathjoin"}, true},
		{nil, rule.Error, []string{"sqlconcat/untrusted"}, true},
		{[]string{"sqlconcat/untrusted=off"}, rule.Warning, []string{"sqlconcat/untrusted"}, false},
		{[]string{"sqlconcat/untrusted=off"}, rule.Warning, []string{"pathjoin"}, true},
		{[]string{"sqlconcat/untrusted=note"}, rule.Warning, []string{"sqlconcat/untrusted"}, false},
		{[]string{"sqlconcat/operator=error"}, rule.Warning, []string{"sqlconcat"}, true},
	} {
		c := &Config{Known: known, Rules: test.rules, Severity: test.severity}
		if got := c.looksFor(test.names); got != test.want {
			t.Errorf("%+v: %v", test, got)
		}
	}
}

// A text that goes into two calls is one flaw, and what else is built on its line is
// another.
func TestOneFindingForAPlace(t *testing.T) {
	at := func(column int, sink string, steps int) finding.Finding {
		f := fromCaller("a", steps)
		f.Location = finding.Location{Package: "m/a", File: "a.go", Line: 7, Column: column}
		f.Site = finding.Site{Package: "m/a", Function: "m/a.Find", Sink: sink}
		f.Flow = f.Flow[:steps]
		return f
	}
	got := merge([]finding.Finding{at(3, "Query", 4), at(3, "Exec", 2), at(9, "Prepare", 5)}, everywhere, noText)
	if len(got) != 2 || len(got[0].Flow) != 2 || got[1].Location.Column != 9 {
		t.Fatalf("got %+v", got)
	}
	other := at(3, "Query", 1)
	other.Rule = "sqlconcat/dynamic"
	if got := merge([]finding.Finding{at(3, "Exec", 2), other}, everywhere, noText); len(got) != 2 {
		t.Fatalf("two rules: got %+v", got)
	}
}
