package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/rule"
)

// gitHubCommand is the workflow command for a severity.
var gitHubCommand = map[rule.Severity]string{
	rule.Error:   "error",
	rule.Warning: "warning",
	rule.Note:    "notice",
}

// writeGitHub writes workflow commands, which GitHub Actions turns into
// annotations of the changed files. The worst come first: a step shows ten of
// each kind.
func writeGitHub(w io.Writer, v *view) error {
	findings := slices.Clone(v.findings)
	slices.SortStableFunc(findings, func(a, b finding.Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	var out strings.Builder
	for i := range findings {
		out.WriteString(v.annotation(&findings[i]))
	}
	for _, e := range v.Errors {
		fmt.Fprintf(&out, "::error title=%s::%s\n", gitHubProperty("secvet could not analyse "+e.Package), gitHubData(e.Message))
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func (v *view) annotation(f *finding.Finding) string {
	file, _ := v.checkoutPath(f.Location.File)
	sp := v.source.utf16(f.Location.File, v.source.span(f.Location))
	var out strings.Builder
	fmt.Fprintf(&out, "::%s file=%s,line=%d,", cmp.Or(gitHubCommand[f.Severity], "warning"), gitHubProperty(file), sp.line)
	if sp.endLine == sp.line { // the runner refuses columns over several lines
		fmt.Fprintf(&out, "col=%d,endLine=%d,endColumn=%d,", sp.column, sp.endLine, sp.endColumn)
	} else {
		fmt.Fprintf(&out, "endLine=%d,", sp.endLine)
	}
	title := f.Rule
	if rl := v.rules[f.Rule]; rl != nil && rl.Title != "" {
		title = rl.Title + " (" + f.Rule + ")"
	}
	fmt.Fprintf(&out, "title=%s::%s\n", gitHubProperty(title), gitHubData(gitHubMessage(f)))
	return out.String()
}

// gitHubMessage is the whole finding as text, since an annotation has no other
// place for the flow.
func gitHubMessage(f *finding.Finding) string {
	var out strings.Builder
	out.WriteString(f.Message)
	for i, step := range f.Flow {
		fmt.Fprintf(&out, "\n%d. %s: %s", i+1, Place(step.Location), step.Message)
	}
	if text, _ := remedy(f); text != "" {
		out.WriteString("\nfix: " + text)
	}
	if f.Suppressed != nil {
		out.WriteString("\nsuppressed " + suppression(f.Suppressed))
	}
	return out.String()
}

var (
	gitHubDataEscapes     = strings.NewReplacer("%", "%25", "\n", "%0A")
	gitHubPropertyEscapes = strings.NewReplacer("%", "%25", ":", "%3A", ",", "%2C")
)

func gitHubData(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = printable(line)
	}
	return gitHubDataEscapes.Replace(strings.Join(lines, "\n"))
}

func gitHubProperty(s string) string { return gitHubPropertyEscapes.Replace(printable(s)) }
