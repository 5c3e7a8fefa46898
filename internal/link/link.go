// Package link joins packages. The analysis of a package knows what it imports; it
// does not know who implements the interfaces that it calls, nor who calls it. What
// it would have to ask, it writes down: findings that only count if what an
// attacker chose arrives at a port (see [finding.Condition]), findings that rest on
// nothing but a port being open (Doubts), and its index: which values it hands to
// which ports, and what its types can stand for. The link walks the indexes of a
// whole program from the values that an attacker chose to the ports that they
// reach, and settles both kinds of findings. It needs neither source nor types.
//
// A parameter of an interface's method leads to that of every type that has the
// interface's methods, and what these return by themselves arrives at the interface's
// result; an interface with more than maxImplementations of them says nothing about who
// is behind it and leads nowhere. What an implementation only hands on, from a parameter
// to a result, arrives where the same call's result is used, and nowhere else: see
// transfer.go.
package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/finding"
)

// Bounds of the walk.
const (
	// maxImplementations bounds the types behind an interface.
	maxImplementations = 8
	// maxHops bounds the ports on the way: no reader follows a longer one.
	maxHops = 8
	// maxWays bounds the ways to one port that differ in what they prove.
	maxWays = 8
	// maxSteps bounds the steps of a way that was put together: the first and the last.
	maxSteps = 40
)

// Link is what the indexes of a program say together.
type Link struct {
	// into are the edges by the port that they lead to, out those from a port.
	into map[function][]*finding.Edge
	out  map[function][]*finding.Edge
	// behind are the functions that a method of an interface stands for, before the
	// methods of interfaces that a function stands behind.
	behind map[string][]string
	before map[string][]string
	taken  map[string]bool
	// facts are what is seen of the set-up of libraries; nil when packages are missing.
	facts map[string]bool
	// ambient are the packages that read what browsers send by themselves, beside those
	// that are in a program with one; nil when nobody told what packages import.
	ambient []string
	beside  map[string]bool
	// approach is what stands before the handlers of all packages.
	approach finding.Approach
	// called are the functions that some edge leads to.
	called map[string]bool

	// handed are the edges by which a function returns what it was given, ways what is
	// known of the transfers that were asked for.
	handed map[string][]*finding.Edge
	ways   map[string][]way

	arrived map[finding.Port][]*arrival
	queue   []*arrival
}

// function is a parameter of a function, whatever part of it.
type function struct {
	name  string
	param int
}

func of(p finding.Port) function { return function{p.Function, p.Param} }

// arrival is a value that an attacker chose, at a port.
type arrival struct {
	port    finding.Port
	trust   finding.Trust
	subject string
	proved  uint64
	steps   []finding.Step
	// built is where it was made part of a text, the last place on the way.
	built *finding.Location
	hops  int
	// deep: it is about the deeper parts of what is at the port.
	deep bool
	// text: it is a text, which has no parts.
	text bool
}

// New reads the indexes of a program's packages; the order of the units does not
// matter. Whole says that they are all packages of their modules: how libraries are set
// up is known only then.
func New(units []*finding.Unit, whole bool) *Link {
	l := &Link{
		into: make(map[function][]*finding.Edge), out: make(map[function][]*finding.Edge),
		behind: make(map[string][]string), before: make(map[string][]string), taken: make(map[string]bool), called: make(map[string]bool),
		handed: make(map[string][]*finding.Edge), ways: make(map[string][]way), arrived: make(map[finding.Port][]*arrival),
	}
	if whole {
		l.facts = make(map[string]bool)
		for _, u := range units {
			l.note(u.Index)
		}
	}
	var types []finding.Type
	interfaces := make(map[string]finding.Interface)
	for _, u := range units {
		if u.Index == nil {
			continue
		}
		types = append(types, u.Index.Types...)
		l.approach.Add(u.Index.Approach)
		if u.Index.Ambient {
			l.ambient = append(l.ambient, u.Package)
		}
		for _, i := range u.Index.Interfaces {
			interfaces[i.Name] = i
		}
		for _, name := range u.Index.Taken {
			l.taken[name] = true
		}
		for i := range u.Index.Edges {
			e := &u.Index.Edges[i]
			if handsOn(e) {
				l.handed[e.To.Function] = append(l.handed[e.To.Function], e)
				l.into[of(e.To)] = append(l.into[of(e.To)], e)
				continue
			}
			l.into[of(e.To)] = append(l.into[of(e.To)], e)
			l.called[e.To.Function] = true
			if e.From != nil {
				l.out[of(*e.From)] = append(l.out[of(*e.From)], e)
			}
		}
	}
	slices.SortFunc(types, func(a, b finding.Type) int { return cmp.Compare(a.Name, b.Name) })
	for _, i := range interfaces {
		l.implement(i, types)
	}
	for _, lists := range []map[function][]*finding.Edge{l.out, l.into} {
		for _, edges := range lists {
			slices.SortFunc(edges, compareEdges)
		}
	}
	for _, edges := range l.handed {
		slices.SortFunc(edges, compareEdges)
	}
	l.walk()
	return l
}

func (l *Link) note(index *finding.Index) {
	if index == nil {
		return
	}
	for _, name := range index.Facts {
		l.facts[name] = true
	}
}

