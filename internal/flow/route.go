package flow

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/lazy"
)

// This file reads routes: what the texts of a package say of the named parts of paths.
// Of each part it notes two facts, by the part's name: ":id", it is one element of the
// path, or "*id", it may be more; and "~id", its expression lets no path through that
// leads out of a folder, or "!id", there is none or it does.

// routePart finds the named parts of a route: :id, *path, +path, {id}, {id:[0-9]+},
// {path...}; routePiece what begins a part whose expression stands elsewhere.
var (
	routePart  = lazy.Regexp(`([:*+])([A-Za-z_]\w*)|\{([A-Za-z_]\w*)([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}`)
	routePiece = lazy.Regexp(`\{[A-Za-z_]\w*:[^}]*$|\{[A-Za-z_]\w*:[^}]*%`)
)

// maxRoute bounds the length of a route: what is longer is text. Expressions of names
// with a host in front take some hundred characters.
const maxRoute = 800

// routeGivens is what is proved of a route's part, by the facts that prove it.
func routeGivens(name string, unless []string) []finding.Given {
	return []finding.Given{
		{Need: []string{":" + name}, Unless: append([]string{"*" + name}, unless...), Proved: uint64(PathElement | NoSlash)},
		{Need: []string{"~" + name}, Unless: append([]string{"!" + name}, unless...), Proved: uint64(PathLocal | PathNoDotDot)},
	}
}

// noteRoute notes the parts of a text that may be a route. It says whether the text is
// but a piece of one, which is put together with an expression.
func noteRoute(text string, facts map[string]bool) bool {
	switch {
	case len(text) > maxRoute || !strings.ContainsAny(text, ":*+{") || strings.ContainsAny(text, " \t\n"):
		return false
	case routePiece().MatchString(text):
		return true
	}
	for _, m := range routePart().FindAllStringSubmatch(text, -1) {
		name := m[2] + m[3]
		props := Props(0)
		pattern, expressed := strings.CutPrefix(m[4], ":")
		if expressed {
			props = pathPatternProps("^(?:" + pattern + ")$")
		}
		switch {
		case m[1] == ":", m[3] != "" && m[4] == "", props.Has(PathElement | NoSlash):
			facts[":"+name] = true
		default:
			facts["*"+name] = true
		}
		if props.Has(PathLocal | PathNoDotDot) {
			facts["~"+name] = true
		} else {
			facts["!"+name] = true
		}
	}
	return false
}

// notePutTogether notes the parts of routes that the package puts together:
//
//	fmt.Sprintf("/v2/{name:%s}/tags", names.Expression)
//
// Of those whose expression is not known nothing is proved.
func (g *graph) notePutTogether(facts map[string]bool) {
	for _, fn := range g.unit.Functions() {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				whole, pieces := putTogether(in)
				if !anyPiece(pieces) {
					continue
				}
				texts, ok := g.wholeTexts(g.value(whole, nil, in))
				for _, text := range texts {
					noteRoute(text, facts)
				}
				if !ok {
					noteOpenParts(pieces, facts)
				}
			}
		}
	}
}

// putTogether is a text that an instruction makes of pieces, and those that are
// constant; nil for other instructions, and for a text that is but a piece of the next.
func putTogether(in ssa.Instruction) (ssa.Value, []string) {
	switch in := in.(type) {
	case *ssa.BinOp:
		if in.Op == token.ADD && isText(in.Type()) && !addedTo(in) {
			return in, addedTexts(in, nil)
		}
	case *ssa.Call:
		if fn := in.Call.StaticCallee(); fn != nil && fn.String() == "fmt.Sprintf" {
			if text, ok := constantText(in.Call.Args[0]); ok {
				return in, []string{text}
			}
		}
	}
	return nil, nil
}

func addedTo(v *ssa.BinOp) bool {
	for _, ref := range *v.Referrers() {
		if sum, ok := ref.(*ssa.BinOp); ok && sum.Op == token.ADD {
			return true
		}
	}
	return false
}

func addedTexts(v ssa.Value, texts []string) []string {
	if sum, ok := v.(*ssa.BinOp); ok && sum.Op == token.ADD {
		return addedTexts(sum.Y, addedTexts(sum.X, texts))
	}
	if text, ok := constantText(v); ok {
		texts = append(texts, text)
	}
	return texts
}

func anyPiece(texts []string) bool {
	for _, text := range texts {
		if routePiece().MatchString(text) {
			return true
		}
	}
	return false
}

// routeName finds the name in a piece of a route.
var routeName = lazy.Regexp(`\{([A-Za-z_]\w*):`)

func noteOpenParts(pieces []string, facts map[string]bool) {
	for _, text := range pieces {
		for _, m := range routeName().FindAllStringSubmatch(text, -1) {
			facts["*"+m[1]], facts["!"+m[1]] = true, true
		}
	}
}
