package flow

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// This file finds what lies behind a pointer, in a map, a slice or a channel: it
// walks backwards from the place of the question over the blocks of the function
// to the writes that can be seen there, joining where paths meet, and ends at the
// function's entry.

type memoryKey struct {
	base  *node
	p     string
	block *ssa.BasicBlock
}

// maxEffects bounds the writes of a function to one thing that are followed: what
// more of them fill is a generated table, and its content is unknown.
const maxEffects = 6000

// locate is the object that v points into and the path to the place it points
// at.
func (g *graph) locate(v ssa.Value, at ssa.Instruction) (*node, path) {
	switch v := v.(type) {
	case *ssa.Alloc, *ssa.MakeMap, *ssa.MakeSlice, *ssa.MakeChan:
		return g.alloc(v), nil
	case *ssa.Global:
		return g.globalAddress(v), nil
	case *ssa.FieldAddr:
		base, p := g.locate(v.X, v)
		return base, p.with(fieldElem(v.X.Type(), v.Field))
	case *ssa.IndexAddr:
		base, p := g.locate(v.X, v)
		return base, join(p, indexed(v.X, v.Index))
	case *ssa.Slice:
		return g.locate(v.X, v)
	case *ssa.ChangeType:
		return g.locate(v.X, at)
	case *ssa.Convert:
		if isText(v.X.Type()) != isText(v.Type()) {
			return g.alloc(v), nil // a copy
		}
		return g.locate(v.X, at)
	case *ssa.MakeInterface:
		return g.locate(v.X, at)
	case *ssa.ChangeInterface:
		return g.locate(v.X, at)
	case *ssa.TypeAssert:
		return g.locate(v.X, at)
	case *ssa.FreeVar:
		if binding, site := g.binding(v); binding != nil {
			return g.locate(binding, site)
		}
	}
	n := sole(g.value(v, nil, at))
	if n.op == opLoc {
		return n.kids[0], n.path
	}
	return n, nil
}

// maxSole bounds the alternatives that sole looks at.
const maxSole = 32

// sole is what all alternatives of a pointer lead to, if that is one thing: a loop
// that does not change it gives it as an alternative to itself, and a nil pointer leads
// nowhere.
func sole(n *node) *node {
	if n.op != opAlt || n.as != "" {
		return n
	}
	var only *node
	list := []*node{n}
	for i := 0; i < len(list); i++ {
		if len(list) > maxSole || list[i].busy {
			return n
		}
		for _, k := range list[i].kids {
			switch {
			case k.op == opAlt && k.as == "":
				if !contains(list, k) {
					list = append(list, k)
				}
			case k.isZero():
			case only != nil && only != k:
				return n
			default:
				only = k
			}
		}
	}
	if only == nil {
		return n
	}
	return only
}

// isZero says whether a node is nil or the empty text: what is in a structure that nothing
// was put into.
func (n *node) isZero() bool { return n.op == opConst && n.text == "" }

// mayBe says whether base is among the things that a pointer leads to.
func mayBe(pointer, base *node) bool {
	if pointer.op != opAlt || pointer.as != "" || base.op == opAlt {
		return false
	}
	list := []*node{pointer}
	for i := 0; i < len(list) && len(list) <= maxSole && !list[i].busy; i++ {
		for _, k := range list[i].kids {
			switch {
			case k == base:
				return true
			case k.op == opAlt && k.as == "" && !contains(list, k):
				list = append(list, k)
			}
		}
	}
	return false
}

// content is what is stored at p below base, as seen at an instruction.
func (g *graph) content(base *node, p path, at ssa.Instruction) *node {
	if len(p) > maxPath {
		return g.unknown(base.val, "too deep a structure")
	}
	if g.depth == 0 {
		g.started = g.nextID
	}
	g.depth++
	defer func() { g.depth-- }()
	if g.depth > maxDepth || g.nextID-g.started > maxQuestionNodes {
		return g.unknown(base.val, "too deep an expression")
	}
	switch base.op {
	case opLoc:
		return g.content(base.kids[0], join(base.path, p), at)
	case opAlt:
		return g.contentOfAlt(base, p, at)
	case opCut:
		return g.content(base.kids[0], base.inWhole(p), at)
	case opForeign:
		return g.foreign(g.contentElsewhere(base.kids[0], p), base.at[0])
	case opWhen:
		return g.when(base.call, base.target, g.content(base.kids[0], p, at))
	case opGlobal:
		return g.globalContent(base, p)
	case opDerive:
		if !base.grown() || len(p) == 0 {
			return g.keyed(base, p)
		}
	case opConcat, opConfined:
		return base // a handle to text: what is behind it is the text
	case opConst:
		if base.as != "nil" {
			return base
		}
		return g.constant("", nil)
	case opFunc:
		return g.constant("", nil)
	case opAlloc:
		if i := crossing(base, p); i > 0 && at != nil {
			return g.content(g.content(base, p[:i], at), p[i:], at)
		}
	}
	return g.recall(base, p, at)
}

