package flow

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/finding"
)

// Use is a place in the package where a value reaches a sink: a call of the sink
// itself, a store into a field that is one, a conversion, or a call of a function
// of another package whose summary leads to one.
type Use struct {
	Kind string // catalog kind: "sql.query"
	// Callee is the sink's full name, wherever it stands.
	Callee string
	// Func holds Instr.
	Func  *ssa.Function
	Instr ssa.Instruction
	// Call is nil for stores and conversions.
	Call ssa.CallInstruction
	// Arg is the value handed over, and Operand its index in the call, counted
	// with the receiver.
	Arg     ssa.Value
	Operand int
	// Entry is nil when the sink was recognised by shape or lies in another
	// package.
	Entry *catalog.Entry
	// Binds is the operand that starts the bound values of a statement; -1 when
	// there are none.
	Binds int
	// Via is the way to the sink in another package.
	Via *ParamSink
	// Port is where the link continues; set when Kind is "port" and Via is nil.
	Port finding.Port
	// Deep says that the port stands for the deeper parts of a structure.
	Deep bool
	// Ordinal counts the uses of the same callee in the function.
	Ordinal int

	nodes []*node
	// answered says that something in it is what a method of an interface returned.
	answered bool
}

// OfKeys says whether the keys of a map are used, and nothing else in it.
func (use *Use) OfKeys() bool {
	if use.Via != nil {
		return use.Via.Keys
	}
	return use.Entry != nil && slices.ContainsFunc(use.Entry.Places, func(p catalog.Place) bool { return slices.Contains(p.Path, "[key]") })
}

// Uses lists the package's uses of sinks whose kind starts with prefix, in
// source order.
func (u *Unit) Uses(prefix string) []*Use {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	var found []*Use
	for _, fn := range u.Functions() {
		for _, use := range u.graph.usesIn(fn) {
			if strings.HasPrefix(use.Kind, prefix) {
				found = append(found, use)
			}
		}
	}
	return found
}

// Origins lists where the value of a use comes from. Parameters are followed to
// the callers in the package.
func (u *Unit) Origins(use *Use) []*Origin {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	return u.graph.useOrigins(use, true)
}

func (g *graph) useOrigins(use *Use, up bool) []*Origin {
	w := g.walk(walker{at: use.Instr, up: up})
	origins := g.walkUse(w, use)
	use.answered = use.answered || w.answered
	return origins
}

// walkUse collects with w, which is new, where the value of a use comes from.
func (g *graph) walkUse(w *walker, use *Use) []*Origin {
	s := state{points: []point{{to: use.Instr.Block()}}}
	if via := use.Via; via != nil {
		s.props, s.unsure, s.joined = via.Props, via.Unsure, via.Joined
		s.before, s.after = via.Before, via.After
		for i := len(via.Steps) - 1; i >= 0; i-- {
			step := via.Steps[i].thaw()
			s.trail = &trail{step: step, next: s.trail, len: len(via.Steps) - i}
		}
		for i := len(via.Through) - 1; i >= 0; i-- {
			s.through = &through{name: via.Through[i], next: s.through}
		}
		if via.Built.Line > 0 {
			s.built = via.Built.thaw().Place
		}
	} else {
		s = s.step(use.verb()+shortName(use.Callee), g.place(use.Instr.Pos(), use.Func))
	}
	for _, n := range use.nodes {
		w.visit(n, s)
	}
	return w.origins
}

// verb says what happens to the value at the use.
func (use *Use) verb() string {
	if use.Kind == portKind {
		return "passed to "
	}
	return "used by "
}

func (g *graph) usesIn(fn *ssa.Function) []*Use {
	if uses, ok := g.uses[fn]; ok {
		return uses
	}
	var uses []*Use
	count := make(map[string]int)
	add := func(use *Use) {
		use.Func = fn
		if use.Via == nil {
			use.Ordinal = count[use.Callee+use.Kind]
			count[use.Callee+use.Kind]++
		}
		uses = append(uses, use)
	}
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			switch in := in.(type) {
			case ssa.CallInstruction:
				g.callUses(in, add)
			case *ssa.Store:
				g.storeUses(in, add)
			case *ssa.ChangeType:
				g.conversionUses(in, in.X, in.Type(), add)
			case *ssa.Convert:
				g.conversionUses(in, in.X, in.Type(), add)
			}
		}
	}
	g.uses[fn] = uses
	return uses
}

