package timingcmp

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/blocks"
	"github.com/secvet/secvet/internal/flow"
)

// comparison is a place where two values are compared in a way that takes longer
// the more of them agrees.
type comparison struct {
	instr ssa.Instruction
	x, y  ssa.Value
	// elements says that x holds the values that y is compared with, both that they are
	// the values of two maps.
	elements, both bool
	// bytewise says that a loop compares x and y byte by byte.
	bytewise bool
	// how names the operator or function in messages: "==", "bytes.Equal".
	how string
	// ordinal counts the comparisons of the same kind in the function.
	ordinal int
}

// comparisons lists those of the package, in source order. Comparisons with a
// constant, and of numbers, pointers and the like, are left out.
func comparisons(unit *flow.Unit) []*comparison {
	var found []*comparison
	for _, fn := range unit.Functions() {
		count := make(map[string]int)
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				c := comparisonAt(unit, in)
				if c == nil {
					continue
				}
				c.ordinal = count[c.how]
				count[c.how]++
				if secretable(c) {
					found = append(found, c)
				}
			}
		}
	}
	return found
}

func comparisonAt(unit *flow.Unit, in ssa.Instruction) *comparison {
	switch in := in.(type) {
	case *ssa.BinOp:
		if in.Op == token.EQL || in.Op == token.NEQ {
			if x, y := byteByByte(in); x != nil {
				return &comparison{instr: in, x: x, y: y, bytewise: true, how: "a loop"}
			}
			return &comparison{instr: in, x: in.X, y: in.Y, how: in.Op.String()}
		}
	case *ssa.Call:
		call := unit.CallOf(in)
		if call == nil {
			return nil
		}
		mark := call.Mark("compare")
		if mark == nil {
			return nil
		}
		x, y := call.Place(mark, "a"), call.Place(mark, "b")
		if x == nil || y == nil || mark.Args["result"] == "order" && !comparedWithZero(in) {
			return nil
		}
		return &comparison{instr: in, x: x, y: y, elements: mark.Args["elements"] == "a", both: mark.Args["elements"] == "both", how: shortName(call.Callee)}
	}
	return nil
}

// byteByByte is what a loop compares that goes through two texts and is left at the
// first byte in which they differ; nil when a comparison is no such step.
func byteByByte(b *ssa.BinOp) (x, y ssa.Value) {
	if !isByte(b.X.Type()) {
		return nil, nil
	}
	x, i := indexed(b.X)
	y, j := indexed(b.Y)
	if x == nil || y == nil || i != j || isConst(i) {
		return nil, nil
	}
	block := b.Block()
	if _, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If); !ok || !blocks.InLoop(block) {
		return nil, nil
	}
	for _, next := range block.Succs {
		if next != block && !blocks.Reaches(next, block) {
			return x, y
		}
	}
	return nil, nil
}

// indexed is the text and the index that a byte is an element by.
func indexed(v ssa.Value) (text, index ssa.Value) {
	switch v := v.(type) {
	case *ssa.UnOp:
		if at, ok := v.X.(*ssa.IndexAddr); ok && v.Op == token.MUL {
			return at.X, at.Index
		}
	case *ssa.Index:
		return v.X, v.Index
	case *ssa.Lookup:
		if !v.CommaOk {
			return v.X, v.Index
		}
	}
	return nil, nil
}

// comparedWithZero says whether the result of a three-way comparison is only asked
// for equality.
func comparedWithZero(call *ssa.Call) bool {
	if call.Referrers() == nil || len(*call.Referrers()) == 0 {
		return false
	}
	for _, r := range *call.Referrers() {
		switch r := r.(type) {
		case *ssa.BinOp:
			if r.Op != token.EQL && r.Op != token.NEQ {
				return false
			}
		case *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// secretable says whether the operands can be secrets by their types.
func secretable(c *comparison) bool {
	x, y := held(c.x), held(c.y)
	if isConst(x) || isConst(y) {
		return false
	}
	if c.both {
		m, ok := x.Type().Underlying().(*types.Map)
		return ok && texty(m.Elem())
	}
	if c.elements {
		s, ok := x.Type().Underlying().(*types.Slice)
		return ok && texty(s.Elem()) && texty(y.Type())
	}
	return texty(x.Type()) && texty(y.Type())
}

// held is the value in an interface.
func held(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		default:
			return v
		}
	}
}

func isConst(v ssa.Value) bool {
	for {
		switch x := v.(type) {
		case *ssa.Const:
			return true
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return false
		}
	}
}

// texty says whether values of a type can hold a secret: text, bytes, arrays of
// bytes, and interfaces. Named types are left out when their name says that they
// are something else.
func texty(t types.Type) bool {
	if named, ok := types.Unalias(t).(*types.Named); ok && otherType(named) {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0
	case *types.Slice:
		return isByte(u.Elem())
	case *types.Array:
		return isByte(u.Elem())
	case *types.Interface:
		return u.NumMethods() == 0 // not errors, nodes of a syntax tree and their like
	case *types.TypeParam:
		return true
	}
	return false
}

func isByte(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Uint8
}

// shortName shortens a function's full name to the package's last element.
func shortName(full string) string {
	prefix := ""
	for _, p := range []string{"(*", "("} {
		if rest, ok := strings.CutPrefix(full, p); ok {
			prefix, full = p, rest
			break
		}
	}
	return prefix + full[strings.LastIndexByte(full, '/')+1:]
}
