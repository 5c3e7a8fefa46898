package report

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"github.com/secvet/secvet/internal/rule"
)

// style is an ANSI "select graphic rendition" sequence's parameter.
type style string

const (
	plain  style = ""
	bold   style = "1"
	dim    style = "2"
	red    style = "1;31"
	green  style = "32"
	yellow style = "1;33"
	cyan   style = "36"
)

// severityStyle colours what is said about a finding of this severity.
func severityStyle(s rule.Severity) style {
	switch s {
	case rule.Error:
		return red
	case rule.Warning:
		return yellow
	}
	return cyan
}

// paint wraps text in a style, if there is colour.
func (v *view) paint(s style, text string) string {
	if !v.Color || s == plain || text == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}

// piece is text in one style. Lines may break at its spaces, unless it is solid.
type piece struct {
	style style
	text  string
	solid bool
}

// words are the parts of the piece that stay on one line.
func (p piece) words() []string {
	text := printable(p.text)
	if p.solid {
		return []string{text}
	}
	return strings.Split(text, " ")
}

// paragraph lays pieces out in lines no wider than the terminal, each after the
// first indented. A word that doesn't fit stands alone; without a width
// everything is one line.
func (v *view) paragraph(first, indent string, pieces ...piece) string {
	var out strings.Builder
	out.WriteString(first)
	column, fresh := uniseg.StringWidth(first), true
	for _, p := range pieces {
		run := ""
		flush := func() {
			out.WriteString(v.paint(p.style, run))
			run = ""
		}
		for i, word := range p.words() {
			width := uniseg.StringWidth(word)
			switch {
			case fresh:
			case v.Width > 0 && column+1+width > v.Width:
				flush()
				out.WriteString("\n" + indent)
				column = len(indent)
			case i == 0: // a space between pieces has no style
				out.WriteByte(' ')
				column++
			default:
				run += " "
				column++
			}
			run += word
			column += width
			fresh = false
		}
		flush()
	}
	out.WriteByte('\n')
	return out.String()
}

// printable replaces what could steer a terminal or reorder the text. White space
// becomes a space.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r':
			return ' '
		case steers(r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// steers says whether a character acts on what is around it: control characters,
// separators of lines, and what changes the direction of text (CVE-2021-42574).
func steers(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}