// crossing is how much of a path stays within a variable; 0 for all of it. Behind it
// lies what the variable points to, which may have been written to later than the
// pointer.
func crossing(base *node, p path) int {
	if base.typ == nil {
		return 0
	}
	for i := 1; i < len(p); i++ {
		if t := typeAt(deref(base.typ), p[:i]); t != nil && isReference(t) {
			return i
		}
	}
	return 0
}

func (g *graph) contentOfAlt(base *node, p path, at ssa.Instruction) *node {
	key := memoryKey{base, p.String(), at.Block()}
	if n, ok := g.memory[key]; ok {
		return n
	}
	n := g.fresh(opAlt)
	n.fn, n.val, n.pos = base.fn, base.val, base.pos
	g.memory[key] = n
	fill := func() {
		for i, k := range base.kids {
			if k == base {
				continue
			}
			n.kids = append(n.kids, g.content(k, p, at))
			if i < len(base.at) {
				n.at = append(n.at, base.at[i])
			}
		}
	}
	if base.busy {
		base.waiting = append(base.waiting, fill)
		return n
	}
	fill()
	if same := onlyKid(n); same != nil {
		g.memory[key] = same
		return same
	}
	return n
}

// contentElsewhere is what is stored at p below an object of another function,
// as that function leaves it.
func (g *graph) contentElsewhere(base *node, p path) *node {
	if base.fn == nil || base.op == opGlobal {
		return g.content(base, p, nil)
	}
	var kids []*node
	var at []point
	for _, b := range base.fn.Blocks {
		if len(b.Instrs) > 0 {
			if ret, ok := lastInstr(b).(*ssa.Return); ok {
				kids = append(kids, g.content(base, p, ret))
				at = append(at, point{to: b})
			}
		}
	}
	if len(kids) == 0 {
		return g.unknown(base.val, "")
	}
	n := g.alt(base.fn, kids, at)
	if n.op == opAlt && len(n.kids) == len(kids) && n.as == "" && &n.kids[0] == &kids[0] {
		n.as = "returns"
	}
	return n
}

// recall walks back from at.
func (g *graph) recall(base *node, p path, at ssa.Instruction) *node {
	fn := at.Parent()
	if g.tooManyWrites(fn, base) {
		return g.unknown(base.val, "a large table")
	}
	touching := g.touching(fn, base, p)
	if touching == nil {
		return g.initial(base, p, fn)
	}
	return g.scan(base, p, at.Block(), g.indexOf(fn, at), touching)
}

// indexOf is where an instruction of fn stands in its block.
func (g *graph) indexOf(fn *ssa.Function, in ssa.Instruction) int {
	if i, ok := g.effectsOf(fn).order[in]; ok {
		return i
	}
	b := in.Block()
	if len(b.Instrs) < maxSearched {
		return slices.Index(b.Instrs, in)
	}
	order := g.places[b]
	if order == nil {
		order = make(map[ssa.Instruction]int, len(b.Instrs))
		for i, in := range b.Instrs {
			order[in] = i
		}
		g.places[b] = order
	}
	return order[in]
}

// maxSearched is the size of blocks that are searched for an instruction; of larger ones,
// such as those that fill a package's tables, the order is noted.
const maxSearched = 256

// scan looks at the last of the writes in a block before an index.
func (g *graph) scan(base *node, p path, b *ssa.BasicBlock, end int, touching *writes) *node {
	before := touching.before(b, end)
	if len(before) == 0 {
		return g.atEntry(base, p, b, touching)
	}
	last := before[len(before)-1]
	if last.kind == kills {
		return g.writtenBy(last.effect)
	}
	return g.after(base, p, last, touching)
}

// after is what is at p below base behind a write that adds to it or may replace
// it. It is one node for all who ask, so that a check of it holds for later uses.
func (g *graph) after(base *node, p path, w write, touching *writes) *node {
	key := afterKey{base, p.String(), w.in}
	if n, ok := g.afters[key]; ok {
		return n
	}
	b := w.in.Block()
	before := g.scan(base, p, b, w.at, touching)
	var n *node
	if w.kind == appends {
		n = g.concat(w.value, before, g.writtenBy(w.effect))
	} else {
		n = g.alt(b.Parent(), []*node{g.writtenBy(w.effect), before}, []point{{to: b}, {to: b}})
	}
	g.afters[key] = n
	return n
}

type afterKey struct {
	base *node
	p    string
	in   ssa.Instruction
}

