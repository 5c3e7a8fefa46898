package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/secvet/secvet/internal/rule"
)

const (
	// maxDescription is GitHub's limit for a rule's descriptions, in characters.
	maxDescription = 1024
	// maxTags is how many tags of a rule GitHub accepts.
	maxTags = 20
)

// sarifRules are the rules of a run: those that were asked, and any other that
// a finding names.
type sarifRules struct {
	descriptors []*sarif.ReportingDescriptor
	index       map[string]uint
}

func (v *view) sarifRules() *sarifRules {
	rules := &sarifRules{descriptors: []*sarif.ReportingDescriptor{}, index: make(map[string]uint)}
	for _, r := range v.Rules {
		rules.add(r)
	}
	var unknown []string
	for i := range v.findings {
		unknown = append(unknown, v.findings[i].Rule)
	}
	slices.Sort(unknown)
	for _, id := range slices.Compact(unknown) {
		rules.add(&rule.Rule{ID: id})
	}
	return rules
}

// add registers a rule unless its ID is.
func (rules *sarifRules) add(r *rule.Rule) {
	if _, ok := rules.index[r.ID]; ok {
		return
	}
	rules.index[r.ID] = uint(len(rules.descriptors))
	rules.descriptors = append(rules.descriptors, sarifRule(r))
}

// reference points to a rule by both its ID and its place.
func (rules *sarifRules) reference(id string) *sarif.ReportingDescriptorReference {
	return &sarif.ReportingDescriptorReference{Id: &id, Index: new(rules.index[id])}
}

func sarifRule(r *rule.Rule) *sarif.ReportingDescriptor {
	title := cmp.Or(r.Title, r.ID)
	full := cmp.Or(plainText(r.Why), title)
	help := strings.TrimSpace(plainText(r.Why) + "\n\n" + plainText(r.Fix))
	d := &sarif.ReportingDescriptor{
		ID:               r.ID,
		ShortDescription: sarif.NewMultiformatMessageString(cutRunes(sentence(title), maxDescription)),
		FullDescription:  sarif.NewMultiformatMessageString(cutRunes(sentence(full), maxDescription)),
		Help: &sarif.MultiformatMessageString{
			Text:     new(cmp.Or(help, sentence(title))),
			Markdown: new(cmp.Or(strings.TrimSpace(RuleMarkdown(r)), sentence(title))),
		},
		HelpURI:    new(RuleURL(r.ID)),
		Properties: sarifRuleProperties(r),
	}
	if r.Name != "" {
		d.Name = &r.Name
	}
	if r.Severity != 0 {
		d.DefaultConfiguration = &sarif.ReportingConfiguration{Level: r.Severity.String()}
	}
	return d
}

// sentence ends a text with a full stop, as SARIF asks for.
func sentence(text string) string {
	if text == "" || strings.ContainsRune(".!?:", rune(text[len(text)-1])) {
		return text
	}
	return text + "."
}

// sarifRuleProperties are those that GitHub code scanning reads.
func sarifRuleProperties(r *rule.Rule) sarif.Properties {
	p := sarif.Properties{"tags": sarifTags(r)}
	if r.Precision != "" {
		p["precision"] = string(r.Precision)
	}
	if r.Score > 0 {
		p["security-severity"] = fmt.Sprintf("%.1f", r.Score)
	}
	switch r.Severity {
	case rule.Error, rule.Warning:
		p["problem.severity"] = r.Severity.String()
	case rule.Note:
		p["problem.severity"] = "recommendation"
	}
	return p
}

// sarifTags spells weaknesses as CodeQL does, for which GitHub has filters.
func sarifTags(r *rule.Rule) []string {
	tags := []string{"security"}
	for _, cwe := range r.CWE {
		tags = append(tags, fmt.Sprintf("external/cwe/cwe-%03d", cwe))
	}
	for _, category := range r.OWASP {
		tags = append(tags, "external/owasp/owasp-"+strings.ToLower(strings.ReplaceAll(category, ":", "-")))
	}
	return tags[:min(len(tags), maxTags)]
}

// sarifOverrides lists the rules whose severity the user set.
func (v *view) sarifOverrides(rules *sarifRules) []*sarif.ConfigurationOverride {
	levels := make(map[string]string)
	for i := range v.findings {
		if f := &v.findings[i]; f.Overridden {
			levels[f.Rule] = f.Severity.String()
		}
	}
	var out []*sarif.ConfigurationOverride
	for _, d := range rules.descriptors {
		if level, ok := levels[d.ID]; ok {
			out = append(out, &sarif.ConfigurationOverride{
				Configuration: &sarif.ReportingConfiguration{Level: level},
				Descriptor:    rules.reference(d.ID),
			})
		}
	}
	return out
}
