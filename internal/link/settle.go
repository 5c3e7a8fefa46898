package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/finding"
)

// Settle decides the findings that the packages left open. It returns those that
// stand: the ones with a condition that is met, completed by the way to it, and of
// those with doubts the ones that do not rest on ports where only safe values
// arrive, nor libraries that are set up so that there is nothing to find. Of those
// about what browsers send by themselves the ones stand that are about programs like
// this one. Doubts, and whether nobody reads a cookie, are settled only when the
// indexes are those of whole modules, for otherwise a caller may be missing.
func (l *Link) Settle(findings []finding.Finding, whole bool) []finding.Finding {
	var stand []finding.Finding
	known := told(findings)
	for i := range findings {
		f := &findings[i]
		if slices.ContainsFunc(f.Unless, func(given finding.Given) bool { return l.holds(&given) }) {
			continue
		}
		if f.Needs != "" && !l.facts[f.Needs] {
			continue
		}
		if f.Ambient != nil {
			if *f.Ambient != (!whole || l.known(f)) {
				continue
			}
			g := *f
			g.Ambient, g.Place = nil, ""
			f = &g
		}
		switch {
		case f.If != nil:
			if a, w := l.meets(f.If); a != nil {
				if g := complete(f, a, w); !toldBefore(known, &g) {
					stand = append(stand, g)
				}
			}
		case whole && len(f.Doubts) > 0 && !slices.ContainsFunc(f.Doubts, func(p finding.Port) bool { return !l.safe(p) }):
		default:
			stand = append(stand, *f)
		}
	}
	return stand
}

// tale is what a flaw is known by: where the value comes from, and where it does harm or
// is made part of a text.
type tale struct {
	analyzer string
	from, by line
	site     finding.Site
}

type line struct {
	file string
	line int
}

func lineOf(l finding.Location) line { return line{l.File, l.Line} }

// told are the flaws of which a package sees by itself that a check does not hold, because
// it imports what is behind the interface that it calls. Of the same way the link would
// tell as of one without a check; and a text that goes into several calls is one flaw.
func told(findings []finding.Finding) map[tale]bool {
	all := make(map[tale]bool)
	for i := range findings {
		f := &findings[i]
		if !f.Check || f.If != nil || len(f.Flow) < 2 {
			continue
		}
		from := lineOf(f.Flow[0].Location)
		all[tale{analyzer: f.Analyzer(), from: from, site: f.Site}] = true
		for _, step := range f.Flow[1:] {
			all[tale{analyzer: f.Analyzer(), from: from, by: lineOf(step.Location)}] = true
		}
	}
	return all
}

// toldBefore says whether a finding that the link completed is among those.
func toldBefore(told map[tale]bool, f *finding.Finding) bool {
	if len(f.Flow) == 0 {
		return false
	}
	from := lineOf(f.Flow[0].Location)
	return told[tale{analyzer: f.Analyzer(), from: from, site: f.Site}] ||
		f.Building != nil && told[tale{analyzer: f.Analyzer(), from: from, by: lineOf(*f.Building)}]
}

// meets is the first arrival that meets a condition, and the way through the methods of
// the condition; nil when there is none.
func (l *Link) meets(c *finding.Condition) (*arrival, way) {
	ways := l.through(c.Through, 0)
	if len(ways) == 0 {
		return nil, way{}
	}
	arrivals := []*arrival{{trust: c.Trust, proved: c.Holds}}
	if c.Port.Function != "" {
		arrivals = l.at(c.Port)
	}
	for _, a := range arrivals {
		for _, w := range ways {
			proved := w.add(a.proved)
			if a.trust == c.Trust && proved&c.Needs == c.Needs && !slices.ContainsFunc(c.Unless, func(p uint64) bool { return proved&p == p }) {
				return a, w
			}
		}
	}
	return nil, way{}
}

// at are the arrivals at a port, and at what holds its part.
func (l *Link) at(p finding.Port) []*arrival {
	var found []*arrival
	for _, a := range l.arrived[p] {
		if !a.deep {
			found = append(found, a)
		}
	}
	for i := len(p.Path) - 1; i >= 0; i-- {
		if p.Path[i] == '.' || p.Path[i] == '[' {
			for _, a := range l.arrived[finding.Port{Function: p.Function, Param: p.Param, Path: p.Path[:i]}] {
				if !a.text && (!a.deep || depth(p.Path[i:]) > finding.PortDepth) {
					found = append(found, a)
				}
			}
		}
	}
	return found
}

// complete makes a finding of a met condition: the way leads on from the arrival.
// The finding's own first step, which says that a parameter comes in, tells nothing
// new.
func complete(f *finding.Finding, a *arrival, w way) finding.Finding {
	g := *f
	g.If = nil
	if built := cmp.Or(w.built, a.built); f.If.Whole && built != nil {
		g.Building = built
	}
	g.Message = strings.ReplaceAll(g.Message, finding.Subject, a.subject)
	own := w.weave(g.Flow)
	if len(own) > 1 && len(a.steps) > 0 {
		own = own[1:]
	}
	g.Flow = finding.Distinct(slices.Concat(a.steps, own))
	return g
}

// safe says whether only safe values arrive at a port, some do, and all calls are
// seen.
func (l *Link) safe(p finding.Port) bool {
	d := &doubt{link: l, busy: make(map[finding.Port]bool)}
	return d.onlySafe(p, 0) && d.grounded
}

// doubt is one question whether only safe values arrive.
type doubt struct {
	link *Link
	busy map[finding.Port]bool
	// grounded: a safe value was met, and not only functions that call each other.
	grounded bool
}

func (d *doubt) onlySafe(p finding.Port, hops int) bool {
	if d.busy[p] {
		return true // a way that leads back brings in nothing new
	}
	if hops > maxHops || d.link.taken[p.Function] {
		return false
	}
	d.busy[p] = true
	calls := 0
	for _, e := range d.link.into[of(p)] {
		if !concerns(e, p) || len(e.Through) > 0 {
			continue // what comes through a method, is asked by way of its result
		}
		calls++
		switch {
		case e.Settings:
			d.grounded = true // whoever runs the program answers for it
		case e.From != nil && !d.onlySafe(*e.From, hops+1), e.From == nil && e.Trust != finding.Safe:
			return false
		case e.From == nil:
			d.grounded = true
		}
	}
	others := d.link.before[p.Function]
	if p.Param < 0 {
		others = d.link.behind[p.Function]
	}
	for _, method := range others {
		q := p
		q.Function = method
		if p.Param >= 0 && len(d.link.into[of(q)]) == 0 {
			continue
		}
		calls++
		if !d.onlySafe(q, hops+1) {
			return false
		}
	}
	if calls == 0 && p.Param >= 0 && !d.link.called[p.Function] && hidden(p.Function) {
		d.grounded = true // nobody can call it
		return true
	}
	return calls > 0
}

// hidden says whether a function is in a package that nobody outside the module can
// import.
func hidden(function string) bool {
	path := strings.TrimLeft(function, "(*")
	return strings.HasPrefix(path, "internal/") || strings.Contains(path, "/internal/") || strings.Contains(path, "/internal.")
}

// concerns says whether an edge says something of the part at a port.
func concerns(e *finding.Edge, p finding.Port) bool {
	if rest, ok := suffix(p.Path, e.To.Path); ok {
		return !e.Deep || depth(rest) > finding.PortDepth
	}
	_, ok := suffix(e.To.Path, p.Path)
	return ok
}
