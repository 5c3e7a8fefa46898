package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestLineHashes states the algorithm of GitHub's upload action. The numbers
// were checked once against an implementation that follows its source.
func TestLineHashes(t *testing.T) {
	const end = "c129715d7a2bc9a3:1" // nothing but the end of the file
	same := func(text, other string) {
		t.Helper()
		if a, b := lineHashes(text), lineHashes(other); !slices.Equal(a, b) {
			t.Errorf("%q: %v, but %q: %v", text, a, other, b)
		}
	}
	differ := func(text, other string) {
		t.Helper()
		if a, b := lineHashes(text), lineHashes(other); slices.Equal(a, b) {
			t.Errorf("%q and %q: %v", text, other, a)
		}
	}
	if got := lineHashes(""); !slices.Equal(got, []string{end}) {
		t.Errorf("empty: %v", got)
	}
	if got := lineHashes("x\n"); len(got) != 2 || got[1] != end {
		t.Errorf("the text behind the last line feed is a line: %v", got)
	}
	same("\tif x {\n\t\ty()\n\t}\n", "if x{\ny()\n}\n") // white space doesn't count
	same("a\nb\n", "a\r\nb\r\n")                        // any line ending
	same("a\nb\n", "a\rb\r")
	same("a\n\nb", "a\r \nb") // white space parts CR and LF
	differ("a\nb", "ab")      // a line feed counts
	differ("a", "b")

	block := strings.Repeat("x", hashBlock)
	if a, b := lineHashes(block+"y"), lineHashes(block+"z"); a[0] != b[0] {
		t.Error("what lies behind the block counts")
	}
	if a, b := lineHashes(block[1:]+"y"), lineHashes(block[1:]+"z"); a[0] == b[0] {
		t.Error("the block's last unit doesn't count")
	}
	// An astral character is two units.
	if a, b := lineHashes(block[2:]+"🎉y"), lineHashes(block[2:]+"🎉z"); a[0] != b[0] {
		t.Error("🎉 counts as one unit")
	}
	lines := lineHashes(strings.Repeat(block+"\n", 3))
	for i, want := range []string{":1", ":2", ":3"} {
		if !strings.HasSuffix(lines[i], want) {
			t.Errorf("equal lines are numbered: %v", lines)
		}
	}
}

// TestLineHashByHand computes the hash of a short text from its definition.
func TestLineHashByHand(t *testing.T) {
	units := append([]uint64{'a', '\n', 0xe9, 0xffff}, make([]uint64, 2*hashBlock)...)
	sum := func(units []uint64) string {
		var hash, power uint64 = 0, 1
		for i := hashBlock - 1; i >= 0; i-- {
			hash += units[i] * power
			power *= 37
		}
		return fmt.Sprintf("%x:1", hash)
	}
	want := []string{sum(units), sum(units[2:])}
	if got := lineHashes("a\n é"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
