package flow

import (
	"go/types"
	"slices"
	"strconv"
	"strings"

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
		g.forget()
	}
	g.exportVars()
	return nil
}

func (g *graph) exportVars() {
	scope := g.unit.Pass.Pkg.Scope()
	for _, name := range scope.Names() {
		v, ok := scope.Lookup(name).(*types.Var)
		if !ok || !v.Exported() || !(isText(deref(v.Type())) || isBytes(v.Type()) || isExpression(v.Type())) {
			continue
		}
		global := g.unit.builder.pkg.Var(name)
		if global == nil || len(g.writesTo(global)) == 0 {
			continue
		}
		n := g.globalContent(g.globalAddress(global), nil)
		if text, ok := g.setOnce(global, n); ok {
			g.unit.Pass.ExportObjectFact(v, &VarFact{&Tree{Op: uint8(opConst), Text: text}})
			continue
		}
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

// setOnce is the text of a variable that is set where it is declared, and nowhere else in
// its package: an expression, or a part of one, which importers check names with or match
// routes by.
func (g *graph) setOnce(v *ssa.Global, n *node) (string, bool) {
	writes := g.writesTo(v)
	if len(writes) != 1 || writes[0].at.Parent() != v.Pkg.Func("init") {
		return "", false
	}
	texts, ok := g.wholeTexts(n)
	if !ok || len(texts) != 1 || len(texts[0]) > maxRoute {
		return "", false
	}
	return texts[0], true
}

// isExpression says whether values of t are regular expressions, those of package regexp
// or of a type named after it.
func isExpression(t types.Type) bool {
	named, ok := types.Unalias(deref(t)).(*types.Named)
	return ok && strings.HasSuffix(strings.ToLower(named.Obj().Name()), "regexp")
}

// afford says whether there is still room for a tree in the function's and the
// package's facts.
func (g *graph) afford(t *Tree) bool {
	perFunction, perPackage := maxSummaryNodes, maxPackageNodes
	if g.unit.outside() {
		perFunction, perPackage = maxLibrarySummaryNodes, maxLibraryPackageNodes
	}
	n := t.size()
	g.spent = g.spent || g.packageNodes+n > perPackage
	if g.functionNodes+n > perFunction || g.spent {
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
	s := &Summary{Sinks: g.reach(fn), Certs: g.certificates(fn), Looks: g.exportLooks(fn), Draws: g.factDraws(fn), Constantly: exportConstantly(fn)}
	if !g.spent {
		s.Results, s.Writes, s.Handed = g.resultTrees(fn), g.writes(fn), g.handedOn(fn, 0)
	}
	if g.unit.outside() {
		s.Sinks = slices.DeleteFunc(s.Sinks, func(ps ParamSink) bool { return !ps.tellsOfLibrary() })
	}
	if len(s.Results)+len(s.Sinks)+len(s.Writes)+len(s.Certs)+len(s.Looks)+len(s.Draws)+len(s.Handed)+len(s.Constantly) == 0 {
		return nil
	}
	return s
}

// tellsOfLibrary says whether a sink in a library is something that its callers must
// know of: that it runs a statement, or opens a path, that they hand over. What it
// puts into texts of its own, and does with what it holds, is its own business; an
// object mapper that builds statements from structures would look like one flaw.
func (ps *ParamSink) tellsOfLibrary() bool {
	if ps.Unsure || slices.ContainsFunc(ps.Path, unexported) {
		return false
	}
	return !strings.HasPrefix(ps.Kind, "sql.") || ps.Built.Line == 0 && !ps.Joined
}

func (g *graph) resultTrees(fn *ssa.Function) []ResultTree {
	var trees []ResultTree
	results := fn.Signature.Results()
	for i := range results.Len() {
		for _, p := range g.textParts(results.At(i).Type(), maxResultPath) {
			n := g.returns(fn, i, p)
			t := g.freeze(fn, n, nil)
			if g.unit.Settings.Link && fn.Signature.Recv() != nil {
				g.frozen[resultKey{fn, i, p.String()}] = t
			}
			if t.says() && g.afford(t) {
				trees = append(trees, ResultTree{i, p.names(), t})
			}
			if len(trees) >= maxResultPath {
				break
			}
		}
		if t := g.wholeResult(fn, i); t.says() && g.afford(t) {
			trees = append(trees, ResultTree{i, nil, t})
		}
	}
	return trees
}

// wholeResult is a result of which every part is alike, or whose parts only the
// caller knows; nil for others.
func (g *graph) wholeResult(fn *ssa.Function, index int) *Tree {
	t := fn.Signature.Results().At(index).Type()
	if isText(t) || isBytes(t) || harmless(t) || isError(t) {
		return nil
	}
	n := g.fresh(opAlt)
	n.fn, n.as = fn, "returns"
	for _, b := range fn.Blocks {
		if ret, ok := lastInstr(b).(*ssa.Return); ok && index < len(ret.Results) {
			n.kids = append(n.kids, g.held(ret.Results[index], ret))
			n.at = append(n.at, point{to: b})
		}
	}
	if !isOpaque(t) && !document(n, 0) {
		return nil
	}
	return g.freeze(fn, n, nil)
}

// held is what v holds, or what is behind it where it is a pointer, without its
// parts.
func (g *graph) held(v ssa.Value, at ssa.Instruction) *node {
	v = stripInterface(v)
	if !isReference(v.Type()) {
		return g.value(v, nil, at)
	}
	base, p := g.locate(v, at)
	return g.content(base, p, at)
}

// writes lists what fn leaves behind its pointer parameters.
func (g *graph) writes(fn *ssa.Function) []Write {
	var found []Write
	for i, prm := range fn.Params {
		paths := g.writtenParts(prm.Type())
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

// writtenParts are the parts of what a parameter of type t points to that hold
// text, and the whole of it where that is not one text.
func (g *graph) writtenParts(t types.Type) []path {
	if isOpaque(t) {
		return []path{nil}
	}
	ptr, ok := t.Underlying().(*types.Pointer)
	if !ok {
		return nil
	}
	paths := g.textParts(ptr.Elem(), maxResultPath)
	if !isText(ptr.Elem()) && !isBytes(ptr.Elem()) && !isTextBuffer(ptr.Elem()) && !harmless(ptr.Elem()) {
		paths = append(paths, nil)
	}
	return paths
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
			if len(subject.path) > maxPath {
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
