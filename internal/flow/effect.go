package flow

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// effectKind says what a write does to what was there.
type effectKind uint8

const (
	kills   effectKind = iota // replaces it
	weakens                   // may replace it
	appends                   // is added behind it
)

// effect is what an instruction does to one place in memory. What it writes is
// traced when somebody reads it, and not when the writes of a function are listed:
// it may be made of what was there before (p.Name = strings.TrimSpace(p.Name)).
type effect struct {
	kind  effectKind
	node  *node // what is written, once it was traced
	trace func() *node
	value ssa.Value
}

// writtenBy is what an effect writes. Who asks while it is being traced, in a loop,
// gets a node that stands for it.
func (g *graph) writtenBy(e *effect) *node {
	if e.node != nil {
		return e.node
	}
	hold := g.fresh(opAlt)
	hold.busy = true
	e.node = hold
	n := e.trace()
	hold.fn, hold.val, hold.typ = n.fn, n.val, n.typ
	hold.kids, hold.at = []*node{n}, []point{{}}
	hold.finish()
	e.node = n
	return n
}

// effectIndex lists the instructions of a function that can write to memory.
type effectIndex struct {
	instrs []ssa.Instruction
	// into are the writes that show the variable, map or slice that they write to,
	// others all other writes. Both are in the order of instrs.
	into   map[ssa.Value][]storeAt
	others []storeAt
	// order is where an instruction that can write stands in its block.
	order map[ssa.Instruction]int
	// found and busy are by base and path.
	found map[placeKey]*writes
	busy  map[placeKey]bool
}

// writes are what a function writes to one place, by block, in their order.
type writes struct {
	byBlock map[*ssa.BasicBlock][]write
}

// write is one of them, at an index of its block.
type write struct {
	at int
	in ssa.Instruction
	*effect
}

// before are the writes in a block before an index.
func (w *writes) before(b *ssa.BasicBlock, index int) []write {
	list := w.byBlock[b]
	n, _ := slices.BinarySearchFunc(list, index, func(x write, at int) int { return cmp.Compare(x.at, at) })
	return list[:n]
}

// placeKey is a place in memory.
type placeKey struct {
	base *node
	p    string
}

// storeAt is an instruction that can write to memory. A store through the address
// of a part has that part's element; one to an entry writes to no path without one.
type storeAt struct {
	in    ssa.Instruction
	last  elem
	part  bool
	entry bool
}

func (g *graph) effectsOf(fn *ssa.Function) *effectIndex {
	if idx, ok := g.effects[fn]; ok {
		return idx
	}
	idx := &effectIndex{
		into:  make(map[ssa.Value][]storeAt),
		order: make(map[ssa.Instruction]int),
		found: make(map[placeKey]*writes),
		busy:  make(map[placeKey]bool),
	}
	for _, b := range fn.Blocks {
		for i, in := range b.Instrs {
			switch in := in.(type) {
			case *ssa.Store:
				idx.addStore(in)
			case *ssa.MapUpdate:
				idx.instrs = append(idx.instrs, in)
				idx.add(in.Map, storeAt{in: in, entry: true})
			case *ssa.Call, *ssa.Defer, *ssa.Go:
				idx.instrs = append(idx.instrs, in)
				idx.others = append(idx.others, storeAt{in: in})
			default:
				continue
			}
			idx.order[in] = i
		}
	}
	g.effects[fn] = idx
	return idx
}

// touching are the writes of fn to p below base; nil when there are none.
func (g *graph) touching(fn *ssa.Function, base *node, p path) *writes {
	idx := g.effectsOf(fn)
	if g.tooManyWrites(fn, base) {
		return nil
	}
	key := placeKey{base, p.String()}
	if found, ok := idx.found[key]; ok {
		return found
	}
	if idx.busy[key] {
		return nil
	}
	idx.busy[key] = true
	var found *writes
	for _, list := range [][]storeAt{idx.intoBase(base), idx.others} {
		for _, w := range list {
			if w.part && !w.couldWrite(p) || w.entry && !p.hasEntry() {
				continue
			}
			if e := g.effect(w.in, base, p); e != nil {
				if found == nil {
					found = &writes{byBlock: make(map[*ssa.BasicBlock][]write)}
				}
				b := w.in.Block()
				found.byBlock[b] = append(found.byBlock[b], write{idx.order[w.in], w.in, e})
			}
		}
	}
	if found != nil {
		for _, list := range found.byBlock {
			slices.SortFunc(list, func(x, y write) int { return cmp.Compare(x.at, y.at) })
		}
	}
	delete(idx.busy, key)
	idx.found[key] = found
	return found
}

