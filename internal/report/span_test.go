package report

import (
	"testing"

	"github.com/secvet/secvet/internal/finding"
)

func testSource(text string) *source {
	return newSource(&Report{Source: func(string) ([]byte, error) { return []byte(text), nil }})
}

func TestSpanFillsWhatIsOpen(t *testing.T) {
	s := testSource("\tfoo(bar) // x\n\tö(🎉, b)\n")
	for _, test := range []struct {
		name string
		l    finding.Location
		want span
	}{
		{"whole", finding.Location{Line: 1, Column: 2, EndLine: 1, EndColumn: 5}, span{1, 2, 1, 5}},
		{"noEnd", finding.Location{Line: 1, Column: 6}, span{1, 6, 1, 10}},
		{"noColumn", finding.Location{Line: 1}, span{1, 2, 1, 10}},
		{"noLine", finding.Location{}, span{1, 2, 1, 10}},
		{"inTheComment", finding.Location{Line: 1, Column: 12}, span{1, 12, 1, 13}},
		{"severalLines", finding.Location{Line: 1, Column: 2, EndLine: 2, EndColumn: 3}, span{1, 2, 2, 3}},
		{"endBeforeStart", finding.Location{Line: 2, Column: 2, EndLine: 1, EndColumn: 9}, span{2, 2, 2, 13}},
		{"behindTheLine", finding.Location{Line: 1, Column: 99, EndLine: 1, EndColumn: 120}, span{1, 15, 1, 15}},
		{"behindTheFile", finding.Location{Line: 9, Column: 4}, span{9, 4, 9, 5}},
	} {
		if got := s.span(test.l); got != test.want {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}

func TestUTF16Columns(t *testing.T) {
	s := testSource("\tö(🎉, b)\n")
	got := s.utf16("f", span{1, 4, 1, 10})
	if want := (span{1, 3, 1, 7}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestOffset(t *testing.T) {
	s := testSource("ab\r\ncd\n")
	for offset, want := range map[int][2]int{0: {1, 1}, 2: {1, 3}, 4: {2, 1}, 5: {2, 2}, 7: {3, 1}} {
		line, column, ok := s.offset("f", offset)
		if !ok || line != want[0] || column != want[1] {
			t.Errorf("%d: %d:%d %v, want %v", offset, line, column, ok, want)
		}
	}
	if _, _, ok := s.offset("f", 8); ok {
		t.Error("an offset behind the file has a place")
	}
}
