package link

import (
	"testing"

	"github.com/secvet/secvet/internal/finding"
)

// TestPrograms: a module holds a website, whose users have cookies, and a relay, which
// nobody logs in to. What both use is part of the website as well.
func TestPrograms(t *testing.T) {
	units := []*finding.Unit{{Package: "m/login", Index: &finding.Index{Ambient: true}}}
	imports := map[string][]string{
		"m/cmd/site":  {"fmt", "m/login", "m/rooms"},
		"m/cmd/relay": {"m/tunnel"},
		"m/tunnel":    {"m/frames"},
		"m/rooms":     {"m/frames"},
		"m/login":     {"net/http"},
		"m/frames":    nil,
	}
	for path, want := range map[string]string{
		"m/rooms": "with", "m/frames": "with", "m/login": "with", "m/cmd/site": "with",
		"m/tunnel": "without", "m/cmd/relay": "without",
	} {
		yes, no := true, false
		at := finding.Location{Package: path}
		l := New(units, true)
		l.Import(imports)
		found := l.Settle([]finding.Finding{{Rule: "with", Ambient: &yes, Location: at}, {Rule: "without", Ambient: &no, Location: at}}, true)
		if len(found) != 1 || found[0].Rule != want {
			t.Errorf("%s: %v, want the finding %s", path, found, want)
		}
	}
}

// TestApproach: what stands before a handler decides, also where another package
// registers it; where that is not seen, what the program reads does.
func TestApproach(t *testing.T) {
	at := finding.Location{Package: "m/rooms", File: "rooms.go", Line: 1}
	yes, no := true, false
	findings := []finding.Finding{{Rule: "with", Ambient: &yes, Place: "m/rooms.upgrader", Location: at},
		{Rule: "without", Ambient: &no, Place: "m/rooms.upgrader", Location: at}}
	rooms := &finding.Unit{Package: "m/rooms", Index: &finding.Index{Ambient: true, Approach: &finding.Approach{
		Before: map[string][]string{"m/rooms.upgrader": {"m/rooms.Enter"}},
		Access: map[string]finding.Access{"m/rooms.Enter": finding.Opens},
	}}}
	main := func(access finding.Access, before ...string) *finding.Unit {
		return &finding.Unit{Package: "m/cmd", Index: &finding.Index{Approach: &finding.Approach{
			Before: map[string][]string{"m/rooms.Enter": before},
			Asks:   map[string][]string{"m/cmd.main:t1": {"m/login.Required@"}, "m/login.Required@!": {"m/login.Required$1"}},
			Access: map[string]finding.Access{"m/login.Required$1": access, "m/cmd.main:t2": finding.Served, "m/cmd.routes#0": finding.Handed},
		}}}
	}
	for _, test := range []struct {
		name string
		unit *finding.Unit
		want string
	}{
		{"nobody registers it", main(0), "with"},
		{"open to all", main(0, "m/cmd.main:t1", "m/cmd.main:t2"), "without"},
		{"a cookie", main(finding.Ambient, "m/cmd.main:t1", "m/cmd.main:t2"), "with"},
		{"a token", main(finding.Presented, "m/cmd.main:t1", "m/cmd.main:t2"), "without"},
		{"either", main(finding.Presented|finding.Ambient, "m/cmd.main:t1", "m/cmd.main:t2"), "with"},
		{"a cookie and the origin", main(finding.Compares|finding.Ambient, "m/cmd.main:t1", "m/cmd.main:t2"), "without"},
		{"something else", main(finding.Hidden, "m/cmd.main:t1", "m/cmd.main:t2"), "with"},
		{"a router from somewhere", main(0, "m/cmd.main:t2", "m/cmd.routes#0"), "with"},
	} {
		l := New([]*finding.Unit{rooms, test.unit}, true)
		found := l.Settle(findings, true)
		if len(found) != 1 || found[0].Rule != test.want || found[0].Place != "" {
			t.Errorf("%s: %+v stand, want %s", test.name, found, test.want)
		}
	}
}

// TestNeeds: a finding that needs a fact stands where some package sees it, and not
// where a package may be missing.
func TestNeeds(t *testing.T) {
	findings := []finding.Finding{{Rule: "asked", Needs: "origin:m/access.Ours"}, {Rule: "not asked", Needs: "origin:m/access.Picture"}}
	units := []*finding.Unit{{Package: "m/cmd", Index: &finding.Index{Facts: []string{"origin:m/access.Ours"}}}}
	if found := New(units, true).Settle(findings, true); len(found) != 1 || found[0].Rule != "asked" {
		t.Errorf("%+v stand", found)
	}
	if found := New(units, false).Settle(findings, false); len(found) != 0 {
		t.Errorf("%+v stand though packages are missing", found)
	}
}
