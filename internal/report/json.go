package report

import (
	"encoding/json"
	"io"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/rule"
)

// The types below are the JSON contract that docs/report.schema.json publishes:
// fields may be added, never renamed or removed. They repeat fields of
// [finding.Finding] so that a change there doesn't change the contract.

type jsonReport struct {
	Findings []jsonFinding  `json:"findings"`
	Errors   []PackageError `json:"errors"`
	Notices  []jsonStep     `json:"notices,omitempty"`
	Packages int            `json:"packages"`
	Version  string         `json:"version,omitempty"`
}

type jsonFinding struct {
	Rule        string           `json:"rule"`
	Severity    rule.Severity    `json:"severity"`
	Message     string           `json:"message"`
	Location    jsonLocation     `json:"location"`
	Flow        []jsonStep       `json:"flow"`
	Fingerprint string           `json:"fingerprint"`
	Function    string           `json:"function,omitempty"`
	Site        *finding.Site    `json:"site,omitempty"`
	Advice      string           `json:"advice,omitempty"`
	Fix         *jsonFix         `json:"fix,omitempty"`
	Suppressed  *jsonSuppression `json:"suppressed,omitempty"`
	Generated   bool             `json:"generated,omitempty"`
	Overridden  bool             `json:"overridden,omitempty"`
}

type jsonLocation struct {
	Package   string `json:"package,omitempty"`
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine"`
	EndColumn int    `json:"endColumn"`
}

type jsonStep struct {
	Message  string       `json:"message"`
	Location jsonLocation `json:"location"`
}

type jsonFix struct {
	Message string         `json:"message"`
	Edits   []finding.Edit `json:"edits"`
}

type jsonSuppression struct {
	Kind     string       `json:"kind"`
	Reason   string       `json:"reason,omitempty"`
	Location jsonLocation `json:"location"`
}

func writeJSON(w io.Writer, v *view) error {
	out := jsonReport{
		Findings: make([]jsonFinding, 0, len(v.findings)),
		Errors:   v.Errors,
		Packages: v.Packages,
		Version:  v.Version,
	}
	if out.Errors == nil {
		out.Errors = []PackageError{}
	}
	for i := range v.findings {
		out.Findings = append(out.Findings, toJSONFinding(&v.findings[i]))
	}
	if len(v.Notices) > 0 {
		out.Notices = toJSONSteps(v.Notices)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}

func toJSONFinding(f *finding.Finding) jsonFinding {
	out := jsonFinding{
		Rule:        f.Rule,
		Severity:    f.Severity,
		Message:     f.Message,
		Location:    toJSONLocation(f.Location),
		Flow:        toJSONSteps(f.Flow),
		Fingerprint: f.Fingerprint,
		Function:    f.Function,
		Advice:      f.Advice,
		Generated:   f.Generated,
		Overridden:  f.Overridden,
	}
	if f.Site != (finding.Site{}) {
		out.Site = &f.Site
	}
	if f.Fix != nil {
		out.Fix = &jsonFix{f.Fix.Message, append([]finding.Edit{}, f.Fix.Edits...)}
	}
	if s := f.Suppressed; s != nil {
		out.Suppressed = &jsonSuppression{s.Kind, s.Reason, toJSONLocation(s.Location)}
	}
	return out
}

func toJSONSteps(steps []finding.Step) []jsonStep {
	out := make([]jsonStep, 0, len(steps))
	for _, step := range steps {
		out = append(out, jsonStep{step.Message, toJSONLocation(step.Location)})
	}
	return out
}

// toJSONLocation fills in what the contract promises: places count from 1, and
// an end that isn't known equals the start.
func toJSONLocation(l finding.Location) jsonLocation {
	out := jsonLocation{
		Package:   l.Package,
		File:      l.File,
		Line:      max(l.Line, 1),
		Column:    max(l.Column, 1),
		EndLine:   l.EndLine,
		EndColumn: l.EndColumn,
	}
	if out.EndLine < out.Line || out.EndColumn < 1 || out.EndLine == out.Line && out.EndColumn < out.Column {
		out.EndLine, out.EndColumn = out.Line, out.Column
	}
	return out
}