// holds says whether libraries are set up as something needs.
func (l *Link) holds(given *finding.Given) bool {
	return l.facts != nil && !slices.ContainsFunc(given.Need, func(name string) bool { return !l.facts[name] }) &&
		!slices.ContainsFunc(given.Unless, func(name string) bool { return l.facts[name] })
}

// proved is what is proved on an edge.
func (l *Link) proved(e *finding.Edge) uint64 {
	proved := e.Proved
	for i := range e.Given {
		if l.holds(&e.Given[i]) {
			proved |= e.Given[i].Proved
		}
	}
	return proved
}

func compareEdges(a, b *finding.Edge) int {
	return cmp.Or(len(a.Steps)-len(b.Steps), cmp.Compare(a.To.Function, b.To.Function), a.To.Param-b.To.Param, cmp.Compare(a.To.Path, b.To.Path),
		cmp.Compare(a.Trust, b.Trust), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Proved, b.Proved),
		slices.CompareFunc(a.Through, b.Through, compareTransfers),
		slices.CompareFunc(a.Steps, b.Steps, compareSteps))
}

func compareSteps(a, b finding.Step) int {
	return cmp.Or(cmp.Compare(a.Location.File, b.Location.File), a.Location.Line-b.Location.Line, a.Location.Column-b.Location.Column,
		cmp.Compare(a.Message, b.Message))
}

// implement finds the functions behind the methods of an interface.
func (l *Link) implement(i finding.Interface, types []finding.Type) {
	var able []finding.Type
	for _, t := range types {
		if !slices.ContainsFunc(i.Methods, func(m string) bool { return t.Methods[m] == "" }) {
			able = append(able, t)
		}
	}
	if len(able) > maxImplementations {
		return
	}
	for method, id := range i.Ports {
		for _, t := range able {
			if fn := t.Methods[id]; !slices.Contains(l.behind[method], fn) {
				l.behind[method] = append(l.behind[method], fn)
				l.before[fn] = append(l.before[fn], method)
			}
		}
	}
}

// walk follows what attackers chose from port to port, the shortest ways first.
func (l *Link) walk() {
	var first []*finding.Edge
	for _, edges := range l.into {
		for _, e := range edges {
			if e.Trust == finding.Remote || e.Trust == finding.Archive {
				first = append(first, e)
			}
		}
	}
	slices.SortFunc(first, compareEdges)
	for _, e := range first {
		for _, w := range l.through(e.Through, 0) {
			l.arrive(&arrival{e.To, e.Trust, e.Subject, w.add(l.proved(e)), w.weave(e.Steps), cmp.Or(e.Built, w.built), 0, e.Deep, e.Text})
		}
	}
	for len(l.queue) > 0 {
		a := l.queue[0]
		l.queue = l.queue[1:]
		same := l.behind[a.port.Function]
		if a.port.Param < 0 {
			same = l.before[a.port.Function] // what is returned goes up
		}
		for _, fn := range same {
			b := *a
			b.port.Function = fn
			b.hops++
			l.arrive(&b)
		}
		for _, e := range l.out[of(a.port)] {
			to, ok := along(a, e)
			if !ok {
				continue
			}
			for _, w := range l.through(e.Through, 0) {
				deep := a.deep && to.Path == "" || e.Deep
				l.arrive(&arrival{to, a.trust, a.subject, w.add(a.proved&^e.Voids | l.proved(e)), clip(slices.Concat(a.steps, w.weave(e.Steps))),
					cmp.Or(e.Built, w.built, a.built), a.hops + 1, deep, a.text || e.Text})
			}
		}
	}
}

// along is the port that an edge leads to from where something arrived: the part
// that comes in must be the part that the edge is about, or hold it, or lie in it.
// Of the deeper parts of a structure it must be one of these.
func along(a *arrival, e *finding.Edge) (finding.Port, bool) {
	to := e.To
	if rest, ok := suffix(a.port.Path, e.From.Path); ok {
		if e.Deep && !a.deep && depth(rest) <= finding.PortDepth {
			return to, false
		}
		to.Path += rest
		return to, true
	}
	rest, ok := suffix(e.From.Path, a.port.Path)
	if a.text && rest != "" {
		return to, false
	}
	return to, ok && (!a.deep || depth(rest) > finding.PortDepth)
}

// depth is how many elements a path has.
func depth(path string) int { return strings.Count(path, ".") + strings.Count(path, "[") }

// suffix is what is left of a path behind its beginning, which must end where an
// element ends.
func suffix(path, start string) (string, bool) {
	rest, ok := strings.CutPrefix(path, start)
	return rest, ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

func clip(steps []finding.Step) []finding.Step {
	if len(steps) <= maxSteps {
		return steps
	}
	return slices.Concat(steps[:maxSteps/2], steps[len(steps)-maxSteps/2:])
}

// arrive notes an arrival, unless one is known that proves no more.
func (l *Link) arrive(a *arrival) {
	known := l.arrived[a.port]
	if a.hops > maxHops || len(known) >= maxWays {
		return
	}
	for _, k := range known {
		if k.trust == a.trust && k.proved&^a.proved == 0 && (a.deep || !k.deep) && (a.text || !k.text) {
			return
		}
	}
	l.arrived[a.port] = append(known, a)
	l.queue = append(l.queue, a)
}
