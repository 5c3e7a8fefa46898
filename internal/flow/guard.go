package flow

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// This file decides what checks prove of a value at a point: a forward analysis
// over the blocks of a function, where paths that meet keep what both prove.
// What one branch proves is in assert.go.

const allProps = ^Props(0)

// guardInfo holds the analysis of one function.
type guardInfo struct {
	fn *ssa.Function
	// ready: all branches were read.
	ready bool
	// noted are the conditions and errors that were read for asserted.
	noted map[ssa.Value]bool
	// asserted are the nodes that some branch says something about.
	asserted map[*node]bool
	// conds caches what a condition proves, by condition and outcome.
	conds      map[condKey][]assertion
	in         map[*node][]Props
	correlated map[correlatedKey]Props
	// excluded is what excludes said.
	excluded map[passage]bool
	known    map[*ssa.BasicBlock][]knownSame
	// phis are those being looked into, visited counts them for one question.
	phis    map[*ssa.Phi]bool
	visited int
	// conditions in block order, once listed.
	conditions []condition
	listed     bool
	// parts are the conditions on a part of a value, by value.
	parts map[*node][]partCheck
	same  map[*ssa.BasicBlock]sameness
	// loops over the parts of a text.
	loops []loopCheck
}

type condKey struct {
	cond ssa.Value
	want bool
}

// assertion says that a node has properties.
type assertion struct {
	n     *node
	props Props
}

// maxGuardBlocks bounds the functions whose checks are read; larger ones are
// generated tables and state machines.
const maxGuardBlocks = 3000

