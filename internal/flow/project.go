package flow

import (
	"golang.org/x/tools/go/ssa"
)

// This file leads from a node to a part of what it stands for.

// project is the part of a leaf that p leads to.
func (g *graph) project(n *node, p path) *node {
	if len(p) == 0 {
		return n
	}
	if p[0].name == "[key]" && n.typ != nil && textual(n.typ) {
		return g.constant("", nil) // text has no keys
	}
	if g.private(n, p[0]) {
		return g.unknown(n.val, "")
	}
	for i, e := range p {
		if g.fieldClean(e) {
			return g.confined(n.val)
		}
		if (n.op == opDerive && n.as == "decode" || n.op == opSource && n.entry != nil && fillsArgument(n.entry)) && g.unfilled(e) {
			return g.unknown(n.val, "")
		}
		if src := g.fieldSource(e); src != nil && !g.packed(n, p[:i], src) {
			if own := g.writtenBack(join(n.path, p), len(n.path)+i); own != nil {
				return own
			}
			holder := g.project(n, p[:i])
			s := g.source(src, nil, holder, path{e})
			s.props |= g.fieldProps(e)
			return g.project(s, p[i+1:])
		}
	}
	switch n.op {
	case opParam:
		if prm, ok := n.val.(*ssa.Parameter); ok {
			return g.param(prm, n.index, join(n.path, p))
		}
	case opSource, opResult, opGlobal, opUnknown:
		return g.partOfLeaf(n, p)
	case opMade:
		return g.project(n.kids[0], p)
	case opCut:
		return g.project(n.kids[0], n.inWhole(p))
	case opWhen:
		return g.when(n.call, n.target, g.project(n.kids[0], p))
	case opAlt:
		return g.projectAlt(n, p)
	case opForeign, opCall:
		if n.val != nil {
			return g.unknown(n.val, "")
		}
	case opDerive:
		return g.keyed(n, p)
	case opConst, opConfined:
		return n
	case opFunc:
		return g.calledBack(n, p)
	}
	return g.unknown(n.val, "")
}

// partOfLeaf is the part of a leaf that p leads to, which is one node however many steps
// lead there: in.Columns and its elements are those of in.
func (g *graph) partOfLeaf(n *node, p path) *node {
	leaf, below := n, p
	if n.leaf != nil {
		leaf, below = n.leaf, join(n.path[len(n.leaf.path):], p)
	}
	return g.nodeFor(nodeKey{kind: "part", id: leaf.id, text: below.String()}, func(m *node) {
		id := m.id
		*m = *n
		m.id, m.leaf = id, leaf
		m.path = join(n.path, p)
		m.typ = typeAt(n.typ, p)
		if n.op == opSource {
			m.props = m.props&^PathNamed | g.messageProps(m.path, false) | checkedPart(m.path, m.tag)
		}
	})
}

// projectAlt is the part of each of several values.
func (g *graph) projectAlt(n *node, p path) *node {
	key := memoryKey{n, "part" + p.String(), nil}
	if m, ok := g.memory[key]; ok {
		return m
	}
	m := g.fresh(opAlt)
	m.fn, m.val, m.pos, m.as = n.fn, n.val, n.pos, n.as
	g.memory[key] = m
	fill := func() {
		for i, k := range n.kids {
			if k == n {
				continue
			}
			m.kids = append(m.kids, g.project(k, p))
			if i < len(n.at) {
				m.at = append(m.at, n.at[i])
			}
		}
	}
	if n.busy {
		n.waiting = append(n.waiting, fill)
	} else {
		fill()
	}
	return m
}
