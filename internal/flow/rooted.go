package flow

import (
	"go/constant"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// This file knows paths that start with a slash: if !strings.HasPrefix(p, "/") { p =
// "/" + p }, as net/http writes it. Cleaned, they hold no "..".

// startsWithSlash says whether n starts with a slash whatever it is, on the ways
// through the points.
func (w *walker) startsWithSlash(n *node, points []point, depth int) bool {
	switch {
	case depth > 4:
		return false
	case n.op == opConst:
		return strings.HasPrefix(n.text, "/")
	case n.op == opConcat && strings.HasPrefix(w.g.render(n), "/"):
		return true
	case n.fn != nil && w.proved(n, points).Has(PathSlash):
		return true
	case n.op != opAlt || n.as == "returns" || len(n.kids) == 0:
		return false
	}
	for i, k := range n.kids {
		there := slices.Clip(points)
		if i < len(n.at) {
			there = append(there, n.at[i])
		}
		if k == n || !w.startsWithSlash(k, there, depth+1) {
			return false
		}
	}
	return true
}

// trimsSlashes says whether a call cuts all slashes off the start of a text.
func (g *graph) trimsSlashes(n *node) bool {
	call, ok := n.val.(*ssa.Call)
	if !ok || len(call.Call.Args) != 2 {
		return false
	}
	if name := g.callee(call).name(); name != "strings.TrimLeft" && name != "strings.Trim" {
		return false
	}
	cut, ok := g.constants(g.value(call.Call.Args[1], nil, call))
	return ok && len(cut) == 1 && strings.Contains(cut[0], "/")
}

// splitsAtSlash says whether a call makes a path into its elements: none has a slash.
func (g *graph) splitsAtSlash(call *ssa.Call) bool {
	if name := g.callee(call).name(); name != "strings.Split" && name != "strings.SplitSeq" {
		return false
	}
	sep, ok := g.constants(g.value(call.Call.Args[1], nil, call))
	return ok && len(sep) == 1 && sep[0] == "/"
}

// assertFirstByte reads x[0] == '/'.
func (g *graph) assertFirstByte(x, y ssa.Value, equal bool, at ssa.Instruction) []assertion {
	var text, index ssa.Value
	switch x := x.(type) {
	case *ssa.Index:
		text, index = x.X, x.Index
	case *ssa.Lookup:
		text, index = x.X, x.Index
	}
	i, ok1 := index.(*ssa.Const)
	c, ok2 := y.(*ssa.Const)
	if !ok1 || !ok2 || !isText(text.Type()) || i.Value == nil || c.Value == nil || c.Value.Kind() != constant.Int || i.Int64() != 0 || c.Int64() != '/' {
		return nil
	}
	if equal {
		return []assertion{{g.value(text, nil, at), PathSlash}}
	}
	return g.expand(g.value(text, nil, at), PathRelative)
}
