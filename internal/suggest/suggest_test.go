package suggest

import "testing"

func TestNearest(t *testing.T) {
	candidates := []string{"severity", "tests", "tags", "o", "generated"}
	for word, want := range map[string]string{
		"severty":   "severity",
		"sevreity":  "severity",
		"test":      "tests",
		"tgas":      "tags",
		"x":         "",
		"unrelated": "",
		"":          "",
	} {
		if got := Nearest(word, candidates); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	if got, want := DidYouMean("tets", []string{"tests"}), " (did you mean tests?)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := DidYouMean("zzzz", []string{"tests"}); got != "" {
		t.Errorf("got %q for a word like no other", got)
	}
}
