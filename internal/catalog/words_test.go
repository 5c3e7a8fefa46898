package catalog

import (
	"regexp"
	"slices"
	"testing"
)

func TestWords(t *testing.T) {
	if got := Words("fencing"); !slices.Contains(got, "lease") {
		t.Errorf(`Words("fencing") = %q, without "lease"`, got)
	}
	defer func() {
		if recover() == nil {
			t.Error("a list that is not there does not panic")
		}
	}()
	Words("no such list")
}

// TestWordLists looks for what names can't be split into, and for words that stand twice.
func TestWordLists(t *testing.T) {
	word := regexp.MustCompile(`^[a-z]+(\+[a-z]+)?$`)
	for name, list := range wordLists() {
		if len(list) == 0 {
			t.Errorf("%s is empty", name)
		}
		for i, w := range list {
			if !word.MatchString(w) {
				t.Errorf("%s: %q is no word", name, w)
			}
			if slices.Contains(list[:i], w) {
				t.Errorf("%s: %q stands there twice", name, w)
			}
		}
	}
}

func TestParseWords(t *testing.T) {
	got := parseWords("# a comment\none\n  a b\n\n  c+d\ntwo\n  e\n")
	if !slices.Equal(got["one"], []string{"a", "b", "c+d"}) || !slices.Equal(got["two"], []string{"e"}) || len(got) != 2 {
		t.Errorf("parseWords = %q", got)
	}
}