func (g *graph) callUses(call ssa.CallInstruction, add func(*Use)) {
	common := call.Common()
	if _, builtin := common.Value.(*ssa.Builtin); builtin {
		return
	}
	c := g.callee(call)
	ops := operandsOf(common)
	found := false
	for _, e := range c.entries {
		if e.Verb == "sink" {
			found = true
			g.entryUses(call, c, e, ops, add)
		}
	}
	if !found {
		if i, ok := g.statementByShape(common); ok {
			found = true
			add(&Use{Kind: "sql.query", Callee: c.name(), Instr: call, Call: call, Arg: ops[i], Operand: i, Binds: bindsAfter(ops, i),
				nodes: []*node{g.value(ops[i], nil, call)}})
		}
	}
	if !found && len(c.bodies)+len(c.summaries)+len(c.entries) == 0 {
		if i, ok := g.virtualWrite(common); ok && i < len(ops) {
			found = !g.linked(common, c) // who implements it, the link may know
			add(&Use{Kind: "path.virtual", Callee: c.name(), Instr: call, Call: call, Arg: ops[i], Operand: i, Binds: -1,
				nodes: []*node{g.value(ops[i], nil, call)}})
		}
	}
	if !found && len(c.bodies)+len(c.summaries)+len(c.entries) == 0 {
		if i, ok := g.digestByShape(c, common); ok {
			found = true
			add(&Use{Kind: "hash.fast", Callee: c.name(), Instr: call, Call: call, Arg: ops[i], Operand: i, Binds: -1, nodes: []*node{g.value(ops[i], nil, call)}})
		}
	}
	if found {
		return
	}
	if g.linked(common, c) || g.makesFunctions(common, c) {
		g.portUses(call, c, ops, add)
	}
	for _, sum := range c.summaries {
		for k := range sum.Sinks {
			ps := &sum.Sinks[k]
			if ps.Param >= len(ops) {
				continue
			}
			arg := ops[ps.Param]
			p := resolveNames(arg.Type(), ps.Path)
			if ps.Text && len(p) == 0 && !textual(heldType(arg)) {
				continue
			}
			add(&Use{Kind: ps.Kind, Callee: ps.Callee, Instr: call, Call: call, Arg: arg, Operand: ps.Param, Binds: -1, Via: ps,
				nodes: []*node{g.value(arg, p, call)}})
		}
	}
}

func bindsAfter(ops []ssa.Value, i int) int {
	if i+1 < len(ops) {
		return i + 1
	}
	return -1
}

func (g *graph) entryUses(call ssa.CallInstruction, c *calleeInfo, e *catalog.Entry, ops []ssa.Value, add func(*Use)) {
	for _, pl := range e.Places {
		i := 0
		if pl.Root == catalog.Arg {
			i = c.operand(pl.Index)
		} else if pl.Root != catalog.Recv {
			continue
		}
		if i >= len(ops) || endsIn(call.Value(), e.Then, 0) {
			continue
		}
		arg := ops[i]
		if e.String && len(pl.Path) == 0 && !textual(heldType(arg)) {
			continue
		}
		p := pathOfPlace(pl, arg.Type())
		if _, isMap := heldType(arg).Underlying().(*types.Map); isMap && len(p) > 1 && p[0] == anyElem && p[1] == keyElem {
			continue // a value of the map, which is used as one
		}
		nodes := g.sinkNodes(arg, call, p, e.String)
		name := c.name()
		if pl.Root == catalog.Recv && len(p) == 0 {
			// What a thing holds is what was written to it.
			nodes, name = []*node{g.whole(arg, call)}, g.makerName(arg, call, name)
		}
		if e.As == "format" && i+1 < len(ops) {
			nodes = []*node{g.formatUnbound(call, c, i)}
		}
		if len(nodes) == 0 {
			continue
		}
		binds := -1
		if n, ok := e.Args["binds"]; ok {
			binds = c.operand(atoi(n))
		}
		add(&Use{Kind: e.Word, Callee: name, Instr: call, Call: call, Arg: arg, Operand: i, Entry: e, Binds: binds, nodes: nodes})
	}
}

// sinkNodes are the nodes of a sink's place; only: those whose dynamic type is
// text.
func (g *graph) sinkNodes(arg ssa.Value, call ssa.CallInstruction, p path, only bool) []*node {
	if len(p) == 0 {
		return []*node{g.value(arg, nil, call)}
	}
	if args := g.variadicArgs(arg); args != nil && len(p) == 1 {
		var nodes []*node
		for i, a := range args {
			if e := (elem{name: "[" + itoa(i) + "]"}); p[0].name != "[*]" && p[0].name != e.name {
				continue
			}
			if only && !textual(heldType(a)) {
				continue
			}
			nodes = append(nodes, g.value(a, nil, call))
		}
		return nodes
	}
	return []*node{g.value(arg, p, call)}
}