func (g *graph) guardsOf(fn *ssa.Function) *guardInfo {
	if gi, ok := g.guards[fn]; ok {
		return gi
	}
	gi := &guardInfo{fn: fn, noted: make(map[ssa.Value]bool), asserted: make(map[*node]bool), conds: make(map[condKey][]assertion), in: make(map[*node][]Props)}
	g.guards[fn] = gi
	done := g.settle()
	defer func() {
		gi.ready = true
		if !done() {
			delete(g.guards, fn)
		}
	}()
	if len(fn.Blocks) > maxGuardBlocks {
		return gi
	}
	for _, b := range fn.Blocks {
		if len(b.Instrs) == 0 {
			continue
		}
		switch last := lastInstr(b).(type) {
		case *ssa.If:
			g.noteCondition(gi, last.Cond)
		case *ssa.Return:
			for _, r := range last.Results {
				if isBool(r.Type()) {
					g.noteCondition(gi, r)
				} else if isError(r.Type()) {
					g.noteError(gi, r)
				}
			}
		}
	}
	g.noteLoops(gi)
	return gi
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

func (g *graph) noteCondition(gi *guardInfo, cond ssa.Value) {
	if gi.noted[cond] {
		return
	}
	gi.noted[cond] = true
	for _, want := range []bool{true, false} {
		if phi, isNil := nilComparison(cond, want); isNil {
			g.noteError(gi, phi)
		}
	}
	switch c := cond.(type) {
	case *ssa.Phi:
		for _, e := range c.Edges {
			g.noteCondition(gi, e)
		}
		return
	case *ssa.UnOp:
		if c.Op == token.NOT {
			g.noteCondition(gi, c.X)
			return
		}
	}
	for _, want := range []bool{true, false} {
		for _, a := range g.assertions(gi, cond, want) {
			gi.asserted[a.n] = true
		}
	}
}

func (g *graph) noteError(gi *guardInfo, err ssa.Value) {
	if gi.noted[err] {
		return
	}
	gi.noted[err] = true
	if phi, ok := err.(*ssa.Phi); ok {
		for _, e := range phi.Edges {
			g.noteError(gi, e)
		}
		return
	}
	for _, a := range g.assertNil(err) {
		gi.asserted[a.n] = true
	}
}

// assertions is what a condition that turned out as wanted proves.
func (g *graph) assertions(gi *guardInfo, cond ssa.Value, want bool) []assertion {
	key := condKey{cond, want}
	if as, ok := gi.conds[key]; ok {
		return as
	}
	if g.busyConds[key] {
		g.unsettled++ // a condition that depends on itself proves nothing yet
		return nil
	}
	g.busyConds[key] = true
	defer delete(g.busyConds, key)
	done := g.settle()
	as := g.assert(cond, want)
	if done() {
		gi.conds[key] = as
	}
	return as
}

// maxUnsettled bounds how often answers are computed again because they were
// asked for while something that they depend on was still being decided.
const maxUnsettled = 2000

// settle begins an answer that may depend on itself through calls. The function
// that it returns ends it, and says whether the answer may be kept: not when
// something on the way had to do with less than the whole truth, unless nothing
// around it is still being decided.
func (g *graph) settle() (done func() bool) {
	before := g.unsettled
	g.settling++
	return func() bool {
		g.settling--
		return g.unsettled == before || g.settling == 0 || g.unsettled > maxUnsettled
	}
}

// proved is what checks prove of n at all of the points together.
func (g *graph) proved(n *node, points []point) Props {
	var props Props
	if n.as == "element" && n.op == opDerive {
		props = g.letterProps(n, points)
	}
	for _, p := range points {
		if p.to == nil {
			continue
		}
		gi := g.guardsOf(p.to.Parent())
		if !gi.ready {
			g.unsettled++
			continue
		}
		if gi.asserted[n] {
			props |= g.provedAt(gi, n, p)
			if p.from == nil {
				props |= g.correlated(gi, n, p.to)
			}
		}
	}
	return implied(props)
}

func (g *graph) provedAt(gi *guardInfo, n *node, p point) Props {
	in := g.solve(gi, n)
	if p.from == nil {
		return known(in[p.to.Index])
	}
	return known(in[p.from.Index] | g.edgeProps(gi, n, p.from, p.to, in))
}

// known turns the top of an unreachable block into nothing.
func known(p Props) Props {
	if p == allProps {
		return 0
	}
	return p
}

// solve is what is proved of n at the entry of each block.
func (g *graph) solve(gi *guardInfo, n *node) []Props {
	if in, ok := gi.in[n]; ok {
		return in
	}
	blocks := gi.fn.Blocks
	in := make([]Props, len(blocks))
	for i := range in {
		in[i] = allProps
	}
	in[0] = 0
	gi.in[n] = in
	done := g.settle()
	defer func() {
		if !done() {
			delete(gi.in, n)
		}
	}()
	for round := 0; round < 12; round++ {
		changed := false
		for _, b := range blocks[1:] {
			if len(b.Preds) == 0 {
				continue
			}
			next := allProps
			for _, p := range b.Preds {
				if in[p.Index] == allProps || g.deadEnd(p) {
					continue
				}
				next &= in[p.Index] | g.edgeProps(gi, n, p, b, in)
			}
			if next != in[b.Index] {
				in[b.Index] = next
				changed = true
			}
		}
		if !changed {
			break
		}
	}
	return in
}

// edgeProps is what the branch from one block to another proves of n.
func (g *graph) edgeProps(gi *guardInfo, n *node, from, to *ssa.BasicBlock, in []Props) Props {
	cond, ok := lastInstr(from).(*ssa.If)
	if !ok || from.Succs[0] == from.Succs[1] {
		return g.loopProps(gi, n, from, to)
	}
	return g.condProps(gi, n, cond.Cond, from.Succs[0] == to, in, 0) | g.loopProps(gi, n, from, to)
}

func (g *graph) condProps(gi *guardInfo, n *node, cond ssa.Value, want bool, in []Props, depth int) Props {
	if depth > 8 {
		return 0
	}
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return g.condProps(gi, n, c.X, !want, in, depth+1)
		}
	case *ssa.Phi:
		return g.phiProps(gi, n, c, want, in, depth)
	}
	var props Props
	for _, a := range g.assertions(gi, cond, want) {
		if a.n == n {
			props |= a.props
		}
	}
	if phi, isNil := nilComparison(cond, want); isNil {
		props |= g.nilPhiProps(gi, n, phi, in, depth)
	}
	return props
}

