package catalog

import (
	"fmt"
	"strconv"
	"strings"
)

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
