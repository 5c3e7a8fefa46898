package corswild

import (
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/emit"
)

// This file judges functions that may decide about origins for other packages. Whether
// one does is told by those, see [finder.report]; the link knows them all.

// decidesAbout and the full name of a function say that origins are left to it.
const decidesAbout = "origin:"

// deciders reports exported functions that accept more than it seems, where some package
// asks them about origins.
func (f *finder) deciders() {
	if !f.unit.Settings.Link || !f.unit.Imports("strings", "bytes", "regexp", "path", "path/filepath") {
		return
	}
	for _, fn := range f.unit.Functions() {
		obj, ok := fn.Object().(*types.Func)
		result := boolResult(fn)
		if !ok || fn.Synthetic != "" || !obj.Exported() || result < 0 {
			continue
		}
		asked := mayBeOrigins(fn)
		if len(asked) == 0 && !slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool { return carriesRequest(p.Type()) }) {
			continue
		}
		c := newChecker(f.unit, subject{params: asked})
		if c.function(fn, result, true) == weak {
			f.decider(fn, obj, c)
		}
	}
}

// mayBeOrigins are the parameters of a function that can be an origin.
func mayBeOrigins(fn *ssa.Function) (found []*ssa.Parameter) {
	for _, p := range fn.Params {
		if isText(p.Type()) {
			found = append(found, p)
		}
	}
	return found
}

func (f *finder) decider(fn *ssa.Function, obj *types.Func, c *checker) {
	name := shortName(obj.FullName())
	for i := range c.met {
		w := &c.met[i]
		if w.attack == "null" || slices.ContainsFunc(f.drafts, func(d emit.Draft) bool { return d.Place == w.place && d.Rule == WeakOriginCheck }) {
			continue
		}
		f.drafts = append(f.drafts, emit.Draft{
			Rule: WeakOriginCheck, Place: w.place, SinkPos: w.place, Func: fn, SinkName: name,
			Message: fmt.Sprintf("%s, which is asked about origins, accepts %s: it checks %s", name, w.attack, w.form),
			Advice:  "compare the whole origin, or look it up in a set", Fix: suffixFix(w),
			Needs: decidesAbout + obj.Origin().FullName(),
		})
	}
}
