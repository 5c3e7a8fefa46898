package flow

import (
	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// This file joins what is put into a context (or a framework's bag of values)
// with what is taken out of it under the same key, anywhere in the package. The
// catalog marks such calls ctx.put (key=, value=) and ctx.get (key=).

type contextPut struct {
	call  ssa.CallInstruction
	value ssa.Value
}

// contextValue is what a ctx.get takes out; nil when the call is none, or when
// nothing in the package puts something in under its key.
func (g *graph) contextValue(call *ssa.Call, c *calleeInfo, p path) *node {
	for _, e := range c.entries {
		if e.Verb != "mark" || e.Word != "ctx.get" {
			continue
		}
		key := g.contextKey(c.markOperand(call, e, "key"))
		puts := g.contextPuts()[key]
		if key == "" || len(puts) == 0 {
			return nil
		}
		n := g.fresh(opAlt)
		n.fn = call.Parent()
		for _, put := range puts {
			n.kids = append(n.kids, g.foreign(g.partOf(put.value, p, put.call), point{to: put.call.Block()}))
			n.at = append(n.at, point{})
		}
		return n
	}
	return nil
}

func (c *calleeInfo) markOperand(call ssa.CallInstruction, e *catalog.Entry, key string) ssa.Value {
	word, ok := e.Args[key]
	ops := operandsOf(call.Common())
	if i := c.operand(atoi(word)); ok && i < len(ops) {
		return ops[i]
	}
	return nil
}

// contextKey names a key so that equal keys have equal names: the text of a
// constant, the type of a key type's value, or the variable that holds it.
func (g *graph) contextKey(v ssa.Value) string {
	if v == nil {
		return ""
	}
	switch inner := stripInterface(v).(type) {
	case *ssa.Const:
		if inner.Value == nil {
			return inner.Type().String()
		}
		return inner.Type().String() + ":" + inner.Value.ExactString()
	case *ssa.UnOp:
		switch x := inner.X.(type) {
		case *ssa.Global:
			return x.RelString(nil)
		case *ssa.Alloc:
			return inner.Type().String()
		}
	case *ssa.Global:
		return inner.RelString(nil)
	}
	return ""
}

func (g *graph) contextPuts() map[string][]contextPut {
	if g.puts != nil {
		return g.puts
	}
	g.puts = make(map[string][]contextPut)
	for _, fn := range g.unit.builder.functions() {
		for _, in := range g.effectsOf(fn).instrs {
			call, ok := in.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if _, builtin := call.Common().Value.(*ssa.Builtin); builtin || !mayPut(call) {
				continue
			}
			c := g.callee(call)
			for _, e := range c.entries {
				if e.Verb != "mark" || e.Word != "ctx.put" {
					continue
				}
				key, value := g.contextKey(c.markOperand(call, e, "key")), c.markOperand(call, e, "value")
				if key != "" && value != nil {
					g.puts[key] = append(g.puts[key], contextPut{call, value})
				}
			}
		}
	}
	return g.puts
}

// mayPut is a cheap test: a call with a key and a value.
func mayPut(call ssa.CallInstruction) bool {
	return len(operandsOf(call.Common())) >= 2
}
