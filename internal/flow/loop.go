package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// This file reads loops that look at every part of a text and leave when one is
// bad: for _, part := range strings.Split(p, "/") { if part == ".." { return err } }
// and for _, r := range s { if !unicode.IsLetter(r) { return false } }. Behind such a
// loop every part has passed. What a character must be to pass is found by running
// the body for characters of every kind, see rune.go.

// loopCheck is a loop over all parts of a value.
type loopCheck struct {
	// header decides whether there is another part; behind the exits there is none.
	header, body *ssa.BasicBlock
	exits        []point
	// yield is the body of a loop over an iterator.
	yield *ssa.Function
	// subject is what is looped over; elem is its part inside the loop, nil when
	// the parts are characters.
	subject, elem *node
	// parts are those of the elements, where they are structures; each has a check of
	// its own, with it as elem.
	parts []*node
	// char is the character inside the loop.
	char []ssa.Value
	// bytes says that the characters are bytes.
	bytes bool

	// letters caches what letterProps finds, by block.
	letters     map[*ssa.BasicBlock]Props
	props       Props
	known, busy bool
}

// noteLoops finds the loops of fn that judge the parts of a text.
func (g *graph) noteLoops(gi *guardInfo) {
	for _, b := range gi.fn.Blocks {
		cond, ok := lastInstr(b).(*ssa.If)
		if !ok || !isHeader(b) {
			continue
		}
		var l *loopCheck
		switch c := cond.Cond.(type) {
		case *ssa.Extract:
			if next, ok := c.Tuple.(*ssa.Next); ok && c.Index == 0 {
				l = g.rangeLoop(next)
			}
		case *ssa.BinOp:
			l = g.indexLoop(c)
		}
		if l == nil {
			continue
		}
		l.header, l.body = b, b.Succs[0]
		l.exits = []point{{b, b.Succs[1]}}
		if len(l.parts) == 0 {
			g.noteLoop(gi, l)
		}
		for _, part := range l.parts {
			l.elem = part
			g.noteLoop(gi, l)
		}
	}
	g.noteIterators(gi)
}

func (g *graph) noteLoop(gi *guardInfo, l *loopCheck) {
	gi.loops = append(gi.loops, *l)
	for _, s := range l.subjects() {
		for _, a := range g.expand(s, ^(Nil | NonNil)) {
			gi.asserted[a.n] = true
		}
	}
}

// noteIterators finds loops over the iterators of texts and lists. Their body is a
// function of its own that answers true where the loop goes on; how the loop ended
// is asked for behind the call, in blocks that the SSA builder names.
func (g *graph) noteIterators(gi *guardInfo) {
	for _, b := range gi.fn.Blocks {
		for _, in := range b.Instrs {
			call, ok := in.(*ssa.Call)
			if !ok || len(call.Call.Args) != 1 {
				continue
			}
			mc, ok := call.Call.Args[0].(*ssa.MakeClosure)
			if !ok || mc.Fn.(*ssa.Function).Synthetic != yieldSynthetic || mc.Fn.(*ssa.Function).Signature.Params().Len() != 1 {
				continue
			}
			yield := mc.Fn.(*ssa.Function)
			if !isText(yield.Params[0].Type()) {
				continue
			}
			l := &loopCheck{yield: yield, elem: g.value(call.Call.Value, path0, call), exits: iteratorExits(b)}
			if len(l.exits) > 0 {
				g.noteLoop(gi, l)
			}
		}
	}
}

// iteratorExits are the ways out of a loop over an iterator that ended by itself,
// and those that can't be taken.
func iteratorExits(b *ssa.BasicBlock) []point {
	var exits []point
	seen := make(map[*ssa.BasicBlock]bool)
	var visit func(b *ssa.BasicBlock)
	visit = func(b *ssa.BasicBlock) {
		if seen[b] {
			return
		}
		seen[b] = true
		for i, s := range b.Succs {
			switch {
			case s.Comment == "rangefunc.resume.ready":
				exits = append(exits, point{b, s})
			case s.Comment == "rangefunc.done" && len(b.Succs) == 2 && i == 1:
				exits = append(exits, point{b, s}) // no exit is left to be taken
			case strings.HasPrefix(s.Comment, "rangefunc.resume"):
				visit(s)
			}
		}
	}
	visit(b)
	return exits
}

