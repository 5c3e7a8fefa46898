package corswild

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// This file judges conditions that are not about the origin by what they are called.

// setting judges a condition that is not about the origin: one that names
// development, or everybody, is the operator's choice; others say nothing.
func (c *checker) setting(v ssa.Value, at ssa.Instruction, want bool) strength {
	for _, o := range c.unit.Numbers(v, at) {
		for _, text := range []string{o.Name, o.Expr} {
			if named(text, want) == sound {
				return sound
			}
		}
		if o.FieldVar != nil && named(o.FieldVar.Name(), want) == sound {
			return sound
		}
	}
	return named(sourceOf(v), want)
}

// named judges a setting that turned out as wanted by the words of its name.
func named(name string, want bool) strength {
	for _, w := range wordsOf(name) {
		if slices.Contains(opening, w) && want || slices.Contains(closing, w) && !want || slices.Contains(choosing, w) {
			return sound
		}
	}
	lower := strings.ToLower(name)
	for _, joined := range []string{"allowall", "allowany", "anyorigin", "allorigin", "acceptall", "trustall"} {
		if strings.Contains(lower, joined) && want {
			return sound
		}
	}
	return free
}

// Words of settings by which an operator opens a service on purpose: by turning
// them on, off, or either.
var (
	opening = []string{"dev", "develop", "development", "debug", "local", "localhost", "test", "testing", "insecure", "unsafe", "wildcard",
		"star", "permissive", "demo"}
	closing  = []string{"prod", "production", "strict", "secure", "staging"}
	choosing = []string{"env", "environment", "mode"}
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

// sourceOf names a variable or field as the source does.
func sourceOf(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.UnOp:
		return sourceOf(v.X)
	case *ssa.FieldAddr:
		if st, ok := v.X.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct); ok {
			return st.Field(v.Field).Name()
		}
	case *ssa.Field:
		if st, ok := v.X.Type().Underlying().(*types.Struct); ok {
			return st.Field(v.Field).Name()
		}
	case *ssa.Global, *ssa.Parameter, *ssa.FreeVar:
		return v.Name()
	case *ssa.Call:
		if fn := v.Call.StaticCallee(); fn != nil {
			return fn.Name()
		}
		if v.Call.IsInvoke() {
			return v.Call.Method.Name()
		}
	}
	return ""
}
