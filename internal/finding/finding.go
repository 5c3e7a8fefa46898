// Package finding defines what secvet found: findings as plain values that
// every renderer takes and every analyzer makes, their order and their
// fingerprints. It knows neither analyzers nor formats.
package finding

import (
	"cmp"
	"slices"

	"github.com/secvet/secvet/internal/rule"
)

// Location is a place in source text.
type Location struct {
	// Package is the import path of the package that the file belongs to.
	Package string `json:"package,omitempty"`
	// File is a path with forward slashes. In a [Unit] that an analysis wrote
	// it is the path that the go command used for files of the package under
	// analysis, and a base name for files of other packages (facts never carry
	// absolute paths); the driver makes all of them relative to the working
	// directory.
	File string `json:"file"`
	// Line counts from 1.
	Line int `json:"line"`
	// Column counts bytes from 1; 0 means that it is not known.
	Column int `json:"column"`
	// EndLine and EndColumn are the position just behind the last byte; 0 when
	// not known.
	EndLine   int `json:"endLine,omitempty"`
	EndColumn int `json:"endColumn,omitempty"`
}

// Step is one station on the way from where a value enters to where it does
// harm, or a related place.
type Step struct {
	Message  string   `json:"message"`
	Location Location `json:"location"`
}

// Distinct leaves out steps that say the same of the same place as the one before,
// as the joints of one long text do.
func Distinct(steps []Step) []Step {
	return slices.CompactFunc(steps, func(a, b Step) bool {
		return a.Message == b.Message && a.Location.compare(b.Location) == 0
	})
}

// Edit replaces the bytes [Start, End) of File by New. Offsets count bytes
// from 0.
type Edit struct {
	File  string `json:"file"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new"`
}

// Fix is a change that compiles, keeps the behaviour for good input and
// removes the finding.
type Fix struct {
	Message string `json:"message"`
	Edits   []Edit `json:"edits"`
}

// Site identifies the place in the program where the harm is done, whoever
// reports it: the Ordinal-th call (from 0) of Sink in Function of Package. Two
// findings of one analyzer with the same site are one flaw.
type Site struct {
	Package  string `json:"package"`
	Function string `json:"function"`
	Sink     string `json:"sink"`
	Ordinal  int    `json:"ordinal"`
}

// Suppression says that a comment silences the finding.
type Suppression struct {
	// Kind is the comment's form: "secvet:ignore", "nolint" or "nosec".
	Kind string `json:"kind"`
	// Reason is the comment's own; empty when the form needs none.
	Reason string `json:"reason,omitempty"`
	// Location is the comment's place.
	Location Location `json:"location"`
}

// Ignore is a comment that silences findings and what it covers, whether there
// is anything to silence or not.
type Ignore struct {
	Suppression
	// Rules are IDs of rules or names of analyzers; none means all.
	Rules []string `json:"rules,omitempty"`
	// Covers are the places, each with its end, where findings are silenced.
	Covers []Location `json:"covers"`
	// Generated says that the comment is in a generated file.
	Generated bool `json:"generated,omitempty"`
}

// Silences says whether the comment covers a place and names a rule or its
// analyzer.
func (i *Ignore) Silences(l Location, ruleID string) bool {
	analyzer := (&rule.Rule{ID: ruleID}).Analyzer()
	if len(i.Rules) > 0 && !slices.Contains(i.Rules, ruleID) && !slices.Contains(i.Rules, analyzer) {
		return false
	}
	return slices.ContainsFunc(i.Covers, func(c Location) bool {
		from := cmp.Or(cmp.Compare(c.Line, l.Line), cmp.Compare(c.Column, l.Column))
		to := cmp.Or(cmp.Compare(l.Line, c.EndLine), cmp.Compare(l.Column, c.EndColumn))
		return c.File == l.File && from <= 0 && to < 0
	})
}

// Finding is one flaw: what, where, how the data gets there, and what to do.
type Finding struct {
	// Rule is the rule's ID.
	Rule string `json:"rule"`
	// Severity is the rule's, or the user's override.
	Severity rule.Severity `json:"severity"`
	// Message names the concrete thing, so that two findings never read alike.
	Message string `json:"message"`
	// Location is where a person would repair it.
	Location Location `json:"location"`
	// Building is where the text is built, when that is not in the package of the
	// harmful call, or not in that of the finding: the place where a person would
	// repair it if it is in the user's code. The driver then moves the finding there.
	Building *Location `json:"building,omitempty"`
	// Check says that it is about a check on the way, which does not hold: whoever tells of
	// the same way without the check tells nothing new.
	Check bool `json:"check,omitempty"`
	// Flow leads from the origin to the harm; its last step is the harmful
	// call. Empty when the finding needs no way to be understood.
	Flow []Step `json:"flow,omitempty"`
	// Fix is nil when no mechanical change can be promised.
	Fix *Fix `json:"fix,omitempty"`
	// Advice is one line of what to do, for every finding, with or without Fix.
	Advice string `json:"advice,omitempty"`
	// Function is the full name of the function that holds the location, as
	// go/types writes it; part of the fingerprint.
	Function string `json:"function,omitempty"`
	// Statement is the normalised text of the sink statement (white space
	// folded); part of the fingerprint.
	Statement string `json:"statement,omitempty"`
	// Site is where the harm is done; the driver merges by it.
	Site Site `json:"site"`
	// Fingerprint is stable when code moves; see [Fingerprint].
	Fingerprint string `json:"fingerprint"`
	// Suppressed is nil for a finding that counts.
	Suppressed *Suppression `json:"suppressed,omitempty"`
	// Generated says that the location is in a generated file.
	Generated bool `json:"generated,omitempty"`
	// Overridden says that Severity is not the rule's own.
	Overridden bool `json:"overridden,omitempty"`
	// If is set for a finding that is none yet: the link decides.
	If *Condition `json:"if,omitempty"`
	// Doubts are the ports by which the value comes in of a finding that rests on
	// nothing but their being open: when the link sees that only safe values arrive
	// at all of them, there is nothing to find.
	Doubts []Port `json:"doubts,omitempty"`
	// Unless are set-ups of libraries in which there is nothing to find; the link knows
	// which there are.
	Unless []Given `json:"unless,omitempty"`
	// Needs is a fact without which there is nothing to find: some package must see it,
	// see [Index].
	Needs string `json:"needs,omitempty"`
	// Ambient is set for a finding that counts only in a program that takes out of
	// requests what browsers send by themselves (true), or only in another (false).
	Ambient *bool `json:"ambient,omitempty"`
	// Place is set beside Ambient where it may be known what the requests in question
	// pass; see [Approach.Judge].
	Place string `json:"place,omitempty"`
}

// Analyzer returns the name of the analyzer whose rule this is.
func (f *Finding) Analyzer() string {
	return (&rule.Rule{ID: f.Rule}).Analyzer()
}

// Unit is the keyed record that the analysis of one package leaves, also when
// it found nothing.
type Unit struct {
	// Package is the import path without a test variant's suffix.
	Package string `json:"package"`
	// Variant is the full ID when it differs, "p [p.test]".
	Variant string `json:"variant,omitempty"`
	// Files are the files that were analysed.
	Files []string `json:"files"`
	// Findings are sorted.
	Findings []Finding `json:"findings,omitempty"`
	// Ignores are the comments that silence findings, used or not.
	Ignores []Ignore `json:"ignores,omitempty"`
	// Notices are problems in comments or settings that a user must see, such
	// as an ignore comment that names an unknown rule.
	Notices []Step `json:"notices,omitempty"`
	// Index is what the package leaves for the link.
	Index *Index `json:"index,omitempty"`
}