// textual says whether values of t are text that could be a statement: strings
// and byte slices, named or not.
func textual(t types.Type) bool { return isText(t) || isBytes(t) || isSliceOfStrings(t) }

func isSliceOfStrings(t types.Type) bool {
	s, ok := t.Underlying().(*types.Slice)
	return ok && isText(s.Elem())
}

func (g *graph) storeUses(st *ssa.Store, add func(*Use)) {
	fa, ok := st.Addr.(*ssa.FieldAddr)
	if !ok {
		return
	}
	e := fieldElem(fa.X.Type(), fa.Field)
	if e.owner == nil || e.field == nil {
		return
	}
	for _, entry := range g.unit.catalog.Field(e.owner, e.field.Name()) {
		if entry.Verb == "sink" {
			add(&Use{Kind: entry.Word, Callee: e.owner.Obj().Pkg().Path() + "." + fieldName(e), Instr: st, Arg: st.Val, Entry: entry,
				Binds: -1, nodes: []*node{g.value(st.Val, nil, st)}})
		}
	}
}

func (g *graph) conversionUses(v ssa.Instruction, x ssa.Value, t types.Type, add func(*Use)) {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return
	}
	for _, entry := range g.unit.catalog.Object(named.Obj()) {
		if entry.Verb != "sink" {
			continue
		}
		nodes := []*node{g.value(x, nil, v)}
		for _, pl := range entry.Places {
			if p := pathOfPlace(pl, x.Type()); len(p) > 0 {
				nodes = []*node{g.value(x, p, v)}
			}
		}
		add(&Use{Kind: entry.Word, Callee: named.Obj().Pkg().Path() + "." + named.Obj().Name(), Instr: v, Arg: x, Entry: entry, Binds: -1, nodes: nodes})
	}
}

// statementByShape recognises the methods of interfaces that stand for a
// database handle (sqlc's DBTX and its like): Query, Exec or Prepare with an
// optional context, a statement and its values, and a result of a database
// library.
func (g *graph) statementByShape(common *ssa.CallCommon) (int, bool) {
	if !common.IsInvoke() {
		return 0, false
	}
	m := common.Method
	name := strings.TrimSuffix(m.Name(), "Context")
	if !slices.Contains([]string{"Query", "QueryRow", "Exec", "Prepare", "Queryx", "QueryRowx", "MustExec", "NamedExec", "NamedQuery"}, name) {
		return 0, false
	}
	sig := m.Signature()
	if sig.Results().Len() == 0 || !databaseResult(sig.Results().At(0).Type()) {
		return 0, false
	}
	i := 0
	if sig.Params().Len() > 0 && sig.Params().At(0).Type().String() == "context.Context" {
		i = 1
	}
	if sig.Params().Len() <= i || !isText(sig.Params().At(i).Type()) {
		return 0, false
	}
	return i + 1, true // the receiver is operand 0
}

func databaseResult(t types.Type) bool {
	switch strings.TrimPrefix(t.String(), "*") {
	case "database/sql.Rows", "database/sql.Row", "database/sql.Result", "database/sql.Stmt",
		"github.com/jmoiron/sqlx.Rows", "github.com/jmoiron/sqlx.Row",
		"github.com/jackc/pgx/v5.Rows", "github.com/jackc/pgx/v5.Row", "github.com/jackc/pgx/v4.Rows", "github.com/jackc/pgx/v4.Row",
		"github.com/jackc/pgx/v5/pgconn.CommandTag", "github.com/jackc/pgconn.CommandTag":
		return true
	}
	return false
}

// reach lists the sinks that fn's parameters lead to, for summaries.
func (g *graph) reach(fn *ssa.Function) []ParamSink {
	if r, ok := g.reaching[fn]; ok {
		return r
	}
	if g.reachBusy[fn] {
		return nil
	}
	g.reachBusy[fn] = true
	defer delete(g.reachBusy, fn)
	var found []ParamSink
	// What a closure does with what it captured, its maker is taken to do: it runs the
	// closure, or hands it to somebody who does.
	for f := range enclosed(fn) {
		for _, use := range g.usesIn(f) {
			found = g.addReach(found, fn, use, g.useOrigins(use, false))
		}
	}
	for f := range enclosed(fn) {
		found = g.reachThroughCalls(found, fn, f)
	}
	g.reaching[fn] = found
	return found
}

