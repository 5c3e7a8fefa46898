package flow

import (
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"
)

func atoi(s string) int { n, _ := strconv.Atoi(s); return n }
func itoa(n int) string { return strconv.Itoa(n) }

// exportFacts writes the summaries of the functions that importers can reach.
func (u *Unit) exportFacts() error {
	g := u.graph
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, fn := range u.Functions() {
		obj, ok := fn.Object().(*types.Func)
		if !ok || obj.Pkg() != u.Pass.Pkg || fn.Synthetic != "" {
			continue
		}
		if !obj.Exported() && obj.Signature().Recv() == nil {
			continue
		}
		if s := g.summarise(fn); s != nil {
			u.Pass.ExportObjectFact(obj, s)
		}
	}
	g.exportVars()
	return nil
}

func (g *graph) exportVars() {
	scope := g.unit.Pass.Pkg.Scope()
	for _, name := range scope.Names() {
		v, ok := scope.Lookup(name).(*types.Var)
		if !ok || !v.Exported() || !(isText(deref(v.Type())) || isBytes(v.Type())) {
			continue
		}
		global := g.unit.builder.pkg.Var(name)
		if global == nil || len(g.writesTo(global)) == 0 {
			continue
		}
		n := g.globalContent(g.globalAddress(global), nil)
		for _, o := range g.origins(n, nil, false) {
			if o.Class == Operator || o.Class == Untrusted || o.Class == Stored || o.Class == Fetched {
				if t := g.freeze(nil, n, nil); t.says() {
					g.unit.Pass.ExportObjectFact(v, &VarFact{t})
				}
				break
			}
		}
	}
}

// afford says whether there is still room for a tree in the function's and the
// package's facts.
func (g *graph) afford(t *Tree) bool {
	perFunction, perPackage := maxSummaryNodes, maxPackageNodes
	if g.unit.outside() {
		perFunction, perPackage = maxLibrarySummaryNodes, maxLibraryPackageNodes
	}
	n := t.size()
	if g.functionNodes+n > perFunction || g.packageNodes+n > perPackage {
		return false
	}
	g.functionNodes += n
	g.packageNodes += n
	return true
}

func (t *Tree) size() int {
	n := 1
	for _, k := range t.Kids {
		n += k.size()
	}
	return n
}

// summarise is nil when there is nothing to say about fn.
func (g *graph) summarise(fn *ssa.Function) *Summary {
	if len(fn.Blocks) == 0 || len(fn.Blocks) > maxGuardBlocks {
		return nil
	}
	g.functionNodes = 0
	s := &Summary{Results: g.resultTrees(fn), Sinks: g.reach(fn), Writes: g.writes(fn), Certs: g.certificates(fn), Looks: g.exportLooks(fn),
		Draws: g.factDraws(fn), Feeds: g.feeds(fn, 0)}
	if len(s.Results)+len(s.Sinks)+len(s.Writes)+len(s.Certs)+len(s.Looks)+len(s.Draws)+len(s.Feeds) == 0 {
		return nil
	}
	return s
}

func (g *graph) resultTrees(fn *ssa.Function) []ResultTree {
	var trees []ResultTree
	results := fn.Signature.Results()
	for i := range results.Len() {
		for _, p := range textPaths(g.unit.Pass.Pkg, results.At(i).Type(), nil, 0) {
			n := g.returns(fn, i, p)
			if t := g.freeze(fn, n, nil); t.says() && g.afford(t) {
				trees = append(trees, ResultTree{i, p.names(), t})
			}
			if len(trees) >= maxResultPath {
				return trees
			}
		}
	}
	return trees
}

// textPaths are the parts of a type that hold text, two levels down.
func textPaths(own *types.Package, t types.Type, p path, level int) []path {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if isText(t) {
			return []path{p}
		}
	case *types.Slice:
		if isBytes(t) {
			return []path{p}
		}
		if level < 2 {
			return textPaths(own, u.Elem(), p.with(anyElem), level+1)
		}
	case *types.Map:
		if level < 2 {
			return append(textPaths(own, u.Key(), p.with(keyElem), 2), textPaths(own, u.Elem(), p.with(anyElem), level+1)...)
		}
	case *types.Pointer:
		if _, ok := u.Elem().Underlying().(*types.Struct); ok {
			return textPaths(own, u.Elem(), p, level)
		}
	case *types.Struct:
		if level >= 1 {
			return nil
		}
		var all []path
		for i := range u.NumFields() {
			f := u.Field(i)
			if !f.Exported() && f.Pkg() != own {
				continue
			}
			all = append(all, textPaths(own, f.Type(), p.with(fieldElem(t, i)), level+1)...)
			if len(all) >= maxResultPath {
				break
			}
		}
		return all
	}
	return nil
}

// writes lists what fn leaves behind its pointer parameters.
func (g *graph) writes(fn *ssa.Function) []Write {
	var found []Write
	for i, prm := range fn.Params {
		ptr, ok := prm.Type().Underlying().(*types.Pointer)
		if !ok {
			continue
		}
		paths := textPaths(g.unit.Pass.Pkg, ptr.Elem(), nil, 0)
		if _, isStruct := ptr.Elem().Underlying().(*types.Struct); isStruct {
			paths = append(paths, nil)
		}
		for _, p := range paths {
			n := g.exitContent(fn, i, p)
			if n == nil || len(found) >= maxResultPath {
				continue
			}
			if t := g.freeze(fn, n, nil); t.says() && g.afford(t) {
				found = append(found, Write{i, p.names(), t})
			}
		}
	}
	return found
}

// certificates lists what fn's results prove of its parameters.
func (g *graph) certificates(fn *ssa.Function) []Certificate {
	var certs []Certificate
	results := fn.Signature.Results()
	for i := range results.Len() {
		t := results.At(i).Type()
		var wants []outcomeWanted
		if isBool(t) {
			wants = []outcomeWanted{wantTrue, wantFalse}
		} else if isError(t) {
			wants = []outcomeWanted{wantNil}
		} else {
			continue
		}
		for _, subject := range g.subjects(fn) {
			if len(subject.path) > 3 {
				continue
			}
			for _, want := range wants {
				props := g.certified(fn, subject, i, want) &^ (Nil | NonNil | NonEmpty)
				if props != 0 && len(certs) < maxCerts {
					certs = append(certs, Certificate{i, uint8(want), subject.index, subject.path.names(), props, g.needsOf(subject, props)})
				}
			}
		}
	}
	return certs
}
