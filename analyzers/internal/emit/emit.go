// Package emit is the analyzers' one way to report: it turns drafts into
// findings and diagnostics, honours ignore comments and settings, and is the
// same under every driver.
package emit

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/rule"
	"github.com/secvet/secvet/internal/suppress"
)

// Draft is a finding as an analyzer sees it.
type Draft struct {
	Rule *rule.Rule
	// Place is where a person would repair it; it must lie in this package.
	Place token.Pos
	// Message names the concrete thing.
	Message string
	// Steps lead from the origin to the harm.
	Steps []flow.Step
	// Advice is one line of what to do.
	Advice string
	// Fix is nil when no mechanical change can be promised.
	Fix *analysis.SuggestedFix
	// Sink is the harmful instruction, for the site; Func holds it.
	Sink ssa.Instruction
	Func *ssa.Function
	// SinkPos overrides the position of Sink, for analyzers that judge syntax.
	SinkPos token.Pos
	// SinkName and Ordinal identify the sink in Func.
	SinkName string
	Ordinal  int
	// Building is where the text is built: in another package, or in this one and not
	// in the package that uses it.
	Building flow.Place
	// Check says that the finding is about a check on the way, which does not hold.
	Check bool
	// Site overrides the site, when the harm is done in another package.
	Site *flow.Site
	// If makes the finding one for the link to decide: nobody is told of it before.
	If *finding.Condition
	// Doubts are set when the finding rests on nothing but these ports being open.
	Doubts []finding.Port
	// Unless are set-ups of libraries in which there is nothing to find.
	Unless []finding.Given
	// Needs is a fact without which there is nothing to find, see [flow.Unit.Tell].
	Needs string
	// Ambient is set when it counts only in programs in which cookies do, or only in
	// others. Approached is the place whose requests it is about, see [flow.Unit.PlaceOf].
	Ambient    *bool
	Approached string
}

// Report reports drafts and returns them as findings, sorted.
func Report(pass *analysis.Pass, unit *flow.Unit, rules []*rule.Rule, drafts []Draft) []finding.Finding {
	if len(drafts) == 0 {
		return nil
	}
	r := &reporter{pass: pass, unit: unit, source: newSource(pass), overrides: parseOverrides(unit.Settings.Rules), told: make(map[string]int)}
	known := func(id string) bool {
		return !strings.HasPrefix(id, pass.Analyzer.Name) || id == pass.Analyzer.Name ||
			slices.ContainsFunc(rules, func(x *rule.Rule) bool { return x.ID == id })
	}
	r.suppress = suppress.New(pass.Fset, pass.Files, known, unit.Settings.Nosec, words(unit.Settings.Host)...)
	slices.SortStableFunc(drafts, func(a, b Draft) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Rule.ID, b.Rule.ID), cmp.Compare(a.Message, b.Message))
	})
	var findings []finding.Finding
	seen := make(map[string]bool)
	for i := range drafts {
		d := &drafts[i]
		key := fmt.Sprint(d.Place, d.Rule.ID, d.Message)
		if d.If != nil {
			key += fmt.Sprint(d.If.Port, d.If.Trust)
		}
		if seen[key] {
			continue
		}
		seen[key] = true
		if f, ok := r.finding(d); ok {
			findings = append(findings, f)
		}
	}
	finding.Sort(findings)
	return findings
}

type reporter struct {
	pass      *analysis.Pass
	unit      *flow.Unit
	source    *source
	suppress  *suppress.Index
	overrides map[string]string
	told      map[string]int // how often a message was reported
}

// words splits a comma-separated list.
func words(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' })
}

func parseOverrides(list string) map[string]string {
	m := make(map[string]string)
	for item := range strings.SplitSeq(list, ",") {
		if id, word, ok := strings.Cut(item, "="); ok {
			m[strings.TrimSpace(id)] = strings.TrimSpace(word)
		}
	}
	return m
}

// severity is a rule's, or the user's override.
func (r *reporter) severity(x *rule.Rule) (sev rule.Severity, overridden, off bool) {
	word, ok := r.overrides[x.ID]
	if !ok {
		word, ok = r.overrides[x.Analyzer()]
	}
	if !ok {
		return x.Severity, false, false
	}
	if word == "off" {
		return 0, true, true
	}
	s, err := rule.ParseSeverity(word)
	if err != nil {
		return x.Severity, false, false
	}
	return s, s != x.Severity, false
}

func (r *reporter) finding(d *Draft) (finding.Finding, bool) {
	sev, overridden, off := r.severity(d.Rule)
	if off || sev == rule.Note && !r.unit.Settings.Notes || !d.Place.IsValid() {
		return finding.Finding{}, false
	}
	if helpsTests(d.Func) && !strings.HasSuffix(r.pass.Fset.Position(d.Place).Filename, "_test.go") {
		return finding.Finding{}, false
	}
	generated := r.source.generated(d.Place)
	if generated && !r.unit.Settings.Generated {
		return finding.Finding{}, false
	}
	pos, end := r.source.extent(d.Place)
	sinkPos := d.SinkPos
	if !sinkPos.IsValid() && d.Sink != nil {
		sinkPos = d.Sink.Pos()
	}
	f := finding.Finding{
		Rule: d.Rule.ID, Severity: sev, Overridden: overridden, Message: d.Message, Advice: d.Advice,
		Location:  r.location(pos, end),
		Statement: r.source.statement(sinkPos),
		Generated: generated,
		Site:      r.site(d),
		If:        d.If,
		Doubts:    d.Doubts,
		Unless:    d.Unless,
		Needs:     d.Needs,
		Ambient:   d.Ambient,
		Place:     d.Approached,
	}
	if d.Func != nil {
		f.Function = d.Func.RelString(nil)
	}
	for _, s := range d.Steps {
		if !s.Place.IsValid() { // os.Args is written nowhere; the message names it
			continue
		}
		f.Flow = append(f.Flow, finding.Step{Message: s.Text, Location: r.stepLocation(s.Place)})
	}
	f.Flow = finding.Distinct(f.Flow)
	f.Check = d.Check
	if d.Building.IsValid() {
		l := r.stepLocation(d.Building)
		f.Building = &l
	}
	if d.Fix != nil {
		f.Fix = r.fix(d.Fix)
	}
	f.Suppressed = r.suppress.Find(pos, d.Rule.ID)
	if f.Suppressed == nil && sinkPos.IsValid() {
		f.Suppressed = r.suppress.Find(sinkPos, d.Rule.ID)
	}
	if f.Suppressed == nil && f.If == nil {
		r.diagnose(d, &f, pos, end)
	}
	return f, true
}

