package report

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/secvet/secvet/internal/finding"
)

const (
	// around is how many lines are shown before and after one that matters.
	around = 2
	// maxPlace is how many lines of a finding's place are shown.
	maxPlace = 12
	// maxLine is how much of a line is shown, in bytes.
	maxLine = 400
)

// excerpt is a part of a file with the steps of a flow that lie in it. Lines is
// empty when the file can't be read.
type excerpt struct {
	File  string
	Lines []codeLine
	// Steps are those that Lines doesn't show.
	Steps []numberedStep
}

// codeLine is a line of source, or the sign that some are left out.
type codeLine struct {
	Gap    bool
	Number int
	Parts  []linePart
	// Steps are those whose place starts on this line.
	Steps []numberedStep
}

// linePart is a stretch of a line that is marked as a whole or not at all.
type linePart struct {
	// Mark is "place" for what the finding is about, "way" for a step on the
	// way there, or empty.
	Mark   string
	Tokens []lineToken
}

type lineToken struct{ Class, Text string }

// numberedStep is a step, counted from 1.
type numberedStep struct {
	Number int
	finding.Step
}

// Place is where the step is, for people.
func (s numberedStep) Place() string { return Place(s.Location) }

// excerpts returns the source that a finding's flow leads through, in its order:
// an excerpt for each stretch of steps in one file. The finding's place is in
// one of them.
func (v *view) excerpts(f *finding.Finding) []excerpt {
	var out []excerpt
	placed := false
	for i := 0; i < len(f.Flow); {
		file := f.Flow[i].Location.File
		var steps []numberedStep
		for ; i < len(f.Flow) && f.Flow[i].Location.File == file; i++ {
			steps = append(steps, numberedStep{i + 1, f.Flow[i]})
		}
		var at *finding.Location
		if !placed && file == f.Location.File {
			at, placed = &f.Location, true
		}
		out = append(out, v.excerpt(file, steps, at))
	}
	if !placed {
		out = slices.Insert(out, 0, v.excerpt(f.Location.File, nil, &f.Location))
	}
	return out
}

// excerpt shows the steps' lines of a file, and the finding's place if it is
// given.
func (v *view) excerpt(file string, steps []numberedStep, at *finding.Location) excerpt {
	e := excerpt{File: file}
	source := v.source.file(file)
	if source == nil {
		e.Steps = steps
		return e
	}
	var places []markedSpan
	show := make(map[int]bool)
	for _, s := range steps {
		if s.Location.Line < 1 || s.Location.Line > len(source.lines) {
			e.Steps = append(e.Steps, s)
			continue
		}
		sp := v.source.span(s.Location)
		places = append(places, markedSpan{sp, "way"})
		showAround(show, sp.line, sp.line)
	}
	if at != nil {
		sp := v.source.span(*at)
		places = append(places, markedSpan{sp, "place"})
		showAround(show, sp.line, min(sp.endLine, sp.line+maxPlace))
	}
	previous := 0
	for n := 1; n <= len(source.lines); n++ {
		if !show[n] {
			continue
		}
		if previous > 0 && n > previous+1 {
			e.Lines = append(e.Lines, codeLine{Gap: true})
		}
		previous = n
		e.Lines = append(e.Lines, codeLine{Number: n, Parts: v.lineParts(file, n, places), Steps: stepsOn(steps, n)})
	}
	return e
}

func showAround(show map[int]bool, first, last int) {
	for n := first - around; n <= last+around; n++ {
		show[n] = true
	}
}

func stepsOn(steps []numberedStep, line int) []numberedStep {
	var out []numberedStep
	for _, s := range steps {
		if s.Location.Line == line {
			out = append(out, s)
		}
	}
	return out
}

// markedSpan is a place and how it is marked; a later one covers earlier ones.
type markedSpan struct {
	span
	mark string
}

func (v *view) lineParts(file string, n int, places []markedSpan) []linePart {
	text, _ := v.source.line(file, n)
	marks := make([]string, len(text))
	first := len(text)
	for _, p := range places {
		if n < p.line || n > p.endLine {
			continue
		}
		from, to := p.on(n, text)
		from += len(text[from:to]) - len(strings.TrimLeft(text[from:to], " \t"))
		for i := from; i < to; i++ {
			marks[i] = p.mark
		}
		first = min(first, from)
	}
	from, to := cutLine(text, first)
	parts := joinParts(text, marks, v.lineClasses(file, n, text), from, to)
	if from > 0 {
		parts = slices.Insert(parts, 0, linePart{Tokens: []lineToken{{Text: "…"}}})
	}
	if to < len(text) {
		parts = append(parts, linePart{Tokens: []lineToken{{Text: "…"}}})
	}
	return parts
}

// lineClasses returns the classes of a line's bytes.
func (v *view) lineClasses(file string, n int, text string) []class {
	classes := v.source.classes(file)
	if classes == nil {
		return make([]class, len(text))
	}
	start := v.source.file(file).start(n)
	return classes[start : start+len(text)]
}

// cutLine returns the range of a long line that is shown, with the byte first in
// it.
func cutLine(text string, first int) (from, to int) {
	if len(text) <= maxLine {
		return 0, len(text)
	}
	from = max(0, min(first-maxLine/8, len(text)-maxLine))
	to = from + maxLine
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return from, to
}

// joinParts groups the bytes [from, to) of a line by mark, and within by class.
func joinParts(text string, marks []string, classes []class, from, to int) []linePart {
	var parts []linePart
	for i := from; i < to; {
		j := i + 1
		for j < to && marks[j] == marks[i] && classes[j] == classes[i] {
			j++
		}
		if i == from || marks[i] != marks[i-1] {
			parts = append(parts, linePart{Mark: marks[i]})
		}
		last := &parts[len(parts)-1]
		last.Tokens = append(last.Tokens, lineToken{cssClass[classes[i]], text[i:j]})
		i = j
	}
	return parts
}
