package corswild

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/settings"
)

// This file judges conditions that are not about the origin by what they are called.

// setting judges a condition that is not about the origin: one that names
// development is the operator's choice, one that names everybody opens the service;
// others say nothing.
func (c *checker) setting(v ssa.Value, at ssa.Instruction, want bool) strength {
	most := c.named(settings.Name(v), want)
	for _, o := range c.unit.Numbers(v, at) {
		for _, text := range []string{o.Name, o.Expr} {
			most = max(most, c.named(text, want))
		}
		if o.FieldVar != nil {
			most = max(most, c.named(o.FieldVar.Name(), want))
		}
	}
	return most
}

// named judges a setting that turned out as wanted by the words of its name.
func (c *checker) named(name string, want bool) strength {
	if settings.Relaxed(name, want) {
		return sound
	}
	words := wordsOf(name)
	lower := strings.ToLower(name)
	if want && (slices.ContainsFunc(words, func(w string) bool { return slices.Contains(everybody, w) }) ||
		slices.ContainsFunc(everyone, func(joined string) bool { return strings.Contains(lower, joined) })) {
		return c.open(name + " may be set")
	}
	return free
}

// Words, and words written together, of settings by which everybody is let in.
var (
	everybody = []string{"wildcard", "star", "permissive"}
	everyone  = []string{"allowall", "allowany", "anyorigin", "allorigin", "originsall", "acceptall", "trustall"}
)

// wordsOf splits a name in mixed case, or a text, into lower-case words.
func wordsOf(name string) []string {
	var words []string
	start := 0
	flush := func(end int) {
		if end > start {
			words = append(words, strings.ToLower(name[start:end]))
		}
		start = end
	}
	for i := range len(name) {
		ch := name[i]
		switch {
		case ch >= 'A' && ch <= 'Z':
			if i > 0 && !(name[i-1] >= 'A' && name[i-1] <= 'Z') {
				flush(i)
			}
		case ch >= 'a' && ch <= 'z':
		default:
			flush(i)
			start = i + 1
		}
	}
	flush(len(name))
	return words
}
