package report

import (
	"strings"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/rule"
)

// view is a report as one call of [Write] sees it: the findings to show, the
// rules by ID, and the source files that were read so far.
type view struct {
	*Report
	Options
	findings []finding.Finding
	rules    map[string]*rule.Rule
	source   *source
}

func newView(r *Report, o Options) *view {
	v := &view{Report: r, Options: o, rules: make(map[string]*rule.Rule), source: newSource(r)}
	for _, rl := range r.Rules {
		v.rules[rl.ID] = rl
	}
	for _, f := range r.Findings {
		if f.Suppressed == nil || o.Suppressed {
			v.findings = append(v.findings, slashed(f))
		}
	}
	return v
}

// slashed returns the finding with forward slashes in all file names, whatever
// system it was found on.
func slashed(f finding.Finding) finding.Finding {
	f.Location.File = slash(f.Location.File)
	flow := make([]finding.Step, len(f.Flow))
	for i, step := range f.Flow {
		step.Location.File = slash(step.Location.File)
		flow[i] = step
	}
	f.Flow = flow
	if f.Fix != nil {
		fix := finding.Fix{Message: f.Fix.Message, Edits: make([]finding.Edit, len(f.Fix.Edits))}
		for i, edit := range f.Fix.Edits {
			edit.File = slash(edit.File)
			fix.Edits[i] = edit
		}
		f.Fix = &fix
	}
	if f.Suppressed != nil {
		s := *f.Suppressed
		s.Location.File = slash(s.Location.File)
		f.Suppressed = &s
	}
	return f
}

// slash turns a path of any system into one with forward slashes.
func slash(name string) string { return strings.ReplaceAll(name, `\`, "/") }

// remedy is the one line that says what to do, and whether -fix does it. Empty
// when the finding says nothing. It stands behind a colon: the title of a fix, a
// sentence to editors, begins with a small letter here.
func remedy(f *finding.Finding) (text string, mechanical bool) {
	if f.Fix != nil && f.Fix.Message != "" {
		return uncapitalised(f.Fix.Message), true
	}
	return f.Advice, f.Fix != nil
}

// uncapitalised leaves names alone that begin with several capitals.
func uncapitalised(text string) string {
	if len(text) > 1 && 'A' <= text[0] && text[0] <= 'Z' && 'a' <= text[1] && text[1] <= 'z' {
		return strings.ToLower(text[:1]) + text[1:]
	}
	return text
}

// suppressed is how many findings of the report are silenced by a comment,
// shown or not.
func (v *view) suppressed() int {
	n := 0
	for i := range v.Report.Findings {
		if v.Report.Findings[i].Suppressed != nil {
			n++
		}
	}
	return n
}
