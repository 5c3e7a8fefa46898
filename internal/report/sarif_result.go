package report

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/secvet/secvet/internal/finding"
)

// maxSteps is how many steps of a flow GitHub shows.
const maxSteps = 1000

func (v *view) sarifResult(rules *sarifRules, f *finding.Finding) *sarif.Result {
	text, related := v.sarifMessage(f)
	r := &sarif.Result{
		RuleID:              &f.Rule,
		RuleIndex:           new(rules.index[f.Rule]),
		Level:               new(f.Severity.String()),
		Message:             *sarif.NewTextMessage(text),
		Locations:           []*sarif.Location{v.sarifPrimary(f)},
		RelatedLocations:    related,
		PartialFingerprints: v.sarifFingerprints(f),
		CodeFlows:           v.sarifCodeFlows(f),
		Fixes:               v.sarifFixes(f),
		Suppressions:        v.sarifSuppressions(f),
	}
	properties := sarif.Properties{}
	if text, _ := remedy(f); text != "" {
		properties["advice"] = text
	}
	if f.Generated {
		properties["generated"] = true
	}
	if len(properties) > 0 {
		r.Properties = properties
	}
	return r
}

// sarifMessage is the finding's message with links to where the flow starts and
// ends, as far as these are elsewhere, and the locations linked to.
func (v *view) sarifMessage(f *finding.Finding) (string, []*sarif.Location) {
	text := sentence(escapeLinks(cmp.Or(f.Message, f.Rule)))
	if len(f.Flow) == 0 {
		return text, nil
	}
	var related []*sarif.Location
	link := func(format string, step finding.Step) {
		location := v.sarifStep(step).WithId(len(related) + 1)
		related = append(related, location)
		label := strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(Place(finding.Location{File: step.Location.File, Line: step.Location.Line}))
		text += fmt.Sprintf(format, fmt.Sprintf("[%s](%d)", label, len(related)))
	}
	first, last := f.Flow[0], f.Flow[len(f.Flow)-1]
	if !sameLine(first.Location, f.Location) {
		link(" The flow starts at %s.", first)
	}
	if !sameLine(last.Location, f.Location) && !sameLine(last.Location, first.Location) {
		link(" It ends at %s.", last)
	}
	return text, related
}

func sameLine(a, b finding.Location) bool { return a.File == b.File && a.Line == b.Line }

// linkLike is what a SARIF viewer would take for an embedded link, such as the
// f[i](x) of Go.
var linkLike = regexp.MustCompile(`\[([^\]]*)\]\(`)

func escapeLinks(text string) string {
	return linkLike.ReplaceAllString(text, `\[$1\](`)
}

// sarifPrimary is where GitHub shows the alert.
func (v *view) sarifPrimary(f *finding.Finding) *sarif.Location {
	location := v.sarifLocation(f.Location)
	v.addSnippets(location.PhysicalLocation, f.Location)
	if f.Function != "" {
		location.LogicalLocations = []*sarif.LogicalLocation{{FullyQualifiedName: &f.Function, Kind: new("function")}}
	}
	return location
}

const (
	// contextLines is how much source a result carries on either side, for
	// viewers that don't have it.
	contextLines = 2
	// maxSnippet bounds that in bytes: minified or generated lines are left out.
	maxSnippet = 2000
)

// addSnippets adds the source text of a result's place and of the lines around
// it.
func (v *view) addSnippets(p *sarif.PhysicalLocation, l finding.Location) {
	file := v.source.file(l.File)
	if file == nil || p.Region == nil {
		return
	}
	sp := v.source.span(l)
	if sp.endLine > len(file.lines) {
		return
	}
	first, last := max(sp.line-contextLines, 1), min(sp.endLine+contextLines, len(file.lines))
	around := strings.Join(file.lines[first-1:last], "\n")
	if len(around) > maxSnippet {
		return
	}
	p.Region.Snippet = &sarif.ArtifactContent{Text: new(sp.text(file.lines))}
	p.ContextRegion = &sarif.Region{StartLine: &first, EndLine: &last, Snippet: &sarif.ArtifactContent{Text: &around}}
}

func (v *view) sarifStep(step finding.Step) *sarif.Location {
	location := v.sarifLocation(step.Location)
	location.Message = sarif.NewTextMessage(cmp.Or(escapeLinks(step.Message), "step"))
	return location
}

