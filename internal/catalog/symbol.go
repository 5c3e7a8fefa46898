package catalog

import (
	"strings"
)

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
