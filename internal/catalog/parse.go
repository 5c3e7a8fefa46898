package catalog

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/secvet/secvet/internal/suggest"
)

// section is what a catalog text says of one import path.
type section struct {
	path      string
	pos       string // "my.txt:12" of the package line; empty in a built-in file
	entries   []*Entry
	same      []string
	summarise bool
}

// statements are the verbs that make an entry.
var statements = map[string]func(*line, *Entry){
	"source":   (*line).source,
	"sink":     (*line).sink,
	"flow":     (*line).flow,
	"clean":    (*line).clean,
	"guard":    (*line).guard,
	"noreturn": (*line).noreturn,
	"mark":     (*line).mark,
}

// parseBuiltin reads the catalog text of one import path. It returns what it
// understood, and an error for every line that it did not.
func parseBuiltin(file, path string, text []byte) (*section, error) {
	sections, err := parse(file, path, text)
	return sections[0], err
}

// parseUser reads a catalog text whose package lines start the sections.
func parseUser(file string, text []byte) ([]*section, error) {
	sections, err := parse(file, "", text)
	return sections[1:], err
}

// parse returns the section of path first, then those that package lines
// start, which are refused when path is not empty.
func parse(file, path string, text []byte) ([]*section, error) {
	current := &section{path: path}
	sections := []*section{current}
	var errs []error
	number := 0
	for raw := range strings.Lines(string(text)) {
		number++
		if raw[0] == '\n' || raw[0] == '#' {
			continue // most lines without an entry
		}
		l := &line{file: file, number: number}
		l.split(raw)
		if len(l.words) == 0 && l.err == nil {
			continue
		}
		if l.err == nil && l.words[0].text == "package" {
			started := l.startSection(path)
			if l.err == nil {
				current = started
				sections = append(sections, current)
			}
		} else if l.err == nil {
			l.statement(current)
		}
		if l.err != nil {
			errs = append(errs, l.err)
		}
	}
	return sections, errors.Join(errs...)
}

func (l *line) startSection(builtin string) *section {
	verb := l.next("the verb")
	if builtin != "" {
		l.fail(verb, "package stands in a user's catalog only: this file is about %s; remove the line", builtin)
		return nil
	}
	path := l.next("the import path")
	l.done()
	return &section{path: path.text, pos: l.pos()}
}

func (l *line) statement(s *section) {
	verb := l.next("the verb")
	read, known := statements[verb.text]
	switch {
	case !known && verb.text != "summarise" && verb.text != "same":
		l.fail(verb, "unknown verb %q: use source, sink, flow, clean, guard, noreturn, mark, summarise, same or package", verb.text)
	case s.path == "":
		l.fail(verb, "entry before the first package line: say which import path it is about with package IMPORT/PATH above it")
	case verb.text == "summarise":
		l.done()
		s.summarise = l.err == nil
	case verb.text == "same":
		path := l.next("the import path")
		l.done()
		if l.err == nil {
			s.same = append(s.same, path.text)
		}
	default:
		e := &Entry{Verb: verb.text, Pos: l.pos()}
		read(l, e)
		l.done()
		if l.err == nil {
			s.add(e)
		}
	}
}

// add adds e once for each symbol that its braces stand for.
func (s *section) add(e *Entry) {
	for _, symbol := range expand(e.Symbol) {
		one := *e
		one.Symbol = symbol
		s.entries = append(s.entries, &one)
	}
}

func (l *line) source(e *Entry) {
	e.Word = l.oneOf("class", classes)
	e.Symbol = l.symbol()
	for first := true; first || l.more(); first = false {
		w := l.next("the place that holds the data")
		e.Places = append(e.Places, l.place(w, onlyField|onlyVar|results|arguments))
	}
	l.alone(e.Places)
}

func (l *line) sink(e *Entry) {
	e.Word = l.oneOf("kind", kinds)
	e.Symbol = l.symbol()
	for first := true; first || l.more(); first = false {
		w := l.next("the place that is used")
		binds, isBinds := strings.CutPrefix(w.text, "binds=")
		then, isThen := strings.CutPrefix(w.text, "unless-then=")
		switch {
		case isThen:
			e.Then = strings.Split(then, ",")
		case isBinds:
			if _, err := strconv.ParseUint(binds, 10, 8); err != nil {
				l.fail(w, "bad %q: write binds=N with the argument's number, counted from 0", w.text)
			}
			e.Args = map[string]string{"binds": binds}
		case w.text == "string":
			e.String = true
		case w.text == "format":
			e.As = "format"
		case w.text == "promoted":
			e.Promoted = true
		default:
			e.Places = append(e.Places, l.place(w, onlyField|onlyConversion|arguments))
		}
	}
	if l.err == nil && len(e.Places) == 0 {
		l.fail(l.peek(), "the place that is used is missing: %s", usage["sink"])
	}
	l.alone(e.Places)
}

