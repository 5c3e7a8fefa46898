package catalog

import (
	"fmt"
	"strconv"
	"strings"
)

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

// pos is the line's place in messages: "my.txt:12".
func (l *line) pos() string { return l.file + ":" + strconv.Itoa(l.number) }

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
