package link

import (
	"reflect"
	"slices"
	"testing"

	"github.com/secvet/secvet/internal/finding"
)

const (
	store   = "(m/domain.Store)."
	service = "(*m/domain.Service)."
	pg      = "(*m/pg.Store)."
)

func port(fn string, param int, path string) finding.Port {
	return finding.Port{Function: fn, Param: param, Path: path}
}

func step(text string) []finding.Step {
	return []finding.Step{{Message: text, Location: finding.Location{File: text + ".go", Line: 1}}}
}

// units is a request that reaches a statement by way of a service and an interface.
func units() []*finding.Unit {
	from := port(service+"List", 2, ".Sort")
	return []*finding.Unit{
		{Package: "m/api", Index: &finding.Index{Edges: []finding.Edge{
			{Trust: finding.Remote, Subject: "r.FormValue(\"sort\")", To: from, Steps: step("api")},
		}}},
		{Package: "m/domain", Index: &finding.Index{
			Edges: []finding.Edge{{From: &from, To: port(store+"List", 2, ".Sort"), Proved: 4, Steps: step("domain")}},
			Interfaces: []finding.Interface{{Name: "m/domain.Store", Methods: []string{"List(a)(b)", "Get(a)(b)"},
				Ports: map[string]string{store + "List": "List(a)(b)", store + "Get": "Get(a)(b)"}}},
		}},
		{Package: "m/pg", Index: &finding.Index{Types: []finding.Type{
			{Name: "m/pg.Store", Methods: map[string]string{"List(a)(b)": pg + "List", "Get(a)(b)": pg + "Get"}},
			{Name: "m/pg.Half", Methods: map[string]string{"List(a)(b)": "(*m/pg.Half).List"}},
		}}},
	}
}

func conditional(p finding.Port, unless ...uint64) finding.Finding {
	return finding.Finding{
		Rule: "sqlconcat/untrusted", Message: finding.Subject + " from a request is put into the ORDER BY",
		If:   &finding.Condition{Port: p, Trust: finding.Remote, Unless: unless},
		Flow: append(step("parameter"), step("pg")...),
	}
}

func TestConditionIsMetThroughAnInterface(t *testing.T) {
	found := New(units(), false).Settle([]finding.Finding{conditional(port(pg+"List", 2, ".Sort"))}, false)
	if len(found) != 1 {
		t.Fatalf("%d findings, want 1", len(found))
	}
	f := found[0]
	if want := `r.FormValue("sort") from a request is put into the ORDER BY`; f.Message != want || f.If != nil {
		t.Errorf("the message is %q (if %v), want %q", f.Message, f.If, want)
	}
	var way []string
	for _, s := range f.Flow {
		way = append(way, s.Message)
	}
	if want := []string{"api", "domain", "pg"}; !slices.Equal(way, want) {
		t.Errorf("the way is %v, want %v", way, want)
	}
}

func TestConditionIsNotMet(t *testing.T) {
	for name, f := range map[string]finding.Finding{
		"what is proved on the way confines it": conditional(port(pg+"List", 2, ".Sort"), 4),
		"another part of the parameter":         conditional(port(pg+"List", 2, ".Sorted")),
		"another parameter":                     conditional(port(pg+"List", 1, ".Sort")),
		"another method":                        conditional(port(pg+"Get", 2, ".Sort")),
		"a type without all of the methods":     conditional(port("(*m/pg.Half).List", 2, ".Sort")),
	} {
		if found := New(units(), false).Settle([]finding.Finding{f}, true); len(found) > 0 {
			t.Errorf("%s: found %s", name, found[0].Message)
		}
	}
}

func TestWholeParameterHoldsItsParts(t *testing.T) {
	us := units()
	us[0].Index.Edges[0].To.Path = ""
	if found := New(us, false).Settle([]finding.Finding{conditional(port(pg+"List", 2, ".Sort"))}, false); len(found) != 1 {
		t.Errorf("%d findings, want 1: all of the parameter comes from a request", len(found))
	}
}

// What is said of the deeper parts says nothing of those that have edges of their own.
func TestDeepParts(t *testing.T) {
	us := units()
	us[0].Index.Edges[0].To.Path, us[0].Index.Edges[0].Deep = "", true
	from := port(service+"List", 2, "")
	us[1].Index.Edges = []finding.Edge{{From: &from, To: port(store+"List", 2, ""), Deep: true, Steps: step("domain")}}
	for path, want := range map[string]int{".Sort": 0, ".A.B.C.D": 0, ".A.B.C.D.E": 1, ".A[*].C.D.E": 1} {
		if found := New(us, false).Settle([]finding.Finding{conditional(port(pg+"List", 2, path))}, false); len(found) != want {
			t.Errorf("%s: %d findings, want %d", path, len(found), want)
		}
	}
}

func TestTooManyImplementationsSayNothing(t *testing.T) {
	us := units()
	for i := range maxImplementations {
		us[2].Index.Types = append(us[2].Index.Types, finding.Type{Name: "m/more." + string(rune('A'+i)), Methods: us[2].Index.Types[0].Methods})
	}
	if found := New(us, false).Settle([]finding.Finding{conditional(port(pg+"List", 2, ".Sort"))}, false); len(found) > 0 {
		t.Error("an interface with many implementations leads to one")
	}
}

// A service that hands a value to itself must not be walked for ever.
func TestCycle(t *testing.T) {
	us := units()
	from := port(service+"List", 2, ".Sort")
	us[1].Index.Edges = append(us[1].Index.Edges, finding.Edge{From: &from, To: from, Steps: step("again")})
	if found := New(us, false).Settle([]finding.Finding{conditional(port(pg+"List", 2, ".Sort"))}, false); len(found) != 1 {
		t.Errorf("%d findings, want 1", len(found))
	}
}