func (g *graph) addReach(found []ParamSink, fn *ssa.Function, use *Use, origins []*Origin) []ParamSink {
	for _, o := range origins {
		if o.Class != Parameter || o.Param == nil || o.Param.Parent() != fn || full(found, use.Kind, o) {
			continue
		}
		ps := ParamSink{Kind: use.Kind, Callee: use.Callee, Text: use.Entry != nil && use.Entry.String, Keys: use.OfKeys(), Function: fn.RelString(nil)}
		if use.Via != nil {
			ps.Site, ps.Text = use.Via.Site, use.Via.Text
		} else {
			ps.Site = Site{g.unit.Pass.Pkg.Path(), use.Func.RelString(nil), use.Callee, use.Ordinal}
		}
		found = appendSink(found, g.fillSink(ps, o))
	}
	return found
}

func (g *graph) fillSink(ps ParamSink, o *Origin) ParamSink {
	ps.Param, ps.Path = paramIndex(o.Param), o.leaf.path.names()
	ps.Props, ps.Unsure, ps.Joined = o.Props&^(Nil|NonNil), o.Unsure, o.Joined
	ps.Before, ps.After, ps.Through = lastBytes(o.Before, maxFactText), firstBytes(o.After, maxFactText), o.Through
	if o.Built.IsValid() {
		ps.Built = g.factStep(Step{"built", o.Built})
	}
	for _, c := range o.Checks {
		if c.Reason != 0 && c.Place.IsValid() {
			ps.Check = g.factStep(Step{"checked", c.Place})
			break
		}
	}
	// Where ps is a callee's, the steps of o lead through those of ps already.
	ps.Steps = nil
	for i, s := range o.Steps {
		if i > 0 && (i <= maxFactSteps/2 || i >= len(o.Steps)-maxFactSteps/2) {
			ps.Steps = append(ps.Steps, g.factStep(s))
		}
	}
	return ps
}

// full says whether a function's summary has no room for another sink of the
// kind, that of the parameter that o is, or of any when it is nil. Where there are many,
// each part of a parameter has one at least.
func full(found []ParamSink, kind string, o *Origin) bool {
	if kind == portKind {
		return count(found, func(ps *ParamSink) bool { return ps.Kind == portKind }) >= maxPorts
	}
	n := count(found, func(ps *ParamSink) bool { return ps.Kind != portKind })
	if n < maxParamSinks || n >= maxPartSinks || o == nil {
		return n >= maxPartSinks
	}
	index, names := paramIndex(o.Param), o.leaf.path.names()
	return slices.ContainsFunc(found, func(ps ParamSink) bool {
		return ps.Kind != portKind && ps.Param == index && slices.Equal(ps.Path, names)
	})
}

func count(found []ParamSink, is func(*ParamSink) bool) (n int) {
	for i := range found {
		if is(&found[i]) {
			n++
		}
	}
	return n
}

func firstBytes(s string, n int) string { return s[:min(n, len(s))] }

func lastBytes(s string, n int) string { return s[max(0, len(s)-n):] }

// appendSink adds a sink that is not there yet. Of ports only what leads to them counts:
// which ones they are, the link learns from the package that they stand in.
func appendSink(list []ParamSink, ps ParamSink) []ParamSink {
	for i := range list {
		have := &list[i]
		if have.Param == ps.Param && slices.Equal(have.Path, ps.Path) &&
			(have.Site == ps.Site && have.Props == ps.Props || have.Kind == portKind && ps.Kind == portKind) {
			return list
		}
	}
	return append(list, ps)
}

// reachThroughCalls adds the sinks of the functions of the package that in calls.
func (g *graph) reachThroughCalls(found []ParamSink, fn, in *ssa.Function) []ParamSink {
	for _, b := range in.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if _, builtin := call.Common().Value.(*ssa.Builtin); builtin {
				continue
			}
			for _, callee := range g.callee(call).bodies {
				if callee == fn || callee.Parent() == fn {
					continue
				}
				for _, ps := range g.reach(callee) {
					found = g.liftSink(found, fn, call, ps)
				}
			}
		}
	}
	return found
}

// liftSink carries a sink of a callee over to fn's own parameters.
func (g *graph) liftSink(found []ParamSink, fn *ssa.Function, call ssa.CallInstruction, ps ParamSink) []ParamSink {
	ops := operandsOf(call.Common())
	if ps.Param >= len(ops) || full(found, ps.Kind, nil) {
		return found
	}
	use := &Use{Kind: ps.Kind, Callee: ps.Callee, Func: call.Parent(), Instr: call, Call: call, Via: &ps,
		nodes: []*node{g.value(ops[ps.Param], resolveNames(ops[ps.Param].Type(), ps.Path), call)}}
	for _, o := range g.useOrigins(use, false) {
		if o.Class == Parameter && o.Param != nil && o.Param.Parent() == fn && !full(found, ps.Kind, o) {
			lifted := g.fillSink(ps, o)
			found = appendSink(found, lifted)
		}
	}
	return found
}
