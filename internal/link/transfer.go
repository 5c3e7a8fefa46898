package link

import (
	"cmp"
	"slices"

	"github.com/secvet/secvet/internal/finding"
)

// This file is about what methods of interfaces hand on from their parameters to their
// results.

// Bounds of transfers.
const (
	// maxNested bounds the methods behind a method that hand on for it.
	maxNested = 3
	// maxPassages bounds the ways through one method that differ in what they prove.
	maxPassages = 4
)

// way is a way through methods: what is proved on it and what holds no longer, where it made a text of the value,
// and what it adds to the steps of whoever called, behind the step that tells of the call.
type way struct {
	proved uint64
	voids  uint64
	built  *finding.Location
	added  []added
}

// add is what holds of a value that went the way, by what held of it before.
func (w *way) add(proved uint64) uint64 { return proved&^w.voids | w.proved }

type added struct {
	behind string // the message of a step
	steps  []finding.Step
}

// handsOn says whether an edge leads from a function's own parameter to its result.
func handsOn(e *finding.Edge) bool {
	return e.To.Param < 0 && e.From != nil && e.From.Param >= 0 && e.From.Function == e.To.Function
}

// through are the ways through methods, one after the other; the one that nothing is
// proved on when there are no methods, and none when one of them lets nothing through.
func (l *Link) through(list []finding.Transfer, depth int) []way {
	ways := []way{{}}
	for i := range list {
		var longer []way
		for _, w := range ways {
			for _, more := range l.passages(&list[i], depth) {
				if len(longer) < maxPassages {
					longer = append(longer, way{more.add(w.proved), w.voids | more.voids, cmp.Or(more.built, w.built), slices.Concat(w.added, more.added)})
				}
			}
		}
		ways = longer
	}
	return ways
}

// passages are the ways through one method of an interface.
func (l *Link) passages(t *finding.Transfer, depth int) []way {
	if depth > maxNested {
		return nil
	}
	key := t.String()
	if known, ok := l.ways[key]; ok {
		return known
	}
	if depth == 0 {
		l.ways[key] = nil // one that leads to itself adds nothing
	}
	var found []way
	for _, fn := range l.behind[t.Method] {
		for _, e := range l.handed[fn] {
			if !carries(e, t) {
				continue
			}
			for _, inner := range l.through(e.Through, depth+1) {
				w := way{inner.add(l.proved(e)), e.Voids | inner.voids, cmp.Or(e.Built, inner.built), []added{{t.Step, inner.weave(e.Steps)}}}
				if len(found) < maxPassages && !slices.ContainsFunc(found, func(k way) bool { return k.proved&^w.proved == 0 }) {
					found = append(found, w)
				}
			}
		}
	}
	if depth == 0 {
		l.ways[key] = found
	}
	return found
}

// carries says whether an edge leads from the part that goes in to the part that comes
// out.
func carries(e *finding.Edge, t *finding.Transfer) bool {
	if e.From.Param != t.Param || e.To.Param != -1-t.Result {
		return false
	}
	if rest, ok := suffix(t.Path, e.From.Path); ok {
		return overlap(e.To.Path+rest, t.To)
	}
	_, ok := suffix(e.From.Path, t.Path)
	return ok && overlap(e.To.Path, t.To)
}

// overlap says whether two paths lead to the same part, or one to a part of the other's.
func overlap(a, b string) bool {
	_, ok := suffix(a, b)
	if !ok {
		_, ok = suffix(b, a)
	}
	return ok
}

// weave puts what a way adds into the steps of whoever called.
func (w *way) weave(steps []finding.Step) []finding.Step {
	for _, a := range w.added {
		i := slices.IndexFunc(steps, func(s finding.Step) bool { return s.Message == a.behind })
		if i < 0 || len(a.steps) == 0 {
			continue
		}
		// The first step only says that the parameter comes in.
		steps = slices.Concat(steps[:i+1], a.steps[1:], steps[i+1:])
	}
	return clip(steps)
}

func compareTransfers(a, b finding.Transfer) int {
	return cmp.Compare(a.String(), b.String())
}
