package flow

import (
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/finding"
)

// Summary is what importers of a function need to know. It is complete in
// itself: steps carry import path, file base name, line and column, and nothing
// refers to other facts. Parameters are counted with the receiver as 0.
type Summary struct {
	Results []ResultTree
	Sinks   []ParamSink
	Writes  []Write
	Certs   []Certificate
	Looks   []Look
	Draws   []FactDraw
	Handed  []Handed
	// Constantly are the truth values that it returns whatever it is given.
	Constantly []Constantly
}

// AFact marks Summary as a fact.
func (*Summary) AFact() {}

// String is for tests and the debug view.
func (s *Summary) String() string { return "summary" }

// VarFact says what an exported package variable holds, when that is not the
// program's own choice.
type VarFact struct{ Tree *Tree }

// AFact marks VarFact as a fact.
func (*VarFact) AFact() {}

// String is for tests and the debug view.
func (*VarFact) String() string { return "variable" }

// Tree is a frozen piece of the graph.
type Tree struct {
	Op     uint8
	As     string
	Text   string
	Kids   []*Tree
	Param  int
	Path   []string
	Class  string
	Name   string
	Expr   string
	Props  Props
	Unsure bool
	Steps  []FactStep
	// RequestPath and Given are those of an [Origin].
	RequestPath bool
	Given       []finding.Given
}

// FactStep is a step in a file of another package.
type FactStep struct {
	Text    string
	Package string
	File    string
	Line    int
	Column  int
}

// Place is where the step is.
func (f FactStep) Place() Place { return f.thaw().Place }

func (f FactStep) thaw() Step {
	return Step{f.Text, Place{Package: f.Package, File: f.File, Line: f.Line, Column: f.Column}}
}

// ResultTree is the part Path of result Index.
type ResultTree struct {
	Index int
	Path  []string
	Tree  *Tree
}

// Write is what a call leaves at Path behind parameter Param.
type Write struct {
	Param int
	Path  []string
	Tree  *Tree
}

// Certificate says what a result that turned out as Want (0 true, 1 false, 2
// nil) proves of a parameter's part.
type Certificate struct {
	Result int
	Want   uint8
	Param  int
	Path   []string
	Props  Props
	// Needs are the parameters that must be trusted for membership to confine.
	Needs []Need
}

// ParamSink says that a parameter's part reaches a sink.
type ParamSink struct {
	Param  int
	Path   []string
	Kind   string
	Callee string
	Text   bool
	// Keys says that the keys of maps are meant.
	Keys          bool
	Props         Props
	Unsure        bool
	Joined        bool
	Before, After string
	Built         FactStep
	// Check is the first check on the way that does not hold what it promises.
	Check    FactStep
	Steps    []FactStep
	Through  []string
	Site     Site
	Function string
}

// Site is where a sink stands; see finding.Site.
type Site struct {
	Package  string
	Function string
	Sink     string
	Ordinal  int
}

// Bounds of a summary: what a reader of a finding could still follow.
const (
	// maxSummaryNodes bounds the trees of one function together, maxPackageNodes
	// those of a package; a package with more is generated, and its facts, which
	// every importer's importers carry along, would cost more than they tell. The
	// Library forms are for packages outside the module: of them the sinks and
	// certificates matter.
	maxSummaryNodes        = 160
	maxPackageNodes        = 24000
	maxLibrarySummaryNodes = 24
	maxLibraryPackageNodes = 2000

	maxTreeNodes = 48
	maxTreeDepth = 20
	// maxFactSteps and maxFactText bound what a sink in a fact carries: the steps at
	// its ends, and the statement's text next to the piece.
	maxFactSteps  = 8
	maxFactText   = 160
	maxParamSinks = 8
	// maxPartSinks bounds the sinks when each is another part's.
	maxPartSinks  = 24
	maxCerts      = 24
	maxResultPath = 16
)

// result is what the part p of result index is made of, and what is left of p
// where only something larger is told.
func (s *Summary) result(index int, p path) (*Tree, path) {
	var best *Tree
	left := p
	for _, r := range s.Results {
		if r.Index != index {
			continue
		}
		if rest, ok := suffixNames(p, r.Path); ok && (best == nil || len(rest) < len(left)) {
			best, left = r.Tree, rest
		}
	}
	return best, left
}

