package flow

import (
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// calledBack is what a function returns that is handed to another one: the part
// .result0 of it. Its parameters are what the other one chooses.
func (g *graph) calledBack(n *node, p path) *node {
	number, ok := strings.CutPrefix(p[0].name, ".result")
	index, err := strconv.Atoi(number)
	fn, _ := n.val.(*ssa.Function)
	if closure, isClosure := n.val.(*ssa.MakeClosure); isClosure {
		fn, _ = closure.Fn.(*ssa.Function)
	}
	if !ok || err != nil || fn == nil || len(fn.Blocks) == 0 || index >= fn.Signature.Results().Len() {
		return g.unknown(n.val, "")
	}
	return g.foreign(g.returns(fn, index, p[1:]), point{})
}
