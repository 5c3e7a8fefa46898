package flow

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// This file remembers the checks that a value met on its way, so that a check
// that does not hold what it promises can be shown where it stands.

// Reason says what a check is, or why it does not hold.
type Reason uint8

const (
	// Holds: the check holds for what its properties say; whether that is enough
	// depends on the use.
	Holds Reason = iota
	// BranchStays: the branch on which the check fails goes on to the use.
	BranchStays
	// BeforeUnescape: the value was decoded after the check.
	BeforeUnescape
	// PrefixWithoutSeparator: "/data-evil" has the prefix "/data" too.
	PrefixWithoutSeparator
	// PrefixUncleaned: "/data/../etc" has the prefix "/data/" too.
	PrefixUncleaned
	// RelErrorOnly: filepath.Rel answers "../x" without an error.
	RelErrorOnly
	// DotsWithSlash: only a .. beside a slash is looked for.
	DotsWithSlash
	// DotsAbove: "../" at the start of a path seen from its folder is looked for, and
	// ".." is not.
	DotsAbove
	// Replaced: what is left after a replacement can be .. again.
	Replaced
	// Trimmed: only the start or end is looked at.
	Trimmed
	// Cleaned: filepath.Clean keeps leading .. elements.
	Cleaned
	// Based: filepath.Base can answer "..".
	Based
	// Pattern: the regular expression lets a path out.
	Pattern
	// PartChecked: the base name was checked, and the whole path is used.
	PartChecked
)

// Check is a check or a sanitizer that a value met.
type Check struct {
	Reason Reason
	// Props are what the check proves where it holds.
	Props Props
	// Place is the check's condition or call; not valid in another package.
	Place Place
	// Func holds the check.
	Func *ssa.Function
	// Expr is its source text.
	Expr string
	// Input is text that passes the check, if one is known.
	Input string
}

const (
	brokenAny = brokenPrefix | brokenPrefixUnclean | brokenRel | brokenReplace | brokenContains | brokenAbove
	// pathProps are what checks of paths prove.
	pathProps = PathLocal | PathElement | PathNoDotDot | PathBeneath | PathRooted | PathBelow
)

// Broken lists what is known to be wrong with the checks that props stand for.
func (p Props) Broken() []Reason {
	var list []Reason
	for _, b := range []struct {
		p Props
		r Reason
	}{{brokenPrefix, PrefixWithoutSeparator}, {brokenPrefixUnclean, PrefixUncleaned}, {brokenRel, RelErrorOnly},
		{brokenReplace, Replaced}, {brokenContains, DotsWithSlash}, {brokenAbove, DotsAbove}} {
		if p.Has(b.p) {
			list = append(list, b.r)
		}
	}
	return list
}

func reasonOf(p Props) Reason {
	if list := p.Broken(); len(list) > 0 {
		return list[0]
	}
	return Holds
}

// checkList is the checks on the way, the last first.
type checkList struct {
	check Check
	next  *checkList
	len   int
}

// maxChecks bounds the checks kept for one origin; a reader wants the first that
// explains the finding.
const maxChecks = 12

func (c *checkList) add(check Check) *checkList {
	n := 1
	if c != nil {
		n += c.len
	}
	if n > maxChecks {
		return c
	}
	for l := c; l != nil; l = l.next {
		if l.check.Place == check.Place && l.check.Reason == check.Reason {
			return c
		}
	}
	return &checkList{check, c, n}
}

func (c *checkList) list() []Check {
	var out []Check
	for l := c; l != nil; l = l.next {
		out = append(out, l.check)
	}
	return out
}

// condition is a condition of a function with what it proves when it turned out
// as wanted.
type condition struct {
	value ssa.Value
	want  bool
	block *ssa.BasicBlock
	as    []assertion
}

