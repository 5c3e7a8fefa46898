package flow

import "golang.org/x/tools/go/ssa"

// This file judges membership: a value that is found in a set is one of the set's
// elements, which confines it when nobody outside chose the elements. A helper
// that gets the set as a parameter proves it only for callers whose set is
// trusted: its certificate names the parameter that it needs.

// memberOf is what it proves of x to be an element of a set whose elements are n.
func (g *graph) memberOf(x, n *node) []assertion {
	ok := g.trusted(n)
	if n.op == opParam && n.fn != nil && !ofOthers(x, n) {
		if ok {
			return g.needing(x, n, memberOfArg|Any)
		}
		return g.needing(x, n, memberOfArg)
	}
	if !ok {
		return nil
	}
	return g.expand(x, Any)
}

// ofOthers says whether two values are parameters of different functions: who calls
// the one says nothing about the other.
func ofOthers(x, y *node) bool { return x.op == opParam && x.fn != y.fn }

// needing asserts what holds for x as far as the parameter y is trusted.
func (g *graph) needing(x, y *node, props Props) []assertion {
	as := g.expand(x, props)
	for _, a := range as {
		if a.props&memberOfArg != 0 && !contains(g.needs[a.n], y) {
			g.needs[a.n] = append(g.needs[a.n], y)
		}
	}
	return as
}

// maxSetVisits bounds the search for where a set's elements come from.
const maxSetVisits = 400

// trusted says whether a set's elements were not chosen by an attacker; then
// membership confines, whether or not the elements are written in the program.
func (g *graph) trusted(n *node) bool {
	if known, ok := g.constOnly[n]; ok {
		return known
	}
	g.constOnly[n] = true
	done := g.settle()
	ok := true
	for _, o := range g.briefOrigins(n, maxSetVisits) {
		if o.Class == Untrusted && !o.Props.Has(Any) {
			ok = false
		}
	}
	g.constOnly[n] = ok
	if !done() {
		delete(g.constOnly, n)
	}
	return ok
}

// resolveNeeds turns membership in a parameter into what it means for one call.
func (g *graph) resolveNeeds(props Props, needs []*node, ops []ssa.Value, call ssa.CallInstruction) Props {
	if props&memberOfArg == 0 {
		return props
	}
	props &^= memberOfArg
	for _, y := range needs {
		if y.index >= len(ops) || !g.trusted(g.value(ops[y.index], y.path, call)) {
			return props &^ Any
		}
	}
	if len(needs) > 0 {
		props |= Any
	}
	return props
}

func (g *graph) resolveCertNeeds(cert Certificate, ops []ssa.Value, call ssa.CallInstruction) Props {
	if cert.Props&memberOfArg == 0 {
		return cert.Props
	}
	props := cert.Props &^ (memberOfArg | Any)
	for _, need := range cert.Needs {
		if need.Param >= len(ops) || !g.trusted(g.value(ops[need.Param], resolveNames(ops[need.Param].Type(), need.Path), call)) {
			return props
		}
	}
	return props | Any
}

// Need names a part of a parameter.
type Need struct {
	Param int
	Path  []string
}

func (g *graph) needsOf(subject *node, props Props) []Need {
	if props&memberOfArg == 0 {
		return nil
	}
	var needs []Need
	for _, y := range g.needs[subject] {
		needs = append(needs, Need{y.index, y.path.names()})
	}
	return needs
}