func (l *line) flow(e *Entry) {
	e.Symbol = l.symbol()
	e.From = l.places("the place that data comes from", arguments)
	if arrow := l.next("->"); arrow.text != "->" {
		l.fail(arrow, "-> expected instead of %q: %s", arrow.text, usage["flow"])
	}
	e.Places = l.places("the place that data goes to", results|arguments)
	for l.more() {
		w := l.next("")
		how, isAs := strings.CutPrefix(w.text, "as=")
		switch {
		case w.text == "append":
			e.Append = true
		case isAs:
			if !isHow(how) {
				l.fail(w, "unknown as=%s: use format=N or one of %s", how, strings.Join(hows, ", "))
			}
			e.As = how
		default:
			l.fail(w, "unexpected %q: %s", w.text, usage["flow"])
		}
	}
}

func (l *line) clean(e *Entry) {
	w := l.next("the property")
	for property := range strings.SplitSeq(w.text, ",") {
		if l.err == nil && !slices.Contains(properties, property) {
			l.fail(w, "unknown property %q: use %s", property, strings.Join(properties, ", "))
		}
	}
	e.Word = w.text
	e.Symbol = l.symbol()
	e.Places = []Place{l.place(l.next("the place that is clean"), onlyField|onlyVar|results|arguments)}
	for l.more() {
		w := l.peek()
		key, value, isCondition := strings.Cut(w.text, "=")
		if !isCondition {
			e.From = append(e.From, l.places("the argument it came from", arguments)...)
			continue
		}
		l.next("")
		if !slices.Contains(conditions, key) || value == "" {
			l.fail(w, "unknown condition %q: use %s=", w.text, strings.Join(conditions, "=, "))
		}
		if e.Args == nil {
			e.Args = map[string]string{}
		}
		e.Args[key] = value
	}
	if e.Args["unless"] != "" && e.Args["by"] == "" {
		l.fail(l.peek(), "unless= needs by=: say what sets the library up")
	}
}

func (l *line) guard(e *Entry) {
	w := l.next("the property")
	judgement := slices.Contains(judgements, w.text)
	if l.err == nil && !judgement && !slices.Contains(properties, w.text) {
		l.fail(w, "unknown property %q: use %s, %s", w.text, strings.Join(properties, ", "), strings.Join(judgements, ", "))
	}
	e.Word = w.text
	e.Symbol = l.symbol()
	e.Places = []Place{l.place(l.next("the subject"), arguments)}
	for l.more() {
		w := l.next("")
		of, isOf := strings.CutPrefix(w.text, "of=")
		when, isWhen := strings.CutPrefix(w.text, "when=")
		switch {
		case isOf:
			e.From = []Place{l.place(word{of, w.column + len("of=")}, arguments)}
		case isWhen:
			if !slices.Contains(branches, when) {
				l.fail(w, "unknown when=%s: use when=%s", when, strings.Join(branches, ", when="))
			}
			e.When = when
		default:
			l.fail(w, "unexpected %q: %s", w.text, usage["guard"])
		}
	}
	if e.When == "" {
		l.fail(l.peek(), "when= is missing: say on which outcome the guard holds, with when=%s", strings.Join(branches, ", when="))
	}
	if judgement && e.From == nil {
		l.fail(l.peek(), "of= is missing: say with of=PLACE what the subject is compared with")
	}
}

func (l *line) noreturn(e *Entry) { e.Symbol = l.symbol() }

func (l *line) mark(e *Entry) {
	e.Word = l.tag()
	e.Symbol = l.symbol()
	for l.more() {
		w := l.next("")
		key, value, found := strings.Cut(w.text, "=")
		if !found || key == "" {
			l.fail(w, "bad %q: write KEY=VALUE", w.text)
			return
		}
		if keys := strings.Fields(tags[e.Word]); !slices.Contains(keys, key) && !slices.Contains(keys, "*") {
			l.fail(w, "unknown key %q of %s%s: %s", key, e.Word, suggest.DidYouMean(key, keys), keysOf(keys))
			return
		}
		if e.Args == nil {
			e.Args = map[string]string{}
		}
		e.Args[key] = value
	}
}

// tag reads what a mark says.
func (l *line) tag() string {
	w := l.next("the tag")
	if _, known := tags[w.text]; !known {
		all := slices.Sorted(maps.Keys(tags))
		if near := suggest.DidYouMean(w.text, all); near != "" {
			l.fail(w, "unknown tag %q%s", w.text, near) // the list is long
		}
		l.fail(w, "unknown tag %q: use %s", w.text, strings.Join(all, ", "))
	}
	return w.text
}

func keysOf(keys []string) string {
	if len(keys) == 0 {
		return "it has none"
	}
	return "use " + strings.Join(keys, ", ")
}

func (l *line) oneOf(what string, known []string) string {
	w := l.next("the " + what)
	if !slices.Contains(known, w.text) {
		l.fail(w, "unknown %s %q%s: use %s", what, w.text, suggest.DidYouMean(w.text, known), strings.Join(known, ", "))
	}
	return w.text
}

func isHow(how string) bool {
	if n, found := strings.CutPrefix(how, "format="); found {
		_, err := strconv.ParseUint(n, 10, 8)
		return err == nil
	}
	return slices.Contains(hows, how)
}
