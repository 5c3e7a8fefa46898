package flow

import (
	"cmp"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/finding"
)

// This file is about ports: the parameters by which values leave what a package
// alone can decide. A call of a method of one of the module's own interfaces, or of
// a function that makes functions (options), is a use of kind "port", and travels in
// summaries as sinks do; a parameter that callers outside the package fill is the port
// where the link continues.

// portKind is the kind of uses that hand a value to a port.
const portKind = "port"

// Bounds of ports: of a wide structure that is handed over only the first parts
// that hold text are looked at.
const (
	maxPortPaths = 24
	maxPorts     = 24
)

// portUses adds what a call hands to a function that the link continues at: a method
// of an interface of the module, or a maker of functions.
func (g *graph) portUses(call ssa.CallInstruction, c *calleeInfo, ops []ssa.Value, add func(*Use)) {
	name := c.object.Origin().FullName()
	for i, arg := range ops {
		if i == 0 && c.hasRecv {
			continue
		}
		for _, p := range g.textParts(heldType(arg), maxPortPaths) {
			add(&Use{Kind: portKind, Callee: c.name(), Instr: call, Call: call, Arg: arg, Operand: i, Binds: -1,
				Port:  finding.Port{Function: name, Param: i, Path: p.String()},
				nodes: []*node{g.value(arg, p, call)}})
		}
		if n := g.held(arg, call); g.wholeStructure(arg, n) {
			add(&Use{Kind: portKind, Callee: c.name(), Instr: call, Call: call, Arg: arg, Operand: i, Binds: -1,
				Port: finding.Port{Function: name, Param: i}, Deep: true, nodes: []*node{n}})
		}
	}
}

// wholeStructure says whether an argument is a structure of the module's that was
// read or got as a whole, so that its deeper parts are like the rest.
func (g *graph) wholeStructure(arg ssa.Value, n *node) bool {
	t := deref(heldType(arg))
	if _, ok := t.Underlying().(*types.Struct); !ok || !g.ownType(t) {
		return false
	}
	return n.op == opParam || document(n, 0)
}

// linked says whether a call is one that the link continues: of a method of an
// interface that the module declares, for which the catalog has no entry.
func (g *graph) linked(call *ssa.CallCommon, c *calleeInfo) bool {
	if !g.unit.Settings.Link || !call.IsInvoke() || len(c.entries) > 0 {
		return false
	}
	pkg := call.Method.Pkg()
	return pkg != nil && (pkg == g.unit.Pass.Pkg || g.ownModule(call.Method))
}

// portOf is the port by which a parameter's part comes in; false when no other
// package can fill it.
func portOf(fn *ssa.Function, index int, p path) (finding.Port, bool) {
	obj, ok := fn.Object().(*types.Func)
	if !ok || fn.Synthetic != "" && !isThunk(fn) {
		return finding.Port{}, false
	}
	return finding.Port{Function: obj.Origin().FullName(), Param: index, Path: portPath(p)}, true
}

// portPath is a path as ports have it. What is handed over are lists as a whole, so
// that of elements with a constant index only that they are elements is told.
func portPath(p path) string {
	var q path
	for i, e := range p {
		if e.isElement() && e != anyElem {
			if q == nil {
				q = slices.Clone(p)
			}
			q[i] = anyElem
		}
	}
	if q == nil {
		q = p
	}
	return q.told()
}

// Port is the port by which a Parameter comes in, or what a method of an interface
// returned; false for other origins, and where no other package can fill the parameter.
func (o *Origin) Port() (finding.Port, bool) {
	if o.Class == Unknown && o.answer != nil {
		return *o.answer, true
	}
	if o.Class != Parameter || o.Param == nil || !o.Exported && !o.Shared {
		return finding.Port{}, false
	}
	return portOf(o.Param.Parent(), paramIndex(o.Param), o.leaf.path)
}

// shared says whether other packages can write to a part of a structure, which only
// the link can tell.
func (g *graph) shared(p path) bool {
	return g.unit.Settings.Link && !slices.ContainsFunc(p, func(e elem) bool { return e.field != nil && !e.field.Exported() })
}

// Supposition is an origin as it would be if an attacker chose what arrives at a
// port.
type Supposition struct {
	Origin Origin
	// When is the port and the kind of value; Unless is left to [Supposition.Confine].
	When finding.Condition
}

// Suppose makes suppositions of what came in by a port, which only the link can decide,
// one for each kind of value that an attacker chooses; none for other origins, and none
// when nobody links.
func (u *Unit) Suppose(o *Origin) []*Supposition {
	if !u.Settings.Link || o.Unsure {
		return nil
	}
	port, ok := o.Port()
	if !ok {
		return nil
	}
	var all []*Supposition
	for trust, kind := range map[finding.Trust]catalog.Class{finding.Remote: catalog.Remote, finding.Archive: catalog.Archive} {
		s := &Supposition{Origin: *o, When: finding.Condition{Port: port, Trust: trust}}
		s.Origin.Class, s.Origin.Kind, s.Origin.Expr, s.Origin.Name = Untrusted, kind, finding.Subject, ""
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *Supposition) int { return cmp.Compare(b.When.Trust, a.When.Trust) })
	return all
}

// Confine fills Unless: the properties, one or two together, with which harmful
// no longer accepts the origin. Harmful must not keep what it is given.
func (s *Supposition) Confine(harmful func(*Origin) bool) {
	o := s.Origin
	with := func(p Props) bool {
		o.Props = s.Origin.Props | p
		return harmful(&o)
	}
	single := make(map[Props]bool)
	for i := range propNames {
		if p := Props(1) << i; !with(p) {
			single[p] = true
			s.When.Unless = append(s.When.Unless, uint64(p))
		}
	}
	for i := range propNames {
		for j := range i {
			p, q := Props(1)<<i, Props(1)<<j
			if !single[p] && !single[q] && !with(p|q) {
				s.When.Unless = append(s.When.Unless, uint64(p|q))
			}
		}
	}
}
