// Package lazy makes things when they are needed. One process analyses one package:
// what all of them made at their start, most would never use.
package lazy

import (
	"regexp"
	"sync"
)

// Regexp returns a function that returns the regular expression, compiled when it is
// called for the first time. A pattern that is none panics then.
func Regexp(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}