// written is what the call leaves at the part p behind a parameter, and what is
// left of p where only something larger is told.
func (s *Summary) written(param int, p path) (*Tree, path) {
	var best *Tree
	left := p
	for _, w := range s.Writes {
		if w.Param != param {
			continue
		}
		if rest, ok := suffixNames(p, w.Path); ok && (best == nil || len(rest) < len(left)) {
			best, left = w.Tree, rest
		}
	}
	return best, left
}

// writesBelow says whether the call leaves something below the part p behind a
// parameter.
func (s *Summary) writesBelow(param int, p path) bool {
	return len(p) > 0 && slices.ContainsFunc(s.Writes, func(w Write) bool {
		return w.Param == param && len(w.Path) > len(p) && slices.Equal(w.Path[:len(p)], p.names())
	})
}

// thawPart makes a node of the part p of a frozen piece.
func (g *graph) thawPart(t *Tree, p path, call ssa.CallInstruction) *node {
	if op(t.Op) == opParam && len(p) > 0 {
		part := *t
		part.Path = append(slices.Clip(t.Path), p.names()...)
		key := treePart{t, p.String()}
		if g.treeParts == nil {
			g.treeParts = make(map[treePart]*Tree)
		}
		if old := g.treeParts[key]; old != nil {
			return g.thaw(old, call)
		}
		g.treeParts[key] = &part
		return g.thaw(&part, call)
	}
	return g.project(g.thaw(t, call), p)
}

type treePart struct {
	t *Tree
	p string
}

// summaryOf is the fact about an imported function, nil when there is none.
func (g *graph) summaryOf(obj *types.Func) *Summary {
	if s, ok := g.summaries[obj]; ok {
		return s
	}
	var s *Summary
	fact := new(Summary)
	if obj.Pkg() != nil && obj.Pkg() != g.unit.Pass.Pkg && g.unit.Pass.ImportObjectFact(obj, fact) {
		s = fact
	}
	g.summaries[obj] = s
	return s
}

func (g *graph) importedGlobal(base *node, p path) *node {
	obj := base.global.Object()
	if src := g.varSource(obj); src != nil {
		return g.project(g.globalSource(src, base.global), p)
	}
	if obj != nil && len(p) == 0 {
		fact := new(VarFact)
		if g.unit.Pass.ImportObjectFact(obj, fact) {
			n := g.thaw(fact.Tree, nil)
			if n.op == opConst {
				n.global = base.global
			}
			return n
		}
	}
	return g.project(base, p)
}

// thaw makes nodes of a frozen piece.
func (g *graph) thaw(t *Tree, call ssa.CallInstruction) *node {
	if n, ok := g.treeNodes[t]; ok {
		return n
	}
	n := g.fresh(op(t.Op))
	g.treeNodes[t] = n
	n.as, n.text, n.index, n.props, n.frozen = t.As, t.Text, t.Param, t.Props, t
	n.class = catalog.Class(t.Class)
	n.path = resolveNames(nil, t.Path)
	for _, k := range t.Kids {
		n.kids = append(n.kids, g.thaw(k, call))
	}
	if n.op == opConst {
		n.frozen = nil
	}
	return n
}

// freezer turns a node into a tree.
type freezer struct {
	g     *graph
	root  *ssa.Function
	nodes int
	busy  map[*node]bool
}

func (g *graph) freeze(root *ssa.Function, n *node, points []point) *Tree {
	f := &freezer{g: g, root: root, busy: make(map[*node]bool)}
	t := f.tree(n, state{points: points}, 0)
	if f.nodes > maxTreeNodes {
		return g.mixture(root, n, points)
	}
	return t
}

