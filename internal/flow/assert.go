package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
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
	if !isText(stripConversions(key).Type()) {
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
		return append(g.assertLength(c, want), g.assertEqual(c, (c.Op == token.EQL) == want)...)
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
	list := call.Call.Args[0]
	if _, isMap := list.Type().Underlying().(*types.Map); isMap {
		return nil
	}
	var as []assertion
	for _, p := range g.textParts(list.Type(), maxEmptyParts) {
		as = append(as, g.expand(g.value(list, p, c), Any)...)
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
// is not the folder above.
func (g *graph) notDots(x *node) []assertion {
	as := []assertion{{x, NotDots}}
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
					as = append(as, g.expand(g.value(ops[cert.Param], p, call), props)...)
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
			arg := g.value(ops[subject.index], subject.path, call)
			as = append(as, g.expand(arg, g.cleanedHere(props, subject, arg))...)
		}
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

// assertGuard reads a catalogued guard.
func (g *graph) assertGuard(call *ssa.Call, c *calleeInfo, e *catalog.Entry, want outcomeWanted) []assertion {
	turned := e.When == "true" && want == wantTrue || e.When == "false" && want == wantFalse ||
		e.When == "nil" && want == wantNil || e.When == "found" && (want == wantTrue || want == wantFound)
	comparison := e.Word == "prefix" || e.Word == "contains" || e.Word == "containsany" || e.Word == "suffix" || e.Word == "match" && e.When == "true"
	if !turned && !(comparison && want <= wantFalse) {
		return nil
	}
	var subject, other *node
	for _, pl := range e.Places {
		for _, n := range g.placeNodes(call, c, pl) {
			subject = n
		}
	}
	for _, pl := range e.From {
		if nodes := g.placeNodes(call, c, pl); len(nodes) == 1 {
			other = nodes[0]
		} else if len(nodes) > 1 {
			other = g.alt(call.Parent(), nodes, nil)
		}
	}
	if subject == nil {
		return nil
	}
	switch e.Word {
	case "member":
		return g.memberProps(call, c, e, subject)
	case "chosen":
		return g.foundBy(call, call.Call.Args[e.From[0].Index], call.Call.Args[e.Places[0].Index])
	case "equal":
		if other == nil {
			return nil
		}
		return append(g.equalNodes(subject, other, true), g.equalNodes(other, subject, true)...)
	case "prefix":
		return g.prefixProps(subject, other, want == wantTrue)
	case "suffix":
		if want == wantTrue {
			return []assertion{{subject, SuffixMatch}}
		}
		return nil
	case "contains", "containsany":
		return g.containsProps(subject, other, e.Word == "containsany", want == wantTrue)
	case "match":
		if !turned {
			return g.mismatchProps(subject, other)
		}
		return g.matchProps(subject, other)
	case "glob":
		return g.globProps(subject, other)
	}
	return g.expand(subject, parseProps(e.Word))
}

func (g *graph) memberProps(call *ssa.Call, c *calleeInfo, e *catalog.Entry, subject *node) []assertion {
	ops := operandsOf(&call.Call)
	for _, pl := range e.From {
		i := 0
		if pl.Root == catalog.Arg {
			i = c.operand(pl.Index)
		}
		if i >= len(ops) {
			continue
		}
		elem := anyElem
		if _, ok := ops[i].Type().Underlying().(*types.Map); ok {
			elem = keyElem
		}
		return g.memberOf(subject, g.value(ops[i], path{elem}, call))
	}
	return nil
}

// containsProps judges a search for a constant in x.
func (g *graph) containsProps(x, what *node, anyOf, found bool) []assertion {
	if what == nil {
		return nil
	}
	texts, ok := g.constants(what)
	if !ok || len(texts) != 1 {
		// A part of a constant is harmless where the constant is.
		if whole, known := g.constants(x); known && found && !anyOf && !strings.ContainsAny(strings.Join(whole, ""), "'\"`\\/;") {
			return g.expand(what, Any)
		}
		return nil
	}
	if found {
		return []assertion{{x, ContainsMatch}}
	}
	text := texts[0]
	var props Props
	switch {
	case anyOf:
		if strings.ContainsRune(text, '/') {
			props |= NoSlash | PathElement
		}
		if strings.ContainsRune(text, '.') {
			props |= NotDots | PathNoDotDot
		}
		if strings.Contains(text, "'") && strings.Contains(text, `\`) {
			props |= SQLLiteral
		}
	case text == "..":
		props = PathNoDotDot | NotDots
	case text == "../":
		props = PathNoDotDot | brokenContains
	case text == "/..":
		props = brokenContains | noUpMiddle
	case text == "/../" && surrounded(x):
		props = PathNoDotDot | NotDots
	case text == "/../":
		props = noUpMiddle
	case text == "/":
		props = NoSlash | PathElement
	}
	if props == 0 {
		return nil
	}
	return g.expand(x, props)
}

// surrounded says whether slashes were put around a path, so that each of its elements
// stands between two.
func surrounded(x *node) bool {
	if x.op != opConcat || x.as == "join" {
		return false
	}
	first, last := x, x
	for first.op == opConcat && first.as != "join" {
		first = first.kids[0]
	}
	for last.op == opConcat && last.as != "join" {
		last = last.kids[len(last.kids)-1]
	}
	return first.op == opConst && first.text == "/" && last.op == opConst && last.text == "/"
}

// maxExpansion bounds how deep a value is taken apart for what is proved of it;
// values of loops are made of themselves.
const maxExpansion = 10

// expand carries what is proved of a derived value over to what it was derived
// from.
func (g *graph) expand(n *node, props Props) []assertion {
	props = implied(props)
	as := []assertion{{n, props}}
	if g.expanding >= maxExpansion {
		return as
	}
	g.expanding++
	defer func() { g.expanding-- }()
	switch n.op {
	case opDerive:
		as = append(as, g.expandDerived(n, props)...)
	case opConcat:
		for i, k := range n.kids {
			if inner := concatProps(i, props); inner != 0 && k.op != opConst {
				as = append(as, g.expand(k, inner)...)
			}
		}
	case opForeign:
		as = append(as, g.expand(n.kids[0], props)...)
	case opAlt:
		if n.as != "returns" && len(n.kids) <= 8 {
			for _, k := range n.kids {
				if k.op == opDerive && k.as == "fold" {
					as = append(as, g.expandDerived(k, props)...)
				}
			}
			if len(n.kids) <= 4 && props&(PathLocal|PathBeneath|PathBelow|PathNoDotDot) != 0 {
				as = append(as, g.expandAlternatives(n, props)...)
			}
		}
	}
	return as
}

func (g *graph) expandDerived(n *node, props Props) []assertion {
	var carried Props
	switch n.as {
	case "fold":
		carried = props
	case "trim":
		carried = props & (PathLocal | PathBeneath | PathNoDotDot | PathElement | NoSlash | PathBelow | brokenAny)
		if strings.HasSuffix(n.text, "TrimSpace") {
			carried = props
		}
	case "clean":
		carried = props & (Any | PathLocal | PathBeneath | PathNoDotDot | PathBelow | PathRelative | brokenAny)
	case "rejoin":
		// It has lost the slashes in front.
		carried = props & (PathNoDotDot | PathBelow | brokenAny)
	case "parent":
		// The last element is not known from the folder above it, but of a cleaned path it
		// is no "..".
		if len(n.kids) == 1 && g.cleanedPath(n.kids[0]) {
			carried = props & (PathLocal | PathBeneath | PathNoDotDot | PathBelow)
		}
	case "rel":
		if props.Has(PathLocal) && len(n.kids) > 0 {
			return g.expand(n.kids[len(n.kids)-1], PathBeneath|props&(brokenAbove|NotDots))
		}
	}
	if carried == 0 {
		return nil
	}
	var as []assertion
	for _, k := range n.kids {
		as = append(as, g.expand(k, carried)...)
	}
	return as
}
