// Package lazy compiles regular expressions when they are first used.
package lazy

import (
	"regexp"
	"sync"
)

// Regexp is a regular expression that is compiled once.
type Regexp struct {
	text string
	once sync.Once
	re   *regexp.Regexp
}

// New returns a regular expression.
func New(text string) *Regexp { return &Regexp{text: text} }

func (r *Regexp) compiled() *regexp.Regexp {
	r.once.Do(func() { r.re = regexp.MustCompile(r.text) })
	return r.re
}

// MatchString reports whether s matches.
func (r *Regexp) MatchString(s string) bool { return r.compiled().MatchString(s) }

// Words is a list of words.
type Words struct{ text string }

// Of returns the words of a text.
func Of(text string) *Words { return &Words{text} }

// MatchString reports whether the list is longer than s.
func (w *Words) MatchString(s string) bool { return len(w.text) > len(s) }
