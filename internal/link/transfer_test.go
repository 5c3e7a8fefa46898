package link

import (
	"slices"
	"testing"

	"github.com/secvet/secvet/internal/finding"
)

const (
	namer = "(m/domain.Namer)."
	plain = "(m/names.Plain)."
	outer = "(m/names.Outer)."
)

func passes(method string, param int, path string, result int, to string) finding.Transfer {
	return finding.Transfer{Method: method, Param: param, Path: path, Result: result, To: to, Step: "through " + method}
}

// namers is an interface with one type behind it, whose method has the given edges.
func namers(edges ...finding.Edge) []*finding.Unit {
	return []*finding.Unit{
		{Package: "m/domain", Index: &finding.Index{Interfaces: []finding.Interface{{Name: "m/domain.Namer", Methods: []string{"Name(a)(b)"},
			Ports: map[string]string{namer + "Name": "Name(a)(b)"}}}}},
		{Package: "m/names", Index: &finding.Index{Edges: edges,
			Types: []finding.Type{{Name: "m/names.Plain", Methods: map[string]string{"Name(a)(b)": plain + "Name"}}}}},
	}
}

func edge(from, to finding.Port, proved uint64) finding.Edge {
	return finding.Edge{From: &from, To: to, Proved: proved, Steps: step("comes in and is returned")}
}

// TestTransfer: a value that is known to be an attacker's and went through a method of an
// interface counts if a type's method hands on that part, and nothing confines it there.
func TestTransfer(t *testing.T) {
	in, out := port(plain+"Name", 1, ""), port(plain+"Name", -1, "")
	for _, test := range []struct {
		name    string
		edges   []finding.Edge
		through []finding.Transfer
		stays   bool
	}{
		{"handed on", []finding.Edge{edge(in, out, 0)}, []finding.Transfer{passes(namer+"Name", 1, "", 0, "")}, true},
		{"handed on and confined", []finding.Edge{edge(in, out, 4)}, []finding.Transfer{passes(namer+"Name", 1, "", 0, "")}, false},
		{"confined on one of two ways", []finding.Edge{edge(in, out, 4), edge(in, out, 8)}, []finding.Transfer{passes(namer+"Name", 1, "", 0, "")}, true},
		{"another parameter", []finding.Edge{edge(in, out, 0)}, []finding.Transfer{passes(namer+"Name", 2, "", 0, "")}, false},
		{"another result", []finding.Edge{edge(in, out, 0)}, []finding.Transfer{passes(namer+"Name", 1, "", 1, "")}, false},
		{"another method", []finding.Edge{edge(in, out, 0)}, []finding.Transfer{passes(namer+"Title", 1, "", 0, "")}, false},
		{"nothing is handed on", nil, []finding.Transfer{passes(namer+"Name", 1, "", 0, "")}, false},
		{"the part that is handed on", []finding.Edge{edge(port(plain+"Name", 1, ".Title"), out, 0)}, []finding.Transfer{passes(namer+"Name", 1, ".Title", 0, "")}, true},
		{"another part", []finding.Edge{edge(port(plain+"Name", 1, ".Title"), out, 0)}, []finding.Transfer{passes(namer+"Name", 1, ".State", 0, "")}, false},
		{"the whole, of which a part is used", []finding.Edge{edge(in, out, 0)}, []finding.Transfer{passes(namer+"Name", 1, ".Title", 0, ".Title")}, true},
		{"the whole, of which another part is used", []finding.Edge{edge(in, out, 0)}, []finding.Transfer{passes(namer+"Name", 1, ".Title", 0, ".State")}, false},
		{"twice", []finding.Edge{edge(in, out, 0)}, []finding.Transfer{passes(namer+"Name", 1, "", 0, ""), passes(namer+"Name", 1, "", 0, "")}, true},
		{"twice, once in vain", []finding.Edge{edge(in, out, 0)}, []finding.Transfer{passes(namer+"Name", 1, "", 0, ""), passes(namer+"Title", 1, "", 0, "")}, false},
	} {
		f := finding.Finding{Message: "found", If: &finding.Condition{Trust: finding.Remote, Through: test.through, Unless: []uint64{4}}}
		if got := len(New(namers(test.edges...), false).Settle([]finding.Finding{f}, false)) > 0; got != test.stays {
			t.Errorf("%s: the finding stays: %v, want %v", test.name, got, test.stays)
		}
	}
}

// TestTransferSteps: what the method does stands behind the step that tells of the call.
func TestTransferSteps(t *testing.T) {
	e := edge(port(plain+"Name", 1, ""), port(plain+"Name", -1, ""), 0)
	e.Steps = slices.Concat(step("title comes in"), step("joined into a text"))
	f := finding.Finding{If: &finding.Condition{Trust: finding.Remote, Through: []finding.Transfer{passes(namer+"Name", 1, "", 0, "")}},
		Flow: slices.Concat(step("source"), step("through "+namer+"Name"), step("sink"))}
	found := New(namers(e), false).Settle([]finding.Finding{f}, false)
	if len(found) != 1 {
		t.Fatalf("%d findings, want 1", len(found))
	}
	var way []string
	for _, s := range found[0].Flow {
		way = append(way, s.Message)
	}
	if want := []string{"source", "through " + namer + "Name", "joined into a text", "sink"}; !slices.Equal(way, want) {
		t.Errorf("the way is %q, want %q", way, want)
	}
}

