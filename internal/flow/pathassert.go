package flow

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// This file holds what checks of paths prove.

// implied adds what properties bring with them, so that ways that prove different
// things can meet in what both mean.
func implied(p Props) Props {
	if p.Has(Any) {
		p |= PathLocal | PathBeneath | PathNoDotDot | PathElement | NoSlash | NotDots | SQLLiteral | SQLIdentifier |
			SQLNoDouble | SQLNoBacktick
	}
	if p.Has(PathElement | NotDots) {
		p |= PathLocal
	}
	if p.Has(noUpStart | noUpMiddle) {
		p |= PathNoDotDot | brokenContains // ".." may still be the last
	}
	if p.Has(PathLocal) {
		p |= PathRelative
	}
	if p&(PathLocal|PathBeneath|PathNoDotDot|PathRooted) != 0 {
		p |= PathBelow
	}
	if p&(PathLocal|PathBeneath) != 0 || p.Has(PathBelow|PathRelative) {
		p |= PathLink
	}
	return p
}

// prefixProps judges a prefix check. Of the folder itself, with which the path starts as
// well, it proves nothing: it may be the wrong one.
func (g *graph) prefixProps(x, prefix *node, holds bool) []assertion {
	if prefix == nil {
		return nil
	}
	text := g.render(prefix)
	closed := false
	if bare := withoutSeparator(x); bare != nil && strings.HasSuffix(text, "/") {
		x, closed = bare, true
	}
	if !holds {
		if closed && text == "../" {
			text = ".." // of the path itself: it has no other separator at its end
		}
		return g.noPrefixProps(x, text)
	}
	texts, constant := g.constants(prefix)
	switch {
	case text == "/":
		return []assertion{{x, PathSlash}}
	case constant && !strings.HasPrefix(text, "/") && !(allFolders(texts) && hasConcat(x, 0) && g.cleanedPath(x)):
		return []assertion{{x, PrefixMatch}}
	case strings.HasSuffix(text, "/"), strings.HasSuffix(text, `\`), g.endsWithSeparator(prefix):
		if g.cleanedPath(x) {
			base := startOf(prefix)
			return slices.DeleteFunc(g.expand(x, PathBeneath), func(a assertion) bool { return a.n == base })
		}
		g.noteUnclean(x)
	case prefix.op == opConcat && prefix.as != "join":
		return []assertion{{x, PrefixMatch}}
	case g.cleanedPath(x):
		return g.expand(x, brokenPrefix)
	}
	if constant && !hasConcat(x, 0) {
		return []assertion{{x, PrefixMatch}} // which route it is, not where it leads
	}
	return g.expand(x, brokenPrefixUnclean)
}

// allFolders says whether all texts end with a separator: uploads/, which a path that was
// cleaned after it was put together does not leave.
func allFolders(texts []string) bool {
	for _, t := range texts {
		if !strings.HasSuffix(t, "/") {
			return false
		}
	}
	return len(texts) > 0
}

// withoutSeparator is the path that a separator was put behind, so that a comparison of
// its beginning holds for the folder itself as well: path+"/" begins with base+"/". Nil
// for others.
func withoutSeparator(x *node) *node {
	if x.op != opConcat || x.as == "join" || len(x.kids) != 2 || x.kids[1].op != opConst {
		return nil
	}
	if end := x.kids[1].text; end != "/" && end != `\` {
		return nil
	}
	return x.kids[0]
}

// noPrefixProps is for what a path does not start with.
func (g *graph) noPrefixProps(x *node, text string) []assertion {
	switch text {
	case "/", `\`:
		return g.expand(x, PathRelative)
	case "..", "../", `..\`:
		// With a separator, ".." itself is left, which does harm where folders are meant.
		var left Props
		if text != ".." {
			left = brokenAbove
		}
		if isRel(x) {
			return g.expand(x, PathLocal|left)
		}
		// Sound for a path that was cleaned, or in which there is no "/../" either.
		if g.cleanedPath(x) {
			return g.expand(x, PathNoDotDot|left)
		}
		return g.expand(x, brokenPrefixUnclean|noUpStart)
	case ".":
		if g.cleanedPath(x) {
			return g.expand(x, PathNoDotDot|NotDots)
		}
	}
	return nil
}

// isRel says whether n is what filepath.Rel answered, cleaned once more or with other
// slashes.
func isRel(n *node) bool {
	for n.op == opDerive && (n.as == "clean" || n.as == "fold") && len(n.kids) == 1 {
		n = n.kids[0]
	}
	return n.op == opDerive && n.as == "rel"
}

// endsWithSeparator says whether every text that n can be ends with a separator.
func (g *graph) endsWithSeparator(n *node) bool {
	origins := g.plainOrigins(n, true)
	for _, o := range origins {
		end := o.After
		if o.Class == Constant {
			end = o.Text + o.After
		}
		if !strings.HasSuffix(end, "/") && !strings.HasSuffix(end, `\`) {
			return false
		}
	}
	return len(origins) > 0
}

// hasConcat says whether n was put together from pieces.
func hasConcat(n *node, depth int) bool {
	if n.op == opConcat {
		return true
	}
	if depth > 6 {
		return false
	}
	switch n.op {
	case opDerive, opAlt, opCall, opForeign, opWhen:
		for _, k := range n.kids {
			if hasConcat(k, depth+1) {
				return true
			}
		}
	}
	return false
}

// cleanedPath says whether n has no .. elements except at its start, because it
// was cleaned after it was put together.
func (g *graph) cleanedPath(n *node) bool {
	return g.cleanedAt(n, 0)
}

func (g *graph) cleanedAt(n *node, depth int) bool {
	if depth > 6 {
		return false
	}
	switch n.op {
	case opDerive:
		if n.as == "trim" && len(n.kids) == 1 && (strings.HasSuffix(n.text, "TrimSuffix") || strings.HasSuffix(n.text, "TrimRight")) {
			return g.cleanedAt(n.kids[0], depth+1)
		}
		return n.as == "clean" || n.as == "rejoin" || n.as == "rel" || n.as == "parent" || n.as == "fold" && len(n.kids) == 1 && g.cleanedAt(n.kids[0], depth+1)
	case opConcat:
		return n.as == "join" || g.cleanedBefore(n, depth)
	case opConst:
		return true
	case opParam:
		return g.cleanedByCallers(n, depth)
	case opAlt, opCall, opForeign, opWhen:
		for _, k := range n.kids {
			if k != n && !g.cleanedAt(k, depth+1) {
				return false
			}
		}
		return len(n.kids) > 0
	}
	return false
}

// cleanedBefore says whether n is a cleaned path with constant text behind it that adds
// no "..": the separator that a folder is written with, or a file's extension.
func (g *graph) cleanedBefore(n *node, depth int) bool {
	for _, k := range n.kids[1:] {
		if k.op != opConst || strings.Contains(k.text, "..") {
			return false
		}
	}
	return g.cleanedAt(n.kids[0], depth+1)
}

// cleanedByCallers says whether all callers in the package pass a cleaned path. A
// helper that others call is given the benefit of the doubt.
func (g *graph) cleanedByCallers(n *node, depth int) bool {
	if g.assumed != nil {
		g.assumed[n] = true
		return true
	}
	if n.fn == nil || g.cleaning[n] {
		return true
	}
	g.cleaning[n] = true
	defer delete(g.cleaning, n)
	for _, call := range g.callersOf(n.fn) {
		ops := operandsOf(call.Common())
		if n.index < len(ops) && !g.cleanedAt(g.value(ops[n.index], n.path, call), depth+1) {
			return false
		}
	}
	return true
}

// noteUnclean notes the parameters that a comparison with a folder holds for if they
// are cleaned, which not all callers do: see [graph.cleanedHere].
func (g *graph) noteUnclean(x *node) {
	g.assumed = make(map[*node]bool)
	defer func() { g.assumed = nil }()
	if g.cleanedPath(x) {
		maps.Copy(g.ifCleaned, g.assumed)
	}
}

// cleanedHere is what a helper's comparison of its parameter with a folder proves at a
// call that passes a cleaned path, where other calls do not.
func (g *graph) cleanedHere(props Props, subject, arg *node) Props {
	if props&brokenPrefixUnclean != 0 && g.ifCleaned[subject] && g.cleanedPath(arg) {
		return implied(props&^brokenPrefixUnclean | PathBeneath)
	}
	return props
}

// relError is what it proves that filepath.Rel answered without an error: nothing.
// Where its answer is not looked at either, the check was meant for more.
func (g *graph) relError(call *ssa.Call) []assertion {
	if len(call.Call.Args) != 2 || g.callee(call).name() != "path/filepath.Rel" {
		return nil
	}
	for _, ref := range *call.Referrers() {
		if ex, ok := ref.(*ssa.Extract); ok && ex.Index == 0 && len(*ex.Referrers()) > 0 {
			return nil
		}
	}
	return g.expand(g.value(call.Call.Args[1], nil, call), brokenRel)
}

// concatProps is what a piece of a text has when the whole text has props.
func concatProps(index int, props Props) Props {
	inner := props & (Any | PathNoDotDot | brokenAny)
	if props&(PathBeneath|PathLocal|PathBelow) != 0 && (index > 0 || !props.Has(PathBeneath)) {
		inner |= PathBelow // the first piece of what lies beneath a folder leads to that folder
	}
	if index == 0 {
		inner |= props & (PathLocal | PathRelative)
	}
	return inner
}

// equalsBase says whether y is a folder that a prefix check of the function
// compares with: path == base stands beside HasPrefix(path, base+"/").
func (g *graph) equalsBase(y *node, fn *ssa.Function) bool {
	if fn == nil {
		return false
	}
	bases, ok := g.prefixBases[fn]
	if !ok {
		bases = make(map[*node]bool)
		g.prefixBases[fn] = bases
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				call, ok := in.(*ssa.Call)
				if ok && len(call.Call.Args) == 2 && g.callee(call).name() == "strings.HasPrefix" {
					bases[startOf(g.value(call.Call.Args[1], nil, call))] = true
				}
			}
		}
	}
	start := startOf(y)
	if bases[start] {
		return true
	}
	values := choices(start)
	for b := range bases {
		if maps.Equal(choices(b), values) {
			return true
		}
	}
	return false
}

// maxChoices bounds the nodes that are looked through for the values that one may be.
const maxChoices = 50

// choices are the values that a node chooses among: a field of a captured receiver that
// is read at two places is two nodes, made from themselves in a loop, of one value.
func choices(n *node) map[*node]bool {
	values, seen := make(map[*node]bool), make(map[*node]bool)
	var visit func(n *node)
	visit = func(n *node) {
		switch {
		case seen[n]:
		case n.op == opAlt && len(seen) < maxChoices:
			seen[n] = true
			for _, k := range n.kids {
				visit(k)
			}
		default:
			values[n] = true
		}
	}
	visit(n)
	return values
}

// startOf is the piece that a text starts with, without what cleans it.
func startOf(n *node) *node {
	for range 8 {
		switch {
		case n.op == opConcat, n.op == opForeign, n.op == opDerive && (n.as == "clean" || n.as == "fold"):
			n = n.kids[0]
		default:
			return n
		}
	}
	return n
}
