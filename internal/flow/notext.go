package flow

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// NoText stands in [Origin.Through] for a value of any type that was written as text
// where a type switch had found it not to be a string: it is a number, a truth value
// or, seldom, a list or a structure, in which there may be strings.
const NoText = "notext"

// noText is a value as a call that formats values writes it.
func (g *graph) noText(n *node, arg ssa.Value, call ssa.CallInstruction) *node {
	for {
		change, ok := arg.(*ssa.ChangeInterface)
		if !ok {
			break
		}
		arg = change.X
	}
	if n.op == opConst || !isInterface(arg.Type()) || !askedForString(arg) {
		return n
	}
	noString := func(cond ssa.Value, want bool) bool {
		ok, isExtract := cond.(*ssa.Extract)
		return isExtract && !want && ok.Index == 1 && assertsString(ok.Tuple, arg)
	}
	if !branchesHold(call.Parent(), noString)[call.Block().Index] {
		return n
	}
	return g.pure(opDerive, NoText, "", arg, n)
}

// askedForString says whether some type switch asks whether v is a string.
func askedForString(v ssa.Value) bool {
	refs := v.Referrers()
	if refs == nil {
		return false
	}
	for _, ref := range *refs {
		if assert, ok := ref.(*ssa.TypeAssert); ok && assertsString(assert, v) {
			return true
		}
	}
	return false
}

func assertsString(tuple, v ssa.Value) bool {
	assert, ok := tuple.(*ssa.TypeAssert)
	return ok && assert.CommaOk && assert.X == v && types.Identical(assert.AssertedType, types.Typ[types.String])
}
