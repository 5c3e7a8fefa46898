package catalog

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/secvet/secvet/internal/suggest"
)

// section is what a catalog text says of one import path.
type section struct {
	path      string
	entries   []*Entry
	same      []string
	summarise bool
}

var (
	classes = []string{
		string(Remote), string(Queue), string(Archive), string(Flag), string(Environment),
		string(Config), string(Stored), string(Download), string(Secret), string(Forwarding),
	}
	// kinds are those that an analyzer asks for: a sink of another one would never
	// be looked at.
	kinds = []string{
		"sql.query", "sql.fragment", "sql.order", "sql.identifier",
		"path.read", "path.serve", "path.load", "path.write", "path.delete", "path.link", "path.root",
		"path.metadata", "path.info", "path.state", "path.probe", "path.remote",
		"jwt.verified", "jwt.maybe", "jwt.unverified", "hash.fast", "hash.slow", "x509.algorithm", "header.name",
	}
	properties = []string{
		"any", "sql.literal", "sql.identifier",
		"path.local", "path.element", "path.nodotdot", "path.beneath", "path.rooted", "path.relative",
	}
	// judgements are guard properties that compare the subject with of=.
	judgements = []string{"member", "equal", "prefix", "suffix", "contains", "containsany", "match"}
	hows       = []string{
		"fold", "trim", "clean", "join", "base", "rel", "concat", "replace", "split",
		"unescape", "quote", "encode", "decode", "element", "find", "digest",
		"copy", "object", "parent",
	}
	branches = []string{"true", "false", "nil", "found"}
	// conditions of a clean entry.
	conditions = []string{"since", "by", "unless"}
)

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

type word struct {
	text   string
	column int // in bytes, from 1
}

// line is one line on its way to an entry. After the first error it stays as
// it is: next returns empty words and fail keeps that error.
type line struct {
	file   string
	number int
	words  []word
	read   int
	err    error
}

// split cuts text into words. Double quotes keep spaces and # in a word and
// are dropped.
func (l *line) split(text string) {
	l.words = make([]word, 0, 8)
	start, quote, quoted := -1, -1, false
	end := func(i int) {
		if start >= 0 {
			w := text[start:i]
			if quoted {
				w = strings.ReplaceAll(w, `"`, "")
			}
			l.words = append(l.words, word{w, start + 1})
		}
		start, quoted = -1, false
	}
	for i := 0; i < len(text); i++ {
		c := text[i]
		if quote >= 0 && c != '"' && c != '\n' {
			continue
		}
		switch c {
		case '"':
			quoted = true
			if start < 0 {
				start = i
			}
			if quote < 0 {
				quote = i
			} else {
				quote = -1
			}
		case '#':
			end(i)
			return
		case ' ', '\t', '\r', '\n':
			if quote < 0 {
				end(i)
			}
		default:
			if start < 0 {
				start = i
			}
		}
	}
	if quote >= 0 {
		l.failAt(quote+1, "quote without end: close it with \" on the same line")
		return
	}
	end(len(text))
}

func (l *line) failAt(column int, format string, args ...any) {
	if l.err == nil {
		l.err = fmt.Errorf("%s:%d:%d: %s", l.file, l.number, column, fmt.Sprintf(format, args...))
	}
}

func (l *line) fail(w word, format string, args ...any) { l.failAt(w.column, format, args...) }

func (l *line) more() bool { return l.err == nil && l.read < len(l.words) }

func (l *line) peek() word {
	if l.more() {
		return l.words[l.read]
	}
	last := l.words[len(l.words)-1]
	return word{column: last.column + len(last.text)}
}

// next returns the next word; when there is none it fails, saying that what is
// missing.
func (l *line) next(what string) word {
	w := l.peek()
	if !l.more() {
		l.fail(w, "%s is missing: %s", what, usage[l.words[0].text])
		return w
	}
	l.read++
	return w
}

// done fails when words are left.
func (l *line) done() {
	if l.more() {
		l.fail(l.peek(), "unexpected %q: %s", l.peek().text, usage[l.words[0].text])
	}
}