func (g *graph) atEntry(base *node, p path, b *ssa.BasicBlock, touching *writes) *node {
	if len(b.Preds) == 0 {
		return g.initial(base, p, b.Parent())
	}
	key := memoryKey{base, p.String(), b}
	if n, ok := g.memory[key]; ok {
		return n
	}
	n := g.fresh(opAlt)
	n.fn, n.val = b.Parent(), base.val
	g.memory[key] = n
	for _, pred := range b.Preds {
		if e := replacedInLoop(pred, b, touching); e != nil {
			n.kids = append(n.kids, g.writtenBy(e))
		} else {
			n.kids = append(n.kids, g.scan(base, p, pred, len(pred.Instrs), touching))
		}
		n.at = append(n.at, point{from: pred, to: b})
	}
	if same := onlyKid(n); same != nil {
		g.memory[key] = same
		return same
	}
	return n
}

// initial is what is at p below base when fn begins (or when base is made).
func (g *graph) initial(base *node, p path, fn *ssa.Function) *node {
	switch base.op {
	case opAlloc:
		if n := g.made(base); n != nil {
			return n
		}
		if base.fn != fn {
			return g.captured(base, p, fn)
		}
		return g.zero(base, p)
	case opParam:
		if base.fn != fn && fn != nil {
			if site := g.enclosing(fn, base.fn); site != nil {
				return g.foreign(g.content(base, p, site), point{to: site.Block()})
			}
		}
		if prm, ok := base.val.(*ssa.Parameter); ok {
			if n := g.received(prm, join(base.path, p)); n != nil {
				return n
			}
		}
		return g.project(base, p)
	case opCall:
		return g.callContent(base, p)
	case opMade:
		return g.project(base.kids[0], p)
	case opDerive:
		if base.grown() {
			return g.value(base.val, p, base.val.(*ssa.Call))
		}
	case opResult:
		return g.resultContent(base, p)
	}
	return g.project(base, p)
}

func (g *graph) zero(base *node, p path) *node {
	if base.typ != nil {
		if t := typeAt(deref(base.typ), p); t != nil {
			if _, ok := t.Underlying().(*types.Interface); ok {
				return g.nodeFor(nodeKey{kind: "nil"}, func(n *node) { n.op, n.as = opConst, "nil" })
			}
		}
	}
	return g.constant("", nil)
}

// rootOf strips field and index steps from an address.
func rootOf(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		default:
			return v
		}
	}
}

// globalContent is what a package variable holds: everything that is written to
// it anywhere in the package.
func (g *graph) globalContent(base *node, p path) *node {
	key := memoryKey{base, p.String(), nil}
	if n, ok := g.memory[key]; ok {
		return n
	}
	n := g.fresh(opAlt)
	n.val, n.pos, n.typ = base.val, base.pos, nil
	g.memory[key] = n
	if base.global.Pkg == nil || base.global.Pkg.Pkg != g.unit.Pass.Pkg {
		out := g.importedGlobal(base, p)
		g.memory[key] = out
		return out
	}
	if src := g.varSource(base.global.Object()); src != nil {
		out := g.project(g.globalSource(src, base.global), p)
		g.memory[key] = out
		return out
	}
	for _, w := range g.writesTo(base.global) {
		if rest, ok := suffix(p, w.path); ok {
			n.kids = append(n.kids, g.foreign(g.partOf(w.val, rest, w.at), point{to: w.at.Block()}))
			n.at = append(n.at, point{})
		}
	}
	if len(n.kids) == 0 {
		out := g.project(base, p)
		if g.embedded(base.global) || len(p) == 0 && !g.setElsewhere(base.global) {
			out = g.constant("", nil)
		}
		g.memory[key] = out
		return out
	}
	if same := onlyKid(n); same != nil {
		g.memory[key] = same
		return same
	}
	return n
}

// setElsewhere says whether a text that its package never sets is one that the program
// sets: an exported variable, a folder that main reads from its flags.
func (g *graph) setElsewhere(v *ssa.Global) bool {
	obj := v.Object()
	return obj != nil && obj.Exported() && isText(deref(v.Type())) && !g.embedded(v)
}

// partOf is value for something stored elsewhere: what lies behind a stored
// pointer is taken as its function leaves it.
func (g *graph) partOf(v ssa.Value, p path, at ssa.Instruction) *node {
	if len(p) > 0 && isReference(v.Type()) {
		base, bp := g.locate(v, at)
		return g.contentElsewhere(base, join(bp, p))
	}
	return g.value(v, p, at)
}

// suffix is what remains of p behind the prefix q; elements may be any element.
func suffix(p, q path) (path, bool) {
	if len(q) > len(p) {
		return nil, false
	}
	for i := range q {
		if may, _ := p[i].alias(q[i]); !may {
			return nil, false
		}
	}
	return p[len(q):], true
}
