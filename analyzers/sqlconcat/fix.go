package sqlconcat

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/edit"
	"github.com/secvet/secvet/internal/flow"
)

// fix makes arguments of all values that are pasted into the statement of a call;
// nil where the statement would be another one then, or where the driver's
// placeholders are not known. The findings of one call share one fix.
func (s *statements) fix(pieces []piece) *analysis.SuggestedFix {
	use := pieces[0].use
	for _, p := range pieces {
		if p.use.Instr != use.Instr {
			return nil
		}
	}
	if fix, ok := s.fixes[use.Instr]; ok {
		return fix
	}
	fix := s.bind(use)
	s.fixes[use.Instr] = fix
	return fix
}

func (s *statements) bind(use *flow.Use) *analysis.SuggestedFix {
	if use.Call == nil || use.Via != nil || use.Binds < 0 {
		return nil
	}
	q := s.querySyntax(use)
	if q == nil || !s.foreignPieces(q) {
		return nil
	}
	style := s.styleFor(use, q)
	if style == "" {
		return nil
	}
	return s.rewrite(q, style)
}

// rewrite makes the edits.
func (s *statements) rewrite(q *query, style string) *analysis.SuggestedFix {
	texts := make([]string, len(q.parts)) // of constants, as they become
	whole := ""
	for i, p := range q.parts {
		texts[i] = p.text
		whole += q.plain(i, p.text)
	}
	if !onePlainStatement(whole, q.use.Kind) || countPlaceholders(whole, style) != len(q.binds()) {
		return nil
	}
	added := s.bindings(q, style, texts)
	if len(added) == 0 {
		return nil
	}
	edits := q.textEdits(texts)
	if edits == nil {
		return nil
	}
	edits = append(edits, q.argumentEdits(added)...)
	if q.sprintf != nil && len(added) == len(q.sprintf.Args)-1 {
		edits = append(edits, edit.Unimport(s.pass, q.file, "fmt", q.sprintf.Fun.Pos(), q.sprintf.Fun.End())...)
	}
	slices.SortStableFunc(edits, func(a, b analysis.TextEdit) int { return int(a.Pos - b.Pos) })
	return &analysis.SuggestedFix{Message: "Pass the value as an argument", TextEdits: edits}
}

// binding is a value that becomes an argument.
type binding struct {
	after int // the existing value that it follows, counted from 1
	text  string
}

// bindings puts a placeholder into texts for each value that is reported; nil when one
// of them can't be bound.
func (s *statements) bindings(q *query, style string, texts []string) []binding {
	binds := q.binds()
	var added []binding
	before := ""
	for i := range q.parts {
		p := &q.parts[i]
		if !p.foreign {
			if p.fixed {
				before += q.plain(i, texts[i])
			} else {
				before += "\x00"
			}
			continue
		}
		if i == 0 || !q.parts[i-1].literal || i+1 < len(q.parts) && !q.parts[i+1].literal {
			return nil
		}
		after := ""
		if i+1 < len(q.parts) {
			after = q.plain(i+1, texts[i+1])
		}
		slot, ok := slotOf(before, after)
		value := s.argument(q, p, slot)
		if !ok || value == "" || slot.cut > len(q.plain(i-1, texts[i-1])) {
			return nil
		}
		n := len(binds) + len(added) + 1
		at := len(binds)
		if style == "question" {
			at = countPlaceholders(before, style) - len(added)
		}
		if hasCall(p.expr) && slices.ContainsFunc(binds[:at], hasCall) {
			return nil // they would run in another order
		}
		mark := placeholder(style, n)
		before = slot.head + mark
		texts[i-1] = q.format(slot.headOf(q.plain(i-1, texts[i-1]))) + mark
		if i+1 < len(q.parts) {
			texts[i+1] = q.format(slot.tail)
		}
		added = append(added, binding{at, value})
	}
	return added
}

// argumentEdits puts values between those that the call has.
func (q *query) argumentEdits(added []binding) []analysis.TextEdit {
	var edits []analysis.TextEdit
	for at := 0; at <= len(q.binds()); at++ {
		text := ""
		for _, a := range added {
			if a.after == at {
				text += ", " + a.text
			}
		}
		if end := q.call.Args[q.text+at].End(); text != "" {
			edits = append(edits, analysis.TextEdit{Pos: end, End: end, NewText: []byte(text)})
		}
	}
	return edits
}

// textEdits replaces the values in the text by what now stands in the constants
// around them.
func (q *query) textEdits(texts []string) []analysis.TextEdit {
	var edits []analysis.TextEdit
	if q.sprintf == nil {
		for i := 0; i < len(q.parts); i++ {
			if i+1 == len(q.parts) || !q.parts[i+1].foreign {
				continue
			}
			first, raw, text := i, q.parts[i].raw, texts[i]
			for i+1 < len(q.parts) && q.parts[i+1].foreign {
				i++
				if i+1 < len(q.parts) {
					i++
					raw, text = raw || q.parts[i].raw, text+texts[i]
				}
			}
			edits = append(edits, analysis.TextEdit{Pos: q.parts[first].expr.Pos(), End: q.parts[i].expr.End(), NewText: literal(text, raw)})
		}
		return edits
	}
	text, left := "", 0
	for i, p := range q.parts {
		switch {
		case p.fixed:
			text += texts[i]
		case !p.foreign:
			text += p.verb
			left++
		}
	}
	if left == 0 {
		text = strings.ReplaceAll(text, "%%", "%")
		return []analysis.TextEdit{{Pos: q.sprintf.Pos(), End: q.sprintf.End(), NewText: literal(text, q.parts[0].raw)}}
	}
	edits = append(edits, analysis.TextEdit{Pos: q.sprintf.Args[0].Pos(), End: q.sprintf.Args[0].End(), NewText: literal(text, q.parts[0].raw)})
	for _, p := range q.parts {
		if p.foreign {
			edits = append(edits, analysis.TextEdit{Pos: q.sprintf.Args[p.operand-1].End(), End: p.expr.End()})
		}
	}
	return edits
}

func literal(text string, raw bool) []byte {
	if raw && !strings.ContainsAny(text, "`\r\x00") {
		return []byte("`" + text + "`")
	}
	return []byte(strconv.Quote(text))
}