// TestNestedTransfer: a method that has another interface's method do it.
func TestNestedTransfer(t *testing.T) {
	in, out := port(outer+"Fill", 1, ""), port(outer+"Fill", -1, "")
	fill := edge(in, out, 0)
	fill.Through = []finding.Transfer{passes(namer+"Name", 1, "", 0, "")}
	for _, test := range []struct {
		proved uint64
		stays  bool
	}{{0, true}, {4, false}} {
		units := append(namers(edge(port(plain+"Name", 1, ""), port(plain+"Name", -1, ""), test.proved)), &finding.Unit{Index: &finding.Index{
			Edges:      []finding.Edge{fill},
			Types:      []finding.Type{{Name: "m/names.Outer", Methods: map[string]string{"Fill(a)(b)": outer + "Fill"}}},
			Interfaces: []finding.Interface{{Name: "m/domain.Filler", Methods: []string{"Fill(a)(b)"}, Ports: map[string]string{"(m/domain.Filler).Fill": "Fill(a)(b)"}}},
		}})
		f := finding.Finding{If: &finding.Condition{Trust: finding.Remote, Through: []finding.Transfer{passes("(m/domain.Filler).Fill", 1, "", 0, "")}, Unless: []uint64{4}}}
		if got := len(New(units, false).Settle([]finding.Finding{f}, false)) > 0; got != test.stays {
			t.Errorf("proved %d: the finding stays: %v, want %v", test.proved, got, test.stays)
		}
	}
}

// TestTransferThatLeadsToItself ends.
func TestTransferThatLeadsToItself(t *testing.T) {
	again := edge(port(plain+"Name", 1, ""), port(plain+"Name", -1, ""), 0)
	again.Through = []finding.Transfer{passes(namer+"Name", 1, "", 0, "")}
	f := finding.Finding{If: &finding.Condition{Trust: finding.Remote, Through: again.Through}}
	if found := New(namers(again), false).Settle([]finding.Finding{f}, false); len(found) > 0 {
		t.Error("a method that only calls itself hands something on")
	}
}

// TestAnswer: what a method reads itself arrives at the results of the interface's
// method, what it was given at none of them.
func TestAnswer(t *testing.T) {
	result := port(plain+"Name", -1, "")
	own := finding.Edge{Trust: finding.Remote, Subject: "r.FormValue(\"name\")", To: result, Steps: step("names")}
	arrives := finding.Edge{Trust: finding.Remote, Subject: "r.FormValue(\"title\")", To: port(namer+"Name", 1, ""), Steps: step("api")}
	f := finding.Finding{Message: finding.Subject, If: &finding.Condition{Port: port(namer+"Name", -1, ""), Trust: finding.Remote}}
	for _, test := range []struct {
		name  string
		edges []finding.Edge
		stays bool
	}{
		{"read by the method", []finding.Edge{own}, true},
		{"given to some call", []finding.Edge{arrives, edge(port(plain+"Name", 1, ""), result, 0)}, false},
	} {
		if got := len(New(namers(test.edges...), false).Settle([]finding.Finding{f}, false)) > 0; got != test.stays {
			t.Errorf("%s: the finding stays: %v, want %v", test.name, got, test.stays)
		}
	}
}

// TestDoubtsOfAnswers: only constants are returned, by every type.
func TestDoubtsOfAnswers(t *testing.T) {
	result := port(plain+"Name", -1, "")
	f := finding.Finding{Doubts: []finding.Port{port(namer+"Name", -1, "")}}
	safe := finding.Edge{Trust: finding.Safe, To: result}
	other := &finding.Unit{Index: &finding.Index{Types: []finding.Type{{Name: "m/names.Other", Methods: map[string]string{"Name(a)(b)": "(m/names.Other).Name"}}}}}
	given := edge(port(plain+"Name", 1, ""), result, 0)
	for _, test := range []struct {
		name  string
		units []*finding.Unit
		stays bool
	}{
		{"constants", namers(safe), false},
		{"constants, and something else", namers(safe, finding.Edge{Trust: finding.Open, To: result}), true},
		{"nothing is known of another type's", append(namers(safe), other), true},
		{"no type", namers()[:1], true},
		{"what it is given, which nobody knows", namers(given), true},
		{"what it is given, always a constant", namers(given, finding.Edge{Trust: finding.Safe, To: port(namer+"Name", 1, "")}), false},
	} {
		if got := len(New(test.units, true).Settle([]finding.Finding{f}, true)) > 0; got != test.stays {
			t.Errorf("%s: the finding stays: %v, want %v", test.name, got, test.stays)
		}
	}
}
