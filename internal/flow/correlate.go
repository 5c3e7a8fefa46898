package flow

import (
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// This file handles checks and uses that stand below the same condition at two
// places: switch kind { case link: check } ... switch kind { case link: use }. Where
// the use runs, kind is link, and the ways on which it is not do not count; nor do
// values that a variable got on such ways.

// sameness is a comparison of a value with a constant, or with true, at the end of a
// block.
type sameness struct {
	n    *node
	text string
	// equal is the successor on which they are equal.
	equal *ssa.BasicBlock
}

// maxCorrelated bounds the functions in which ways are left out: it costs a walk over
// the blocks for every question.
const maxCorrelated = 300

// samenesses lists the comparisons with numbers and texts that end blocks of fn.
func (g *graph) samenesses(gi *guardInfo) map[*ssa.BasicBlock]sameness {
	if gi.same != nil {
		return gi.same
	}
	gi.same = make(map[*ssa.BasicBlock]sameness)
	for _, b := range gi.fn.Blocks {
		cond, ok := lastInstr(b).(*ssa.If)
		if !ok || b.Succs[0] == b.Succs[1] {
			continue
		}
		if n, equal := g.askedAgain(cond); n != nil {
			gi.same[b] = sameness{n, "true", equal}
			continue
		}
		c, ok := cond.Cond.(*ssa.BinOp)
		if !ok || c.Op != token.EQL && c.Op != token.NEQ {
			continue
		}
		k, ok := c.Y.(*ssa.Const)
		if !ok || k.Value == nil || k.Value.Kind() != constant.Int && k.Value.Kind() != constant.String {
			continue
		}
		equal := b.Succs[0]
		if c.Op == token.NEQ {
			equal = b.Succs[1]
		}
		gi.same[b] = sameness{g.value(c.X, nil, c), k.Value.ExactString(), equal}
	}
	return gi.same
}

// askedAgain is the truth value of a condition that several statements ask for, and the
// successor on which it is true.
func (g *graph) askedAgain(cond *ssa.If) (*node, *ssa.BasicBlock) {
	v, equal := cond.Cond, cond.Block().Succs[0]
	if not, ok := v.(*ssa.UnOp); ok && not.Op == token.NOT {
		v, equal = not.X, cond.Block().Succs[1]
	}
	if _, ok := v.(*ssa.BinOp); ok || v.Referrers() == nil {
		return nil, nil
	}
	asked := 0
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.If:
			asked++
		case *ssa.UnOp:
			if ref.Op == token.NOT {
				asked++
			}
		}
	}
	if asked < 2 {
		return nil, nil
	}
	return g.value(v, nil, cond), equal
}

// outcome of a comparison that is known at a block.
type knownSame struct {
	sameness
	holds bool
}

// knownAt are the outcomes of comparisons on every way to a block.
func (g *graph) knownAt(gi *guardInfo, at *ssa.BasicBlock) []knownSame {
	if list, ok := gi.known[at]; ok {
		return list
	}
	var list []knownSame
	for _, b := range gi.fn.Blocks {
		s, ok := g.samenesses(gi)[b]
		if !ok || !b.Dominates(at) {
			continue
		}
		for _, succ := range b.Succs {
			if len(succ.Preds) == 1 && succ.Dominates(at) {
				list = append(list, knownSame{s, succ == s.equal})
			}
		}
	}
	if gi.known == nil {
		gi.known = make(map[*ssa.BasicBlock][]knownSame)
	}
	gi.known[at] = list
	return list
}

// impossible says whether a value that came by an edge cannot be the one that is used
// at one of the points, because a comparison came out otherwise there. In a loop it may
// have come earlier.
func (g *graph) impossible(edge point, points []point) bool {
	if edge.from == nil {
		return false
	}
	fn := edge.to.Parent()
	gi := g.guardsOf(fn)
	if len(fn.Blocks) > maxCorrelated || len(g.samenesses(gi)) < 2 {
		return false
	}
	for _, p := range points {
		at := p.to
		if p.from != nil {
			at = p.from
		}
		if at == nil || at.Parent() != fn {
			continue
		}
		key := passage{edge, at}
		excluded, ok := gi.excluded[key]
		if !ok {
			if gi.excluded == nil {
				gi.excluded = make(map[passage]bool)
			}
			excluded = g.excludes(gi, edge, at)
			gi.excluded[key] = excluded
		}
		if excluded {
			return true
		}
	}
	return false
}

// passage is an edge and a block where what came by it may be used.
type passage struct {
	edge point
	at   *ssa.BasicBlock
}

// excludes says whether what is known at a block excludes that a value used there came
// by an edge.
func (g *graph) excludes(gi *guardInfo, edge point, at *ssa.BasicBlock) bool {
	came := g.knownAt(gi, edge.from)
	if s, ok := gi.same[edge.from]; ok {
		came = append(came[:len(came):len(came)], knownSame{s, s.equal == edge.to})
	}
	if len(came) == 0 {
		return false
	}
	return slices.ContainsFunc(g.knownAt(gi, at), func(used knownSame) bool {
		return slices.ContainsFunc(came, func(k knownSame) bool { return contradict(k, used) }) && !reaches(at, edge.from, nil)
	})
}

