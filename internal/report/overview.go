package report

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/rule"
)

// chart counts findings by one property, as a bar for each value.
type chart struct {
	Title string
	// Filter is the property by which the page can be filtered.
	Filter string
	Bars   []bar
}

// bar is a value's findings, in segments of one severity each.
type bar struct {
	Value    string
	Count    int
	Segments []segment
}

// segment is a part of a bar; X and Width are shares of the longest bar, from 0
// to 1000.
type segment struct {
	Severity string
	Count    int
	X, Width int
}

// Spoken describes the bar to those who don't see it: "2 errors, 1 note".
func (b bar) Spoken() string {
	parts := make([]string, 0, len(b.Segments))
	for _, s := range b.Segments {
		parts = append(parts, plural(s.Count, s.Severity))
	}
	return strings.Join(parts, ", ")
}

// newChart counts findings by the value that key gives them, the most frequent
// first.
func newChart(title, filter string, findings []finding.Finding, key func(*finding.Finding) string) chart {
	counts := make(map[string]map[rule.Severity]int)
	for i := range findings {
		k := key(&findings[i])
		if counts[k] == nil {
			counts[k] = make(map[rule.Severity]int)
		}
		counts[k][findings[i].Severity]++
	}
	c := chart{Title: title, Filter: filter}
	longest := 0
	for value, bySeverity := range counts {
		b := newBar(value, bySeverity)
		longest = max(longest, b.Count)
		c.Bars = append(c.Bars, b)
	}
	slices.SortFunc(c.Bars, func(a, b bar) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	for i := range c.Bars {
		c.Bars[i].scale(longest)
	}
	return c
}

// bySeverity returns one bar for each severity, the worst first, also where there
// is nothing to count.
func (c chart) bySeverity() []bar {
	var out []bar
	for _, s := range severities {
		b := bar{Value: s.String()}
		for _, counted := range c.Bars {
			if counted.Value == b.Value {
				b = counted
			}
		}
		out = append(out, b)
	}
	return out
}

func newBar(value string, bySeverity map[rule.Severity]int) bar {
	b := bar{Value: value}
	for _, s := range severities {
		if n := bySeverity[s]; n > 0 {
			b.Segments = append(b.Segments, segment{Severity: s.String(), Count: n})
			b.Count += n
		}
	}
	return b
}

func (b *bar) scale(longest int) {
	x := 0
	for i := range b.Segments {
		s := &b.Segments[i]
		s.X = x
		s.Width = max(s.Count*1000/max(longest, 1), 4)
		x += s.Width
	}
}

// packageOf is the import path of a finding's package, or its directory.
func packageOf(f *finding.Finding) string {
	return cmp.Or(f.Location.Package, f.Site.Package, path.Dir(f.Location.File))
}

// shortPackages maps import paths to what tells them apart: without the path
// elements that all share.
func shortPackages(findings []finding.Finding) map[string]string {
	short := make(map[string]string)
	var common []string
	for i := range findings {
		pkg := packageOf(&findings[i])
		short[pkg] = pkg
		elements := strings.Split(pkg, "/")
		if i == 0 {
			common = elements
		}
		n := 0
		for n < len(common) && n < len(elements)-1 && common[n] == elements[n] {
			n++
		}
		common = common[:n]
	}
	if len(common) == 0 {
		return short
	}
	prefix := strings.Join(common, "/") + "/"
	for pkg := range short {
		short[pkg] = strings.TrimPrefix(pkg, prefix)
	}
	return short
}
