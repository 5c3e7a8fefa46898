package flow

import (
	"fmt"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/finding"
)

// This file writes down what the link needs to know of a package: which values
// arrive at the ports of others, and what its types can stand for.

// maxInside bounds the visits of one question about what the package hands to its own
// exported functions. There are as many as calls, in some packages all about one large
// structure; without an answer it is open what arrives.
const maxInside = 400

// Index is what the package leaves for the link; nil when there is nothing, or
// nobody links.
func (u *Unit) Index() *finding.Index {
	if !u.Settings.Link || !u.Reports() {
		return nil
	}
	ambient, approach := u.readsAmbient(), u.Approach()
	g := u.graph
	g.mu.Lock()
	defer g.mu.Unlock()
	x := &indexer{g: g, edges: make(map[string]*finding.Edge), interfaces: make(map[string]*types.Named), leading: make(map[*types.Func]bool)}
	types := x.types()
	for _, fn := range u.Functions() {
		if g.inTestFile(fn) {
			continue
		}
		for _, use := range g.usesIn(fn) {
			x.use(use)
		}
		x.inside(fn)
	}
	index := &finding.Index{Types: types, Interfaces: x.described(), Taken: x.taken(),
		Ambient: ambient, Approach: approach}
	for _, key := range slices.Sorted(maps.Keys(x.edges)) {
		index.Edges = append(index.Edges, *x.edges[key])
	}
	index.Facts = g.factList()
	if len(index.Edges)+len(index.Types)+len(index.Interfaces)+len(index.Taken)+len(index.Facts) == 0 && !index.Ambient && approach == nil {
		return nil
	}
	return index
}

// readsAmbient says whether the package takes out of requests what browsers send by
// themselves, or has a library do so: TokenLookup: "header:Authorization,cookie:token".
func (u *Unit) readsAmbient() bool {
	for _, call := range u.Marked("ambient") {
		if !u.graph.inTestFile(call.Func) {
			return true
		}
	}
	for _, call := range u.Marked("header.set") {
		if !u.graph.inTestFile(call.Func) && u.asksForPassword(call) {
			return true
		}
	}
	for _, st := range u.FieldStores("ambient") {
		texts, _ := u.Constants(st.Instr.Val, st.Instr)
		if slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, "cookie:") }) {
			return true
		}
	}
	return false
}

// asksForPassword says whether a call sets the header by which browsers are told to ask
// for a password, or to prove who they are without asking, and to do so again by
// themselves from then on.
func (u *Unit) asksForPassword(call *Call) bool {
	mark := call.Mark("header.set")
	name, value := call.Place(mark, "name"), call.Place(mark, "value")
	if name == nil || value == nil {
		return false
	}
	names, _ := u.Constants(name, call.Instr)
	if !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, "WWW-Authenticate") }) {
		return false
	}
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	return challenges(u.graph.render(u.graph.value(value, nil, call.Instr)))
}

// challenges says whether a challenge is one that browsers answer by themselves; a Bearer
// token they don't know.
func challenges(text string) bool {
	scheme, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	return slices.ContainsFunc([]string{"Basic", "Digest", "Negotiate", "NTLM"}, func(s string) bool { return strings.EqualFold(s, scheme) })
}

type indexer struct {
	g *graph
	// edges are by what makes them different; of those that are alike the shortest
	// stays.
	edges      map[string]*finding.Edge
	interfaces map[string]*types.Named
	// leading is what is known of methods, see leads.
	leading map[*types.Func]bool
}

// use adds the edges by which a use hands values to another package.
func (x *indexer) use(use *Use) {
	to := use.Port
	switch {
	case use.Via != nil:
		obj := x.g.callee(use.Call).object
		if obj == nil || use.Call.Common().IsInvoke() {
			return
		}
		to = finding.Port{Function: obj.Origin().FullName(), Param: use.Via.Param, Path: portPath(resolveNames(nil, use.Via.Path))}
	case use.Kind != portKind:
		return
	case use.Call.Common().IsInvoke():
		x.describe(use.Call.Common().Method)
	}
	text := use.Arg != nil && isText(heldType(use.Arg))
	for _, o := range x.g.arrivals(use, false) {
		x.add(o, to, use.Deep, text)
	}
}

// inside adds the edges of calls of the package's own exported functions. What an
// attacker chose is followed there without them; but where all that other packages
// hand over is safe, or nobody else calls, it counts what these hand over.
func (x *indexer) inside(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			call, ok := in.(ssa.CallInstruction)
			if !ok {
				continue
			}
			callee := call.Common().StaticCallee()
			if callee == nil || callee.Pkg != fn.Pkg || len(callee.Blocks) == 0 {
				continue
			}
			if obj, ok := callee.Object().(*types.Func); ok && obj.Exported() {
				x.insideCall(call, callee)
			}
		}
	}
}

