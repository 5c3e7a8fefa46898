package suppress

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/lazy"
)

// nolint is how the text of golangci-lint's comments begins, without the slashes
// and spaces in front.
var nolint = lazy.Regexp(`^nolint( |:|$)`)

// readNolints reads the //nolint comments of a file. They cover what they do in
// golangci-lint (v2, pkg/result/processors/nolint_filter.go): the lines of their
// comment group, and all lines of nodes that begin right below it in the same
// column.
func (r *reader) readNolints() {
	for _, g := range r.file.Comments {
		for _, c := range g.List {
			linters, reason, ok := parseNolint(c.Text)
			if !ok || r.hosts(linters) {
				continue
			}
			if slices.Contains(linters, "secvet") {
				linters = nil
			}
			first, last := lineOf(r.tf, g.Pos()), lineOf(r.tf, g.End())
			if below := lastLineBelow(r.file, r.tf, g); below > last {
				last = below
			}
			r.add("nolint", reason, c, linters, []span{lines(r.tf, first, last)})
		}
	}
}

// hosts says whether the program that the analyzers run in honours a comment with
// these linters itself. It must be left the finding then, or it takes the comment
// for one that silences nothing and asks for its removal.
func (x *Index) hosts(linters []string) bool {
	if linters == nil {
		return len(x.host) > 0
	}
	return slices.ContainsFunc(linters, func(name string) bool { return slices.Contains(x.host, name) })
}

// parseNolint returns the linters that a comment names, nil for all of them: in
// golangci-lint secvet is the linter "secvet", or one for each analyzer.
func parseNolint(text string) (linters []string, reason string, ok bool) {
	text = strings.TrimLeft(text, "/ ")
	if !nolint().MatchString(text) {
		return nil, "", false
	}
	text, reason, _ = strings.Cut(text, "//")
	reason = strings.TrimSpace(reason)
	list, some := strings.CutPrefix(text, "nolint:")
	if !some || strings.HasPrefix(list, "all") {
		return nil, reason, true
	}
	for name := range strings.SplitSeq(list, ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "all" {
			return nil, reason, true
		}
		linters = append(linters, name)
	}
	return linters, reason, true
}

// lastLineBelow returns the last line of the nodes that begin on the line after
// a comment group, in its column; 0 if there is none.
func lastLineBelow(f *ast.File, tf *token.File, g *ast.CommentGroup) int {
	column, next := tf.PositionFor(g.Pos(), false).Column, lineOf(tf, g.End())+1
	last := 0
	ast.Inspect(f, func(n ast.Node) bool {
		if n == nil {
			return false
		}
		if at := tf.PositionFor(n.Pos(), false); at.Line == next && at.Column == column {
			last = max(last, lineOf(tf, n.End()))
		}
		return true
	})
	return last
}
