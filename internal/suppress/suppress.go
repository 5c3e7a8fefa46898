// Package suppress reads the comments that silence findings, so that every
// driver honours them alike. The analyzers' reporting function asks it about each
// finding; [NewAnalyzer] makes the analyzer that reports comments which are not
// understood. Whether a comment silences anything at all is known only when all
// analyzers and packages are done, and is the driver's to say.
//
// # Which comments
//
//	//secvet:ignore sqlconcat/untrusted,pathjoin -- why this is safe here
//
// names rules, or analyzers for all of their rules, and gives a reason; without
// one it silences nothing. Two forms of other tools are understood as these
// tools understand them: //nolint of golangci-lint (nolint.go), and #nosec of
// gosec on request (nosec.go).
//
// # What a comment covers
//
// A secvet:ignore comment covers one unit of code as a whole, whatever line of it
// carries the finding, so that it keeps its meaning when the code is formatted
// in another way. A unit is a simple statement, a declaration, a field of a
// struct type, or an element of a composite literal. Of a compound statement (if,
// for, switch, select, case, a function declaration) only the header is a unit:
// the statements inside have comments of their own. For the same reason the body
// of a function literal is not part of the statement that the literal stands in.
// A comment belongs to
//
//   - the innermost unit that ends on its line, when there is code before it on
//     the line; and if none ends there, the innermost that has a part of its own
//     on the line. Whatever stands on the line is covered as well;
//   - otherwise the unit that begins on the next line;
//   - the unit that it stands in, when it is between the parts of one, such as
//     the arguments of a call.
//
// tree.go finds units, place.go the one that a comment belongs to. Lines are those
// of the file that was parsed: //line directives change how places are named and
// not what a comment covers.
package suppress

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/finding"
)

// Index holds the comments of a package that silence findings.
type Index struct {
	fset     *token.FileSet
	host     []string
	comments []*comment
	problems []problem
}

// problem is a comment that silences nothing because of a mistake in it.
type problem struct {
	span
	message string
}

// comment is one comment that silences findings.
type comment struct {
	finding.Suppression
	// rules are IDs of rules and names of analyzers; nil for all.
	rules     []string
	covers    []span
	generated bool // in a generated file
}

// span is code from a position to just before another.
type span struct{ from, to token.Pos }

func (s span) has(pos token.Pos) bool { return s.from <= pos && pos < s.to }

// New reads the comments of a package's files, which must have been parsed with
// comments. known says whether there is a rule with an ID, or an analyzer with a
// name; it decides on notices only. Comments of gosec count if nosec is set. host
// names the linters as which the analyzers run in golangci-lint: //nolint comments
// for these, or for all linters, are left to it.
func New(fset *token.FileSet, files []*ast.File, known func(rule string) bool, nosec bool, host ...string) *Index {
	return newIndex(fset, files, dictionary{known: known}, nosec, host...)
}

func newIndex(fset *token.FileSet, files []*ast.File, words dictionary, nosec bool, host ...string) *Index {
	x := &Index{fset: fset, host: host}
	for _, f := range files {
		tf := fset.File(f.FileStart)
		if tf == nil || !mentions(f) {
			continue
		}
		r := &reader{Index: x, file: f, tf: tf, generated: ast.IsGenerated(f)}
		r.readIgnores(words)
		r.readNolints()
		if nosec {
			r.readNosecs()
		}
	}
	return x
}

// reader adds the comments of one file to an index.
type reader struct {
	*Index
	file      *ast.File
	tf        *token.File
	generated bool
}

// add adds a comment of one of the forms.
func (r *reader) add(kind, reason string, at ast.Node, rules []string, covers []span) {
	r.comments = append(r.comments, &comment{
		Suppression: finding.Suppression{Kind: kind, Reason: reason, Location: r.location(span{at.Pos(), at.End()})},
		rules:       rules,
		covers:      covers,
		generated:   r.generated,
	})
}

func (r *reader) problem(c *ast.Comment, message string) {
	if !r.generated {
		r.problems = append(r.problems, problem{span{c.Pos(), c.End()}, message})
	}
}

// mentions says whether a file has a comment worth a closer look, which few
// have.
func mentions(f *ast.File) bool {
	return slices.ContainsFunc(f.Comments, func(g *ast.CommentGroup) bool {
		return slices.ContainsFunc(g.List, func(c *ast.Comment) bool {
			return strings.Contains(c.Text, "secvet:") || strings.Contains(c.Text, "nolint") ||
				strings.Contains(c.Text, "#nosec") || strings.Contains(c.Text, "gosec:disable")
		})
	})
}

// Find returns what silences a finding of the rule at pos, nil if nothing does.
// Of several comments it is the first in the order of files and of positions,
// our own form first.
func (x *Index) Find(pos token.Pos, rule string) *finding.Suppression {
	for _, c := range x.comments {
		if c.matches(rule) && slices.ContainsFunc(c.covers, func(s span) bool { return s.has(pos) }) {
			s := c.Suppression
			return &s
		}
	}
	return nil
}

func (c *comment) matches(rule string) bool {
	analyzer, _, _ := strings.Cut(rule, "/")
	return c.rules == nil || slices.Contains(c.rules, rule) || slices.Contains(c.rules, analyzer)
}

// Notices returns what is wrong with comments: an unknown rule, a missing
// reason, a comment that belongs to nothing. Generated files have none, for there
// is nobody to correct them.
func (x *Index) Notices() []finding.Step {
	var all []finding.Step
	for _, p := range x.problems {
		all = append(all, finding.Step{Message: p.message, Location: x.location(p.span)})
	}
	return all
}

// Ignores returns all comments with what they cover, for those who learn of
// findings later.
func (x *Index) Ignores() []finding.Ignore {
	var all []finding.Ignore
	for _, c := range x.comments {
		ignore := finding.Ignore{Suppression: c.Suppression, Rules: c.rules, Generated: c.generated}
		for _, s := range c.covers {
			ignore.Covers = append(ignore.Covers, x.location(s))
		}
		all = append(all, ignore)
	}
	return all
}

func (x *Index) location(s span) finding.Location {
	from, to := x.fset.Position(s.from), x.fset.Position(s.to)
	return finding.Location{File: from.Filename, Line: from.Line, Column: from.Column, EndLine: to.Line, EndColumn: to.Column}
}

// lineOf returns the line of a position in the file that was parsed.
func lineOf(tf *token.File, pos token.Pos) int {
	return tf.PositionFor(pos, false).Line
}

// lines returns the code of whole lines, the last included.
func lines(tf *token.File, first, last int) span {
	s := span{tf.LineStart(first), token.Pos(tf.Base() + tf.Size())}
	if last < tf.LineCount() {
		s.to = tf.LineStart(last + 1)
	}
	return s
}