// mixture stands for a text that is too large for a tree: what went in, without
// the order.
func (g *graph) mixture(root *ssa.Function, n *node, points []point) *Tree {
	t := &Tree{Op: uint8(opDerive), As: "mixture"}
	for _, o := range g.origins(n, points, false) {
		var kid *Tree
		switch {
		case o.Class == Parameter && o.Param != nil && o.Param.Parent() == root:
			kid = &Tree{Op: uint8(opParam), Param: paramIndex(o.Param), Path: o.leaf.path.names()}
		case o.Class == Untrusted || o.Class == Operator || o.Class == Stored || o.Class == Fetched:
			kid = &Tree{Op: uint8(opSource), Class: string(o.Kind), Name: o.Name, Expr: o.Expr}
			if len(o.Steps) > 0 {
				kid.Steps = []FactStep{g.factStep(o.Steps[0])}
			}
		default:
			continue
		}
		kid.Props, kid.Unsure = o.Props&^(Nil|NonNil), o.Unsure
		kid.RequestPath, kid.Given = o.RequestPath && !o.Decoded, o.Given
		if o.Built.IsValid() {
			// Where it was built is known, if not of what else. What stands before it tells of
			// a path where it leads; of a statement that is put together in many ways, no
			// more than one of them.
			before := o.Before
			if strings.ContainsAny(before, " \t\n") {
				before = ""
			}
			kid = &Tree{Op: uint8(opDerive), As: "layout", Kids: []*Tree{{Op: uint8(opConst), Text: before}, kid},
				Steps: []FactStep{g.factStep(Step{"joined into a text", o.Built})}}
		}
		t.Kids = append(t.Kids, kid)
		if len(t.Kids) == maxTreeNodes {
			break
		}
	}
	return t
}

// decided says whether a tree has nothing but the program's own choices.
func (t *Tree) decided() bool {
	switch op(t.Op) {
	case opConst, opConfined:
		return true
	case opAlt, opConcat, opDerive:
		return len(t.Kids) > 0 && !slices.ContainsFunc(t.Kids, func(k *Tree) bool { return !k.decided() })
	}
	return false
}

var unknownTree = &Tree{Op: uint8(opUnknown)}

func (f *freezer) tree(n *node, s state, depth int) *Tree {
	f.nodes++
	if depth > maxTreeDepth || f.nodes > maxTreeNodes || f.busy[n] {
		return unknownTree
	}
	f.busy[n] = true
	defer delete(f.busy, n)
	props := n.props
	if n.fn != nil {
		props |= f.g.proved(n, s.points)
	}
	t := f.shape(n, s, depth)
	if props.Has(Any) && !t.says() {
		return &Tree{Op: uint8(opConfined)} // a library made it of nothing that is text
	}
	if props != 0 && t.Op != uint8(opConst) {
		c := *t
		c.Props |= props &^ (Nil | NonNil)
		t = &c
	}
	return t
}

func (f *freezer) shape(n *node, s state, depth int) *Tree {
	if n.op == opAlloc {
		if content := f.g.leftIn(n); content != nil {
			return f.tree(content, s, depth+1)
		}
	}
	switch n.op {
	case opConst:
		if len(n.text) > 4*clip {
			return &Tree{Op: uint8(opConst), Text: n.text[:4*clip], As: n.as}
		}
		return &Tree{Op: uint8(opConst), Text: n.text, As: n.as}
	case opConfined:
		return &Tree{Op: uint8(opConfined)}
	case opConcat:
		return f.inner(n, s, depth, &Tree{Op: uint8(opConcat), As: n.as, Text: n.text, Steps: f.steps(n, "joined into a text")})
	case opDerive:
		t := &Tree{Op: uint8(opDerive), As: n.as, Text: n.text, Props: f.g.madeProps(n)}
		if n.as == "layout" {
			t.Steps = f.steps(n, "joined into a text")
		}
		return f.inner(n, s, depth, t)
	case opAlt:
		return f.alternatives(n, s, depth)
	case opParam:
		return f.parameter(n, s, depth)
	case opSource:
		props, given := f.g.split(f.g.givens(n))
		return &Tree{Op: uint8(opSource), Class: string(n.class), Name: f.g.sourceName(n), Expr: f.g.describe(n),
			Steps: f.steps(n, f.g.describe(n)+" comes from "+sourceNoun(n.class)),
			Props: props, Given: given, RequestPath: f.g.markedSource(n, "request.path")}
	case opCall:
		s.frame = &frame{call: n.call, parent: s.frame, points: s.points}
		s.points = nil
		return f.tree(n.kids[0], s, depth+1)
	case opMade, opCut, opWhen:
		return f.tree(n.kids[0], s, depth+1)
	case opResult:
		return f.answer(n, s, depth)
	case opForeign:
		s.frame, s.points = nil, nil
		if n.at[0].to != nil {
			s.points = []point{n.at[0]}
		}
		return f.tree(n.kids[0], s, depth+1)
	}
	return unknownTree
}

