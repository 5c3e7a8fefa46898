package wanttest

import (
	"bytes"
	"cmp"
	"os"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// Fixed applies the first suggested fix of every finding and returns the changed
// files. Equal edits of several fixes (an import that all of them add) count once.
func Fixed(t *testing.T, found []Finding) map[string][]byte {
	t.Helper()
	type change struct {
		start, end int
		text       string
	}
	changes := make(map[string][]change)
	for _, f := range found {
		for _, fix := range f.Diagnostic.SuggestedFixes[:min(1, len(f.Diagnostic.SuggestedFixes))] {
			for _, e := range fix.TextEdits {
				name, c := place(f, e)
				if ch := (change{c[0], c[1], string(e.NewText)}); !slices.Contains(changes[name], ch) {
					changes[name] = append(changes[name], ch)
				}
			}
		}
	}
	fixed := make(map[string][]byte)
	for name, list := range changes {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		slices.SortStableFunc(list, func(a, b change) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
		var out bytes.Buffer
		at := 0
		for _, c := range list {
			if c.start < at {
				t.Fatalf("%s: fixes overlap at offset %d", name, c.start)
			}
			out.Write(text[at:c.start])
			out.WriteString(c.text)
			at = c.end
		}
		out.Write(text[at:])
		fixed[name] = out.Bytes()
	}
	return fixed
}

func place(f Finding, e analysis.TextEdit) (string, [2]int) {
	start := f.Package.Fset.Position(e.Pos)
	end := start
	if e.End.IsValid() {
		end = f.Package.Fset.Position(e.End)
	}
	return start.Filename, [2]int{start.Offset, end.Offset}
}
