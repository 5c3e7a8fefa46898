package report

import (
	"strings"
	"testing"

	"github.com/rivo/uniseg"
)

func TestSnippet(t *testing.T) {
	for _, test := range []struct {
		name, text, mark string
		width            int
		line, under      string
	}{
		{"indented", "\t\tf(x)", "x", 80, "f(x)", "  ^"},
		{"tabInside", "a\tb", "b", 80, "a   b", "    ^"},
		{"wide", `x := "日本", y`, "y", 80, `x := "日本", y`, "             ^"},
		{"joined", "e\u0301 = y", "y", 80, "e\u0301 = y", "    ^"},
		{"longLeft", strings.Repeat("a", 50) + "MARK", "MARK", 20, "…aaaaaMARK", "      ^~~~"},
		{"longRight", "MARK" + strings.Repeat("a", 50), "MARK", 10, "MARKaaaaa…", "^~~~"},
		{"longMark", strings.Repeat("M", 50), strings.Repeat("M", 50), 10, "MMMMMMMMM…", "^~~~~~~~~~"},
		{"control", "a\x1b[0mb", "b", 80, "a�[0mb", "     ^"},
		{"emptyMarkAtEnd", "abc", "", 80, "abc", "   ^"},
	} {
		from := strings.LastIndex(test.text, test.mark)
		if from > len(test.text)-len(test.mark) || test.name == "longMark" {
			from = 0
		}
		line, start, length := snippet(test.text, from, from+len(test.mark), test.width)
		if under := strings.Repeat(" ", start) + "^" + strings.Repeat("~", length-1); line != test.line || under != test.under {
			t.Errorf("%s:\ngot  %s\n     %s\nwant %s\n     %s", test.name, line, under, test.line, test.under)
		}
		if uniseg.StringWidth(line) > test.width {
			t.Errorf("%s: wider than %d", test.name, test.width)
		}
	}
}
