package report_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/secvet/secvet/internal/report"
	"github.com/secvet/secvet/internal/report/sample"
)

// TestHTMLEscapes: what comes from source text, file names, messages and rules is
// text on the page. How the page works in a browser is checked by .ci/html-check.
func TestHTMLEscapes(t *testing.T) {
	page := string(write(t, "html", sample.Many(), report.Options{Suppressed: true}))
	for _, hostile := range []string{"<script>alert", "<img src=x", "<i>co.", "<b>100%", "<b>of any", "\x1b", "\u202e"} {
		if strings.Contains(page, hostile) {
			t.Errorf("%q is not escaped", hostile)
		}
	}
	for _, element := range []string{"<script", "</script", "<style", "</style"} {
		if n := strings.Count(page, element); n != 1 {
			t.Errorf("%d times %s", n, element)
		}
	}
}

// TestHTMLNeedsNothing: one file, without a word from elsewhere. Links are for
// the reader to follow.
func TestHTMLNeedsNothing(t *testing.T) {
	page := string(write(t, "html", sample.Many(), report.Options{}))
	if m := regexp.MustCompile(`(?i)<(link|iframe|object|embed|img|base)\b|<[^>]*\s(src|style|on\w+)=|@import|url\(`).FindString(page); m != "" {
		t.Errorf("the page has %s", m)
	}
	if !strings.Contains(page, `http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;`) {
		t.Error("no policy")
	}
}
