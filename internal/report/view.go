package report

import (
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
			v.findings = append(v.findings, f)
		}
	}
	return v
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