func (g *graph) effect(in ssa.Instruction, base *node, p path) *effect {
	switch in := in.(type) {
	case *ssa.Store:
		return g.storeEffect(in, base, p)
	case *ssa.MapUpdate:
		return g.mapEffect(in, base, p)
	case ssa.CallInstruction:
		return g.callEffect(in, base, p)
	}
	return nil
}

func (g *graph) storeEffect(st *ssa.Store, base *node, p path) *effect {
	b2, p2 := g.locate(st.Addr, st)
	kind := kills
	if b2 != base {
		if !mayBe(b2, base) {
			return nil
		}
		kind = weakens
	}
	rest, ok := suffix(p, p2)
	if !ok {
		return nil
	}
	for i := range p2 {
		if _, must := p[i].alias(p2[i]); !must {
			kind = weakens
		}
	}
	return &effect{kind: kind, value: st.Val, trace: func() *node {
		if len(rest) > 0 && isReference(st.Val.Type()) {
			inner, ip := g.locate(st.Val, st)
			return g.content(inner, join(ip, rest), st)
		}
		return g.value(st.Val, rest, st)
	}}
}

// addStore files a store.
func (idx *effectIndex) addStore(st *ssa.Store) {
	idx.instrs = append(idx.instrs, st)
	w := storeAt{in: st}
	switch a := st.Addr.(type) {
	case *ssa.FieldAddr:
		w.last, w.part = fieldElem(a.X.Type(), a.Field), true
	case *ssa.IndexAddr:
		w.last, w.part = indexElem(a.Index), true
	}
	idx.add(st.Addr, w)
}

// add files a write under what it writes to, if that is a thing of this function
// or a variable of the package and can be seen.
func (idx *effectIndex) add(to ssa.Value, w storeAt) {
	switch root := rootOf(to).(type) {
	case *ssa.Alloc, *ssa.Global, *ssa.MakeMap:
		idx.into[root] = append(idx.into[root], w)
	default:
		idx.others = append(idx.others, w)
	}
}

// tooManyWrites says whether so many instructions of fn can write to base that they
// are not looked at: it is a generated table.
func (g *graph) tooManyWrites(fn *ssa.Function, base *node) bool {
	idx := g.effectsOf(fn)
	return len(idx.intoBase(base))+len(idx.others) > maxEffects
}

// intoBase are the writes that can be seen to write to base.
func (idx *effectIndex) intoBase(base *node) []storeAt {
	switch base.op {
	case opAlloc:
		return idx.into[base.val]
	case opGlobal:
		return idx.into[base.global]
	}
	return nil
}

// couldWrite is a cheap test whether a store can write to a place whose path is p:
// the last part of its address must be in the path.
func (w storeAt) couldWrite(p path) bool {
	return slices.ContainsFunc(p, func(e elem) bool {
		may, _ := e.alias(w.last)
		return may
	})
}

// hasEntry says whether a path leads to or through an entry.
func (p path) hasEntry() bool {
	return slices.ContainsFunc(p, func(e elem) bool { return strings.HasPrefix(e.name, "[") })
}

// loadedFrom says whether v is a pointer that is read out of a variable: it leads to
// something else, and where it leads depends on what is written to the variable.
func loadedFrom(v ssa.Value, base *node) bool {
	load, ok := stripConversions(v).(*ssa.UnOp)
	return ok && load.Op == token.MUL && base.op == opAlloc && rootOf(load.X) == base.val
}

