package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// assert is what a single condition proves when it turns out as wanted.
func (g *graph) assert(cond ssa.Value, want bool) []assertion {
	switch c := cond.(type) {
	case *ssa.BinOp:
		return g.assertComparison(c, want)
	case *ssa.Call:
		return g.assertCall(c, 0, boolWanted(want))
	case *ssa.Extract:
		return g.assertExtract(c, want)
	case *ssa.Lookup:
		if want && !c.CommaOk {
			return g.assertMember(c.Index, c.X, c)
		}
	}
	return nil
}

func boolWanted(want bool) outcomeWanted {
	if want {
		return wantTrue
	}
	return wantFalse
}

func (g *graph) assertExtract(c *ssa.Extract, want bool) []assertion {
	switch t := c.Tuple.(type) {
	case *ssa.Lookup:
		if c.Index == 1 && want {
			return g.assertMember(t.Index, t.X, t)
		}
	case *ssa.Call:
		return g.assertCall(t, c.Index, boolWanted(want))
	}
	return nil
}

// assertMember is for a map used as a set: the key is one of the map's keys.
func (g *graph) assertMember(key, m ssa.Value, at ssa.Instruction) []assertion {
	if !isText(heldType(key)) {
		return nil
	}
	return g.memberOf(g.value(key, nil, at), g.value(m, path{keyElem}, at))
}

// constants lists the texts of n when all its origins are constants.
func (g *graph) constants(n *node) ([]string, bool) {
	var texts []string
	for _, o := range g.plainOrigins(n, false) {
		if o.Class != Constant {
			return nil, false
		}
		if !o.Nil {
			texts = append(texts, o.Text)
		}
	}
	return texts, len(texts) > 0
}

func (g *graph) assertComparison(c *ssa.BinOp, want bool) []assertion {
	switch c.Op {
	case token.EQL, token.NEQ:
		as := append(g.assertLength(c, want), g.assertEqual(c, (c.Op == token.EQL) == want)...)
		if k, ok := c.Y.(*ssa.Const); ok && k.IsNil() && (c.Op == token.EQL) == want {
			as = append(as, g.assertEmpty(c.X, c)...)
		}
		return as
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		return append(g.assertLength(c, want), g.assertIndex(c, want)...)
	}
	return nil
}

// maxEmptyParts bounds the parts of a list's elements that are said not to be there.
const maxEmptyParts = 16

// assertLength reads comparisons of a length with a constant that only the empty
// list or text passes: there is nothing in it then that could do harm. A map can be
// written to afterwards and stays the same value, so that it says nothing of maps.
func (g *graph) assertLength(c *ssa.BinOp, want bool) []assertion {
	x, y, op := c.X, c.Y, c.Op
	if isConstant(x) {
		x, y, op = y, x, mirrored(op)
	}
	if !want {
		op = negated(op)
	}
	call, ok := x.(*ssa.Call)
	if !ok || !isLen(call) || !emptyOnly(op, y) {
		return nil
	}
	return g.assertEmpty(call.Call.Args[0], c)
}

// assertEmpty is for a list or text with nothing in it, and for a pointer that points
// to nothing.
func (g *graph) assertEmpty(list ssa.Value, at ssa.Instruction) []assertion {
	props := Any
	switch t := list.Type().Underlying().(type) {
	case *types.Pointer:
		if _, ok := t.Elem().Underlying().(*types.Struct); !ok || !g.ownType(t.Elem()) {
			return nil // of the structures of libraries nobody checks the parts
		}
		props |= SQLLiteral | SQLDoubled
	case *types.Slice:
		props |= SQLLiteral | SQLDoubled // of elements that are not there, all is true
	case *types.Basic:
	default:
		return nil
	}
	depth := maxPartDepth
	if isReference(list.Type()) {
		if base, _ := g.locate(list, at); base.op != opParam {
			return nil // what is put there later may be the same value
		}
		depth = maxPath - 1
	}
	var as []assertion
	for _, p := range g.textPartsTo(list.Type(), depth, maxEmptyParts) {
		if n := g.value(list, p, at); n.op != opParam && isReference(list.Type()) {
			continue
		}
		as = append(as, g.expand(g.value(list, p, at), props)...)
	}
	return as
}

