package driver

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/finding"
)

// flaw is what findings of one flaw have in common. The site is not enough: when
// several functions hand their text to one that runs it, each builds a flaw of
// its own.
type flaw struct {
	analyzer   string
	site       finding.Site
	suppressed bool
	place      line   // where the text is built, or the call where that is not in the user's code
	whole      string // the finding itself, set where it has no site
}

// line is a line of source text.
type line struct {
	file string
	line int
}

func lineOf(l finding.Location) line { return line{l.File, l.Line} }

// merge joins findings that are one flaw seen from several packages: those of
// one analyzer with the same site, whose text is built at the same place. The
// strongest rule stays with its flow, at the place where the text is built, for
// that is where a person repairs it. When that place is not in the user's code,
// each caller has to repair its own call, and the findings stay apart. A text that is
// built in one package and goes to several calls in others is one flaw: the calls do
// not matter then.
//
// statement returns the text of the statement at a place; see [join].
//
// The result is sorted. Suppressed findings are merged among themselves, so that
// a comment that silences one rule, or one caller, silences nothing else.
func merge(findings []finding.Finding, inMain func(pkgPath string) bool, statement func(finding.Location) string) []finding.Finding {
	built := make(map[flaw]bool)
	for i := range findings {
		if f := &findings[i]; atSite(f) {
			built[flaw{analyzer: f.Analyzer(), site: f.Site, place: lineOf(f.Location)}] = true
		}
	}
	elsewhere := builtElsewhere(findings, inMain)
	groups := make(map[flaw][]finding.Finding)
	places := make(map[flaw]finding.Location)
	for _, f := range findings {
		key := flaw{analyzer: f.Analyzer(), site: f.Site, suppressed: f.Suppressed != nil}
		place := f.Location
		switch {
		case f.Site.Sink == "":
			key.whole = text(f)
		case f.Building != nil && inMain(f.Building.Package):
			place = *f.Building
		case inMain(f.Site.Package):
			place = building(&f, func(l finding.Location) bool {
				return built[flaw{analyzer: key.analyzer, site: key.site, place: lineOf(l)}]
			})
		}
		key.place = lineOf(place)
		if elsewhere[flaw{analyzer: key.analyzer, place: key.place}] && key.whole == "" {
			key.site = finding.Site{}
		}
		groups[key] = append(groups[key], f)
		if old, ok := places[key]; !ok || place.Column < old.Column {
			places[key] = place
		}
	}
	var merged []finding.Finding
	for key, group := range groups {
		merged = append(merged, join(group, places[key], statement))
	}
	merged = oncePerPlace(merged)
	slices.SortFunc(merged, func(a, b finding.Finding) int {
		return cmp.Or(finding.Compare(&a, &b), strings.Compare(text(a), text(b)))
	})
	return merged
}

// oncePerPlace leaves one finding of a rule at a place: a text that is built there and
// goes into several calls is one flaw, repaired once. The strongest stays.
func oncePerPlace(findings []finding.Finding) []finding.Finding {
	type spot struct {
		rule         string
		suppressed   bool
		file         string
		line, column int
	}
	slices.SortFunc(findings, stronger)
	seen := make(map[spot]bool)
	return slices.DeleteFunc(findings, func(f finding.Finding) bool {
		at := spot{f.Rule, f.Suppressed != nil, f.Location.File, f.Location.Line, f.Location.Column}
		again := seen[at]
		seen[at] = true
		return again
	})
}

// builtElsewhere are the places where text is built for harmful calls in packages
// that do not build it.
func builtElsewhere(findings []finding.Finding, inMain func(pkgPath string) bool) map[flaw]bool {
	places := make(map[flaw]bool)
	for i := range findings {
		if f := &findings[i]; f.Site.Sink != "" && f.Building != nil && inMain(f.Building.Package) {
			places[flaw{analyzer: f.Analyzer(), place: lineOf(*f.Building)}] = true
		}
	}
	return places
}

// join makes one finding of those of one flaw, whose text is built at a place. Its
// function and statement are those of the harmful call and not of the caller,
// for another one may be the strongest tomorrow, and what a fingerprint is made
// of must not depend on it. They are what a finding of the package with the call
// has, which may be there or not: it may be a note, and these come on request.
func join(group []finding.Finding, place finding.Location, statement func(finding.Location) string) finding.Finding {
	slices.SortFunc(group, stronger)
	best := group[0]
	if lineOf(best.Location) == lineOf(place) {
		return best
	}
	best.Location = place
	best.Function = best.Site.Function
	if call := harm(&best); call != nil {
		best.Statement = statement(*call)
	}
	best.Statement = cmp.Or(best.Statement, best.Site.Sink)
	if i := slices.IndexFunc(group, func(f finding.Finding) bool { return lineOf(f.Location) == lineOf(place) }); i >= 0 {
		there := &group[i]
		best.Location = there.Location
		best.Function = there.Function
		best.Statement = there.Statement
		best.Generated = there.Generated
		if best.Fix == nil {
			best.Fix = there.Fix
		}
	}
	return best
}

// harm returns the place of the harmful call, nil when the flow does not lead
// there.
func harm(f *finding.Finding) *finding.Location {
	if n := len(f.Flow); n > 0 && f.Flow[n-1].Location.Package == f.Site.Package {
		return &f.Flow[n-1].Location
	}
	return nil
}

// atSite says whether the finding was made in the package that does the harm,
// and therefore stands where the text is built.
func atSite(f *finding.Finding) bool {
	return f.Site.Sink != "" && f.Location.Package == f.Site.Package
}

// building returns where the text is built that a caller from another package
// has a part in: the first step in the package of the site that is known as such
// a place; or else the first that is not the harmful call, which is the last of
// all; or the finding's own place when the flow does not lead through the
// package.
func building(f *finding.Finding, known func(finding.Location) bool) finding.Location {
	if atSite(f) {
		return f.Location
	}
	var there []finding.Location
	for _, step := range f.Flow {
		if step.Location.Package == f.Site.Package {
			there = append(there, step.Location)
		}
	}
	if len(there) == 0 {
		return f.Location
	}
	if i := slices.IndexFunc(there, known); i >= 0 {
		return there[i]
	}
	call := there[len(there)-1]
	if i := slices.IndexFunc(there, func(l finding.Location) bool { return l != call }); i >= 0 {
		return there[i]
	}
	return call
}

// stronger orders the findings of one flaw: by severity, then the shortest way,
// then anything that gives one order to all.
func stronger(a, b finding.Finding) int {
	return cmp.Or(
		cmp.Compare(b.Severity, a.Severity),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(len(a.Flow), len(b.Flow)),
		finding.Compare(&a, &b),
		strings.Compare(text(a), text(b)),
	)
}

// text returns a value as JSON, for an order among values that are alike. It
// takes findings and units, which always have one.
func text(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}
