package flow

import "golang.org/x/tools/go/ssa"

// variadicEffect is what a catalogued call writes to p below base through the
// pointers in its variadic argument: row.Scan(&name).
func (g *graph) variadicEffect(call ssa.CallInstruction, i int, arg ssa.Value, base *node, p path) *effect {
	for _, a := range g.variadicArgs(arg) {
		if held := stripInterface(a); !canWriteThrough(held.Type()) || g.apart(held, base) {
			continue
		}
		b2, p2 := g.locate(a, call)
		if b2 != base {
			continue
		}
		rest, ok := suffix(p, p2)
		if !ok {
			continue
		}
		if e := g.catalogWrite(call, g.callee(call), i, rest); e != nil {
			return e
		}
	}
	return nil
}
