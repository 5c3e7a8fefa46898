package flow

import "slices"

// This file is about pieces that stand in a text more than once, as a table does in
// "SELECT 'users', id FROM users".

// repeats are the pieces of the text that is walked through of which some stand in it
// more than once, and what stands before the other places of the one visited next.
type repeats struct {
	pieces []piece
	before []string
}

type piece struct {
	n      *node // before it was quoted
	before string
}

// of is what is known when piece k, with a text before it, is visited.
func (r repeats) of(k *node, before string) repeats {
	if k.op == opConst || k.op == opConcat {
		return r
	}
	k = unquoted(k)
	for _, p := range r.pieces {
		if p.n == k && p.before != before {
			r.before = append(slices.Clip(r.before), p.before)
		}
	}
	return r
}

// maxPieces bounds the pieces of a text of which those that stand in it again are
// looked for: a longer one is a list, and not a statement that names a table twice.
const maxPieces = 64

// repeats lists the pieces of a text; none when each stands there once.
func (g *graph) repeats(n *node, before string) []piece {
	nodes := piecesOf(n, nil)
	if len(nodes) < 2 || len(nodes) > maxPieces {
		return nil
	}
	for i, k := range nodes {
		if slices.Contains(nodes[:i], k) {
			return g.placed(n, before, nil)
		}
	}
	return nil
}

func piecesOf(n *node, found []*node) []*node {
	for _, k := range n.kids {
		switch {
		case len(found) > maxPieces:
			return found
		case k.op == opConcat:
			found = piecesOf(k, found)
		case k.op != opConst:
			found = append(found, unquoted(k))
		}
	}
	return found
}

func (g *graph) placed(n *node, before string, found []piece) []piece {
	for _, k := range n.kids {
		switch k.op {
		case opConst:
		case opConcat:
			found = g.placed(k, before, found)
		default:
			found = append(found, piece{unquoted(k), clipBefore(before)})
		}
		before += g.render(k)
	}
	return found
}

// unquoted is what a piece was before it was quoted.
func unquoted(n *node) *node {
	for n.op == opDerive && n.as == "quote" && len(n.kids) == 1 {
		n = n.kids[0]
	}
	return n
}