// contradict says whether two outcomes of comparisons with one value exclude each other.
func contradict(a, b knownSame) bool {
	switch {
	case a.n != b.n:
		return false
	case a.text == b.text:
		return a.holds != b.holds
	}
	return a.holds && b.holds
}

// correlated is what is proved of n at a block when ways are left out on which a
// value is not what it is known to be there.
func (g *graph) correlated(gi *guardInfo, n *node, at *ssa.BasicBlock) Props {
	if len(gi.fn.Blocks) > maxCorrelated {
		return 0
	}
	key := correlatedKey{n, at}
	if props, ok := gi.correlated[key]; ok {
		return props
	}
	if gi.correlated == nil {
		gi.correlated = make(map[correlatedKey]Props)
	}
	gi.correlated[key] = 0 // while it is being decided
	props := g.correlate(gi, n, at)
	gi.correlated[key] = props
	return props
}

type correlatedKey struct {
	n  *node
	at *ssa.BasicBlock
}

func (g *graph) correlate(gi *guardInfo, n *node, at *ssa.BasicBlock) Props {
	same := g.samenesses(gi)
	known := make(map[*node]string)
	for b, s := range same {
		if s.equal != at && !s.equal.Dominates(at) || !b.Dominates(at) || len(s.equal.Preds) != 1 {
			continue
		}
		known[s.n] = s.text
	}
	if len(known) == 0 {
		return 0
	}
	feasible := func(from, to *ssa.BasicBlock) bool {
		s, ok := same[from]
		if !ok {
			return true
		}
		text, ok := known[s.n]
		return !ok || (text == s.text) == (to == s.equal)
	}
	blocks := gi.fn.Blocks
	in := make([]Props, len(blocks))
	for i := range in {
		in[i] = allProps
	}
	in[0] = 0
	for range 12 {
		changed := false
		for _, b := range blocks[1:] {
			if len(b.Preds) == 0 {
				continue
			}
			next := allProps
			for _, p := range b.Preds {
				if in[p.Index] == allProps || g.deadEnd(p) || !feasible(p, b) {
					continue
				}
				next &= in[p.Index] | g.edgeProps(gi, n, p, b, in)
			}
			if next != in[b.Index] {
				in[b.Index], changed = next, true
			}
		}
		if !changed {
			break
		}
	}
	if in[at.Index] == allProps {
		return 0
	}
	return in[at.Index]
}

// expandAlternatives is what it proves of the values that x may be that x has
// props: what all alternatives prove of a value.
func (g *graph) expandAlternatives(n *node, props Props) []assertion {
	type proof struct {
		n     *node
		props Props
	}
	if g.alternatives {
		return nil // one level: a value may be made from itself, in a loop
	}
	g.alternatives = true
	defer func() { g.alternatives = false }()
	var all []proof
	first := true
	for i, k := range n.kids {
		if k.isZero() && slices.ContainsFunc(n.kids, readIn) {
			continue // what was there before the document was read into it
		}
		if k.op == opAlt || k == n {
			return nil
		}
		found := make(map[*node]Props)
		var order []*node
		for _, a := range g.expand(k, props) {
			if _, ok := found[a.n]; !ok {
				order = append(order, a.n)
			}
			found[a.n] = implied(found[a.n] | a.props)
		}
		if i < len(n.at) && n.at[i].from != nil {
			for _, a := range g.edgeAssertions(n.at[i].from, n.at[i].to) {
				if _, ok := found[a.n]; ok {
					found[a.n] = implied(found[a.n] | a.props)
				}
			}
		}
		if first {
			first = false
			for _, m := range order {
				all = append(all, proof{m, found[m]})
			}
			continue
		}
		for j := range all {
			all[j].props &= found[all[j].n]
		}
	}
	var as []assertion
	for _, p := range all {
		if p.props != 0 {
			as = append(as, assertion(p))
		}
	}
	return as
}

// decoded says whether a node is a part of a document that was read into a structure:
// there is no other way to it than through the structure.
func decoded(n *node) bool {
	for n.op == opDerive && n.as == "key" && len(n.kids) == 1 {
		n = n.kids[0]
	}
	return n.op == opDerive && n.as == "decode"
}

// readIn says whether a node is a part of what a call read into a structure: a document,
// or a request that a framework binds.
func readIn(n *node) bool {
	return decoded(n) || n.op == opSource && n.entry != nil && fillsArgument(n.entry)
}

// edgeAssertions is what the last condition before an edge says.
func (g *graph) edgeAssertions(from, to *ssa.BasicBlock) []assertion {
	cond, ok := lastInstr(from).(*ssa.If)
	if !ok {
		if len(from.Preds) != 1 {
			return nil
		}
		from, to = from.Preds[0], from
		if cond, ok = lastInstr(from).(*ssa.If); !ok {
			return nil
		}
	}
	if from.Succs[0] == from.Succs[1] {
		return nil
	}
	want := from.Succs[0] == to
	v := cond.Cond
	if not, ok := v.(*ssa.UnOp); ok && not.Op == token.NOT {
		v, want = not.X, !want
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil
	}
	return g.assertCall(call, 0, boolWanted(want))
}