// subjects are the looped value, and the text that it was split from.
func (l *loopCheck) subjects() []*node {
	if l.elem != nil && l.elem.op == opDerive && l.elem.as == "split" && len(l.elem.kids) > 0 {
		return []*node{l.elem, l.elem.kids[0]}
	}
	if l.elem != nil {
		return []*node{l.elem}
	}
	return []*node{l.subject}
}

func isHeader(b *ssa.BasicBlock) bool {
	for _, p := range b.Preds {
		if b.Dominates(p) {
			return true
		}
	}
	return false
}

// rangeLoop reads loops over the characters of a text, or the keys and values of a map.
func (g *graph) rangeLoop(next *ssa.Next) *loopCheck {
	rng, ok := next.Iter.(*ssa.Range)
	if !ok {
		return nil
	}
	if !next.IsString {
		l := &loopCheck{}
		for _, ref := range *next.Referrers() {
			if ex, ok := ref.(*ssa.Extract); ok && ex.Index > 0 && isText(ex.Type()) {
				l.parts = append(l.parts, g.value(ex, nil, ex))
			}
		}
		if len(l.parts) == 0 {
			return nil
		}
		return l
	}
	l := &loopCheck{subject: g.value(rng.X, nil, rng)}
	for _, ref := range *next.Referrers() {
		if ex, ok := ref.(*ssa.Extract); ok && ex.Index == 2 {
			l.char = append(l.char, ex)
		}
	}
	return l
}

// indexLoop reads loops that count from 0 to the length of a text or slice.
func (g *graph) indexLoop(cond *ssa.BinOp) *loopCheck {
	if cond.Op != token.LSS || !countsUp(cond.X) {
		return nil
	}
	call, ok := cond.Y.(*ssa.Call)
	if !ok || len(call.Call.Args) != 1 {
		return nil
	}
	if b, ok := call.Call.Value.(*ssa.Builtin); !ok || b.Name() != "len" {
		return nil
	}
	over := call.Call.Args[0]
	l := &loopCheck{subject: g.value(over, nil, cond)}
	switch t := over.Type(); {
	case isText(t):
		l.bytes = true
	case isBytes(t):
		l.bytes = t.Underlying().(*types.Slice).Elem().Underlying().(*types.Basic).Kind() == types.Uint8
	default:
		return g.elementLoop(l, over, cond)
	}
	for _, ref := range *cond.X.Referrers() {
		switch in := ref.(type) {
		case *ssa.Lookup:
			if g.sameText(in.X, over, in, cond) {
				l.char = append(l.char, in)
			}
		case *ssa.Index:
			if g.sameText(in.X, over, in, cond) {
				l.char = append(l.char, in)
			}
		case *ssa.IndexAddr:
			if in.X == over {
				for _, load := range *in.Referrers() {
					if u, ok := load.(*ssa.UnOp); ok && u.Op == token.MUL {
						l.char = append(l.char, u)
					}
				}
			}
		}
	}
	if len(l.char) == 0 {
		return nil
	}
	return l
}

func (g *graph) sameText(a, b ssa.Value, atA, atB ssa.Instruction) bool {
	return a == b || g.value(a, nil, atA) == g.value(b, nil, atB)
}

func (g *graph) elementLoop(l *loopCheck, over ssa.Value, cond *ssa.BinOp) *loopCheck {
	s, ok := over.Type().Underlying().(*types.Slice)
	if !ok {
		return nil
	}
	if !isText(s.Elem()) {
		return g.structureLoop(l, over, s.Elem(), cond)
	}
	for _, ref := range *cond.X.Referrers() {
		addr, ok := ref.(*ssa.IndexAddr)
		if !ok || addr.X != over {
			continue
		}
		for _, load := range *addr.Referrers() {
			if u, ok := load.(*ssa.UnOp); ok && u.Op == token.MUL {
				l.elem = g.value(u, nil, u)
				return l
			}
		}
	}
	return nil
}