// nilComparison recognises the comparison of a phi (an error that several checks
// may have set) with nil that holds.
func nilComparison(cond ssa.Value, want bool) (*ssa.Phi, bool) {
	c, ok := cond.(*ssa.BinOp)
	if !ok || c.Op != token.EQL && c.Op != token.NEQ || (c.Op == token.EQL) != want {
		return nil, false
	}
	k, ok := c.Y.(*ssa.Const)
	phi, isPhi := c.X.(*ssa.Phi)
	return phi, ok && isPhi && k.Value == nil
}

// nilPhiProps is what all the ways prove on which an error can be nil.
func (g *graph) nilPhiProps(gi *guardInfo, n *node, phi *ssa.Phi, in []Props, depth int) Props {
	if depth > 8 || !gi.enterPhi(phi) {
		return 0
	}
	defer gi.leavePhi(phi)
	props := allProps
	for i, e := range phi.Edges {
		pred := phi.Block().Preds[i]
		if in[pred.Index] == allProps || g.errorOutcome(e, pred) == someError {
			continue
		}
		way := in[pred.Index]
		if cond, ok := lastInstr(pred).(*ssa.If); ok && pred.Succs[0] != pred.Succs[1] {
			taken := pred.Succs[0] == phi.Block()
			if g.saysNonNil(gi, cond.Cond, taken, e) {
				continue // on this way the error is there
			}
			way |= g.condProps(gi, n, cond.Cond, taken, in, depth+1)
		}
		if inner, ok := e.(*ssa.Phi); ok && inner != phi {
			way |= g.nilPhiProps(gi, n, inner, in, depth+1)
		} else {
			for _, a := range g.assertNil(e) {
				if a.n == n {
					way |= a.props
				}
			}
		}
		props &= way
	}
	return known(props)
}

// saysNonNil says whether a branch is taken only when v is not nil.
func (g *graph) saysNonNil(gi *guardInfo, cond ssa.Value, taken bool, v ssa.Value) bool {
	in, ok := v.(ssa.Instruction)
	if !ok {
		return false
	}
	n := g.value(v, nil, in)
	for _, a := range g.assertions(gi, cond, taken) {
		if a.n == n && a.props.Has(NonNil) {
			return true
		}
	}
	return false
}

// deadEnd says whether a block calls a function of the package that never
// returns.
func (g *graph) deadEnd(b *ssa.BasicBlock) bool {
	for _, in := range b.Instrs {
		call, ok := in.(*ssa.Call)
		if !ok {
			continue
		}
		if fn := call.Call.StaticCallee(); fn != nil && len(fn.Blocks) > 0 && g.neverReturns(fn) {
			return true
		}
	}
	return false
}

// neverReturns says whether no return statement of fn can be reached.
func (g *graph) neverReturns(fn *ssa.Function) bool {
	if never, ok := g.noReturns[fn]; ok {
		return never
	}
	g.noReturns[fn] = false // while it is being decided
	never := true
	seen := make(map[*ssa.BasicBlock]bool)
	var visit func(b *ssa.BasicBlock)
	visit = func(b *ssa.BasicBlock) {
		if seen[b] || !never {
			return
		}
		seen[b] = true
		if _, ok := lastInstr(b).(*ssa.Return); ok && !g.deadEnd(b) {
			never = false
			return
		}
		if g.deadEnd(b) {
			return
		}
		for _, s := range b.Succs {
			visit(s)
		}
	}
	visit(fn.Blocks[0])
	if fn.Recover != nil {
		never = false
	}
	g.noReturns[fn] = never
	return never
}

// phiProps is for conditions kept in a variable and for && and ||: what all ways
// on which the condition can turn out as wanted prove.
func (g *graph) phiProps(gi *guardInfo, n *node, phi *ssa.Phi, want bool, in []Props, depth int) Props {
	if !gi.enterPhi(phi) {
		return 0
	}
	defer gi.leavePhi(phi)
	props := allProps
	for i, e := range phi.Edges {
		if c, ok := e.(*ssa.Const); ok && c.Value != nil && c.Value.Kind() == constant.Bool && constant.BoolVal(c.Value) != want {
			continue
		}
		pred := phi.Block().Preds[i]
		way := in[pred.Index]
		if way == allProps {
			continue
		}
		if cond, ok := lastInstr(pred).(*ssa.If); ok && pred.Succs[0] != pred.Succs[1] && cond.Cond != phi {
			way |= g.condProps(gi, n, cond.Cond, pred.Succs[0] == phi.Block(), in, depth+1)
		}
		if !isConstant(e) {
			way |= g.condProps(gi, n, e, want, in, depth+1)
		}
		props &= way
	}
	if props == allProps {
		return 0
	}
	return props
}

