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
