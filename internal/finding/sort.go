package finding

import (
	"cmp"
	"slices"
)

// Compare orders findings by file, line, column, rule and message, which is
// the order of every report.
func Compare(a, b *Finding) int {
	return cmp.Or(
		a.Location.compare(b.Location),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Message, b.Message),
	)
}

// Sort sorts findings by [Compare].
func Sort(findings []Finding) {
	slices.SortFunc(findings, func(a, b Finding) int { return Compare(&a, &b) })
}

func (l Location) compare(m Location) int {
	return cmp.Or(
		cmp.Compare(l.File, m.File),
		cmp.Compare(l.Line, m.Line),
		cmp.Compare(l.Column, m.Column),
	)
}
