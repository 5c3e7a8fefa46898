package main

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
		if got := nearest(word, candidates); got != want {
			t.Errorf("nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