func isLen(call *ssa.Call) bool {
	b, ok := call.Call.Value.(*ssa.Builtin)
	return ok && b.Name() == "len"
}

// emptyOnly says whether of all lengths only 0 compares so with k.
func emptyOnly(op token.Token, k ssa.Value) bool {
	n, ok := constantInt(k)
	switch op {
	case token.EQL, token.LEQ:
		return ok && n == 0
	case token.LSS:
		return ok && n == 1
	}
	return false
}

func (g *graph) assertEqual(c *ssa.BinOp, equal bool) []assertion {
	x, y := c.X, c.Y
	if isConstant(x) {
		x, y = y, x
	}
	if k, ok := y.(*ssa.Const); ok {
		if k.Value == nil {
			if equal {
				return g.assertNil(x)
			}
			as := []assertion{{g.value(x, nil, c), NonNil}}
			if call, ok := x.(*ssa.Call); ok {
				as = append(as, g.assertCall(call, 0, wantFound)...)
			}
			return as
		}
		if k.Value.Kind() == constant.Bool {
			return g.assert(x, constant.BoolVal(k.Value) == equal)
		}
		if call, ok := x.(*ssa.Call); ok && k.Value.Kind() == constant.Int {
			return g.assertIndexEqual(call, k, equal)
		}
	}
	if as := g.assertFirstByte(x, y, equal, c); as != nil {
		return as
	}
	if !isText(x.Type()) && !isInterface(x.Type()) && !isBytes(x.Type()) {
		return nil
	}
	nx, ny := g.value(x, nil, c), g.value(y, nil, c)
	return append(g.equalNodes(nx, ny, equal), g.equalNodes(ny, nx, equal)...)
}

// equalNodes is what x == y (or x != y) proves of x.
func (g *graph) equalNodes(x, y *node, equal bool) []assertion {
	if x.op == opConst {
		return nil
	}
	texts, constant := g.constants(y)
	if !equal {
		if constant && len(texts) == 1 {
			switch texts[0] {
			case "":
				return []assertion{{x, NonEmpty}}
			case "..":
				return g.notDots(x)
			}
		}
		return nil
	}
	if below := g.belowProps(x, y); below != nil {
		return append(below, assertion{x, PathBeneath})
	}
	if constant {
		if slices.ContainsFunc(texts, hasDotDot) {
			return nil // x is ".." then
		}
		return g.expand(x, Any)
	}
	if g.equalsBase(y, x.fn) {
		return g.expand(x, PathBeneath)
	}
	if y.op == opDerive && len(y.kids) == 1 && y.kids[0] == x {
		switch y.as {
		case "base":
			return g.expand(x, PathElement|NoSlash)
		case "encode", "clean":
			return nil
		}
	}
	// Equal to something that only the program or its operator chose.
	if g.programChosen(y) {
		return g.expand(x, Any)
	}
	if y.op == opParam && y.fn != nil && !ofOthers(x, y) {
		return g.needing(x, y, memberOfArg)
	}
	return nil
}

// notDots is what x != ".." proves: of what filepath.Rel answers also that the path
// is not the folder above, and of what a path was before it was cleaned or its slashes
// changed as much as of the result.
func (g *graph) notDots(x *node) []assertion {
	as := []assertion{{x, NotDots}}
	for x.op == opDerive && (x.as == "clean" || x.as == "fold") && len(x.kids) == 1 {
		x = x.kids[0]
		as = append(as, assertion{x, NotDots})
	}
	if x.op == opDerive && x.as == "rel" && len(x.kids) > 0 {
		as = append(as, assertion{x.kids[len(x.kids)-1], NotDots})
	}
	return as
}

