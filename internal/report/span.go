package report

import (
	"go/scanner"
	"go/token"
	"strings"
	"unicode/utf8"

	"github.com/secvet/secvet/internal/finding"
)

// span is a stretch of source text: lines and byte columns from 1, the end just
// behind the last byte. It always holds at least the start.
type span struct {
	line, column, endLine, endColumn int
}

// span makes a location definite. What the location leaves open is taken from
// the source: a missing column is that of the line's first word, a missing end
// is the end of the line's code. Without the source a span is one byte long.
func (s *source) span(l finding.Location) span {
	sp := span{max(l.Line, 1), l.Column, l.EndLine, l.EndColumn}
	text, known := s.line(l.File, sp.line)
	if sp.column < 1 {
		sp.column = 1 + len(text) - len(strings.TrimLeft(text, " \t"))
	}
	if known {
		sp.column = min(sp.column, len(text)+1)
	}
	if sp.endColumn < 1 || sp.endLine < sp.line || sp.endLine == sp.line && sp.endColumn <= sp.column {
		sp.endLine = sp.line
		sp.endColumn = max(codeEnd(text)+1, sp.column+1)
	}
	if end, ok := s.line(l.File, sp.endLine); ok {
		sp.endColumn = min(sp.endColumn, len(end)+1)
		if sp.endLine == sp.line {
			sp.endColumn = max(sp.endColumn, sp.column)
		}
	}
	return sp
}

// codeEnd is the length of a line without the comment that ends it. A line in the
// middle of a raw string is taken for code.
func codeEnd(text string) int {
	file := token.NewFileSet().AddFile("", -1, len(text))
	var s scanner.Scanner
	s.Init(file, []byte(text), func(token.Position, string) {}, scanner.ScanComments)
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return len(strings.TrimRight(text, " \t"))
		}
		if at := file.Offset(pos); tok == token.COMMENT && strings.HasPrefix(lit, "//") && strings.TrimSpace(text[:at]) != "" {
			return len(strings.TrimRight(text[:at], " \t"))
		}
	}
}

// on returns the byte range [from, to) that the span covers of a line's text.
func (sp span) on(n int, text string) (from, to int) {
	from, to = 0, len(text)
	if n == sp.line {
		from = min(sp.column-1, len(text))
	}
	if n == sp.endLine {
		to = min(sp.endColumn-1, len(text))
	}
	return from, max(from, to)
}

// text is what the span covers; its lines must exist.
func (sp span) text(lines []string) string {
	covered := make([]string, 0, sp.endLine-sp.line+1)
	for n := sp.line; n <= sp.endLine; n++ {
		from, to := sp.on(n, lines[n-1])
		covered = append(covered, lines[n-1][from:to])
	}
	return strings.Join(covered, "\n")
}

// utf16 returns the span with columns in UTF-16 code units, as far as the
// source is there to tell.
func (s *source) utf16(file string, sp span) span {
	sp.column = s.utf16Column(file, sp.line, sp.column)
	sp.endColumn = s.utf16Column(file, sp.endLine, sp.endColumn)
	return sp
}

func (s *source) utf16Column(file string, line, column int) int {
	text, ok := s.line(file, line)
	if !ok {
		return column
	}
	text = text[:min(column-1, len(text))]
	units := 0
	for _, r := range text {
		units++
		if r > 0xffff {
			units++
		}
	}
	return units + 1
}

// offset returns the line and byte column of a byte offset, and false when the
// file is not there or shorter.
func (s *source) offset(file string, offset int) (line, column int, ok bool) {
	f := s.file(file)
	if f == nil || offset < 0 || offset > len(f.text) {
		return 0, 0, false
	}
	before := f.text[:offset]
	return 1 + strings.Count(before, "\n"), offset - strings.LastIndexByte(before, '\n'), true
}

// cutRunes shortens a text to at most n runes, with an ellipsis as the last.
func cutRunes(text string, n int) string {
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	return string([]rune(text)[:n-1]) + "…"
}
