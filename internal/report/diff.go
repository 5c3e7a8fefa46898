package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/finding"
)

// hunk is a stretch of whole lines before and after a fix.
type hunk struct {
	File    string
	Line    int
	Removed []string
	Added   []string
}

// hunks returns what a fix changes, nil when that can't be told from the source.
func (v *view) hunks(fix *finding.Fix) []hunk {
	if fix == nil {
		return nil
	}
	edits := slices.Clone(fix.Edits)
	slices.SortStableFunc(edits, func(a, b finding.Edit) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Start, b.Start))
	})
	var out []hunk
	for i := 0; i < len(edits); {
		n := i + 1
		for n < len(edits) && v.touch(edits[n-1], edits[n]) {
			n++
		}
		h, ok := v.hunk(edits[i:n])
		if !ok {
			return nil
		}
		out = append(out, h)
		i = n
	}
	return out
}

// touch says whether an edit starts on the line where the one before ends.
func (v *view) touch(a, b finding.Edit) bool {
	end, _, ok := v.source.offset(a.File, a.End)
	start, _, ok2 := v.source.offset(b.File, b.Start)
	return a.File == b.File && ok && ok2 && end == start
}

// hunk applies edits of one file, in order, to the lines they are on.
func (v *view) hunk(edits []finding.Edit) (hunk, bool) {
	file, last := edits[0].File, edits[len(edits)-1]
	first, _, ok := v.source.offset(file, edits[0].Start)
	final, _, okEnd := v.source.offset(file, last.End)
	if !ok || !okEnd {
		return hunk{}, false
	}
	source := v.source.file(file)
	from := source.start(first)
	to := source.start(final) + len(source.lines[final-1])
	var after strings.Builder
	done := from
	for _, e := range edits {
		if e.Start < done || e.End < e.Start {
			return hunk{}, false
		}
		after.WriteString(source.text[done:e.Start])
		after.WriteString(e.New)
		done = e.End
	}
	after.WriteString(source.text[done:max(done, to)])
	return hunk{
		File:    file,
		Line:    first,
		Removed: source.lines[first-1 : final],
		Added:   newSourceFile(after.String()).lines,
	}, true
}