func (x *indexer) insideCall(call ssa.CallInstruction, callee *ssa.Function) {
	ops := operandsOf(call.Common())
	for _, ps := range x.g.reach(callee) {
		if ps.Param >= len(ops) || ps.Param >= len(callee.Params) {
			continue
		}
		p := resolveNames(ops[ps.Param].Type(), ps.Path)
		to, ok := portOf(callee, ps.Param, p)
		if !ok {
			continue
		}
		use := &Use{Callee: to.Function, Instr: call, Call: call, Func: call.Parent(), Operand: ps.Param, Binds: -1,
			nodes: []*node{x.g.value(ops[ps.Param], p, call)}}
		for _, o := range x.g.arrivals(use, true) {
			if trust := trustOf(o); trust != finding.Remote && trust != finding.Archive {
				x.add(o, to, false, false)
			} else {
				x.add(&Origin{Class: Unknown}, to, false, false)
			}
		}
	}
}

// arrivals is where the value of a use comes from, up to the call. With ports it ends
// where values come in from other packages as well as from the own: both are told of by
// themselves.
func (g *graph) arrivals(use *Use, ports bool) []*Origin {
	w := g.walk(walker{at: use.Instr, up: true, ports: ports, across: true})
	if ports {
		w.visits = maxVisits - maxInside
	}
	s := state{points: []point{{to: use.Instr.Block()}}}
	s = s.step("passed to "+shortName(g.callee(use.Call).name()), g.place(use.Instr.Pos(), use.Func))
	for _, n := range use.nodes {
		w.visit(n, s)
	}
	return w.origins
}

func (x *indexer) add(o *Origin, to finding.Port, deep, text bool) {
	e := &finding.Edge{To: to, Trust: trustOf(o), Deep: deep, Text: text, Through: o.Transfers}
	e.Settings = e.Trust == finding.Open && (o.Class == Operator || o.Class == Global || o.Configured())
	if port, ok := o.Port(); ok && e.Trust == finding.Open && !o.Unsure {
		e.From, e.Trust = &port, ""
	}
	key := fmt.Sprintf("%s %d%s ", to.Function, to.Param, to.Path)
	switch {
	case e.From != nil || e.Trust == finding.Remote || e.Trust == finding.Archive:
		e.Proved = uint64(passedOn(o) &^ (Nil | NonNil | NonEmpty))
		e.Given = givenOn(o)
		if !o.asItCame() {
			e.Voids, e.Proved = uint64(PathNamed), e.Proved&^uint64(PathNamed)
		}
		for _, s := range o.Steps {
			e.Steps = append(e.Steps, finding.Step{Message: s.Text, Location: x.location(s.Place)})
		}
		if o.Built.IsValid() {
			at := x.location(o.Built)
			e.Built = &at
		}
		e.Subject = o.Subject()
		if e.From != nil {
			e.Subject = ""
			key += fmt.Sprintf("from %s %d%s %d", e.From.Function, e.From.Param, e.From.Path, e.Proved)
			if e.Voids != 0 {
				key += " joined"
			}
		} else {
			key += fmt.Sprintf("%s %s %d %v", e.Trust, e.Subject, e.Proved, e.Given)
		}
	case deep, len(e.Through) > 0:
		return // others say whether it is safe: parts near the surface, the method's result
	default:
		key += string(e.Trust)
	}
	for _, t := range e.Through {
		key += " through " + t.String()
	}
	if deep {
		key += " deep"
	}
	if e.Settings {
		key += " settings"
	}
	if text {
		key += " text"
	}
	if old := x.edges[key]; old == nil || len(e.Steps) < len(old.Steps) {
		x.edges[key] = e
	}
}

// passedOn is what is proved of a text with the value in it, for a function that gets
// the text whole: what keeps a name below the folder that it was joined to keeps the
// path below it, and what cannot end the quotation marks that it stands in does not
// change the statement.
func passedOn(o *Origin) Props {
	if o.Props&(SQLLiteral|SQLDoubled) != 0 && len(o.Before) < Clipped && strings.Count(o.Before, "'")%2 == 1 {
		return o.Props | Any
	}
	if o.Props&(PathBelow|PathRooted|PathNoDotDot) != 0 && strings.Trim(o.Before, "/") != "" {
		return o.Props | PathBeneath
	}
	return o.Props
}

// givenOn is what is proved of a text with the value in it by the set-up of libraries.
func givenOn(o *Origin) []finding.Given {
	var all []finding.Given
	for _, given := range o.Given {
		p := *o
		p.Props = implied(o.Props | Props(given.Proved))
		given.Proved = uint64(passedOn(&p) &^ (Nil | NonNil | NonEmpty))
		all = append(all, given)
	}
	return all
}

