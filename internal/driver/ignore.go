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

// usedComments are the places of comments that silence a finding.
type usedComments map[finding.Location]bool

func (used usedComments) add(findings []finding.Finding) {
	for _, f := range findings {
		if f.Suppressed != nil {
			used[f.Suppressed.Location] = true
		}
	}
}

// silence marks the merged findings that a comment silences. The analyzers have
// done so for comments in their own package; this is for findings that came to
// stand in another one when they were merged, and to learn which comments are of
// use. Those of findings before the merge are used already: one of several may
// be left of these.
func (r *run) silence(findings []finding.Finding, ignores []finding.Ignore, used usedComments) (unused []finding.Ignore) {
	for i := range findings {
		if f := &findings[i]; f.Suppressed == nil {
			f.Suppressed = r.silencer(f, ignores)
		}
	}
	used.add(findings)
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
		if level := c.level(r); named && (level == 0 || level < rule.Warning && c.Severity >= rule.Warning) {
			return false
		}
	}
	return len(c.Known) > 0
}

// level is the severity of a rule's findings in this run, 0 when it is off.
func (c *Config) level(r *rule.Rule) rule.Severity {
	level := r.Severity
	for _, setting := range c.Rules {
		if id, word, _ := strings.Cut(setting, "="); id == r.ID {
			level, _ = rule.ParseSeverity(word)
		}
	}
	return level
}