// helpsTests says whether a function gets a test to report to: whatever file it is in,
// it is part of tests. What stands in test files is only seen by who asks for it.
func helpsTests(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		for _, p := range fn.Params {
			switch strings.TrimPrefix(p.Type().String(), "*") {
			case "testing.T", "testing.B", "testing.F", "testing.TB":
				return true
			}
		}
	}
	return false
}

func (r *reporter) site(d *Draft) finding.Site {
	if d.Site != nil {
		return finding.Site{Package: d.Site.Package, Function: d.Site.Function, Sink: d.Site.Sink, Ordinal: d.Site.Ordinal}
	}
	s := finding.Site{Package: r.pass.Pkg.Path(), Sink: d.SinkName, Ordinal: d.Ordinal}
	if d.Func != nil {
		s.Function = d.Func.RelString(nil)
	}
	return s
}

func (r *reporter) location(pos, end token.Pos) finding.Location {
	p, e := r.pass.Fset.Position(pos), r.pass.Fset.Position(end)
	l := finding.Location{Package: r.pass.Pkg.Path(), File: p.Filename, Line: p.Line, Column: p.Column}
	if end.IsValid() {
		l.EndLine, l.EndColumn = e.Line, e.Column
	}
	return l
}

func (r *reporter) stepLocation(p flow.Place) finding.Location {
	if p.Pos.IsValid() {
		pos, end := r.source.extent(p.Pos)
		return r.location(pos, end)
	}
	return finding.Location{Package: p.Package, File: p.File, Line: p.Line, Column: p.Column}
}

// fix is nil in a file that was made of another one, such as by cgo: the offsets
// of edits would be those of a text that the user does not have.
func (r *reporter) fix(fix *analysis.SuggestedFix) *finding.Fix {
	out := &finding.Fix{Message: fix.Message}
	for _, e := range fix.TextEdits {
		start, end := r.pass.Fset.Position(e.Pos), r.pass.Fset.Position(e.End)
		if start.Filename != r.pass.Fset.PositionFor(e.Pos, false).Filename {
			return nil
		}
		if !e.End.IsValid() {
			end = start
		}
		out.Edits = append(out.Edits, finding.Edit{File: start.Filename, Start: start.Offset, End: end.Offset, New: string(e.NewText)})
	}
	return out
}

func (r *reporter) diagnose(d *Draft, f *finding.Finding, pos, end token.Pos) {
	message := d.Message + " [" + d.Rule.ID + "]"
	if r.unit.Settings.Host != "" {
		message += r.whereabouts(f, message)
	}
	diag := analysis.Diagnostic{
		Pos: pos, End: end, Category: d.Rule.ID,
		Message: message,
		URL:     "https://github.com/secvet/secvet/blob/main/docs/rules/" + d.Rule.ID + ".md",
	}
	if !r.unit.Settings.NoRelated {
		diag.Related = r.related(d.Steps)
	}
	if d.Fix != nil {
		diag.SuggestedFixes = []analysis.SuggestedFix{*d.Fix}
	}
	r.pass.Report(diag)
}

// related are the steps that have a position, without those that say the same of the
// same place as the one before (compare [finding.Distinct]).
func (r *reporter) related(steps []flow.Step) []analysis.RelatedInformation {
	var all []analysis.RelatedInformation
	for _, s := range steps {
		info := analysis.RelatedInformation{Message: s.Text}
		if s.Place.Pos.IsValid() {
			info.Pos, info.End = r.source.extent(s.Place.Pos)
		} else {
			info.Pos = r.source.elsewhere(s.Place)
		}
		if n := len(all); info.Pos.IsValid() && (n == 0 || info.Pos != all[n-1].Pos || info.Message != all[n-1].Message) {
			all = append(all, info)
		}
	}
	return all
}

// whereabouts tells where a finding is, so that no two messages of a program are
// the same: golangci-lint shows three of those that are, and drops the others.
func (r *reporter) whereabouts(f *finding.Finding, message string) string {
	at := cmp.Or(f.Function, f.Location.Package)
	if m := r.pass.Module; m != nil && m.Path != "" {
		at = strings.ReplaceAll(at, m.Path+"/", "")
	}
	at = " in " + at
	r.told[message+at]++
	if n := r.told[message+at]; n > 1 {
		return fmt.Sprintf("%s (%d)", at, n)
	}
	return at
}

// Enabled says whether a unit is one to report on; it is every analyzer's first
// test.
func Enabled(unit *flow.Unit) bool { return unit.Reports() }

// File returns the file that holds pos, nil when it is not of this package.
func File(pass *analysis.Pass, pos token.Pos) *ast.File {
	for _, f := range pass.Files {
		if f.FileStart <= pos && pos <= f.FileEnd {
			return f
		}
	}
	return nil
}
