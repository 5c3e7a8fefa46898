package main

import (
	"errors"
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
)

// runner runs analyzers on a package, each once, side by side.
type runner struct {
	pkg   *checked
	facts *factSet

	mu   sync.Mutex
	done map[*analysis.Analyzer]*result
}

// result is what an analyzer left.
type result struct {
	once  sync.Once
	value any
	err   error
	found []analysis.Diagnostic
}

// run returns what the roots found, as lines in the order of places.
func (r *runner) run(roots []*analysis.Analyzer) ([]string, error) {
	r.each(roots)
	type line struct {
		at   int
		text string
	}
	var lines []line
	var errs []error
	for _, a := range roots {
		res := r.done[a]
		if res.err != nil {
			errs = append(errs, fmt.Errorf("analyzer %s failed: %w", a.Name, res.err))
		}
		for _, d := range res.found {
			lines = append(lines, line{int(d.Pos), fmt.Sprintf("%s: %s (%s)", r.pkg.fset.Position(d.Pos), d.Message, a.Name)})
		}
	}
	slices.SortStableFunc(lines, func(a, b line) int { return a.at - b.at })
	var texts []string
	for _, l := range lines {
		texts = append(texts, l.text)
	}
	return texts, errors.Join(errs...)
}

// each runs analyzers at the same time and returns when all are done.
func (r *runner) each(list []*analysis.Analyzer) {
	var all sync.WaitGroup
	for _, a := range list {
		res := r.result(a)
		all.Go(func() { res.once.Do(func() { r.execute(a, res) }) })
	}
	all.Wait()
}

func (r *runner) result(a *analysis.Analyzer) *result {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done[a] == nil {
		r.done[a] = new(result)
	}
	return r.done[a]
}

func (r *runner) execute(a *analysis.Analyzer, res *result) {
	r.each(a.Requires)
	inputs := make(map[*analysis.Analyzer]any)
	for _, req := range a.Requires {
		from := r.result(req)
		if from.err != nil {
			res.err = fmt.Errorf("failed prerequisite %s: %w", req.Name, from.err)
			return
		}
		inputs[req] = from.value
	}
	defer func() {
		if p := recover(); p != nil {
			res.err = fmt.Errorf("panic: %v", p)
		}
	}()
	res.value, res.err = a.Run(r.pass(a, res, inputs))
	if res.err == nil && reflect.TypeOf(res.value) != a.ResultType {
		res.err = fmt.Errorf("the result is %T, not %v", res.value, a.ResultType)
	}
}

// pass has what rules_go puts into one, and nothing else.
func (r *runner) pass(a *analysis.Analyzer, res *result, inputs map[*analysis.Analyzer]any) *analysis.Pass {
	object := func(obj types.Object, f analysis.Fact) factKey { return factKey{obj.Pkg(), obj, reflect.TypeOf(f)} }
	return &analysis.Pass{
		Analyzer:   a,
		Fset:       r.pkg.fset,
		Files:      r.pkg.files,
		Pkg:        r.pkg.types,
		TypesInfo:  r.pkg.info,
		TypesSizes: types.SizesFor("gc", "amd64"),
		ResultOf:   inputs,
		Report:     func(d analysis.Diagnostic) { res.found = append(res.found, d) },

		ImportObjectFact: func(obj types.Object, f analysis.Fact) bool { return r.facts.get(object(obj, f), f) },
		ExportObjectFact: func(obj types.Object, f analysis.Fact) { r.facts.put(object(obj, f), f) },
		ImportPackageFact: func(p *types.Package, f analysis.Fact) bool {
			return r.facts.get(factKey{p, nil, reflect.TypeOf(f)}, f)
		},
		ExportPackageFact: func(f analysis.Fact) { r.facts.put(factKey{r.pkg.types, nil, reflect.TypeOf(f)}, f) },
		AllObjectFacts: func() (all []analysis.ObjectFact) {
			r.facts.each(a, func(k factKey, f analysis.Fact) {
				if k.obj != nil {
					all = append(all, analysis.ObjectFact{Object: k.obj, Fact: f})
				}
			})
			return all
		},
		AllPackageFacts: func() (all []analysis.PackageFact) {
			r.facts.each(a, func(k factKey, f analysis.Fact) {
				if k.obj == nil {
					all = append(all, analysis.PackageFact{Package: k.pkg, Fact: f})
				}
			})
			return all
		},
	}
}
