package flow

import (
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// format is the text that a fmt function makes: the constant parts of the format
// and the operands of its verbs, in order.
func (g *graph) format(call ssa.CallInstruction, c *calleeInfo, index int) *node {
	ops := operandsOf(call.Common())
	v, _ := call.(ssa.Value)
	i := c.operand(index)
	if i >= len(ops) {
		return g.unknown(v, "")
	}
	var args []ssa.Value
	if i+1 < len(ops) {
		args = g.variadicArgs(ops[len(ops)-1])
	}
	return g.formatted(call, c, i, args)
}

// formatUnbound is the text that a sink makes of a format: of the values as many as
// the format has ? are bound, the last ones, and do not become part of it.
func (g *graph) formatUnbound(call ssa.CallInstruction, c *calleeInfo, i int) *node {
	ops := operandsOf(call.Common())
	layout := g.value(ops[i], nil, call)
	args := g.variadicArgs(ops[len(ops)-1])
	texts, ok := g.constants(layout)
	if !ok || len(texts) != 1 || args == nil {
		return layout
	}
	bound := min(strings.Count(texts[0], "?"), len(args))
	return g.formatted(call, c, i, args[:len(args)-bound])
}

// maxLayouts bounds the formats of which a call is given one.
const maxLayouts = 4

// formatted is format, with the values that are formatted; nil when they are not
// known one by one. Of a format that is not constant only that the values are joined to
// it is told: layout.
func (g *graph) formatted(call ssa.CallInstruction, c *calleeInfo, i int, args []ssa.Value) *node {
	ops := operandsOf(call.Common())
	v, _ := call.(ssa.Value)
	layout := g.value(ops[i], nil, call)
	texts, ok := g.constants(layout)
	if ok && len(texts) > 1 && len(texts) <= maxLayouts {
		var kids []*node
		for _, text := range texts {
			kids = append(kids, g.laidOut(call, c, i, args, text))
		}
		return g.alt(call.Parent(), kids, nil)
	}
	if !ok || len(texts) != 1 {
		kids := []*node{layout}
		for _, a := range args {
			kids = append(kids, g.whole(a, call))
		}
		if i+1 < len(ops) && args == nil {
			kids = append(kids, g.value(ops[len(ops)-1], path{anyElem}, call))
		}
		return g.pure(opDerive, "layout", c.name(), v, kids...)
	}
	return g.laidOut(call, c, i, args, texts[0])
}

// laidOut is what a format with a text makes of values.
func (g *graph) laidOut(call ssa.CallInstruction, c *calleeInfo, i int, args []ssa.Value, text string) *node {
	ops := operandsOf(call.Common())
	v, _ := call.(ssa.Value)
	if i+1 < len(ops) && args == nil {
		rest := g.value(ops[len(ops)-1], path{anyElem}, call)
		return g.concat(v, g.constant(text, nil), rest)
	}
	var row []*node
	next := 0
	for _, part := range splitFormat(text) {
		if part.verb == 0 {
			row = append(row, g.constant(part.text, nil))
			continue
		}
		if part.arg > 0 {
			next = part.arg - 1
		}
		next += part.stars
		if next >= len(args) {
			continue
		}
		row = append(row, g.verb(call, args[next], part.verb))
		next++
	}
	return g.concat(v, row...)
}

func (g *graph) verb(call ssa.CallInstruction, arg ssa.Value, verb byte) *node {
	switch verb {
	case 'T':
		return g.confined(arg)
	case 'x', 'X':
		return g.pure(opDerive, "encode", "fmt.Sprintf %x", arg, g.whole(arg, call))
	case 'q':
		return g.pure(opDerive, "quote", "fmt.Sprintf %q", arg, g.whole(arg, call))
	case 'p':
		return g.confined(arg)
	case 'c', 'U':
		return g.whole(arg, call)
	}
	if printsNumber(arg) {
		return g.confined(arg)
	}
	if n := g.stringMethod(call, arg); n != nil {
		return n
	}
	return g.noText(g.whole(arg, call), arg, call)
}

// printsNumber says whether fmt writes an operand as a number: runes and bytes, too, of
// which text can be made elsewhere.
func printsNumber(arg ssa.Value) bool {
	t := stripConversions(arg).Type()
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsNumeric != 0 && !hasMethods(t)
}

// hasMethods says whether a type has methods: one of them may be String.
func hasMethods(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.NumMethods() > 0
}

// stringMethod is the text of an operand whose type has a String method in this
// package.
func (g *graph) stringMethod(call ssa.CallInstruction, arg ssa.Value) *node {
	inner := stripConversions(arg)
	for _, fn := range g.stringers(inner.Type()) {
		n := g.returns(fn, 0, nil)
		if constantReturns(n) {
			return n
		}
	}
	return nil
}

func constantReturns(n *node) bool {
	for _, k := range n.kids {
		if k.op != opConst {
			return false
		}
	}
	return len(n.kids) > 0
}

// variadicArgs are the values in the slice of a variadic call; nil when the
// slice was made elsewhere.
func (g *graph) variadicArgs(v ssa.Value) []ssa.Value {
	if c, ok := v.(*ssa.Const); ok && c.Value == nil {
		return []ssa.Value{}
	}
	sl, ok := v.(*ssa.Slice)
	if !ok {
		return nil
	}
	alloc, ok := sl.X.(*ssa.Alloc)
	if !ok || g.literalElements(v) == nil {
		return nil
	}
	args := make([]ssa.Value, len(g.literalElements(v)))
	for _, ref := range *alloc.Referrers() {
		ia, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		idx, ok := ia.Index.(*ssa.Const)
		if !ok {
			return nil
		}
		for _, r := range *ia.Referrers() {
			if st, ok := r.(*ssa.Store); ok && st.Addr == ia {
				args[idx.Int64()] = st.Val
			}
		}
	}
	for _, a := range args {
		if a == nil {
			return nil
		}
	}
	return args
}

// formatPart is a piece of a format: text, or a verb.
type formatPart struct {
	text  string
	verb  byte
	arg   int // explicit argument number from 1, or 0
	stars int // operands used up by * before the verb's own
}

func splitFormat(format string) []formatPart {
	var parts []formatPart
	for len(format) > 0 {
		i := strings.IndexByte(format, '%')
		if i < 0 {
			return append(parts, formatPart{text: format})
		}
		if i > 0 {
			parts = append(parts, formatPart{text: format[:i]})
		}
		format = format[i+1:]
		if format == "" {
			return parts
		}
		if format[0] == '%' {
			parts = append(parts, formatPart{text: "%"})
			format = format[1:]
			continue
		}
		var p formatPart
		p, format = oneVerb(format)
		if p.verb != 0 {
			parts = append(parts, p)
		}
	}
	return parts
}

func oneVerb(format string) (formatPart, string) {
	var p formatPart
	for i := 0; i < len(format); i++ {
		switch ch := format[i]; {
		case ch == '*':
			p.stars++
		case ch == '[':
			end := strings.IndexByte(format[i:], ']')
			if end < 0 {
				return p, ""
			}
			p.arg, _ = strconv.Atoi(format[i+1 : i+end])
			i += end
		case strings.IndexByte("+-# 0123456789.", ch) >= 0:
		default:
			p.verb = ch
			return p, format[i+1:]
		}
	}
	return p, ""
}
