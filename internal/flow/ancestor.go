package flow

import "strings"

// This file reads checks that walk up: a path is below a folder when the folder is
// one of those above it. for p != "/" { p = filepath.Dir(p); if p == base { … } }

// belowOf is the path that is proved to lie below y when x == y: x is the folder
// above it, or one of those above it. Nil when x is nothing of the kind.
func belowOf(x *node) *node {
	seen := make(map[*node]bool)
	var start *node
	climbed, several := false, false
	var visit func(n *node)
	visit = func(n *node) {
		if seen[n] {
			return
		}
		seen[n] = true
		switch {
		case n.op == opDerive && n.as == "parent" && len(n.kids) == 1:
			climbed = true
			visit(n.kids[0])
		case n.op == opAlt && n.as != "returns":
			for _, k := range n.kids {
				visit(k)
			}
		case start == nil:
			start = n
		default:
			several = true
		}
	}
	visit(x)
	if !climbed || several {
		return nil
	}
	return start
}

// belowProps is what it proves that a folder above a path equals y: nothing for the
// path itself, which the folder is compared with for another reason.
func (g *graph) belowProps(x, y *node) []assertion {
	below := belowOf(x)
	if below == nil || below == y || !g.cleanedPath(below) || strings.Trim(g.render(y), "/.") == "" {
		return nil
	}
	return g.expand(below, PathBeneath)
}