// maxPhis bounds the phis that one question about a branch looks into: conditions
// that people write have a handful.
const maxPhis = 48

// enterPhi says whether a phi may be looked into: not while it is being looked
// into already, and not when the question has become too large.
func (gi *guardInfo) enterPhi(phi *ssa.Phi) bool {
	if len(gi.phis) == 0 {
		gi.visited = 0
	}
	gi.visited++
	if gi.phis[phi] || gi.visited > maxPhis {
		return false
	}
	if gi.phis == nil {
		gi.phis = make(map[*ssa.Phi]bool)
	}
	gi.phis[phi] = true
	return true
}

func (gi *guardInfo) leavePhi(phi *ssa.Phi) { delete(gi.phis, phi) }

// errorKnownNil says whether the caller stands where the error of the call that
// was entered is nil.
func (g *graph) errorKnownNil(f *frame) bool {
	call, ok := f.call.(*ssa.Call)
	if !ok {
		return false
	}
	err := errorResult(call)
	if err == nil {
		// The error is not looked at; the value is then used whatever happened.
		return false
	}
	return g.proved(g.value(err, nil, call), f.points).Has(Nil)
}

// errorResult is the value of the call's last result when that is an error.
func errorResult(call *ssa.Call) ssa.Value {
	results := call.Call.Signature().Results()
	n := results.Len()
	if n == 0 || !isError(results.At(n-1).Type()) {
		return nil
	}
	if n == 1 {
		return call
	}
	for _, ref := range *call.Referrers() {
		if ex, ok := ref.(*ssa.Extract); ok && ex.Index == n-1 {
			return ex
		}
	}
	return nil
}

// outcomeOf says what the return at the end of a block says about success.
func (g *graph) outcomeOf(b *ssa.BasicBlock) outcome {
	ret, ok := lastInstr(b).(*ssa.Return)
	if !ok || len(ret.Results) == 0 {
		return anyOutcome
	}
	last := ret.Results[len(ret.Results)-1]
	if !isError(last.Type()) {
		return anyOutcome
	}
	return g.errorOutcome(last, b)
}

func (g *graph) errorOutcome(v ssa.Value, b *ssa.BasicBlock) outcome {
	switch v := v.(type) {
	case *ssa.Const:
		return nilError
	case *ssa.MakeInterface:
		return someError
	case *ssa.UnOp:
		if global, ok := v.X.(*ssa.Global); ok && isError(deref(global.Type())) {
			return someError // a sentinel
		}
		if g.yieldsErrors(v) {
			return someError
		}
	case *ssa.Call:
		if callee := v.Call.StaticCallee(); callee != nil && neverNil(callee) {
			return someError
		}
	}
	proved := g.proved(g.value(v, nil, lastInstr(b)), []point{{to: b}})
	switch {
	case proved.Has(NonNil):
		return someError
	case proved.Has(Nil):
		return nilError
	}
	return anyOutcome
}

// neverNil lists the makers of errors in everyday use.
func neverNil(fn *ssa.Function) bool {
	switch fn.String() {
	case "errors.New", "fmt.Errorf", "github.com/pkg/errors.New", "github.com/pkg/errors.Errorf",
		"google.golang.org/grpc/status.Error", "google.golang.org/grpc/status.Errorf",
		"golang.org/x/xerrors.New", "golang.org/x/xerrors.Errorf", "github.com/cockroachdb/errors.New",
		"github.com/cockroachdb/errors.Newf", "github.com/cockroachdb/errors.Errorf",
		"github.com/labstack/echo/v4.NewHTTPError", "github.com/gofiber/fiber/v2.NewError", "connectrpc.com/connect.NewError":
		return true
	}
	return false
}