// trustOf says who chose a value.
func trustOf(o *Origin) finding.Trust {
	switch {
	case o.Class == Constant, o.Class == Confined, o.Props.Has(Any):
		return finding.Safe
	case o.Class != Untrusted || o.Unsure:
		return finding.Open
	case o.Kind == catalog.Archive:
		return finding.Archive
	}
	return finding.Remote
}

func (x *indexer) location(p Place) finding.Location {
	if !p.Pos.IsValid() {
		return finding.Location{Package: p.Package, File: p.File, Line: p.Line, Column: p.Column}
	}
	at := x.g.unit.position(p.Pos)
	return finding.Location{Package: x.g.unit.Pass.Pkg.Path(), File: at.Filename, Line: at.Line, Column: at.Column}
}

// describe notes the interface of a method that is a port.
func (x *indexer) describe(method *types.Func) {
	if named, ok := types.Unalias(method.Signature().Recv().Type()).(*types.Named); ok {
		x.interfaces[named.Origin().Obj().Pkg().Path()+"."+named.Obj().Name()] = named.Origin()
	}
}

func (x *indexer) described() []finding.Interface {
	for method := range x.g.asked {
		x.describe(method)
	}
	var all []finding.Interface
	for _, name := range slices.Sorted(maps.Keys(x.interfaces)) {
		iface := x.interfaces[name].Underlying().(*types.Interface)
		d := finding.Interface{Name: name, Ports: make(map[string]string)}
		for i := range iface.NumMethods() {
			m := iface.Method(i)
			d.Methods = append(d.Methods, identify(m))
			d.Ports[m.Origin().FullName()] = identify(m)
		}
		all = append(all, d)
	}
	return all
}

// types are the package's types one of whose methods leads somewhere.
func (x *indexer) types() []finding.Type {
	var all []finding.Type
	scope := x.g.unit.Pass.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() || types.IsInterface(tn.Type()) {
			continue
		}
		named, ok := tn.Type().(*types.Named)
		if !ok {
			continue
		}
		t := finding.Type{Name: tn.Pkg().Path() + "." + name, Methods: make(map[string]string)}
		leads := false
		set := types.NewMethodSet(types.NewPointer(named))
		for i := range set.Len() {
			m, ok := set.At(i).Obj().(*types.Func)
			if !ok {
				continue
			}
			t.Methods[identify(m)] = m.Origin().FullName()
			leads = x.leads(m) || leads
		}
		if leads {
			all = append(all, t)
		}
	}
	return all
}

// leads says whether a parameter of a method reaches a sink or a port, or the link may
// ask what it returns. What methods of the package's return is noted.
func (x *indexer) leads(m *types.Func) bool {
	if m.Pkg() != x.g.unit.Pass.Pkg {
		s := x.g.summaryOf(m.Origin())
		return s != nil && len(s.Sinks)+len(s.Results) > 0
	}
	if known, ok := x.leading[m]; ok {
		return known
	}
	fn := x.g.unit.builder.pkg.Prog.FuncValue(m.Origin())
	leads := fn != nil && len(fn.Blocks) > 0 && len(x.g.reach(fn)) > 0
	leads = x.returns(m) || leads
	x.leading[m] = leads
	return leads
}

// taken are the functions of the module that the package uses as values.
func (x *indexer) taken() []string {
	names := make(map[string]bool)
	for _, fn := range x.g.unit.Functions() {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				x.takenBy(in, names)
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func (x *indexer) takenBy(in ssa.Instruction, names map[string]bool) {
	var callee ssa.Value
	if call, ok := in.(ssa.CallInstruction); ok {
		callee = call.Common().Value
	}
	for _, op := range in.Operands(nil) {
		if op == nil || *op == nil || *op == callee {
			continue
		}
		if fn, ok := (*op).(*ssa.Function); ok {
			if obj, ok := fn.Object().(*types.Func); ok && obj.Exported() && (obj.Pkg() == x.g.unit.Pass.Pkg || x.g.ownModule(obj)) {
				names[obj.Origin().FullName()] = true
			}
		}
	}
}

// identify tells methods apart as an interface does: by name (with its package,
// if others cannot name it), parameters and results.
func identify(m *types.Func) string {
	var b strings.Builder
	if !m.Exported() && m.Pkg() != nil {
		b.WriteString(m.Pkg().Path() + ".")
	}
	b.WriteString(m.Name())
	sig := m.Signature()
	for _, list := range []*types.Tuple{sig.Params(), sig.Results()} {
		b.WriteByte('(')
		for i := range list.Len() {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(types.TypeString(list.At(i).Type(), (*types.Package).Path))
		}
		b.WriteByte(')')
	}
	if sig.Variadic() {
		b.WriteString("...")
	}
	return b.String()
}
