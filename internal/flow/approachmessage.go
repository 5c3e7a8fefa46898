package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/finding"
)

// This file finds websockets whose clients say who they are in a message: a token stands
// in what is decoded of it. Another website can open such a websocket, and say nothing
// that is believed.

// messages notes the functions of the package that open websockets if tokens are taken
// out of messages.
func (b *approacher) messages() {
	var opening []string
	for place, access := range b.access {
		if access&finding.Opens != 0 {
			opening = append(opening, place)
		}
	}
	if len(opening) == 0 || !b.tokensInMessages() {
		return
	}
	for _, place := range opening {
		b.label(place, finding.Told)
	}
}

func (b *approacher) tokensInMessages() bool {
	for _, fn := range b.g.unit.Functions() {
		for _, block := range fn.Blocks {
			for _, in := range block.Instrs {
				if call, ok := in.(ssa.CallInstruction); ok && !b.g.inTestFile(fn) && b.decodesToken(call) {
					return true
				}
			}
		}
	}
	return false
}

// decodesToken says whether a call decodes a message of a websocket into a structure that
// has a token.
func (b *approacher) decodesToken(call ssa.CallInstruction) bool {
	c := b.g.callee(call)
	if c.object == nil || b.ours(c.object.Pkg()) {
		return false
	}
	for _, e := range c.entries {
		if e.Verb == "flow" && e.As == "decode" && len(e.From) > 0 && len(e.Places) > 0 {
			if b.holdsToken(operandAt(call, c, e.Places[0])) && b.isMessage(operandAt(call, c, e.From[0]), call) {
				return true
			}
		}
		if e.Verb == "source" && b.opens(c.object.Pkg()) && slices.ContainsFunc(e.Places, func(p catalog.Place) bool {
			return b.holdsToken(operandAt(call, c, p))
		}) {
			return true // conn.ReadJSON(&hello)
		}
	}
	return false
}

// isMessage says whether a value is what was read from a websocket.
func (b *approacher) isMessage(v ssa.Value, at ssa.CallInstruction) bool {
	return v != nil && slices.ContainsFunc(b.g.origins(b.g.value(v, nil, at), []point{{to: at.Block()}}, true), func(o *Origin) bool {
		if o.Class == Untrusted && o.Entry != nil {
			pkg, _ := splitName(o.Callee)
			return b.opensPath(pkg)
		}
		return strings.HasSuffix(o.Callee, ").ReadMessage") // of an interface of the program's own
	})
}

// opensPath is opens for an import path.
func (b *approacher) opensPath(path string) bool {
	i := slices.IndexFunc(b.g.unit.Pass.Pkg.Imports(), func(p *types.Package) bool { return p.Path() == path })
	return i >= 0 && b.opens(b.g.unit.Pass.Pkg.Imports()[i])
}

// operandAt is the argument or the receiver that a place names; nil for others.
func operandAt(call ssa.CallInstruction, c *calleeInfo, place catalog.Place) ssa.Value {
	ops, i := operandsOf(call.Common()), 0
	switch place.Root {
	case catalog.Recv:
	case catalog.Arg:
		i = c.operand(place.Index)
	default:
		return nil
	}
	if i >= len(ops) {
		return nil
	}
	return ops[i]
}

// holdsToken says whether what is decoded into has a token. A parameter of any type
// has what callers in the package hand over.
func (b *approacher) holdsToken(v ssa.Value) bool {
	if v == nil {
		return false
	}
	v = stripInterface(v)
	if prm, ok := v.(*ssa.Parameter); ok && isInterface(prm.Type()) {
		i := paramIndex(prm)
		return slices.ContainsFunc(b.g.callersOf(prm.Parent()), func(call ssa.CallInstruction) bool {
			ops := operandsOf(call.Common())
			return i < len(ops) && b.hasToken(stripInterface(ops[i]).Type(), 0)
		})
	}
	return b.hasToken(v.Type(), 0)
}

// maxTokenDepth bounds the structures between a message and the token in it.
const maxTokenDepth = 3

func (b *approacher) hasToken(t types.Type, depth int) bool {
	for {
		ptr, ok := types.Unalias(t).Underlying().(*types.Pointer)
		if !ok {
			break
		}
		t = ptr.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || depth > maxTokenDepth {
		return false
	}
	for f := range st.Fields() {
		if (isText(f.Type()) || isBytes(f.Type())) && isTokenName(f.Name()) || b.hasToken(f.Type(), depth+1) {
			return true
		}
	}
	return false
}