func (g *graph) mapEffect(up *ssa.MapUpdate, base *node, p path) *effect {
	if loadedFrom(up.Map, base) {
		return nil
	}
	b2, p2 := g.locate(up.Map, up)
	if b2 != base {
		return nil
	}
	rest, ok := suffix(p, p2)
	if !ok || len(rest) == 0 {
		return nil
	}
	if rest[0].name == "[key]" {
		return &effect{kind: weakens, value: up.Key, trace: func() *node { return g.value(up.Key, rest[1:], up) }}
	}
	may, must := rest[0].alias(g.mapElem(up.Key))
	if !may {
		return nil
	}
	kind := weakens
	if must {
		kind = kills
	}
	return &effect{kind: kind, value: up.Value, trace: func() *node { return g.value(up.Value, rest[1:], up) }}
}

// callEffect is what a call writes to p below base through its arguments.
func (g *graph) callEffect(call ssa.CallInstruction, base *node, p path) *effect {
	common := call.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		return g.copyEffect(call, b, base, p)
	}
	operands := operandsOf(common)
	for i, arg := range operands {
		if !canWriteThrough(arg.Type()) || isHeldInterface(arg) || holdsCopy(arg) || loadedFrom(arg, base) || g.apart(arg, base) || elsewhere(arg, base, p) {
			continue
		}
		b2, p2 := g.locate(arg, call)
		if b2 != base && !mayBe(b2, base) {
			if e := g.variadicEffect(call, i, arg, base, p); e != nil {
				return e
			}
			continue
		}
		rest, ok := suffix(p, p2)
		if !ok {
			continue
		}
		if e := g.writeThrough(call, i, rest); e != nil {
			return e
		}
	}
	return g.closureEffect(call, base, p)
}

// apart says whether an argument is a row of bytes that a library's function made,
// and base a thing of another kind, so that the one does not lie in the other: what
// h.Sum(nil) returns is no part of the hash h. To locate it would be to trace what it
// was made of, which may be the very thing whose writes are being looked for.
func (g *graph) apart(arg ssa.Value, base *node) bool {
	t := arg.Type()
	if x, ok := arg.(*ssa.Extract); ok {
		arg = x.Tuple
	}
	call, ok := arg.(*ssa.Call)
	if !ok || !isBytes(t) || base.typ == nil {
		return false
	}
	switch deref(base.typ).Underlying().(type) {
	case *types.Interface, *types.Struct:
		if b, ok := call.Call.Value.(*ssa.Builtin); ok {
			return b.Name() == "append" // a text of its own, as flow sees it
		}
		c := g.callee(call)
		return len(c.entries) > 0 && len(c.bodies) == 0 && len(c.summaries) == 0
	}
	return false
}

// operandsOf lists the receiver (of a method call of any kind) and the
// arguments, in the order of the callee's SSA parameters.
func operandsOf(common *ssa.CallCommon) []ssa.Value {
	if common.IsInvoke() {
		return append([]ssa.Value{common.Value}, common.Args...)
	}
	return common.Args
}

// isHeldInterface says whether v is an interface value taken out of memory:
// what is behind it is not one of the function's own objects.
func isHeldInterface(v ssa.Value) bool {
	load, ok := stripConversions(v).(*ssa.UnOp)
	return ok && isInterface(load.Type())
}

// holdsCopy says whether an interface is made of a value that is copied into it: a text, a
// number. Whoever is given it has no way back to the variable that the value was read from.
func holdsCopy(arg ssa.Value) bool {
	mi, ok := arg.(*ssa.MakeInterface)
	return ok && !canWriteThrough(mi.X.Type())
}

func canWriteThrough(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Interface, *types.Slice:
		return true
	}
	return false
}

func (g *graph) copyEffect(call ssa.CallInstruction, b *ssa.Builtin, base *node, p path) *effect {
	args := call.Common().Args
	if b.Name() != "copy" || len(args) != 2 {
		return nil
	}
	b2, p2 := g.locate(args[0], call)
	if b2 != base {
		return nil
	}
	rest, ok := suffix(p, p2)
	if !ok {
		return nil
	}
	return &effect{kind: weakens, value: args[1], trace: func() *node { return g.value(args[1], rest, call) }}
}

// suffixNames is what is left of p behind names; false when p does not lead there.
func suffixNames(p path, names []string) (path, bool) {
	if len(names) > len(p) {
		return nil, false
	}
	for i, n := range names {
		if may, _ := p[i].alias(elem{name: n}); !may {
			return nil, false
		}
	}
	return p[len(names):], true
}

