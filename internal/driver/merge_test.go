package driver

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/rule"
)

func at(pkg, file string, line int) finding.Location {
	return finding.Location{Package: pkg, File: file, Line: line, Column: 1}
}

// seen is a finding of the flaw in db.Find as package pkg sees it.
func seen(pkg, name string, severity rule.Severity, flow ...finding.Step) finding.Finding {
	return finding.Finding{
		Rule: "sql/" + name, Severity: severity, Message: name, Flow: flow,
		Location: at(pkg, pkg+".go", 10),
		Function: pkg + ".F", Statement: "call in " + pkg,
		Site: finding.Site{Package: "db", Function: "db.Find", Sink: "Query"},
	}
}

func step(pkg string, line int) finding.Step {
	return finding.Step{Message: "step", Location: at(pkg, pkg+".go", line)}
}

func main(pkg string) bool { return pkg != "lib" }

// mergeAll merges in several orders, which must not matter.
func mergeAll(t *testing.T, findings ...finding.Finding) []finding.Finding {
	t.Helper()
	want := merge(findings, main)
	for range 20 {
		rand.Shuffle(len(findings), reflect.Swapper(findings))
		if got := merge(findings, main); !reflect.DeepEqual(got, want) {
			t.Fatalf("the order of findings matters:\n%+v\n%+v", got, want)
		}
	}
	return want
}

func one(t *testing.T, findings []finding.Finding) finding.Finding {
	t.Helper()
	if len(findings) != 1 {
		t.Fatalf("%d findings, want 1: %+v", len(findings), findings)
	}
	return findings[0]
}

func TestStrongestRuleStaysWhereTextIsBuilt(t *testing.T) {
	there := seen("db", "dynamic", rule.Warning, step("db", 10), step("db", 11))
	there.Fix = &finding.Fix{Message: "bind it"}
	flow := []finding.Step{step("web", 10), step("db", 10), step("db", 11)}
	got := one(t, mergeAll(t,
		there,
		seen("web", "untrusted", rule.Error, flow...),
		seen("far", "untrusted", rule.Error, append([]finding.Step{step("far", 1)}, flow...)...),
		seen("cli", "operator", rule.Note, step("cli", 1), step("db", 10), step("db", 11)),
	))
	if got.Rule != "sql/untrusted" || got.Location != there.Location || !reflect.DeepEqual(got.Flow, flow) {
		t.Errorf("got %+v", got)
	}
	if got.Function != "db.F" || got.Statement != "call in db" || got.Fix != there.Fix {
		t.Errorf("function, statement or fix is not that of the place: %+v", got)
	}
}

func TestPlaceTakenFromFlow(t *testing.T) {
	flow := []finding.Step{step("web", 10), step("db", 11), step("db", 9), step("db", 10), step("db", 11)}
	got := one(t, mergeAll(t, seen("web", "untrusted", rule.Error, flow...)))
	if got.Location != at("db", "db.go", 9) {
		t.Errorf("got %+v, want the first step that is not the sink", got)
	}
	got = one(t, mergeAll(t, seen("web", "untrusted", rule.Error, step("web", 10), step("db", 11))))
	if got.Location != at("db", "db.go", 11) {
		t.Errorf("got %+v, want the sink", got)
	}
	got = one(t, mergeAll(t, seen("web", "untrusted", rule.Error, step("web", 10))))
	if got.Location != at("web", "web.go", 10) {
		t.Errorf("got %+v, want the finding's own place", got)
	}
}

// Two functions hand their text to one that runs it.
func TestFlawsWithOneSinkStayApart(t *testing.T) {
	a := seen("web", "untrusted", rule.Error, step("web", 1), step("db", 20), step("db", 11))
	b := seen("web", "untrusted", rule.Error, step("web", 2), step("db", 30), step("db", 11))
	there := seen("db", "dynamic", rule.Warning, step("db", 20), step("db", 11))
	there.Location = at("db", "db.go", 20)
	got := mergeAll(t, a, b, there)
	if len(got) != 2 || got[0].Location.Line != 20 || got[1].Location.Line != 30 || got[0].Rule != "sql/untrusted" {
		t.Errorf("got %+v", got)
	}
}

func TestCallersOfLibraryStayApart(t *testing.T) {
	a, b := seen("web", "untrusted", rule.Error), seen("cli", "untrusted", rule.Error)
	a.Site.Package, b.Site.Package = "lib", "lib"
	if got := mergeAll(t, a, b, a); len(got) != 2 {
		t.Errorf("%d findings, want 2: %+v", len(got), got)
	}
}

func TestAnalyzersStayApart(t *testing.T) {
	a, b := seen("db", "dynamic", rule.Warning), seen("db", "dynamic", rule.Warning)
	b.Rule = "path/dynamic"
	if got := mergeAll(t, a, b); len(got) != 2 {
		t.Errorf("%d findings, want 2: %+v", len(got), got)
	}
}

func TestFindingsWithoutSiteMergeOnlyWhenEqual(t *testing.T) {
	a := finding.Finding{Rule: "jwt/none", Message: "a", Location: at("p", "p.go", 1)}
	b := a
	b.Message = "b"
	if got := mergeAll(t, a, b, a); len(got) != 2 {
		t.Errorf("%d findings, want 2: %+v", len(got), got)
	}
}

func TestSuppressionSilencesNoStrongerRule(t *testing.T) {
	there := seen("db", "dynamic", rule.Warning)
	there.Suppressed = &finding.Suppression{Kind: "secvet:ignore"}
	got := mergeAll(t, there, seen("web", "untrusted", rule.Error, step("web", 1), step("db", 11)))
	if len(got) != 2 {
		t.Fatalf("%d findings, want 2: %+v", len(got), got)
	}
	for _, f := range got {
		if (f.Rule == "sql/untrusted") == (f.Suppressed != nil) {
			t.Errorf("%s: suppressed is %v", f.Rule, f.Suppressed)
		}
	}
}