func (v *view) sarifLocation(l finding.Location) *sarif.Location {
	physical := &sarif.PhysicalLocation{ArtifactLocation: v.sarifArtifact(l.File)}
	if l.Line > 0 {
		physical.Region = sarifRegion(v.source.utf16(l.File, v.source.span(l)))
	}
	return &sarif.Location{PhysicalLocation: physical}
}

func (v *view) sarifArtifact(file string) *sarif.ArtifactLocation {
	uri, relative := v.fileURI(file)
	artifact := &sarif.ArtifactLocation{URI: &uri}
	if relative {
		artifact.URIBaseId = new(sourceRoot)
	}
	return artifact
}

func sarifRegion(sp span) *sarif.Region {
	return &sarif.Region{StartLine: &sp.line, StartColumn: &sp.column, EndLine: &sp.endLine, EndColumn: &sp.endColumn}
}

func (v *view) sarifFingerprints(f *finding.Finding) map[string]any {
	prints := make(map[string]any)
	if f.Fingerprint != "" {
		prints["secvet/v1"] = f.Fingerprint
	}
	if hash := v.source.lineHash(f.Location.File, max(f.Location.Line, 1)); hash != "" {
		prints["primaryLocationLineHash"] = hash
	}
	return prints
}

func (v *view) sarifCodeFlows(f *finding.Finding) []*sarif.CodeFlow {
	if len(f.Flow) == 0 {
		return nil
	}
	flow := f.Flow
	if len(flow) > maxSteps {
		flow = append(flow[:maxSteps/2:maxSteps/2], flow[len(flow)-maxSteps/2:]...)
	}
	thread := &sarif.ThreadFlow{}
	for _, step := range flow {
		thread.Locations = append(thread.Locations, &sarif.ThreadFlowLocation{
			Location:   v.sarifStep(step),
			Importance: "essential",
		})
	}
	return []*sarif.CodeFlow{{ThreadFlows: []*sarif.ThreadFlow{thread}}}
}

// sarifFixes is empty when an edit's place can't be told, which needs the
// source.
func (v *view) sarifFixes(f *finding.Finding) []*sarif.Fix {
	if f.Fix == nil || len(f.Fix.Edits) == 0 {
		return nil
	}
	fix := &sarif.Fix{Description: sarif.NewTextMessage(cmp.Or(f.Fix.Message, "Fix it."))}
	changes := make(map[string]*sarif.ArtifactChange)
	for _, edit := range f.Fix.Edits {
		replacement, ok := v.sarifReplacement(edit)
		if !ok {
			return nil
		}
		change := changes[edit.File]
		if change == nil {
			change = &sarif.ArtifactChange{ArtifactLocation: *v.sarifArtifact(edit.File)}
			changes[edit.File] = change
			fix.ArtifactChanges = append(fix.ArtifactChanges, change)
		}
		change.Replacements = append(change.Replacements, replacement)
	}
	return []*sarif.Fix{fix}
}

func (v *view) sarifReplacement(e finding.Edit) (*sarif.Replacement, bool) {
	line, column, ok := v.source.offset(e.File, e.Start)
	endLine, endColumn, okEnd := v.source.offset(e.File, e.End)
	if !ok || !okEnd || e.End < e.Start {
		return nil, false
	}
	region := sarifRegion(v.source.utf16(e.File, span{line, column, endLine, endColumn}))
	replacement := &sarif.Replacement{DeletedRegion: *region}
	if e.New != "" {
		replacement.InsertedContent = &sarif.ArtifactContent{Text: &e.New}
	}
	return replacement, true
}

// sarifSuppressions sets every field: go-sarif writes those without a value as
// null, which no reader accepts.
func (v *view) sarifSuppressions(f *finding.Finding) []*sarif.Suppression {
	s := f.Suppressed
	if s == nil {
		return nil
	}
	return []*sarif.Suppression{{
		Kind:          "inSource",
		Status:        new("accepted"),
		Location:      v.sarifLocation(s.Location),
		Guid:          new(guid(f)),
		Justification: new(cmp.Or(s.Reason, s.Kind+" comment without a reason")),
	}}
}
