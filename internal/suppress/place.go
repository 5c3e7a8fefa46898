package suppress

import (
	"go/ast"
	"go/token"
	"slices"
)

// place returns what a comment covers, nil if it belongs to nothing. The group is
// the comment's.
func (t *tree) place(c *ast.Comment, g *ast.CommentGroup) []span {
	line := lineOf(t.tf, c.Pos())
	if first, ok := t.code[line]; ok && first < c.Pos() {
		covers := []span{{t.tf.LineStart(line), c.Pos()}}
		if u := t.atEndOfLine(c.Pos(), line); u != nil {
			covers = append(u.own, covers...)
		}
		return covers
	}
	b, u := innermost(t.blocks, c.Pos()), innermost(t.units, c.Pos())
	if u != nil && (b == nil || u.from > b.from) {
		return u.own
	}
	if b == nil {
		return nil
	}
	next := lineOf(t.tf, g.End()) + 1
	for _, u := range b.units {
		if u.from > c.Pos() {
			if lineOf(t.tf, u.from) == next {
				return u.own
			}
			return nil
		}
	}
	return nil
}

// atEndOfLine returns the unit that a comment behind code belongs to.
func (t *tree) atEndOfLine(pos token.Pos, line int) *unit {
	around := innermost(t.units, pos)
	var ended *unit
	for _, u := range t.units {
		if t.ends(u, pos, line) && (ended == nil || u.to > ended.to || u.to == ended.to && u.from > ended.from) {
			ended = u
		}
	}
	switch {
	case ended != nil && (around == nil || around.from < ended.to):
		return ended
	case around != nil && slices.ContainsFunc(around.own, func(s span) bool {
		return lineOf(t.tf, s.from) <= line && line <= lineOf(t.tf, s.to-1)
	}):
		return around
	}
	return nil
}

// ends says whether a unit ends on a line before pos, and the block that it
// stands in does not.
func (t *tree) ends(u *unit, pos token.Pos, line int) bool {
	if u.to > pos || lineOf(t.tf, u.to-1) != line {
		return false
	}
	return u.in == nil || !u.in.closing.IsValid() || u.in.closing > pos || lineOf(t.tf, u.in.closing) != line
}

// innermost returns the last of the nested spans around pos to begin, the zero
// value if there is none.
func innermost[T interface {
	comparable
	bounds() span
}](all []T, pos token.Pos) T {
	var best, none T
	for _, s := range all {
		if b := s.bounds(); b.has(pos) && (best == none || b.from >= best.bounds().from) {
			best = s
		}
	}
	return best
}

func (u *unit) bounds() span  { return u.span }
func (b *block) bounds() span { return b.span }
