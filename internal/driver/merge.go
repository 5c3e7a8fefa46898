package driver

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/finding"
)

// flaw is what findings of one flaw have in common.
type flaw struct {
	analyzer   string
	site       finding.Site
	suppressed bool
	location   finding.Location // set where callers have to be told apart
	whole      string           // the finding itself, set where it has no site
}

// merge joins findings that are one flaw seen from several packages: those of
// one analyzer with the same site. The strongest rule stays with its flow, at
// the place where the text is built, for that is where a person repairs it. When
// that place is not in the user's code, each caller has to repair its own call,
// and the findings stay apart.
//
// The result is sorted. Suppressed findings are merged among themselves, so that a comment that
// silences one rule, or one caller, silences nothing else.
func merge(findings []finding.Finding, inMain func(pkgPath string) bool) []finding.Finding {
	groups := make(map[flaw][]finding.Finding)
	for _, f := range findings {
		key := flaw{analyzer: f.Analyzer(), site: f.Site, suppressed: f.Suppressed != nil}
		switch {
		case f.Site.Sink == "":
			key.whole = text(&f)
		case !inMain(f.Site.Package):
			key.location = f.Location
		}
		groups[key] = append(groups[key], f)
	}
	var merged []finding.Finding
	for _, group := range groups {
		merged = append(merged, join(group, inMain))
	}
	slices.SortFunc(merged, func(a, b finding.Finding) int {
		return cmp.Or(finding.Compare(&a, &b), strings.Compare(text(&a), text(&b)))
	})
	return merged
}

// join makes one finding of those of one flaw.
func join(group []finding.Finding, inMain func(pkgPath string) bool) finding.Finding {
	slices.SortFunc(group, stronger)
	best := group[0]
	site := best.Site.Package
	if best.Location.Package == site || best.Site.Sink == "" || !inMain(site) {
		return best
	}
	for i := range group {
		if there := &group[i]; there.Location.Package == site {
			best.Location = there.Location
			best.Function = there.Function
			best.Statement = there.Statement
			best.Generated = there.Generated
			if best.Fix == nil {
				best.Fix = there.Fix
			}
			return best
		}
	}
	if step := building(&best); step != nil {
		best.Location = step.Location
		best.Function = best.Site.Function
	}
	return best
}

// building returns the step of a flow at which the text is built that reaches
// the sink: the last before the harmful call in the package of the site, or the
// call if there is no other. It is nil when the flow has no step there.
func building(f *finding.Finding) *finding.Step {
	var last, before *finding.Step
	for i := range f.Flow {
		if step := &f.Flow[i]; step.Location.Package == f.Site.Package {
			last, before = step, last
		}
	}
	if before != nil {
		return before
	}
	return last
}

// stronger orders the findings of one flaw: by severity, then the shortest way,
// then anything that gives one order to all.
func stronger(a, b finding.Finding) int {
	return cmp.Or(
		cmp.Compare(b.Severity, a.Severity),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(len(a.Flow), len(b.Flow)),
		finding.Compare(&a, &b),
		strings.Compare(text(&a), text(&b)),
	)
}

// text returns a value as JSON, for an order among values that are alike. It
// takes findings and units, which always have one.
func text(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}