func TestOrderOfUnitsDoesNotMatter(t *testing.T) {
	us := units()
	us[0].Index.Edges = append(us[0].Index.Edges, finding.Edge{Trust: finding.Remote, Subject: "r.FormValue(\"order\")",
		To: port(service+"List", 2, ".Sort"), Steps: step("other")})
	findings := []finding.Finding{conditional(port(pg+"List", 2, ".Sort"))}
	want := New(us, false).Settle(findings, false)
	slices.Reverse(us)
	slices.Reverse(us[2].Index.Edges)
	if got := New(us, false).Settle(findings, false); !reflect.DeepEqual(got, want) {
		t.Errorf("the other order finds %v, not %v", got, want)
	}
}

func TestDoubts(t *testing.T) {
	p := port("m/pg.Purge", 2, "")
	doubtful := []finding.Finding{{Rule: "sqlconcat/dynamic", Doubts: []finding.Port{p}}}
	unit := func(edges ...finding.Edge) *finding.Unit {
		return &finding.Unit{Index: &finding.Index{Edges: edges}}
	}
	safe := finding.Edge{Trust: finding.Safe, To: p}
	other := port("m/admin.Run", 0, "")
	for _, test := range []struct {
		name  string
		units []*finding.Unit
		whole bool
		stay  bool
	}{
		{"only constants arrive", []*finding.Unit{unit(safe)}, true, false},
		{"a package may be missing", []*finding.Unit{unit(safe)}, false, true},
		{"nobody calls", nil, true, true},
		{"something else arrives as well", []*finding.Unit{unit(safe), unit(finding.Edge{Trust: finding.Open, To: p})}, true, true},
		{"an attacker's value arrives", []*finding.Unit{unit(finding.Edge{Trust: finding.Remote, To: p})}, true, true},
		{"it is used as a value", []*finding.Unit{unit(safe), {Index: &finding.Index{Taken: []string{"m/pg.Purge"}}}}, true, true},
		{"passed on by one that gets constants", []*finding.Unit{unit(finding.Edge{From: &other, To: p}, finding.Edge{Trust: finding.Safe, To: other})}, true, false},
		{"passed on by itself alone", []*finding.Unit{unit(finding.Edge{From: &p, To: p})}, true, true},
		{"constants, and passed on by itself", []*finding.Unit{unit(safe, finding.Edge{From: &p, To: p})}, true, false},
		{"passed on by one that nobody calls", []*finding.Unit{unit(finding.Edge{From: &other, To: p})}, true, true},
	} {
		if got := len(New(test.units, test.whole).Settle(doubtful, test.whole)) > 0; got != test.stay {
			t.Errorf("%s: the finding stays: %v, want %v", test.name, got, test.stay)
		}
	}
}

// A part of a route is one element of the path where all routes of the program say so.
func TestSetUpOfLibraries(t *testing.T) {
	one := finding.Given{Need: []string{":id"}, Unless: []string{"*id", "m/router.Raw"}, Proved: 2}
	direct := finding.Finding{Rule: "pathjoin/untrusted", Message: "id is joined", Unless: []finding.Given{one}}
	handed := finding.Edge{Trust: finding.Remote, Subject: "id", To: port(pg+"Open", 1, ""), Given: []finding.Given{one}, Steps: step("api")}
	for _, test := range []struct {
		name  string
		facts []string
		whole bool
		stay  bool
	}{
		{"one element", []string{":id"}, true, false},
		{"packages are missing", []string{":id"}, false, true},
		{"no route", nil, true, true},
		{"another name", []string{":name"}, true, true},
		{"the rest of the path as well", []string{"*id", ":id"}, true, true},
		{"the router takes the path as it came", []string{":id", "m/router.Raw"}, true, true},
	} {
		units := []*finding.Unit{
			{Package: "m/api", Index: &finding.Index{Edges: []finding.Edge{handed}}},
			{Package: "m/routes", Index: &finding.Index{Facts: test.facts}},
		}
		l := New(units, test.whole)
		if got := len(l.Settle([]finding.Finding{direct}, test.whole)) > 0; got != test.stay {
			t.Errorf("%s: the finding stays: %v, want %v", test.name, got, test.stay)
		}
		if got := len(l.Settle([]finding.Finding{conditional(port(pg+"Open", 1, ""), 2)}, test.whole)) > 0; got != test.stay {
			t.Errorf("%s: the condition is met: %v, want %v", test.name, got, test.stay)
		}
	}
}

// TestAmbient: what only harms those whom a program knows by their cookies stands in
// such a program, what says that none was seen in the others; and where a package may
// be missing, the cautious one.
func TestAmbient(t *testing.T) {
	yes, no := true, false
	findings := []finding.Finding{{Rule: "with", Ambient: &yes}, {Rule: "without", Ambient: &no}, {Rule: "always"}}
	reads := []*finding.Unit{{Package: "m/login", Index: &finding.Index{Ambient: true}}, {Package: "m/rooms"}}
	for _, test := range []struct {
		units []*finding.Unit
		whole bool
		want  []string
	}{
		{reads, true, []string{"with", "always"}},
		{reads[1:], true, []string{"without", "always"}},
		{reads[1:], false, []string{"with", "always"}},
	} {
		var got []string
		for _, f := range New(test.units, test.whole).Settle(findings, test.whole) {
			got = append(got, f.Rule)
			if f.Ambient != nil {
				t.Errorf("%s is still open", f.Rule)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%d units, whole %v: %q stand, want %q", len(test.units), test.whole, got, test.want)
		}
	}
}
