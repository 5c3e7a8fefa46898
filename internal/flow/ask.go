package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// This file is the face of flow for analyzers that do not start from a sink:
// questions about any value, call, function or condition of the package.

// Trace lists where v comes from, as used at an instruction. Parameters are
// followed to the callers in the package.
func (u *Unit) Trace(v ssa.Value, at ssa.Instruction) []*Origin {
	return u.TracePart(v, at)
}

// TracePart lists where a part of v comes from: a path of ".Field", "[*]" (any
// element or map value), "[0]", "[key]" or `["key"]` elements. Without a path it
// is v itself. Pointers on the way need no element. A field that a composite
// literal leaves out is the constant "" (or nil).
func (u *Unit) TracePart(v ssa.Value, at ssa.Instruction, part ...string) []*Origin {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	g := u.graph
	v = stripInterface(v)
	n := g.value(v, resolveNames(v.Type(), part), at)
	if len(part) == 0 && n.op == opAlloc {
		n = g.whole(v, at)
	}
	return g.origins(n, []point{{to: at.Block()}}, true)
}

func stripInterface(v ssa.Value) ssa.Value {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		return mi.X
	}
	return v
}

// Whole lists where everything that v holds comes from: the text of a buffer,
// all fields and elements of a structure.
func (u *Unit) Whole(v ssa.Value, at ssa.Instruction) []*Origin {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	return u.graph.origins(u.graph.whole(v, at), []point{{to: at.Block()}}, true)
}

// Constants returns the texts that v can have when all of its origins are
// constants (numbers in decimal), and whether they are.
func (u *Unit) Constants(v ssa.Value, at ssa.Instruction, part ...string) ([]string, bool) {
	g := u.numberGraph()
	g.mu.Lock()
	defer g.mu.Unlock()
	v = stripInterface(v)
	n := g.value(v, resolveNames(v.Type(), part), at)
	var texts []string
	for _, o := range g.origins(n, []point{{to: at.Block()}}, true) {
		if o.Class != Constant || len(o.Through) > 0 {
			return nil, false
		}
		if !slices.Contains(texts, o.Text) {
			texts = append(texts, o.Text)
		}
	}
	return texts, len(texts) > 0
}

// FunctionValues lists the functions of the package or of others (without
// bodies) that v, a value of function type, can be.
func (u *Unit) FunctionValues(v ssa.Value, at ssa.Instruction, part ...string) []*ssa.Function {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	v = stripConversions(v)
	n := u.graph.value(v, resolveNames(v.Type(), part), at)
	return u.graph.functionsOf(n, 0, nil)
}

// Asked says whether the call that an origin came out of, or one that made what it
// was called on (db.Where("token = ?", token).Find(&row)), was given the value of
// another one: what it answers was looked up by that value.
func (u *Unit) Asked(o, by *Origin) bool {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	return o.leaf != nil && by.leaf != nil && o.leaf.call != nil && u.graph.wasGiven(o.leaf.call, by, 0)
}

// maxChain bounds how far a chain of calls is followed back.
const maxChain = 6

func (g *graph) wasGiven(call ssa.CallInstruction, by *Origin, depth int) bool {
	for _, op := range operandsOf(call.Common()) {
		if n := g.textOf(op, call); n != nil {
			if slices.ContainsFunc(g.plainOrigins(n, false), func(in *Origin) bool { return in.leaf == by.leaf && in.Name == by.Name }) {
				return true
			}
			continue
		}
		if before, ok := stripConversions(op).(*ssa.Call); ok && depth < maxChain && g.wasGiven(before, by, depth+1) {
			return true
		}
	}
	return false
}

// Same says whether a and b must hold the same value: equal expressions, or one
// computed from equal parts.
func (u *Unit) Same(a ssa.Value, atA ssa.Instruction, b ssa.Value, atB ssa.Instruction) bool {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	return u.graph.value(a, nil, atA) == u.graph.value(b, nil, atB)
}

// Proved is what the checks on the way to an instruction prove of v.
func (u *Unit) Proved(v ssa.Value, at ssa.Instruction) Props {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	g := u.graph
	return g.proved(g.value(v, nil, at), []point{{to: at.Block()}})
}

// Call is a call in the package.
type Call struct {
	Instr ssa.CallInstruction
	Func  *ssa.Function
	// Callee is the full name ("(*database/sql.DB).Query"), or "" for the call of
	// a function value that is not resolved.
	Callee string
	// Object is the callee; nil when Callee is "".
	Object *types.Func
	// Operands are the receiver, if there is one, and the arguments.
	Operands []ssa.Value
	// HasReceiver says that Operands[0] is the receiver.
	HasReceiver bool
	// Entries are the catalog's.
	Entries []*catalog.Entry
}

// Arg is argument i without the receiver; nil when there is none.
func (c *Call) Arg(i int) ssa.Value {
	if c.HasReceiver {
		i++
	}
	if i < 0 || i >= len(c.Operands) {
		return nil
	}
	return c.Operands[i]
}

// Place is the operand that a mark names by key: "0", "2" (arguments without the
// receiver) or "recv"; nil when the mark does not have the key.
func (c *Call) Place(e *catalog.Entry, key string) ssa.Value {
	word, ok := e.Args[key]
	switch {
	case !ok:
		return nil
	case word == "recv":
		if c.HasReceiver {
			return c.Operands[0]
		}
		return nil
	}
	return c.Arg(atoi(word))
}

