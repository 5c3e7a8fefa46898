package flow

import "golang.org/x/tools/go/ssa"

// This file reads texts as they are in one call of a function: what its parameters are,
// the caller on the way says. quote(s, "'") and quote(s, `"`) don't mix.

// constantIn is the text of a node in a call that was entered; false when it is not a
// constant there.
func (w *walker) constantIn(n *node, f *frame) (string, bool) {
	switch n.op {
	case opConst:
		return n.text, n.as != "nil"
	case opConcat:
		var text string
		for _, k := range n.kids {
			piece, ok := w.constantIn(k, f)
			if !ok {
				return "", false
			}
			text += piece
		}
		return text, true
	case opParam:
		if f == nil || len(n.path) > 0 {
			return "", false
		}
		ops := operandsOf(f.call.Common())
		if n.index >= len(ops) || !isText(ops[n.index].Type()) {
			return "", false
		}
		return w.constantIn(w.g.value(ops[n.index], nil, f.call), f.parent)
	}
	return "", false
}

// render is the text of a node as far as it is known in a call that was entered.
func (w *walker) render(n *node, f *frame) string {
	if n.op == opParam && f != nil {
		if text, ok := w.constantIn(n, f); ok {
			return text
		}
	}
	return w.g.render(n)
}

// replacedIn is what a call of strings.ReplaceAll proves in a call that was entered, where
// what is replaced, or what comes in its place, are parameters.
func (w *walker) replacedIn(n *node, f *frame) Props {
	call, ok := n.val.(*ssa.Call)
	if n.as != "replace" || f == nil || !ok || !replacesAll(w.g.callee(call).name(), &call.Call) {
		return 0
	}
	ops := operandsOf(&call.Call)
	was, become := w.g.value(ops[1], nil, call), w.g.value(ops[2], nil, call)
	if was.op == opConst && become.op == opConst {
		return 0 // as in every call
	}
	old, ok1 := w.constantIn(was, f)
	repl, ok2 := w.constantIn(become, f)
	if !ok1 || !ok2 {
		return 0
	}
	return w.g.replacesText(old, repl, ops[0], call)
}

// replacesAll says whether a call replaces each occurrence of one text by another.
func replacesAll(name string, call *ssa.CallCommon) bool {
	switch name {
	case "strings.ReplaceAll", "bytes.ReplaceAll":
		return true
	case "strings.Replace", "bytes.Replace":
		n, known := constantInt(operandsOf(call)[3])
		return known && n < 0
	}
	return false
}