// programChosen says whether every origin of n is a constant, the operator or a
// set that the program keeps.
func (g *graph) programChosen(n *node) bool {
	origins := g.plainOrigins(n, true)
	for _, o := range origins {
		switch o.Class {
		case Constant, Confined, Operator:
		default:
			return false
		}
	}
	return len(origins) > 0
}

// assertIndex reads strings.Index(x, y) < 0 and its like.
func (g *graph) assertIndex(c *ssa.BinOp, want bool) []assertion {
	call, ok := c.X.(*ssa.Call)
	k, isConst := c.Y.(*ssa.Const)
	if !ok || !isConst || k.Value == nil || k.Value.Kind() != constant.Int {
		return nil
	}
	n, _ := constant.Int64Val(k.Value)
	if g.counts(call) {
		n-- // none is counted where nothing is found
	}
	var found bool
	switch {
	case c.Op == token.LSS && n == 0, c.Op == token.LEQ && n == -1:
		found = false
	case c.Op == token.GEQ && n == 0, c.Op == token.GTR && n == -1:
		found = true
	default:
		return nil
	}
	return g.assertFound(call, found == want)
}

func (g *graph) assertIndexEqual(call *ssa.Call, k *ssa.Const, equal bool) []assertion {
	n, _ := constant.Int64Val(k.Value)
	if name := g.callee(call).name(); n == 0 && (name == "strings.Compare" || name == "bytes.Compare") {
		ops := call.Call.Args
		nx, ny := g.value(ops[0], nil, call), g.value(ops[1], nil, call)
		return append(g.equalNodes(nx, ny, equal), g.equalNodes(ny, nx, equal)...)
	}
	if n == -1 || n == 0 && g.counts(call) {
		return g.assertFound(call, !equal)
	}
	return nil
}

// counts says whether a call counts how often one text stands in another.
func (g *graph) counts(call *ssa.Call) bool {
	name := g.callee(call).name()
	return name == "strings.Count" || name == "bytes.Count"
}

// assertFound reads a search that found something or not.
func (g *graph) assertFound(call *ssa.Call, found bool) []assertion {
	c := g.callee(call)
	if c.object == nil || c.object.Pkg() == nil {
		return nil
	}
	if !found {
		if as := g.assertParts(call, false); len(as) > 0 {
			return as
		}
	}
	var as []assertion
	for _, e := range c.entries {
		if e.Verb == "guard" && e.When == "found" {
			as = append(as, g.assertGuard(call, c, e, boolWanted(found))...)
		}
	}
	return as
}

// assertNil is what it proves that v, an error or a pointer, is nil.
func (g *graph) assertNil(v ssa.Value) []assertion {
	var as []assertion
	if in, ok := v.(ssa.Instruction); ok {
		as = append(as, assertion{g.value(v, nil, in), Nil})
	}
	switch c := v.(type) {
	case *ssa.Call:
		as = append(as, g.assertCall(c, 0, wantNil)...)
		as = append(as, g.assertJoined(c)...)
	case *ssa.Extract:
		if call, ok := c.Tuple.(*ssa.Call); ok {
			as = append(as, g.assertCall(call, c.Index, wantNil)...)
			as = append(as, g.relError(call)...)
		}
	case *ssa.MakeInterface:
		return g.assertNil(c.X)
	case *ssa.ChangeInterface:
		return g.assertNil(c.X)
	}
	return as
}

// assertJoined is for errors.Join and its like: no error means that none of the
// joined ones was there.
func (g *graph) assertJoined(call *ssa.Call) []assertion {
	switch g.callee(call).name() {
	case "errors.Join", "go.uber.org/multierr.Combine", "go.uber.org/multierr.Append":
	default:
		return nil
	}
	var as []assertion
	for _, op := range call.Call.Args {
		if args := g.variadicArgs(op); args != nil {
			for _, a := range args {
				as = append(as, g.assertNil(a)...)
			}
		} else if isError(op.Type()) {
			as = append(as, g.assertNil(op)...)
		}
	}
	return as
}