// replacedInLoop is the write by which a loop over a list puts something else in the
// place of every element, for i, c := range list { list[i] = quote(c) }, seen from
// behind the loop; nil for other edges.
func replacedInLoop(header, exit *ssa.BasicBlock, touching *writes) *effect {
	branch, ok := lastInstr(header).(*ssa.If)
	if !ok || header.Succs[1] != exit || !isHeader(header) {
		return nil
	}
	cond, ok := branch.Cond.(*ssa.BinOp)
	if !ok || cond.Op != token.LSS || !countsUp(cond.X) {
		return nil
	}
	length, ok := cond.Y.(*ssa.Call)
	if !ok || len(length.Call.Args) != 1 {
		return nil
	}
	if b, ok := length.Call.Value.(*ssa.Builtin); !ok || b.Name() != "len" {
		return nil
	}
	var found *effect
	for b, list := range touching.byBlock {
		if !everyRound(b, header) {
			continue
		}
		for _, w := range list {
			st, ok := w.in.(*ssa.Store)
			if !ok {
				continue
			}
			if addr, ok := st.Addr.(*ssa.IndexAddr); !ok || addr.X != length.Call.Args[0] || addr.Index != cond.X {
				continue
			}
			if found != nil {
				return nil
			}
			found = w.effect
		}
	}
	return found
}

// everyRound says whether a block of a loop is passed on every way back to its header.
func everyRound(b, header *ssa.BasicBlock) bool {
	for _, p := range header.Preds {
		if header.Dominates(p) && !b.Dominates(p) {
			return false
		}
	}
	return true
}

// countsUp says whether v takes the values 0, 1, 2, ... : a phi of 0 and itself
// plus 1, or a phi of -1 and the sum, plus 1.
func countsUp(v ssa.Value) bool {
	if phi, ok := v.(*ssa.Phi); ok {
		return phiCounts(phi, 0, nil)
	}
	if sum, ok := v.(*ssa.BinOp); ok && sum.Op == token.ADD && isInt(sum.Y, 1) {
		if phi, ok := sum.X.(*ssa.Phi); ok {
			return phiCounts(phi, -1, sum)
		}
	}
	return false
}

func phiCounts(phi *ssa.Phi, start int64, sum ssa.Value) bool {
	starts := false
	for _, e := range phi.Edges {
		switch {
		case isInt(e, start):
			starts = true
		case sum != nil && e == sum:
		default:
			next, ok := e.(*ssa.BinOp)
			if sum != nil || !ok || next.Op != token.ADD || next.X != ssa.Value(phi) || !isInt(next.Y, 1) {
				return false
			}
		}
	}
	return starts
}

func isInt(v ssa.Value, want int64) bool {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return false
	}
	n, exact := constant.Int64Val(c.Value)
	return exact && n == want
}

// loopProps is what leaving a loop in the ordinary way proves.
func (g *graph) loopProps(gi *guardInfo, n *node, from, to *ssa.BasicBlock) Props {
	var props Props
	for i := range gi.loops {
		l := &gi.loops[i]
		if !slices.Contains(l.exits, point{from, to}) {
			continue
		}
		all := g.passedLoop(gi, l)
		if all == 0 {
			continue
		}
		for k, s := range l.subjects() {
			p := all
			if k == 1 {
				p = splitProps(all)
			}
			for _, a := range g.expand(s, p) {
				if a.n == n {
					props |= a.props
				}
			}
		}
	}
	return props
}