// catalogWrite is what a catalogued function writes behind operand i.
func (g *graph) catalogWrite(call ssa.CallInstruction, c *calleeInfo, i int, rest path) *effect {
	for _, e := range c.entries {
		if (e.Verb == "source" || e.Verb == "flow" && e.As == "decode") && slices.ContainsFunc(rest, g.unfilled) {
			continue
		}
		if e.Verb == "flow" && e.Append && g.keptApart(rest) {
			continue
		}
		switch e.Verb {
		case "clean":
			for _, place := range e.Places {
				if c.placeIs(place, i) {
					return &effect{kind: kills, node: g.constant("", nil)}
				}
			}
		case "source":
			for _, place := range e.Places {
				if c.placeIs(place, i) {
					return &effect{kind: weakens, trace: func() *node { return g.project(g.source(e, call, nil, nil), rest) }}
				}
			}
		case "flow":
			for _, place := range e.Places {
				if c.placeIs(place, i) {
					return g.catalogFlow(call, c, e, rest)
				}
			}
		}
	}
	return nil
}

// keptApart says whether a part of a writer of the module's own is a text that it keeps
// for itself: the name of its file. What is written goes to its Write method, which puts
// it into a file, a buffer or another writer.
func (g *graph) keptApart(rest path) bool {
	if len(rest) == 0 {
		return false
	}
	last := rest[len(rest)-1]
	return last.field != nil && last.owner != nil && g.ownType(last.owner) && isText(last.field.Type())
}

func (g *graph) catalogFlow(call ssa.CallInstruction, c *calleeInfo, e *catalog.Entry, rest path) *effect {
	v, _ := call.(ssa.Value)
	kind := weakens
	if e.Append {
		kind = appends
	} else if e.As == "copy" || e.As == "" {
		kind = kills
	}
	if kind == kills && len(rest) > 0 {
		kind = weakens
	}
	return &effect{kind: kind, value: v, trace: func() *node {
		n := g.transfer(call, c, e)
		if n.op == opDerive {
			n = g.keyed(n, rest)
		}
		return n
	}}
}

// closureEffect is what a call writes to a variable that a called closure
// captured.
func (g *graph) closureEffect(call ssa.CallInstruction, base *node, p path) *effect {
	if base.op != opAlloc || base.fn != call.Parent() {
		return nil
	}
	var kids []*node
	for _, v := range append([]ssa.Value{call.Common().Value}, call.Common().Args...) {
		mc, ok := stripConversions(v).(*ssa.MakeClosure)
		if !ok {
			continue
		}
		fn := mc.Fn.(*ssa.Function)
		for _, w := range g.cellWrites(base, base.fn) {
			if !within(w.Parent(), fn) {
				continue
			}
			b2, p2 := g.locate(w.Addr, w)
			if rest, ok := suffix(p, p2); ok && b2 == base {
				kids = append(kids, g.foreign(g.value(w.Val, rest, w), point{to: w.Block()}))
			}
		}
		if n := g.closureAppends(fn, base, p); n != nil {
			kids = append(kids, n)
		}
	}
	if len(kids) == 0 {
		return nil
	}
	return &effect{kind: weakens, node: g.alt(call.Parent(), kids, nil)}
}

// closureAppends is what a closure adds to a captured buffer.
func (g *graph) closureAppends(fn *ssa.Function, base *node, p path) *node {
	touching := g.touching(fn, base, p)
	if touching == nil {
		return nil
	}
	for _, list := range touching.byBlock {
		if slices.ContainsFunc(list, func(w write) bool { return w.kind == appends }) {
			return g.foreign(g.contentAtExit(fn, base, p), point{})
		}
	}
	return nil
}

func (g *graph) contentAtExit(fn *ssa.Function, base *node, p path) *node {
	var kids []*node
	for _, b := range fn.Blocks {
		if ret, ok := lastInstr(b).(*ssa.Return); ok {
			kids = append(kids, g.content(base, p, ret))
		}
	}
	return g.alt(fn, kids, nil)
}

func within(fn, outer *ssa.Function) bool {
	for f := fn; f != nil; f = f.Parent() {
		if f == outer {
			return true
		}
	}
	return false
}
