package flow

import (
	"golang.org/x/tools/go/ssa"
)

// maxTexts bounds the texts that one value may have, and with it the products of
// those that are joined; maxFolds the nodes that are looked at. Patterns, which this is
// for, have one text and some dozen pieces.
const (
	maxTexts = 16
	maxFolds = 400
)

// wholeTexts lists what n may be, when all of it is constant: whole texts, where the origins
// of n would be their pieces.
func (g *graph) wholeTexts(n *node) ([]string, bool) {
	f := &folder{g: g, busy: make(map[foldKey]bool)}
	texts := f.texts(n, nil)
	return texts, len(texts) > 0
}

// folder works out constant texts, also through functions that join them.
type folder struct {
	g      *graph
	visits int
	busy   map[foldKey]bool
}

type foldKey struct {
	n     *node
	frame *frame
}

// texts returns nil for what is not constant, has too many texts, or is made of itself
// in a loop.
func (f *folder) texts(n *node, in *frame) []string {
	f.visits++
	key := foldKey{n, in}
	if f.visits > maxFolds || f.busy[key] || in != nil && in.depth > maxFrames {
		return nil
	}
	f.busy[key] = true
	defer delete(f.busy, key)
	switch n.op {
	case opConst:
		if n.as == "nil" {
			return nil
		}
		return []string{n.text}
	case opConcat:
		if n.as == "join" { // cleans, too
			return nil
		}
		whole := []string{""}
		for _, k := range n.kids {
			whole = product(whole, f.texts(k, in))
		}
		return whole
	case opAlt:
		return f.any(n.kids, in)
	case opForeign:
		return f.texts(n.kids[0], nil)
	case opMade:
		return f.texts(n.kids[0], in)
	case opWhen:
		if in == nil || f.g.canEnter(n, in) {
			return f.texts(n.kids[0], in)
		}
	case opCall:
		depth := 1
		if in != nil {
			if !f.g.canEnter(n, in) {
				return nil
			}
			depth += in.depth
		}
		return f.any(n.kids, &frame{call: n.call, parent: in, depth: depth})
	case opParam:
		if in == nil {
			return nil
		}
		if ops := operandsOf(in.call.Common()); n.index < len(ops) {
			return f.texts(f.g.passed(ops[n.index], n.path, in.call), in.parent)
		}
	}
	return nil
}

// any returns the texts of all nodes, nil when one of them is not constant.
func (f *folder) any(nodes []*node, in *frame) []string {
	var all []string
	for _, n := range nodes {
		texts := f.texts(n, in)
		if texts == nil || len(all)+len(texts) > maxTexts {
			return nil
		}
		all = append(all, texts...)
	}
	return all
}

// product joins each of one list to each of another.
func product(before, after []string) []string {
	if len(before)*len(after) > maxTexts {
		return nil
	}
	var all []string
	for _, b := range before {
		for _, a := range after {
			all = append(all, b+a)
		}
	}
	return all
}

// assertPattern is what a call of MatchString proves that is not that of package
// regexp, but of a type named after it which compiles its expression when it is first
// used. Several projects have one, and so has Go itself. Its expression is what the
// variable was made of that the method is called on.
func (g *graph) assertPattern(call *ssa.Call, c *calleeInfo, ops []ssa.Value) []assertion {
	if len(ops) != 2 || c.object == nil || len(c.entries) > 0 || c.object.Name() != "MatchString" || !isText(ops[1].Type()) {
		return nil
	}
	recv := c.object.Signature().Recv()
	if recv == nil {
		return nil
	}
	if !isExpression(recv.Type()) {
		return nil
	}
	expr := g.madeOf(ops[0])
	if expr == nil {
		return nil
	}
	return g.matchProps(g.value(ops[1], nil, call), expr)
}

// madeOf is the one text that was given to the function which made what a variable of
// the package holds; nil when the variable is set more than once.
func (g *graph) madeOf(v ssa.Value) *node {
	if load, ok := v.(*ssa.UnOp); ok {
		global, ok := load.X.(*ssa.Global)
		if !ok {
			return nil
		}
		writes := g.writesTo(global)
		if len(writes) != 1 || len(writes[0].path) > 0 {
			return nil
		}
		v = writes[0].val
	}
	made, ok := v.(*ssa.Call)
	if !ok || len(made.Call.Args) != 1 || !isText(made.Call.Args[0].Type()) {
		return nil
	}
	return g.value(made.Call.Args[0], nil, made)
}
