package driver

import (
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/rule"
)

const (
	kindIgnore = "secvet:ignore"
	kindNosec  = "nosec"
)

// silence marks the findings that a comment silences. The analyzers have done so
// for comments in their own package; this is for findings that came to stand in
// another one when they were merged, and to learn which comments are of use.
func (r *run) silence(findings []finding.Finding, ignores []finding.Ignore) (unused []finding.Ignore) {
	used := make(map[finding.Location]bool)
	for i := range findings {
		f := &findings[i]
		if f.Suppressed == nil {
			f.Suppressed = r.silencer(f, ignores)
		}
		if f.Suppressed != nil {
			used[f.Suppressed.Location] = true
		}
	}
	for _, ignore := range ignores {
		if !used[ignore.Location] {
			unused = append(unused, ignore)
		}
	}
	return unused
}

// silencer returns the comment that silences a finding: one at the finding or at
// the harmful call, which is the last step of its flow.
func (r *run) silencer(f *finding.Finding, ignores []finding.Ignore) *finding.Suppression {
	for i := range ignores {
		ignore := &ignores[i]
		if ignore.Kind == kindNosec && !r.cfg.Nosec {
			continue
		}
		if ignore.Silences(f.Location, f.Rule) || len(f.Flow) > 0 && ignore.Silences(f.Flow[len(f.Flow)-1].Location, f.Rule) {
			return &ignore.Suppression
		}
	}
	return nil
}

// idle returns a notice for each comment that silences nothing and can be told
// to: what it names was looked for, and everywhere, since a finding may have its
// origin in any package.
func (r *run) idle(unused []finding.Ignore, errs *failures) []finding.Step {
	if !errs.empty() || !r.whole() {
		return nil
	}
	var notices []finding.Step
	for _, ignore := range unused {
		if ignore.Kind == kindIgnore && (r.cfg.Generated || !ignore.Generated) && r.cfg.looksFor(ignore.Rules) {
			notices = append(notices, finding.Step{
				Message:  "this comment silences nothing: there is no such finding here (any more)",
				Location: ignore.Location,
			})
		}
	}
	return notices
}

// whole says whether the run is over all packages of a main module.
func (r *run) whole() bool {
	return slices.Equal(r.cfg.Patterns, []string{"./..."}) && slices.ContainsFunc(r.pkgs.all, func(p *pkg) bool {
		return p.Module != nil && p.Module.Main && p.Module.Dir == r.cfg.Dir
	})
}

// looksFor says whether all rules that a comment names, by IDs or analyzers, are
// in use.
func (c *Config) looksFor(names []string) bool {
	for _, r := range c.Known {
		named := len(names) == 0 || slices.Contains(names, r.ID) || slices.Contains(names, r.Analyzer())
		changed := slices.ContainsFunc(c.Rules, func(s string) bool { return strings.HasPrefix(s, r.ID+"=") })
		if named && (changed || r.Severity < rule.Warning && c.Severity >= rule.Warning) {
			return false
		}
	}
	return len(c.Known) > 0
}