// conditionsOf lists the conditions of fn in block order.
func (g *graph) conditionsOf(gi *guardInfo) []condition {
	if gi.listed {
		return gi.conditions
	}
	gi.listed = true
	var note func(v ssa.Value, b *ssa.BasicBlock, depth int)
	note = func(v ssa.Value, b *ssa.BasicBlock, depth int) {
		switch c := v.(type) {
		case *ssa.Phi:
			for _, e := range c.Edges {
				if depth < 4 {
					note(e, b, depth+1)
				}
			}
			return
		case *ssa.UnOp:
			if c.Op == token.NOT {
				note(c.X, b, depth)
				return
			}
		case *ssa.Const:
			return
		}
		for _, want := range []bool{true, false} {
			if as := g.assertions(gi, v, want); len(as) > 0 {
				gi.conditions = append(gi.conditions, condition{v, want, b, as})
			}
		}
	}
	for _, b := range gi.fn.Blocks {
		switch last := lastInstr(b).(type) {
		case *ssa.If:
			note(last.Cond, b, 0)
		case *ssa.Return:
			for _, r := range last.Results {
				if isBool(r.Type()) {
					note(r, b, 0)
				} else if isError(r.Type()) && !isConstant(r) {
					if as := g.assertNil(r); len(as) > 0 {
						gi.conditions = append(gi.conditions, condition{r, true, b, as})
					}
				}
			}
		}
	}
	return gi.conditions
}

func (c *condition) props(n *node) Props {
	var p Props
	for _, a := range c.as {
		if a.n == n {
			p |= a.props
		}
	}
	return p
}

// checksAt lists the checks of n that stand before the points.
func (g *graph) checksAt(n *node, points []point, dirty bool, list *checkList) *checkList {
	for _, p := range points {
		if p.to == nil {
			continue
		}
		gi := g.guardsOf(p.to.Parent())
		for _, part := range g.partsOf(gi)[n] {
			if g.provedAt(gi, part.n, p).Has(part.props) {
				check := g.checkOf(part.condition, part.n, part.props)
				check.Reason, check.Input = PartChecked, "../../etc/passwd"
				list = list.add(check)
			}
		}
		if !gi.asserted[n] {
			continue
		}
		proved := g.provedAt(gi, n, p)
		here := p.to
		if p.from != nil {
			here = p.from
		}
		conditions := g.conditionsOf(gi)
		for i := range conditions {
			c := &conditions[i]
			props := c.props(n)
			if props.Has(Any) {
				continue
			}
			if props &= pathProps | brokenAny | RegexpMatch; props == 0 {
				continue
			}
			check := g.checkOf(c, n, props)
			switch {
			case proved.Has(props) && dirty:
				if props&pathProps == 0 {
					continue
				}
				if check.Reason == Holds {
					check.Reason = BeforeUnescape
				}
			case proved.Has(props):
			case props&(PathLocal|PathBeneath|PathNoDotDot) != 0 && props&PathElement == 0 && goesOn(c.block, here):
				// What is wrong is the branch here, not the condition in a helper.
				check = g.checkOfCondition(c.value, c.value.Parent(), props)
				check.Reason = BranchStays
			default:
				continue
			}
			list = list.add(check)
		}
	}
	return list
}

// partCheck is a condition that confines the base name of a value and nothing else.
type partCheck struct {
	condition *condition
	n         *node
	props     Props
}

// partsOf lists by value what conditions of the function prove of its base name alone.
// Only what looks for a way out is listed: whether a base name has a dot in front is
// asked for other reasons.
func (g *graph) partsOf(gi *guardInfo) map[*node][]partCheck {
	if gi.parts != nil {
		return gi.parts
	}
	conditions := g.conditionsOf(gi)
	gi.parts = make(map[*node][]partCheck)
	for i := range conditions {
		for _, a := range conditions[i].as {
			props := a.props & (PathLocal | PathBeneath | PathNoDotDot)
			based := a.n.as == "base" || a.n.as == "sanitized" && strings.HasSuffix(a.n.text, ".Base")
			if props == 0 || !based || len(a.n.kids) == 0 {
				continue
			}
			whole := a.n.kids[0]
			gi.parts[whole] = append(gi.parts[whole], partCheck{&conditions[i], a.n, props})
		}
	}
	return gi.parts
}

