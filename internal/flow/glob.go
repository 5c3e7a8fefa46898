package flow

import (
	"regexp"
	"strings"
)

// This file judges patterns of file names (path.Match): what a pattern of the program
// matches is judged by the texts that it lets through, and what one of the
// operator's matches is what the operator allowed.

// globProps is what it proves of x that a pattern matches it.
func (g *graph) globProps(x, pattern *node) []assertion {
	if pattern == nil {
		return nil
	}
	texts, ok := g.constants(pattern)
	if !ok {
		return g.memberOf(x, pattern)
	}
	props := allProps
	for _, t := range texts {
		props &= regexpProps(globRegexp(t))
	}
	if props == 0 || props == allProps {
		return []assertion{{x, Checked}}
	}
	return g.expand(x, props)
}

// globRegexp is a regular expression that matches all that a pattern matches. Two
// stars match separators in some libraries, and are taken to do so in all. A backslash
// is taken for a separator: where it is one, filepath.Match lets none through.
func globRegexp(pattern string) string {
	var b strings.Builder
	b.WriteString(`\A`)
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; c {
		case '*':
			if strings.HasPrefix(pattern[i:], "**") {
				i++
				b.WriteString(`(?s:.*)`)
			} else {
				b.WriteString(`[^/\\]*`)
			}
		case '?':
			b.WriteString(`[^/\\]`)
		case '[':
			end := strings.IndexByte(pattern[i:], ']')
			if end < 0 {
				return "" // no pattern: nothing matches it, and nothing is proved
			}
			b.WriteString(pattern[i : i+end+1])
			i += end
		case '{':
			return "" // alternatives in some libraries
		case '\\':
			if i++; i < len(pattern) {
				b.WriteString(regexp.QuoteMeta(pattern[i : i+1]))
			}
		default:
			b.WriteString(regexp.QuoteMeta(pattern[i : i+1]))
		}
	}
	b.WriteString(`\z`)
	return b.String()
}
