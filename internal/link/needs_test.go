package link

import (
	"testing"

	"github.com/secvet/secvet/internal/finding"
)

// TestWhatIsKnownOfAValueCanBeVoided: a condition may need something to be known of what
// arrives; an edge takes it away, whatever was known before, and so does a method that
// the value goes through.
func TestWhatIsKnownOfAValueCanBeVoided(t *testing.T) {
	const known = 16
	in, inner := port("m/api.Open", 0, ""), port("m/disk.Open", 0, "")
	needs := func(c finding.Condition) finding.Finding {
		c.Trust, c.Needs = finding.Remote, known
		return finding.Finding{Rule: "pathjoin/named", Message: finding.Subject, If: &c}
	}
	first := finding.Edge{Trust: finding.Remote, Subject: "req.Path", To: in, Proved: known, Steps: step("api")}
	for _, test := range []struct {
		name  string
		edge  finding.Edge
		first uint64
		stays bool
	}{
		{"handed on as it came", finding.Edge{From: &in, To: inner}, known, true},
		{"handed on changed", finding.Edge{From: &in, To: inner, Voids: known}, known, false},
		{"never known", finding.Edge{From: &in, To: inner}, 0, false},
	} {
		from := first
		from.Proved = test.first
		l := New([]*finding.Unit{{Package: "m/api", Index: &finding.Index{Edges: []finding.Edge{from, test.edge}}}}, true)
		if found := l.Settle([]finding.Finding{needs(finding.Condition{Port: inner})}, true); len(found) == 1 != test.stays {
			t.Errorf("%s: found %v", test.name, found)
		}
	}

	into, out := port(plain+"Name", 1, ""), port(plain+"Name", -1, "")
	for voids, stays := range map[uint64]bool{0: true, known: false} {
		e := edge(into, out, 0)
		e.Voids = voids
		c := finding.Condition{Through: []finding.Transfer{passes(namer+"Name", 1, "", 0, "")}, Holds: known}
		if found := New(namers(e), true).Settle([]finding.Finding{needs(c)}, true); len(found) == 1 != stays {
			t.Errorf("through a method that voids %d: found %v", voids, found)
		}
	}
}

// TestAmbientWithACondition: a finding may be about programs that people log in to and about
// what arrives in one.
func TestAmbientWithACondition(t *testing.T) {
	in := port("m/api.Open", 0, "")
	unit := func(ambient bool) []*finding.Unit {
		return []*finding.Unit{{Package: "m/api", Index: &finding.Index{Ambient: ambient,
			Edges: []finding.Edge{{Trust: finding.Remote, Subject: "req.Path", To: in, Steps: step("api")}}}}}
	}
	for _, ambient := range []bool{true, false} {
		for _, about := range []bool{true, false} {
			f := finding.Finding{Message: finding.Subject, If: &finding.Condition{Port: in, Trust: finding.Remote}, Ambient: &about}
			found := New(unit(ambient), true).Settle([]finding.Finding{f}, true)
			if want := ambient == about; len(found) == 1 != want {
				t.Errorf("about programs with cookies: %v, the program has them: %v, found %d", about, ambient, len(found))
			}
		}
	}
}