// passedLoop is what every part has that did not make the loop leave.
func (g *graph) passedLoop(gi *guardInfo, l *loopCheck) Props {
	if l.busy {
		g.unsettled++ // whoever asks must not keep the answer
		return l.props
	}
	if l.known {
		return l.props
	}
	l.busy = true
	settled := true
	defer func() { l.busy, l.known = false, settled }()
	if l.elem == nil {
		set := g.runesThatPass(l)
		l.props = set.props()
		return l.props
	}
	props := allProps
	if l.yield != nil {
		l.props = g.passedYield(l.yield)
		return l.props
	}
	for _, p := range l.header.Preds {
		if l.header.Dominates(p) {
			// While the element itself is being solved, the last block of the loop may
			// not have been reached yet: ask again then.
			settled = settled && g.solve(gi, l.elem)[p.Index] != allProps
			props &= g.provedAt(gi, l.elem, point{from: p, to: l.header})
		}
	}
	l.props = known(props) &^ (Nil | NonNil | brokenAny)
	return l.props
}

// passedYield is what the body of a loop over an iterator proves where it goes on.
func (g *graph) passedYield(fn *ssa.Function) Props {
	gi := g.guardsOf(fn)
	n := g.param(fn.Params[0], 0, nil)
	props := allProps
	for _, b := range fn.Blocks {
		ret, ok := lastInstr(b).(*ssa.Return)
		if !ok || len(ret.Results) != 1 {
			continue
		}
		if c, ok := ret.Results[0].(*ssa.Const); ok && c.Value != nil && !constant.BoolVal(c.Value) {
			continue
		}
		props &= g.provedAt(gi, n, point{to: b})
	}
	return known(props) &^ (Nil | NonNil | brokenAny)
}

// splitProps is what a text has all of whose elements have props.
func splitProps(elements Props) Props {
	props := elements & Any
	if elements&(NotDots|PathNoDotDot|PathLocal) != 0 {
		props |= PathNoDotDot
	}
	return props
}

// assertParts is for calls that ask all parts of a text at once:
// strings.ContainsFunc(s, f), slices.Contains(strings.Split(p, "/"), "..").
func (g *graph) assertParts(call *ssa.Call, found bool) []assertion {
	c := g.callee(call)
	if c.object == nil || c.object.Pkg() == nil || found || len(call.Call.Args) != 2 {
		return nil
	}
	path, name := c.object.Pkg().Path(), c.object.Name()
	list, what := call.Call.Args[0], call.Call.Args[1]
	switch {
	case (path == "strings" || path == "bytes") && (name == "ContainsFunc" || strings.HasSuffix(name, "IndexFunc")):
		set := g.runesRefused(what, call)
		return g.expand(g.value(list, nil, call), set.props())
	case path == "slices" && (name == "Contains" || name == "Index"):
		texts, ok := g.constants(g.value(what, nil, call))
		if !ok || len(texts) != 1 || texts[0] != ".." {
			return nil
		}
		return g.assertElements(g.value(list, path0, call), NotDots)
	case path == "slices" && (name == "ContainsFunc" || name == "IndexFunc"):
		return g.sayOfAll(call, list, what, wantFalse)
	}
	return nil
}

var path0 = path{anyElem}

// assertElements says that every element of a list has props.
func (g *graph) assertElements(elem *node, props Props) []assertion {
	as := g.expand(elem, props)
	if elem.op == opDerive && elem.as == "split" && len(elem.kids) > 0 {
		as = append(as, g.expand(elem.kids[0], splitProps(props))...)
	}
	return as
}

// stringers are the String methods of t in this package.
func (g *graph) stringers(t types.Type) []*ssa.Function {
	named, ok := types.Unalias(deref(t)).(*types.Named)
	if !ok || named.Obj().Pkg() != g.unit.Pass.Pkg {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), true, g.unit.Pass.Pkg, "String")
	if m, ok := obj.(*types.Func); ok {
		if fn := g.unit.builder.pkg.Prog.FuncValue(m); fn != nil && len(fn.Blocks) > 0 {
			return []*ssa.Function{fn}
		}
	}
	return nil
}
