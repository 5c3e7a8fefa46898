package corswild

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/internal/flow"
)

// This file judges headers that are set by hand: which origins are sent, and
// whether credentials are allowed on a way that sends them.

// headers judges the headers that the package sets by hand.
func (f *finder) headers() {
	h := &headerFinder{finder: f, direct: make(map[*ssa.Function][]headerWrite), wrappers: make(map[*ssa.Function][]wrapper),
		calls: make(map[*ssa.Function][]*flow.Call), seen: make(map[[2]ssa.Instruction]bool), paired: make(map[ssa.Instruction]bool)}
	h.collect()
	if len(h.direct) == 0 {
		return
	}
	for _, fn := range f.unit.Functions() {
		h.pairs(fn)
	}
	f.drafts = slices.DeleteFunc(f.drafts, func(d emit.Draft) bool {
		return d.Rule == WildcardCredentials && slices.ContainsFunc(f.drafts, func(o emit.Draft) bool {
			return o.Rule == ReflectedCredentials && o.Needs == "" && o.Func != nil && o.Func == d.Func && o.SinkName == setHere && d.SinkName == setHere
		})
	})
	for _, fn := range f.unit.Functions() {
		h.alone(fn)
	}
}

// pairs judges the origins of fn with the credentials of fn.
func (h *headerFinder) pairs(fn *ssa.Function) {
	list := h.writes(fn, 0)
	for _, o := range list {
		if o.name != allowOrigin {
			continue
		}
		for _, other := range list {
			if other.name == allowOrigin || other.at == o.at && o.at != o.in || h.seen[[2]ssa.Instruction{o.in, other.in}] || !together(o.at, other.at) {
				continue
			}
			h.seen[[2]ssa.Instruction{o.in, other.in}] = true
			h.pair(o, other)
		}
	}
}

// pair judges one origin header with one that allows more.
func (h *headerFinder) pair(o, other headerWrite) {
	texts, ok := h.unit.Constants(other.value, other.in, other.part...)
	if !ok || !slices.ContainsFunc(texts, func(t string) bool { return strings.EqualFold(t, "true") }) {
		h.paired[o.in] = true // credentials may be allowed: the note would be wrong
		return
	}
	h.paired[o.in] = true
	p := h.policy(o, &other)
	if p == nil {
		return
	}
	if other.name == allowCredentials {
		p.creds, p.credsAt = yes, flow.Place{Pos: other.in.Pos()}
		if h.configured(other, o) {
			p.creds = unknown
		}
		if p.first(star) != nil && p.first(reflected, null, partly) == nil {
			p.fix = h.statementFix(o, other)
		}
	} else {
		p.private, p.creds = yes, unknown
	}
	h.report(p)
}

// alone judges the origins that are sent without credentials.
func (h *headerFinder) alone(fn *ssa.Function) {
	for _, o := range h.direct[fn] {
		if o.name != allowOrigin || h.paired[o.in] {
			continue
		}
		if p := h.policy(o, nil); p != nil {
			h.report(p)
		}
	}
}

// policy is what one origin header lets through, on the ways that also pass with.
func (h *headerFinder) policy(o headerWrite, with *headerWrite) *policy {
	fn := o.in.Parent()
	p := &policy{name: "this header", place: o.in.Pos(), fn: fn, sink: o.in, creds: no, withStar: star, public: h.public(fn, o.in)}
	for _, from := range h.unit.TracePart(o.value, o.in, o.part...) {
		p.allows = append(p.allows, h.sent(o, with, from)...)
	}
	if len(p.allows) == 0 {
		return nil
	}
	p.name = setHere
	return p
}

// setHere is what a header is called in messages.
const setHere = "Access-Control-Allow-Origin, set here,"

// sent judges one origin of the header's value.
func (h *headerFinder) sent(o headerWrite, with *headerWrite, from *flow.Origin) []allowance {
	if from.Class == flow.Constant {
		switch {
		case len(from.Through) > 0 || from.Joined || from.Before+from.After != "":
		case from.Text == "*":
			if with != nil && (h.excludesStar(*with) || h.configured(o, *with)) {
				return nil
			}
			return []allowance{{passing: star, why: `it is "*"`}}
		case from.Text == "null":
			return []allowance{{passing: null, why: `it is "null"`}}
		}
		return nil
	}
	if needs := h.handed(o, with, from); needs != "" {
		return []allowance{{passing: handedOn, why: "it repeats what another package hands over, the Origin of a request", place: from.Place, needs: needs}}
	}
	if !isOriginHeader(from) && !chosen(from) {
		return nil
	}
	c := newChecker(h.unit, subject{values: []*flow.Origin{from}})
	s := c.onWay(from)
	s = max(s, h.guarded(c, o))
	if with != nil {
		s = max(s, h.guarded(c, *with))
	}
	if s != onlyNull && from.Props.Has(flow.Any) {
		s = sound
	}
	s = max(s, h.callers(c, o.in.Parent(), 0))
	if s == opened && h.starApart(c, o, from) || with != nil && h.opposed(o, *with, from) {
		return nil
	}
	name := from.Expr
	if name == "" || name == "r.Header" {
		name = fmt.Sprintf("the request's %s", from.Name)
	}
	return judged(c, s, o.in.Parent(), fmt.Sprintf("it repeats %s, whatever that is", name), `it repeats the origin "null"`, from.Place)
}

// chosen says whether a value is one that a website can put into the request.
func chosen(o *flow.Origin) bool {
	if o.Class != flow.Untrusted || o.Kind != "remote" || o.Unsure {
		return false
	}
	return !strings.Contains(o.Name, "Host") && !strings.HasSuffix(o.Callee, ".Host") && !strings.HasSuffix(o.Callee, ".Hostname") &&
		!strings.HasSuffix(o.Callee, ".BaseURL")
}