// assertCall is what it proves of the arguments that a call's result turned out
// as wanted.
func (g *graph) assertCall(call *ssa.Call, result int, want outcomeWanted) []assertion {
	c := g.callee(call)
	var as, bodies []assertion
	if want == wantFalse {
		as = append(as, g.assertParts(call, false)...)
	}
	for _, e := range c.entries {
		if e.Verb == "guard" {
			as = append(as, g.assertGuard(call, c, e, want)...)
		}
	}
	ops := operandsOf(&call.Call)
	if want == wantTrue || want == wantNil {
		as = append(as, g.assertCredentials(c, ops, call)...)
	}
	switch want {
	case wantNil:
		as = append(as, g.assertValidated(call, c, ops)...)
	case wantTrue:
		as = append(as, g.assertPattern(call, c, ops)...)
	}
	for i, fn := range c.bodies {
		found := g.bodyCertificates(call, ops, fn, result, want)
		if i == 0 {
			bodies = found
		} else {
			bodies = common(bodies, found)
		}
	}
	as = append(as, bodies...)
	for _, sum := range c.summaries {
		for _, cert := range sum.Certs {
			if cert.Result == result && cert.Want == uint8(want) && cert.Param < len(ops) {
				p := resolveNames(ops[cert.Param].Type(), cert.Path)
				if props := g.resolveCertNeeds(cert, ops, call); props != 0 {
					checked, props := g.assertTagged(ops[cert.Param], p, props, call)
					as = append(as, checked...)
					as = append(as, g.expand(g.value(ops[cert.Param], p, call), props)...)
					as = append(as, g.expandElements(ops[cert.Param], p, props, call)...)
				}
			}
		}
	}
	return as
}

// common is what two lists of assertions both say: a call that can enter either of
// two functions proves no more.
func common(as, bs []assertion) []assertion {
	proved := make(map[*node]Props)
	for _, b := range bs {
		proved[b.n] |= b.props
	}
	var both []assertion
	for _, a := range as {
		if a.props &= proved[a.n]; a.props != 0 {
			both = append(both, a)
		}
	}
	return both
}

func (g *graph) bodyCertificates(call *ssa.Call, ops []ssa.Value, fn *ssa.Function, result int, want outcomeWanted) []assertion {
	var as []assertion
	for _, subject := range g.subjects(fn) {
		if subject.index >= len(ops) {
			continue
		}
		props := g.certified(fn, subject, result, want) &^ (Nil | NonNil)
		if props = g.resolveNeeds(props, g.needs[subject], ops, call); props != 0 {
			checked, rest := g.assertTagged(ops[subject.index], subject.path, props, call)
			as, props = append(as, checked...), rest
			arg := g.value(ops[subject.index], subject.path, call)
			as = append(as, g.expand(arg, g.cleanedHere(props, subject, arg))...)
			as = append(as, g.expandElements(ops[subject.index], subject.path, props, call)...)
		}
	}
	return as
}

// expandElements is what it proves of the arguments of a variadic parameter, which a
// call lists, that all elements of it have passed: illegal(name, password).
func (g *graph) expandElements(list ssa.Value, p path, props Props, call *ssa.Call) []assertion {
	if len(p) != 1 || p[0].name != anyElem.name {
		return nil
	}
	var as []assertion
	for _, arg := range g.variadicArgs(list) {
		as = append(as, g.expand(g.value(arg, nil, call), props)...)
	}
	return as
}

// subjects are the parameters (and their parts) that fn's branches say something
// about, in a fixed order.
func (g *graph) subjects(fn *ssa.Function) []*node {
	var found []*node
	gi := g.guardsOf(fn)
	if !gi.ready {
		g.unsettled++
	}
	for n := range gi.asserted {
		if n.op == opParam && n.fn == fn {
			found = append(found, n)
		}
	}
	sortNodes(found)
	return found
}
