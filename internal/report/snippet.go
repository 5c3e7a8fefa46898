package report

import (
	"strings"

	"github.com/rivo/uniseg"
)

const (
	// tabWidth is that of gofmt's own diffs and of most terminals' readers.
	tabWidth = 4
	// unlimited is how much of a source line is shown when no width is known:
	// generated code has lines that nobody wants to see whole.
	unlimited = 160
	// narrowest is the least that a source line gets.
	narrowest = 24
)

// cell is one character as a reader sees it.
type cell struct {
	text   string
	width  int
	marked bool
}

// snippet lays out a source line in at most width columns, around its marked
// bytes [from, to), without its indentation. The mark runs from column start
// (from 0) over length columns; a mark without text has the length 1.
func snippet(text string, from, to, width int) (line string, start, length int) {
	trimmed := strings.TrimLeft(text, " \t")
	lead := len(text) - len(trimmed)
	cells := window(cellsOf(trimmed, max(from-lead, 0), max(to-lead, 0)), width)

	var out strings.Builder
	column, start := 0, -1
	for _, c := range cells {
		if c.marked {
			if start < 0 {
				start = column
			}
			length = column + c.width - start
		}
		out.WriteString(c.text)
		column += c.width
	}
	if start < 0 {
		start = column
	}
	return strings.TrimRight(out.String(), " "), start, max(length, 1)
}

func cellsOf(text string, from, to int) []cell {
	var cells []cell
	column, offset, state := 0, 0, -1
	for text != "" {
		var cluster string
		var width int
		cluster, text, width, state = uniseg.FirstGraphemeClusterInString(text, state)
		c := cell{printable(cluster), width, from <= offset && offset < to}
		switch {
		case cluster == "\t":
			c.width = tabWidth - column%tabWidth
			c.text = strings.Repeat(" ", c.width)
		case c.text != cluster:
			c.width = uniseg.StringWidth(c.text)
		}
		cells = append(cells, c)
		column += c.width
		offset += len(cluster)
	}
	return cells
}

// window cuts cells to a width, so that the start of the mark stays visible with
// something before it; an ellipsis stands for what was cut.
func window(cells []cell, width int) []cell {
	total, before, mark := 0, 0, -1
	for i, c := range cells {
		if c.marked && mark < 0 {
			mark, before = i, total
		}
		total += c.width
	}
	if total <= width {
		return cells
	}
	ellipsis := cell{"…", 1, false}
	var out []cell
	if mark > 0 && before > width/2 {
		for before > width/4 {
			before -= cells[0].width
			cells = cells[1:]
		}
		out = append(out, ellipsis)
		width--
	}
	rest := 0
	for _, c := range cells {
		rest += c.width
	}
	for i, c := range cells {
		if rest > width && c.width > width-1 {
			if i > 0 {
				ellipsis.marked = cells[i-1].marked && c.marked
			}
			return append(out, ellipsis)
		}
		out = append(out, c)
		width -= c.width
		rest -= c.width
	}
	return out
}
