package report

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/rule"
)

var severities = []rule.Severity{rule.Error, rule.Warning, rule.Note}

// ruleCount is how often a rule was broken at a severity; an override makes two
// of one rule.
type ruleCount struct {
	rule     string
	severity rule.Severity
	count    int
}

func countRules(findings []finding.Finding) []ruleCount {
	counts := make(map[ruleCount]int)
	for i := range findings {
		counts[ruleCount{rule: findings[i].Rule, severity: findings[i].Severity}]++
	}
	rows := slices.Collect(maps.Keys(counts))
	for i, row := range rows {
		rows[i].count = counts[row]
	}
	slices.SortFunc(rows, func(a, b ruleCount) int {
		return cmp.Or(cmp.Compare(b.severity, a.severity), cmp.Compare(b.count, a.count), cmp.Compare(a.rule, b.rule))
	})
	return rows
}

func writeSummary(w io.Writer, v *view) error {
	var out strings.Builder
	rows := countRules(v.findings)
	if v.Packages > 0 || len(v.Errors) == 0 {
		out.WriteString(v.paint(bold, v.headline(rows)) + "\n")
	}
	for _, row := range rows {
		fmt.Fprintf(&out, "  %s %5d  %s\n",
			v.paint(severityStyle(row.severity), fmt.Sprintf("%-7s", row.severity)), row.count, row.rule)
	}
	if n := v.suppressed(); n > 0 {
		how := "; -suppressed shows them"
		if v.Suppressed {
			how = ", shown as such"
		}
		fmt.Fprintf(&out, "%s suppressed%s\n", plural(n, "finding"), how)
	}
	if n := len(v.Errors); n > 0 {
		fmt.Fprintf(&out, "%s could not be analysed\n", plural(n, "package"))
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// headline is the result in one line: "3 findings in 12 packages: 2 errors, 1
// warning".
func (v *view) headline(rows []ruleCount) string {
	head := plural(len(v.findings), "finding") + " in " + plural(v.Packages, "package")
	var parts []string
	for _, s := range severities {
		n := 0
		for _, row := range rows {
			if row.severity == s {
				n += row.count
			}
		}
		if n > 0 {
			parts = append(parts, plural(n, s.String()))
		}
	}
	if len(parts) == 0 {
		return head
	}
	return head + ": " + strings.Join(parts, ", ")
}

// plural is a count with its noun; none is "no".
func plural(n int, noun string) string {
	switch n {
	case 0:
		return "no " + noun + "s"
	case 1:
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