// goesOn says whether both branches of the condition at the end of from lead to
// to: the condition decides nothing about it.
func goesOn(from, to *ssa.BasicBlock) bool {
	if _, ok := lastInstr(from).(*ssa.If); !ok || !from.Dominates(to) || from == to {
		return false
	}
	for _, s := range from.Succs {
		if len(s.Preds) == 1 && s.Dominates(to) {
			return false
		}
		if !reaches(s, to, from) {
			return false
		}
	}
	return true
}

// reaches says whether a way leads from a block to another without passing a third.
func reaches(from, to, without *ssa.BasicBlock) bool {
	seen := make([]bool, len(from.Parent().Blocks))
	var visit func(b *ssa.BasicBlock) bool
	visit = func(b *ssa.BasicBlock) bool {
		if b == to {
			return true
		}
		if seen[b.Index] || b == without {
			return false
		}
		seen[b.Index] = true
		for _, s := range b.Succs {
			if visit(s) {
				return true
			}
		}
		return false
	}
	return visit(from)
}

// checkOf describes a condition as a check of n.
func (g *graph) checkOf(c *condition, n *node, props Props) Check {
	value := c.value
	fn := value.Parent()
	for depth := 0; depth < 4; depth++ {
		call := callIn(value)
		if call == nil {
			break
		}
		inner := g.innerCheck(call, n, props)
		if inner == nil {
			break
		}
		c, n = inner, inner.as[0].n
		value, fn = inner.value, inner.block.Parent()
	}
	return g.checkOfCondition(value, fn, props)
}

func (g *graph) checkOfCondition(value ssa.Value, fn *ssa.Function, props Props) Check {
	call := callIn(value)
	check := Check{Reason: reasonOf(props), Props: props, Func: fn, Place: Place{Pos: value.Pos()}}
	if call != nil {
		check.Place.Pos = call.Pos()
		check.Expr = g.exprAt(call.Pos())
		check.Input = g.passing(call, props)
		if name := g.callee(call).name(); props&(RegexpMatch|PathElement) != 0 && strings.Contains(name, "Match") {
			check.Reason = Pattern
		}
	}
	return check
}

// callIn is the call whose outcome a condition is.
func callIn(v ssa.Value) *ssa.Call {
	for range 4 {
		switch c := v.(type) {
		case *ssa.Call:
			return c
		case *ssa.Extract:
			call, _ := c.Tuple.(*ssa.Call)
			return call
		case *ssa.UnOp:
			v = c.X
		case *ssa.BinOp:
			v = c.X
		default:
			return nil
		}
	}
	return nil
}

// innerCheck finds the condition in a called function of the package that proves
// the same of the parameter that n was passed for.
func (g *graph) innerCheck(call *ssa.Call, n *node, props Props) *condition {
	ops := operandsOf(&call.Call)
	for _, fn := range g.callee(call).bodies {
		gi := g.guardsOf(fn)
		for _, subject := range g.subjects(fn) {
			if subject.index >= len(ops) {
				continue
			}
			passed := false
			for _, a := range g.expand(g.value(ops[subject.index], subject.path, call), props) {
				passed = passed || a.n == n
			}
			if !passed {
				continue
			}
			conditions := g.conditionsOf(gi)
			for i := range conditions {
				if c := conditions[i]; c.props(subject)&props != 0 {
					c.as = []assertion{{subject, c.props(subject)}}
					return &c
				}
			}
		}
	}
	return nil
}

