package flow

import (
	"go/constant"
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// PossibleNumbers is [Unit.Numbers] without the constants that a comparison with
// a constant on the way rules out: in
//
//	if cost < 10 {
//		cost = 10
//	}
//
// a cost of 4 from a caller does not arrive behind the if, nor where max(cost, 10)
// is used.
func (u *Unit) PossibleNumbers(v ssa.Value, at ssa.Instruction, part ...string) []*Origin {
	g := u.numberGraph()
	g.mu.Lock()
	defer g.mu.Unlock()
	v = stripInterface(v)
	p := &possible{g: g, seen: make(map[*node]bool)}
	if call, ok := v.(*ssa.Call); ok && p.bounded(call) {
		return p.found
	}
	p.visit(g.value(v, resolveNames(v.Type(), part), at), at.Block(), nil)
	return p.found
}

// bounded visits the operands of the built-in functions max and min, each bounded by
// the constants among the others; false for other calls.
func (p *possible) bounded(call *ssa.Call) bool {
	b, ok := call.Call.Value.(*ssa.Builtin)
	if !ok || b.Name() != "max" && b.Name() != "min" {
		return false
	}
	op := token.GEQ
	if b.Name() == "min" {
		op = token.LEQ
	}
	for i, arg := range call.Call.Args {
		var bounds []bound
		for j, other := range call.Call.Args {
			if k, ok := other.(*ssa.Const); ok && i != j && k.Value != nil && k.Value.Kind() == constant.Int {
				bounds = append(bounds, bound{op, k.Value})
			}
		}
		p.visit(p.g.value(arg, nil, call), call.Block(), bounds)
	}
	return true
}

// possible collects origins of a number under bounds.
type possible struct {
	g     *graph
	seen  map[*node]bool
	found []*Origin
}

// bound is a comparison with a constant that turned out true.
type bound struct {
	op    token.Token
	limit constant.Value
}

func (p *possible) visit(n *node, at *ssa.BasicBlock, bounds []bound) {
	if p.seen[n] {
		return
	}
	p.seen[n] = true
	if at != nil && n.fn == at.Parent() {
		bounds = append(bounds[:len(bounds):len(bounds)], p.boundsAt(n, at)...)
	}
	if n.op == opAlt && n.as == "" && n.fn != nil {
		for i, k := range n.kids {
			if i >= len(n.at) || n.at[i].to == nil {
				p.visit(k, at, bounds)
				continue
			}
			b := n.at[i].from
			kept := bounds
			if b != nil {
				if more, ok := p.boundOfEdge(k, b, n.at[i].to); ok {
					kept = append(bounds[:len(bounds):len(bounds)], more)
				}
			} else {
				b = n.at[i].to
			}
			p.visit(k, b, kept)
		}
		return
	}
	var points []point
	if at != nil {
		points = []point{{to: at}}
	}
	for _, o := range p.g.origins(n, points, true) {
		if o.Class != Constant || within64(o.Text, bounds) {
			p.found = append(p.found, o)
		}
	}
}

// boundsAt are the comparisons of n with constants that held wherever b is
// reached.
func (p *possible) boundsAt(n *node, b *ssa.BasicBlock) []bound {
	var found []bound
	for child := b; child.Idom() != nil; child = child.Idom() {
		if len(child.Preds) != 1 || child.Preds[0] != child.Idom() {
			continue
		}
		if bd, ok := p.boundOfEdge(n, child.Idom(), child); ok {
			found = append(found, bd)
		}
	}
	return found
}

// boundOfEdge is what the branch from a block to another says of n.
func (p *possible) boundOfEdge(n *node, from, to *ssa.BasicBlock) (bound, bool) {
	branch, ok := lastInstr(from).(*ssa.If)
	if !ok || from.Succs[0] == from.Succs[1] {
		return bound{}, false
	}
	bin, ok := branch.Cond.(*ssa.BinOp)
	if !ok {
		return bound{}, false
	}
	x, y, op := bin.X, bin.Y, bin.Op
	if isConstant(x) {
		x, y, op = y, x, mirrored(op)
	}
	k, ok := y.(*ssa.Const)
	if !ok || k.Value == nil || k.Value.Kind() != constant.Int || p.g.value(x, nil, bin) != n {
		return bound{}, false
	}
	if from.Succs[0] != to {
		op = negated(op)
	}
	return bound{op, k.Value}, op != token.ILLEGAL
}

func mirrored(op token.Token) token.Token {
	switch op {
	case token.LSS:
		return token.GTR
	case token.GTR:
		return token.LSS
	case token.LEQ:
		return token.GEQ
	case token.GEQ:
		return token.LEQ
	}
	return op
}

func negated(op token.Token) token.Token {
	switch op {
	case token.LSS:
		return token.GEQ
	case token.GEQ:
		return token.LSS
	case token.GTR:
		return token.LEQ
	case token.LEQ:
		return token.GTR
	case token.EQL:
		return token.NEQ
	case token.NEQ:
		return token.EQL
	}
	return token.ILLEGAL
}

func within64(text string, bounds []bound) bool {
	v := constant.MakeFromLiteral(text, token.INT, 0)
	if v.Kind() != constant.Int {
		return true
	}
	for _, b := range bounds {
		switch b.op {
		case token.LSS, token.LEQ, token.GTR, token.GEQ, token.EQL, token.NEQ:
			if !constant.Compare(v, b.op, b.limit) {
				return false
			}
		}
	}
	return true
}