// Mark is the first mark of the call with the tag, nil when there is none.
func (c *Call) Mark(tag string) *catalog.Entry {
	for _, e := range c.Entries {
		if e.Verb == "mark" && e.Word == tag {
			return e
		}
	}
	return nil
}

// Value is the call's result as a value; nil for go and defer.
func (c *Call) Value() *ssa.Call {
	v, _ := c.Instr.(*ssa.Call)
	return v
}

// Calls lists all calls of the package in source order, closures and the package
// initialiser included.
func (u *Unit) Calls() []*Call {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	g := u.graph
	if g.allCalls != nil {
		return g.allCalls
	}
	g.allCalls = []*Call{}
	for _, fn := range u.Functions() {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				if call, ok := in.(ssa.CallInstruction); ok {
					if c := g.call(call); c != nil {
						g.allCalls = append(g.allCalls, c)
					}
				}
			}
		}
	}
	return g.allCalls
}

func (g *graph) call(call ssa.CallInstruction) *Call {
	if _, builtin := call.Common().Value.(*ssa.Builtin); builtin {
		return nil
	}
	info := g.callee(call)
	c := &Call{Instr: call, Func: call.Parent(), Object: info.object, Operands: operandsOf(call.Common()), HasReceiver: info.hasRecv, Entries: info.entries}
	if info.object != nil {
		c.Callee = info.object.FullName()
	}
	return c
}

// CallOf is the Call for an instruction; nil for builtins.
func (u *Unit) CallOf(call ssa.CallInstruction) *Call {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	return u.graph.call(call)
}

// Marked lists the calls that carry a mark with the tag.
func (u *Unit) Marked(tag string) []*Call {
	var found []*Call
	for _, c := range u.Calls() {
		if c.Mark(tag) != nil {
			found = append(found, c)
		}
	}
	return found
}

// Callers lists the calls in the package that can enter fn.
func (u *Unit) Callers(fn *ssa.Function) []ssa.CallInstruction {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	return u.graph.callersOf(fn)
}

// Returned lists where result index of fn comes from, without regard to callers;
// success leaves out returns whose error is not nil.
func (u *Unit) Returned(fn *ssa.Function, index int, success bool) []ReturnOrigins {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	g := u.graph
	var found []ReturnOrigins
	for _, b := range fn.Blocks {
		ret, ok := lastInstr(b).(*ssa.Return)
		if !ok || index >= len(ret.Results) || success && g.outcomeOf(b) == someError {
			continue
		}
		n := g.value(ret.Results[index], nil, ret)
		if n.op == opAlloc {
			n = g.whole(ret.Results[index], ret)
		}
		found = append(found, ReturnOrigins{ret, ret.Results[index], g.origins(n, []point{{to: b}}, true)})
	}
	return found
}

// ReturnOrigins is one return statement and where one of its results comes from.
type ReturnOrigins struct {
	Return  *ssa.Return
	Value   ssa.Value
	Origins []*Origin
}

// Holds says whether, on every way from the entry of its function to at, some
// branch was taken whose condition test accepts. Test gets a condition without
// negations, and what it turned out to be.
func (u *Unit) Holds(at ssa.Instruction, test func(cond ssa.Value, want bool) bool) bool {
	return branchesHold(at.Parent(), test)[at.Block().Index]
}

func edgeHolds(from, to *ssa.BasicBlock, test func(ssa.Value, bool) bool, in []bool) bool {
	budget := maxPhis
	return edgeHoldsWithin(from, to, test, in, &budget)
}

func edgeHoldsWithin(from, to *ssa.BasicBlock, test func(ssa.Value, bool) bool, in []bool, budget *int) bool {
	cond, ok := lastInstr(from).(*ssa.If)
	if !ok || from.Succs[0] == from.Succs[1] {
		return false
	}
	return conditionHolds(cond.Cond, from.Succs[0] == to, test, in, budget)
}

func conditionHolds(cond ssa.Value, want bool, test func(ssa.Value, bool) bool, in []bool, budget *int) bool {
	if *budget--; *budget < 0 {
		return false
	}
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return conditionHolds(c.X, !want, test, in, budget)
		}
	case *ssa.Phi:
		possible := false
		for i, e := range c.Edges {
			if k, ok := e.(*ssa.Const); ok && k.Value != nil && k.Value.Kind() == constant.Bool && constant.BoolVal(k.Value) != want {
				continue
			}
			possible = true
			pred := c.Block().Preds[i]
			if in[pred.Index] || edgeHoldsWithin(pred, c.Block(), test, in, budget) {
				continue
			}
			if isConstant(e) || !conditionHolds(e, want, test, in, budget) {
				return false
			}
		}
		return possible
	}
	return test(cond, want)
}

// Numbers lists where a number or a truth value comes from; constants are in
// decimal, or "true" and "false".
func (u *Unit) Numbers(v ssa.Value, at ssa.Instruction, part ...string) []*Origin {
	g := u.numberGraph()
	g.mu.Lock()
	defer g.mu.Unlock()
	v = stripInterface(v)
	return g.origins(g.value(v, resolveNames(v.Type(), part), at), []point{{to: at.Block()}}, true)
}

// numberGraph is a graph of its own for questions about numbers, which the
// ordinary one does not follow.
func (u *Unit) numberGraph() *graph {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	if u.numbers == nil {
		u.numbers = newGraph(u)
		u.numbers.numbers = true
	}
	return u.numbers
}