// passing is text that passes a check that does not hold.
func (g *graph) passing(call *ssa.Call, props Props) string {
	ops := operandsOf(&call.Call)
	switch {
	case props&(brokenPrefix|brokenPrefixUnclean) != 0 && len(ops) == 2:
		n := g.value(ops[1], nil, call)
		prefix := g.render(n)
		if prefix == "" || strings.Contains(prefix, Foreign) {
			if prefix = g.sourceText(ops[1]); prefix == "" {
				return ""
			}
		}
		if props&brokenPrefix != 0 {
			return prefix + "-evil/x"
		}
		return strings.TrimSuffix(prefix, "/") + "/../../etc/passwd"
	case props&brokenRel != 0:
		return "../../etc/passwd"
	case props&RegexpMatch != 0 || props&pathProps != 0:
		return g.patternPasses(call, props)
	}
	return ""
}

// sourceText names a value as the source does: a variable or a call.
func (g *graph) sourceText(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.Parameter, *ssa.FreeVar:
		return v.Name()
	case *ssa.Call:
		if len(v.Call.Args) > 0 {
			return g.sourceText(v.Call.Args[0])
		}
	case *ssa.UnOp:
		return g.sourceText(v.X)
	case *ssa.FieldAddr:
		return strings.TrimPrefix(fieldElem(v.X.Type(), v.Field).name, ".")
	case *ssa.Global:
		return v.Name()
	case *ssa.Alloc, *ssa.Phi:
		return commentOf(v)
	}
	return ""
}

func commentOf(v ssa.Value) string {
	switch v := v.(type) {
	case *ssa.Alloc:
		return v.Comment
	case *ssa.Phi:
		return v.Comment
	}
	return ""
}

// derivedCheck is a sanitizer that a value went through and that does less than
// it seems to.
func (g *graph) derivedCheck(n *node, s state) (Check, bool) {
	call, _ := n.val.(*ssa.Call)
	if ex, ok := n.val.(*ssa.Extract); ok {
		call, _ = ex.Tuple.(*ssa.Call)
	}
	if call == nil || s.dirty {
		return Check{}, false
	}
	check := Check{Place: Place{Pos: call.Pos()}, Func: call.Parent(), Expr: g.exprAt(call.Pos())}
	switch n.as {
	case "clean":
		// Only a name that is joined to something afterwards was cleaned to be safe.
		if !strings.HasSuffix(n.text, ".Clean") || s.before == "" || strings.HasPrefix(g.render(n), "/") {
			return check, false
		}
		check.Reason, check.Input = Cleaned, "../../etc/passwd"
	case "base":
		check.Reason, check.Props, check.Input = Based, PathElement, ".."
	case "sanitized":
		if !strings.HasSuffix(n.text, ".Base") {
			return check, false
		}
		check.Reason, check.Props, check.Input = Based, PathElement, ".."
	case "replace":
		props, input := g.replaced(call)
		switch {
		case props&brokenReplace != 0:
			check.Reason, check.Props, check.Input = Replaced, props, input
		case props&(PathNoDotDot|PathElement) != 0:
			check.Props = props // holds, and may not be enough for the use
		default:
			return check, false
		}
	case "trim":
		input := g.trimmed(call)
		if input == "" {
			return check, false
		}
		check.Reason, check.Input = Trimmed, input
	default:
		return check, false
	}
	return check, true
}

// trimmed is a path that stays harmful when a call cuts ".." off its ends; ""
// when the call does not look for dots.
func (g *graph) trimmed(call *ssa.Call) string {
	ops := operandsOf(&call.Call)
	if len(ops) < 2 || !isText(ops[1].Type()) {
		return ""
	}
	cut, ok := g.constants(g.value(ops[1], nil, call))
	if !ok || len(cut) != 1 {
		return ""
	}
	switch name := g.callee(call).name(); {
	case strings.HasSuffix(name, "Prefix") && strings.Contains(cut[0], ".."):
		return cut[0] + "../etc/passwd"
	case (strings.HasSuffix(name, "TrimLeft") || strings.HasSuffix(name, ".Trim")) && strings.Contains(cut[0], ".") && strings.Contains(cut[0], "/"):
		return "a/../../etc/passwd"
	}
	return ""
}
