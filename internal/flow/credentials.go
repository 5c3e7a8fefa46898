package flow

import "golang.org/x/tools/go/ssa"

// This file knows what it means that credentials are right. A name that was checked
// together with its password is that of an account: whoever runs the program gave it,
// or let it be taken. As a path it is one element and leads nowhere else; of statements
// nothing follows. The catalog marks
//
//	mark credentials SYMBOL    the results are a name and a password

// assertCredentials is what it proves that a function was given the name and the
// password, and found them right.
func (g *graph) assertCredentials(c *calleeInfo, ops []ssa.Value, call *ssa.Call) []assertion {
	if len(c.entries) > 0 || c.object == nil || c.object.Pkg() == nil || isStandard(c.object.Pkg().Path(), nil) {
		return nil // a library's function that has other things to do with two texts
	}
	results := make(map[ssa.Value]int)
	for _, op := range ops {
		result, ok := op.(*ssa.Extract)
		if !ok || !isText(result.Type()) {
			continue
		}
		if before, ok := results[result.Tuple]; ok && before != result.Index {
			if n := g.value(op, nil, call); n.op == opSource && g.markedSource(n, "credentials") {
				return []assertion{{n, implied(PathElement | NotDots)}}
			}
		}
		results[result.Tuple] = result.Index
	}
	return nil
}
