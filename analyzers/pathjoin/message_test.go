package pathjoin

import (
	"testing"

	"github.com/secvet/secvet/internal/flow"
)

// TestBaseText names folders, and not the beginnings of names.
func TestBaseText(t *testing.T) {
	for before, want := range map[string]string{
		"/srv/files/":          "/srv/files",
		"uploads/":             "uploads",
		"/tmp/report-":         "/tmp",
		"report-":              "",
		"":                     "",
		"/":                    "",
		flow.Foreign + "/img/": "",
	} {
		if got := baseText(&flow.Origin{Before: before}); got != want {
			t.Errorf("before %q: %q, want %q", before, got, want)
		}
	}
}
