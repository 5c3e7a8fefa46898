package flow

import (
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// This file is about calls that the catalog describes: what flows from their
// operands to their results.

// catalogResult is a result that the catalog describes; nil when it does not.
func (g *graph) catalogResult(call *ssa.Call, c *calleeInfo, index int, p path) *node {
	for _, e := range c.entries {
		if e.Verb != "source" && e.Verb != "flow" && e.Verb != "clean" || !hasResult(e.Places, index) {
			continue
		}
		if e.Verb == "clean" && !g.applies(e, c.path()) {
			continue
		}
		switch e.Verb {
		case "source":
			n := g.source(e, call, nil, nil)
			if clean := g.cleanEntry(c, index); clean != nil {
				n.props |= parseProps(clean.Word)
			}
			return g.project(n, p)
		case "clean":
			return g.cleaned(call, c, e)
		case "flow":
			n := g.piece(g.throughResult(call, c, e, p), call, e, index, p)
			if clean := g.cleanEntry(c, index); clean != nil && (e.As == "" || e.As == "copy") {
				return g.sanitized(call, c, clean, n)
			}
			return n
		}
	}
	return nil
}

// cleanEntry is the clean entry for a result that a flow entry describes as well.
func (g *graph) cleanEntry(c *calleeInfo, index int) *catalog.Entry {
	for _, e := range c.entries {
		if e.Verb == "clean" && hasResult(e.Places, index) && g.applies(e, c.path()) {
			return e
		}
	}
	return nil
}

// sanitized is n with the properties of a clean entry.
func (g *graph) sanitized(call ssa.CallInstruction, c *calleeInfo, e *catalog.Entry, n *node) *node {
	v, _ := call.(ssa.Value)
	m := g.pure(opDerive, "sanitized", e.Pos+e.Word, v, n)
	m.props, m.text = parseProps(e.Word), c.name()
	return m
}

func hasResult(places []catalog.Place, index int) bool {
	for _, pl := range places {
		if pl.Root == catalog.AllResults || pl.Root == catalog.Result && pl.Index == index {
			return true
		}
	}
	return false
}

func (g *graph) cleaned(call ssa.CallInstruction, c *calleeInfo, e *catalog.Entry) *node {
	var kids []*node
	if len(e.From) > 0 {
		for _, f := range e.From {
			kids = append(kids, g.placeNodes(call, c, f)...)
		}
	} else {
		for _, op := range operandsOf(call.Common()) {
			if k := g.textOf(op, call); k != nil {
				kids = append(kids, k)
			}
		}
	}
	v, _ := call.(ssa.Value)
	n := g.pure(opDerive, "sanitized", e.Pos+e.Word, v, kids...)
	n.props = parseProps(e.Word)
	n.text = c.name()
	return n
}

// throughResult passes data on to a result. A result that is a handle to the
// argument itself (a chained builder) keeps its parts apart.
func (g *graph) throughResult(call *ssa.Call, c *calleeInfo, e *catalog.Entry, p path) *node {
	n := g.transfer(call, c, e)
	if made := g.constructed(call, c, e, n); made != nil {
		return g.project(made, p)
	}
	for _, place := range e.Places {
		// What flows into the elements of a result is no more than an element.
		if (place.Root == catalog.Result || place.Root == catalog.AllResults) && len(place.Path) > 0 && len(place.Path) <= len(p) {
			p = p[len(place.Path):]
			break
		}
	}
	if len(p) == 0 && (e.As == "filter" || e.As == "reject") {
		return g.pure(opDerive, e.As, c.name(), call, n)
	}
	if len(p) == 0 || n.op == opDerive || n.op == opConcat {
		return n
	}
	return g.project(n, p)
}

// constructed is the object that a constructor returns, which starts with what went in
// and can be written to: bytes.NewBufferString. It is nil for other calls.
func (g *graph) constructed(call *ssa.Call, c *calleeInfo, e *catalog.Entry, n *node) *node {
	results := call.Call.Signature().Results()
	if c.hasRecv || results.Len() == 0 || e.Append {
		return nil
	}
	if _, pointer := results.At(0).Type().Underlying().(*types.Pointer); !pointer {
		return nil
	}
	for _, from := range e.From {
		// A wrapper of something that can be written to is that thing.
		if arg := call.Call.Args; from.Root != catalog.Arg || from.Index >= len(arg) || !textual(arg[from.Index].Type()) {
			return nil
		}
	}
	for _, place := range e.Places {
		if place.Root != catalog.Result && place.Root != catalog.AllResults || len(place.Path) > 0 || place.Index > 0 {
			return nil
		}
	}
	return g.nodeFor(nodeKey{kind: "made", of: call}, func(m *node) {
		m.op, m.kids = opMade, []*node{n}
		m.setValue(call)
		m.typ = results.At(0).Type()
	})
}

// transfer is what a catalogued flow makes of its inputs.
func (g *graph) transfer(call ssa.CallInstruction, c *calleeInfo, e *catalog.Entry) *node {
	v, _ := call.(ssa.Value)
	if format, ok := strings.CutPrefix(e.As, "format="); ok {
		index, _ := strconv.Atoi(format)
		return g.format(call, c, index)
	}
	if e.As == "template" {
		if n := g.template(call, c, e); n != nil {
			return n
		}
	}
	var kids []*node
	for _, f := range e.From {
		more := g.placeNodes(call, c, f)
		if e.As == "join" && g.spread(call, c, f) {
			if whole := g.rejoined(call, c, f); whole != nil {
				return g.pure(opDerive, "rejoin", c.name(), v, whole)
			}
			if len(more) == 1 && splitElement(more[0]) {
				more = append(more, more[0]) // there may be several
			} else if len(more) == 1 {
				more = g.inOrder(operandsOf(call.Common())[c.operand(f.Index)], call)
			}
		}
		kids = append(kids, more...)
	}
	if len(kids) == 0 {
		return g.constant("", nil)
	}
	switch e.As {
	case "", "copy", "filter", "reject":
		if len(kids) == 1 {
			return kids[0]
		}
		return g.pure(opDerive, "", c.name(), v, kids...)
	case "concat":
		if ops := operandsOf(call.Common()); len(ops) > 0 {
			if args := g.variadicArgs(ops[len(ops)-1]); len(args) == len(kids) {
				for i, arg := range args {
					kids[i] = g.noText(kids[i], arg, call)
				}
			}
		}
		return g.concat(v, kids...)
	case "join":
		return g.joined(v, c, kids)
	case "object":
		if v != nil {
			return g.object(v)
		}
	}
	return g.pure(opDerive, e.As, c.name(), v, kids...)
}

// spread says whether a place is the elements of a list of which nobody knows how many
// it has: path.Join(list...).
func (g *graph) spread(call ssa.CallInstruction, c *calleeInfo, place catalog.Place) bool {
	if place.Root != catalog.Arg || len(place.Path) != 1 || place.Path[0] != "[*]" {
		return false
	}
	ops := operandsOf(call.Common())
	i := c.operand(place.Index)
	return i < len(ops) && g.literalElements(ops[i]) == nil
}

// splitElement says whether a node may be an element of a text that was split: those
// of one text are joined in a row. Of other lists each is taken for the last.
func splitElement(n *node) bool {
	for c := range choices(n) {
		if c.op == opDerive && c.as == "split" {
			return true
		}
	}
	return false
}

// rejoined is the text all of whose elements a call joins again:
// path.Join(strings.Split(text, "/")...), which is cleaned and has no slash in front.
func (g *graph) rejoined(call ssa.CallInstruction, c *calleeInfo, place catalog.Place) *node {
	split, ok := operandsOf(call.Common())[c.operand(place.Index)].(*ssa.Call)
	if !ok || !g.splitsAtSlash(split) {
		return nil
	}
	return g.value(split.Call.Args[0], nil, split)
}

// joined is a path made of elements.
func (g *graph) joined(v ssa.Value, c *calleeInfo, kids []*node) *node {
	row := make([]*node, 0, 2*len(kids))
	for i, k := range kids {
		if i > 0 {
			row = append(row, g.constant("/", nil))
		}
		row = append(row, k)
	}
	all := true
	text := ""
	for _, k := range row {
		all = all && k.op == opConst
		text += k.text
	}
	if all {
		return g.constant(text, nil)
	}
	n := g.pure(opConcat, "join", c.name(), v, row...)
	n.seenAgain(v)
	return n
}

// placeNodes are the nodes of a place before the call; a variadic argument's
// elements come one by one.
func (g *graph) placeNodes(call ssa.CallInstruction, c *calleeInfo, place catalog.Place) []*node {
	ops := operandsOf(call.Common())
	i := 0
	switch place.Root {
	case catalog.Recv:
		if !c.hasRecv {
			return nil
		}
	case catalog.Arg:
		i = c.operand(place.Index)
	default:
		return nil
	}
	if i >= len(ops) {
		return nil
	}
	return g.operandNodes(ops[i], call, c.keyed(pathOfPlace(place, ops[i].Type()), ops))
}

func pathOfPlace(place catalog.Place, t types.Type) path {
	var p path
	for _, name := range place.Path {
		if strings.HasPrefix(name, ".param") {
			break
		}
		p = append(p, resolveNames(typeAt(t, p), []string{name})...)
	}
	return p
}

func (g *graph) operandNodes(v ssa.Value, at ssa.Instruction, p path) []*node {
	if len(p) == 1 && p[0].name == "[*]" || len(p) == 0 && isVariadicSlice(v) {
		if elems := g.literalElements(v); elems != nil {
			var kids []*node
			args := g.variadicArgs(v)
			for i := range elems {
				if i < len(args) && args[i] != nil && !g.numbers && harmlessElements(heldType(args[i])) {
					kids = append(kids, g.confined(args[i]))
					continue
				}
				kids = append(kids, g.value(v, path{{name: "[" + strconv.Itoa(i) + "]"}}, at))
			}
			return kids
		}
		return []*node{g.value(v, path{anyElem}, at)}
	}
	if len(p) > 0 {
		return []*node{g.value(v, p, at)}
	}
	return []*node{g.whole(v, at)}
}

// isVariadicSlice says whether v is a slice that is looked into when it is
// passed whole.
func isVariadicSlice(v ssa.Value) bool {
	s, ok := v.Type().Underlying().(*types.Slice)
	return ok && !isBytes(v.Type()) && (isText(s.Elem()) || isInterface(s.Elem()))
}

// literalElements are the slots of a slice literal or of the slice that a
// variadic call makes; nil for other slices.
func (g *graph) literalElements(v ssa.Value) []struct{} {
	sl, ok := v.(*ssa.Slice)
	if !ok || sl.Low != nil || sl.High != nil {
		return nil
	}
	if alloc, ok := sl.X.(*ssa.Alloc); ok {
		if arr, ok := deref(alloc.Type()).Underlying().(*types.Array); ok && arr.Len() <= 64 {
			return make([]struct{}, arr.Len())
		}
	}
	return nil
}

// openParameter says whether v is a parameter of type any: what is in it, the caller
// knows.
func openParameter(v ssa.Value) bool {
	prm, ok := v.(*ssa.Parameter)
	if !ok {
		return false
	}
	i, ok := prm.Type().Underlying().(*types.Interface)
	return ok && i.Empty()
}

// whole is what an operand holds altogether: the text of a buffer, all parts of
// a structure.
func (g *graph) whole(v ssa.Value, at ssa.Instruction) *node {
	inner := stripConversions(v)
	if !g.numbers && harmlessElements(inner.Type()) {
		return g.confined(inner)
	}
	if _, ok := inner.Type().Underlying().(*types.Pointer); ok {
		base, p := g.locate(inner, at)
		if base.op == opSource || base.op == opResult {
			return g.project(base, p)
		}
		n := g.content(base, p, at)
		if n.op == opConst && n.text == "" && base.op == opAlloc {
			return g.deep(inner, at)
		}
		return n
	}
	switch inner.Type().Underlying().(type) {
	case *types.Interface:
		if openParameter(inner) {
			return g.value(inner, path{allElem}, at)
		}
		return g.written(inner, at)
	case *types.Struct, *types.Slice, *types.Map, *types.Array:
		if !isBytes(inner.Type()) {
			n := g.value(inner, nil, at)
			if n.op == opSource {
				return n
			}
			return g.deep(inner, at)
		}
	}
	return g.value(inner, nil, at)
}