var usage = map[string]string{
	"source":    "write source CLASS SYMBOL PLACE..., with field or var as the place of a field or variable",
	"sink":      "write sink KIND SYMBOL PLACE... [string] [binds=N], or field or conversion as the place",
	"flow":      "write flow SYMBOL FROM[,FROM] -> TO[,TO] [append] [as=HOW]",
	"clean":     "write clean PROPERTY[,PROPERTY] SYMBOL PLACE [FROM] [since=1.N] [by=SYMBOL [unless=SYMBOL,...]]",
	"guard":     "write guard PROPERTY SYMBOL SUBJECT [of=PLACE] when=true|false|nil|found",
	"noreturn":  "write noreturn SYMBOL",
	"mark":      "write mark TAG SYMBOL [KEY=VALUE...]",
	"summarise": "write summarise alone on its line",
	"same":      "write same IMPORT/PATH",
	"package":   "write package IMPORT/PATH",
}

func (l *line) startSection(builtin string) *section {
	verb := l.next("the verb")
	if builtin != "" {
		l.fail(verb, "package stands in a user's catalog only: this file is about %s; remove the line", builtin)
		return nil
	}
	path := l.next("the import path")
	l.done()
	return &section{path: path.text}
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
		e := &Entry{Verb: verb.text, Pos: l.file + ":" + strconv.Itoa(l.number)}
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
		switch {
		case isBinds:
			if _, err := strconv.ParseUint(binds, 10, 8); err != nil {
				l.fail(w, "bad %q: write binds=N with the argument's number, counted from 0", w.text)
			}
			e.Args = map[string]string{"binds": binds}
		case w.text == "string":
			e.String = true
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
	e.Word = l.name("tag")
	e.Symbol = l.symbol()
	for l.more() {
		w := l.next("")
		key, value, found := strings.Cut(w.text, "=")
		if !found || key == "" {
			l.fail(w, "bad %q: write KEY=VALUE", w.text)
			return
		}
		if e.Args == nil {
			e.Args = map[string]string{}
		}
		e.Args[key] = value
	}
}

func (l *line) oneOf(what string, known []string) string {
	w := l.next("the " + what)
	if !slices.Contains(known, w.text) {
		l.fail(w, "unknown %s %q%s: use %s", what, w.text, suggest.DidYouMean(w.text, known), strings.Join(known, ", "))
	}
	return w.text
}

// name reads a dotted lower-case word.
func (l *line) name(what string) string {
	w := l.next("the " + what)
	for part := range strings.SplitSeq(w.text, ".") {
		if l.err == nil && (part == "" || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789-") != "") {
			l.fail(w, "bad %s %q: write lower-case words with dots between them, like path.read", what, w.text)
		}
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

// symbol reads a symbol and returns it with its braces.
func (l *line) symbol() string {
	w := l.next("the symbol")
	if l.err != nil {
		return ""
	}
	depth := 0
	for _, c := range w.text {
		switch c {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth < 0 || depth > 1 {
			break
		}
	}
	if depth != 0 {
		l.fail(w, "unbalanced braces in %q: each { needs one }, without { or spaces between them", w.text)
		return ""
	}
	for _, symbol := range expand(w.text) {
		typ, member, found := strings.Cut(symbol, ".")
		if !isIdentifier(typ) || found && !isIdentifier(member) {
			l.fail(w, "bad symbol %q: write Func, Type, Type.Method or Type.Field, without the package", symbol)
			return ""
		}
	}
	return w.text
}

func isIdentifier(s string) bool {
	for i, c := range s {
		letter := c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// expand returns what the braces of s stand for, in order.
func expand(s string) []string {
	head, rest, found := strings.Cut(s, "{")
	if !found {
		return []string{s}
	}
	group, tail, _ := strings.Cut(rest, "}")
	tails := expand(tail)
	var all []string
	for alternative := range strings.SplitSeq(group, ",") {
		for _, t := range tails {
			all = append(all, head+alternative+t)
		}
	}
	return all
}

// allowed says which roots a place may have beside what it is written in.
type allowed int

const (
	arguments allowed = 1 << iota // and the receiver
	results
	onlyField
	onlyVar
	onlyConversion
)

func (l *line) places(what string, ok allowed) []Place {
	w := l.next(what)
	if l.err != nil {
		return nil
	}
	var all []Place
	column := w.column
	for text := range strings.SplitSeq(w.text, ",") {
		all = append(all, l.place(word{text, column}, ok))
		column += len(text) + len(",")
	}
	return all
}

// alone fails when the place of a field, variable or conversion is not the only
// one.
func (l *line) alone(places []Place) {
	if len(places) < 2 {
		return
	}
	for _, p := range places {
		if p.Root == Field || p.Root == Variable || p.Root == Conversion {
			l.fail(l.words[len(l.words)-1], "%s beside other places: give it a line of its own", p)
		}
	}
}

func (l *line) place(w word, ok allowed) Place {
	if l.err != nil {
		return Place{}
	}
	p, err := parsePlace(w.text)
	if err != nil {
		l.fail(w, "%v", err)
		return p
	}
	var need allowed
	switch p.Root {
	case Recv, Arg:
		need = arguments
	case Result, AllResults:
		need = results
	case Field:
		need = onlyField
	case Variable:
		need = onlyVar
	case Conversion:
		need = onlyConversion
	}
	if ok&need == 0 {
		l.fail(w, "%s can't be %q: use %s", l.words[0].text+"'s place", w.text, ok)
	}
	return p
}

func (ok allowed) String() string {
	var words []string
	for _, one := range []struct {
		bit  allowed
		text string
	}{
		{arguments, "recv or an argument's number"},
		{results, "result or resultN"},
		{onlyField, "field"},
		{onlyVar, "var"},
		{onlyConversion, "conversion"},
	} {
		if ok&one.bit != 0 {
			words = append(words, one.text)
		}
	}
	return strings.Join(words, ", ")
}

func parsePlace(s string) (Place, error) {
	end := strings.IndexAny(s, "[.")
	if end < 0 {
		end = len(s)
	}
	p, found := parseRoot(s[:end])
	if !found {
		return p, badPlace(s)
	}
	for rest := s[end:]; rest != ""; {
		n := 1 + strings.IndexAny(rest[1:], "[.")
		if n == 0 {
			n = len(rest)
		}
		step := rest[:n]
		if !isStep(step) {
			return p, badPlace(s)
		}
		p.Path = append(p.Path, step)
		rest = rest[n:]
	}
	if len(p.Path) > 0 && (p.Root == Field || p.Root == Variable || p.Root == Conversion) {
		return p, fmt.Errorf("bad place %q: nothing can follow %s", s, s[:end])
	}
	return p, nil
}

func badPlace(s string) error {
	return fmt.Errorf("bad place %q: write recv, an argument's number, result, resultN, "+
		"each with [0], [*], [key], .Field, .param0 or .result0 behind it as needed", s)
}

func parseRoot(s string) (Place, bool) {
	switch s {
	case "recv":
		return Place{Root: Recv}, true
	case "result":
		return Place{Root: AllResults}, true
	case "field":
		return Place{Root: Field}, true
	case "var":
		return Place{Root: Variable}, true
	case "conversion":
		return Place{Root: Conversion}, true
	}
	root := Arg
	if n, found := strings.CutPrefix(s, "result"); found {
		root, s = Result, n
	}
	index, err := strconv.ParseUint(s, 10, 8)
	return Place{Root: root, Index: int(index)}, err == nil
}

func isStep(s string) bool {
	if s[0] == '.' {
		return isIdentifier(s[1:])
	}
	if s == "[*]" || s == "[key]" {
		return true
	}
	inner, closed := strings.CutSuffix(s[1:], "]")
	_, err := strconv.ParseUint(strings.TrimPrefix(inner, "arg"), 10, 8)
	return closed && err == nil
}

// String returns the place as a catalog writes it.
func (p Place) String() string {
	var root string
	switch p.Root {
	case Recv:
		root = "recv"
	case Arg:
		root = strconv.Itoa(p.Index)
	case Result:
		root = "result" + strconv.Itoa(p.Index)
	case AllResults:
		root = "result"
	case Field:
		root = "field"
	case Variable:
		root = "var"
	case Conversion:
		root = "conversion"
	}
	return root + strings.Join(p.Path, "")
}
