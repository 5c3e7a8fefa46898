package corswild

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/flow"
)

// scope names a sensitive route that stands behind the policy: one registered
// later in the same function. "" when none is seen.
func (f *finder) scope(call *flow.Call) string {
	for _, c := range f.unit.Calls() {
		if c.Func != call.Func || c.Instr.Pos() <= call.Instr.Pos() {
			continue
		}
		for i := range min(2, len(c.Operands)) {
			texts, ok := f.unit.Constants(c.Operands[i], c.Instr)
			if !ok || len(texts) != 1 {
				continue
			}
			_, route, found := strings.Cut(texts[0], "/")
			if !found || strings.ContainsAny(texts[0], "<>\n") || strings.Contains(texts[0], "://") {
				continue
			}
			if slices.ContainsFunc(wordsOf(route), func(w string) bool { return slices.Contains(sensitive, w) }) {
				return fmt.Sprintf("%q is among the routes behind it", "/"+route)
			}
		}
	}
	return ""
}

var sensitive = []string{"admin", "account", "accounts", "billing", "payment", "payments", "internal", "private", "password", "token", "tokens",
	"keys", "secrets", "transfer", "me", "profile", "session", "sessions"}

// public says whether what is served is visibly meant for everybody: by the words
// of the function, of its package and of the paths that it names.
func (f *finder) public(fn *ssa.Function, at ssa.Instruction) bool {
	names := []string{f.pass.Pkg.Name()}
	for g := fn; g != nil; g = g.Parent() {
		names = append(names, g.Name())
	}
	for _, name := range names {
		if slices.ContainsFunc(wordsOf(name), func(w string) bool { return slices.Contains(openly, w) }) {
			return true
		}
	}
	return false
}

var openly = []string{"asset", "assets", "static", "public", "wellknown", "known", "openapi", "swagger", "metrics", "health", "healthz", "font",
	"fonts", "jwks", "badge", "avatar", "favicon", "embed", "oembed", "feed", "rss", "discovery", "mock", "example", "examples", "demo"}