func (f *freezer) inner(n *node, s state, depth int, t *Tree) *Tree {
	for _, k := range n.kids {
		if pieces, in := f.inOrder(k, s); pieces != nil {
			for i, piece := range pieces {
				if i > 0 {
					t.Kids = append(t.Kids, &Tree{Op: uint8(opConst), Text: "/"})
				}
				t.Kids = append(t.Kids, f.tree(piece, in, depth+1))
			}
			continue
		}
		t.Kids = append(t.Kids, f.tree(k, s, depth+1))
	}
	return t
}

func (f *freezer) alternatives(n *node, s state, depth int) *Tree {
	t := &Tree{Op: uint8(opAlt)}
	for i, k := range n.kids {
		c := s
		if i < len(n.at) && n.at[i].to != nil {
			if n.as == "returns" && f.g.outcomeOf(n.at[i].to) == someError {
				continue
			}
			c.points = append(slices.Clip(s.points), n.at[i])
		}
		if f.busy[k] {
			continue
		}
		t.Kids = append(t.Kids, f.tree(k, c, depth+1))
	}
	switch len(t.Kids) {
	case 0:
		return unknownTree
	case 1:
		return t.Kids[0]
	}
	return t
}

func (f *freezer) parameter(n *node, s state, depth int) *Tree {
	if fr := s.frame; fr != nil {
		ops := operandsOf(fr.call.Common())
		if n.index >= len(ops) {
			return unknownTree
		}
		p := n.path
		if n.fn == nil {
			p = resolveNames(ops[n.index].Type(), p.names())
		}
		s.frame, s.points = fr.parent, append(slices.Clip(fr.points), point{to: fr.call.Block()})
		return f.tree(f.g.passed(ops[n.index], p, fr.call), s, depth+1)
	}
	if n.fn != f.root {
		return unknownTree
	}
	if len(n.path) > 0 {
		last := n.path[len(n.path)-1]
		if last.field != nil && !last.field.Exported() {
			if t := f.field(last, depth); t.decided() {
				return t
			}
		}
	}
	return &Tree{Op: uint8(opParam), Param: n.index, Path: n.path.names()}
}

// field freezes what the package writes to an unexported field, which nobody
// else can write.
func (f *freezer) field(e elem, depth int) *Tree {
	writes := f.g.writesToField(e.field)
	t := &Tree{Op: uint8(opAlt)}
	for _, w := range writes {
		t.Kids = append(t.Kids, f.tree(w.node(f.g), state{points: []point{{to: w.at.Block()}}}, depth+1))
	}
	switch len(t.Kids) {
	case 0:
		return unknownTree
	case 1:
		return t.Kids[0]
	}
	return t
}

func (f *freezer) steps(n *node, text string) []FactStep {
	return []FactStep{f.g.factStep(Step{text, f.g.placeOf(n)})}
}

// factStep makes a step fit to travel.
func (g *graph) factStep(s Step) FactStep {
	if !s.Place.Pos.IsValid() {
		return FactStep{s.Text, s.Place.Package, s.Place.File, s.Place.Line, s.Place.Column}
	}
	p := g.unit.position(s.Place.Pos)
	return FactStep{s.Text, g.unit.Pass.Pkg.Path(), filepath.Base(p.Filename), p.Line, p.Column}
}

// says reports whether a tree tells an importer anything.
func (t *Tree) says() bool {
	if t == nil {
		return false
	}
	switch op(t.Op) {
	case opConst, opConfined, opParam, opSource, opResult:
		return true
	}
	return slices.ContainsFunc(t.Kids, (*Tree).says)
}
