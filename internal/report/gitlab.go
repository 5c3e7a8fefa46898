package report

import (
	"encoding/json"
	"io"

	"github.com/secvet/secvet/internal/rule"
)

// gitLabSeverity is the word for a severity in a code quality report.
var gitLabSeverity = map[rule.Severity]string{
	rule.Error:   "critical",
	rule.Warning: "major",
	rule.Note:    "minor",
}

// gitLabIssue is an entry of a GitLab code quality report, which knows no more of
// a finding than its place.
type gitLabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitLabLocation `json:"location"`
}

type gitLabLocation struct {
	Path  string      `json:"path"`
	Lines gitLabLines `json:"lines"`
}

type gitLabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// writeGitLab writes a code quality report, which GitLab compares with that of the
// target branch: what the merge request brings is shown in it and beside the code.
// What comments silence is left out, for GitLab has no word for it.
func writeGitLab(w io.Writer, v *view) error {
	issues := []gitLabIssue{} // an empty report is a list as well
	for i := range v.findings {
		f := &v.findings[i]
		if f.Suppressed != nil {
			continue
		}
		file, _ := v.checkoutPath(f.Location.File)
		sp := v.source.utf16(f.Location.File, v.source.span(f.Location))
		issues = append(issues, gitLabIssue{
			Description: f.Message,
			CheckName:   f.Rule,
			Fingerprint: f.Fingerprint,
			Severity:    gitLabSeverity[f.Severity],
			Location:    gitLabLocation{Path: file, Lines: gitLabLines{Begin: sp.line, End: sp.endLine}},
		})
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(issues)
}
