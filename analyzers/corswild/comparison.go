package corswild

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/flow"
)

// This file judges comparisons.

// comparison judges ==, != and the comparison of an index.
func (c *checker) comparison(b *ssa.BinOp, want bool) strength {
	equal := b.Op == token.EQL && want || b.Op == token.NEQ && !want
	x, y := b.X, b.Y
	if _, ok := x.(*ssa.Const); ok {
		x, y = y, x
	}
	if call, ok := x.(*ssa.Call); ok && isInteger(call.Type()) {
		return c.index(call, b, want)
	}
	if k, ok := y.(*ssa.Const); ok && k.IsNil() && !isError(x.Type()) {
		if s := c.found(x); s != free {
			return ifWanted(!equal, s)
		}
	}
	left, right := c.involves(x, b), c.involves(y, b)
	if !left && !right {
		return c.unrelated(x, y, b, equal)
	}
	if isErrorOrPointer(x.Type()) {
		return free // whether it could be parsed
	}
	if isBoolean(x.Type()) {
		if known, ok := truth(y); ok {
			return c.condition(x, known == equal)
		}
	}
	if !equal {
		return free
	}
	if !left {
		x, y = y, x
	}
	return c.equalTo(x, y, b)
}

// found judges what it says of the origin that something was made of it, or found by it:
// that it could be parsed says nothing, that it is among those allowed says all.
func (c *checker) found(v ssa.Value) strength {
	result := 0
	if ex, ok := v.(*ssa.Extract); ok {
		v, result = ex.Tuple, ex.Index
	}
	switch v := v.(type) {
	case *ssa.Lookup:
		if c.involves(v.Index, v) {
			return c.members(v.X, v, "[key]")
		}
	case *ssa.Call:
		if slices.ContainsFunc(v.Call.Args, func(arg ssa.Value) bool { return c.involves(arg, v) }) {
			return c.finder(v, result)
		}
	}
	return free
}

// finder judges that a function which is given the origin returned something. One that
// can't be read is taken at its word, unless that promises to read the origin only.
func (c *checker) finder(call *ssa.Call, result int) strength {
	known := c.unit.CallOf(call)
	if known == nil || known.Object == nil || known.Object.Pkg() == nil {
		return free
	}
	bodies := c.bodies(call)
	if len(bodies) == 0 && (known.Object.Pkg().Path() == "net/url" || words.Has(known.Object.Name(), "parse", "decode", "new", "read", "must", "normalize", "clean", "split", "to", "from")) {
		return free
	}
	least := sound
	for _, fn := range bodies {
		saved := c.subject.params
		for i, op := range known.Operands {
			if i < len(fn.Params) && c.involves(op, call) {
				c.subject.params = append(slices.Clip(c.subject.params), fn.Params[i])
			}
		}
		least = min(least, c.returned(fn, result))
		c.subject.params = saved
	}
	return least
}

// returned judges the returns of fn at which result was found.
func (c *checker) returned(fn *ssa.Function, result int) strength {
	if c.depth >= maxDepth {
		return sound
	}
	c.depth++
	defer func() { c.depth-- }()
	least := sound
	for _, r := range c.unit.Returned(fn, result, false) {
		switch r.Value.(type) {
		case *ssa.Const, *ssa.Phi: // nothing was found, or maybe nothing
		default:
			least = min(least, c.at(r.Return))
		}
	}
	return least
}

// equalTo judges the origin x against y.
func (c *checker) equalTo(x, y ssa.Value, at ssa.Instruction) strength {
	left := c.unit.Trace(x, at)
	if slices.ContainsFunc(left, func(o *flow.Origin) bool { return c.subject.is(o) && scheme(o) }) {
		return free // only the scheme is compared
	}
	texts, known := c.unit.Constants(y, at)
	if known && slices.Contains(texts, "") && slices.ContainsFunc(left, func(o *flow.Origin) bool { return o.Class == flow.Constant }) {
		return free // nothing was chosen yet
	}
	switch {
	case known && slices.Contains(texts, "null"):
		return c.null(at.Pos())
	case known && slices.Contains(texts, ""):
		return sound // no origin, no website
	}
	if !known && slices.ContainsFunc(c.unit.Trace(y, at), c.subject.is) {
		// Compared with a part of itself.
		return sound
	}
	return sound
}

func scheme(o *flow.Origin) bool {
	return o.FieldVar != nil && o.FieldVar.Name() == "Scheme"
}

func (c *checker) null(pos token.Pos) strength {
	c.meet(weakness{place: pos, form: `a comparison with "null"`, attack: "null"})
	return onlyNull
}

func isInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

func isBoolean(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func isErrorOrPointer(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Interface, *types.Map, *types.Slice, *types.Signature:
		return true
	}
	return false
}

const nobodyNamed = "the configured list may be empty"

const starConfigured = `"*" may be among the configured origins`

// unrelated judges a comparison in which the origin does not stand.
func (c *checker) unrelated(x, y ssa.Value, at ssa.Instruction, equal bool) strength {
	if c.secretOf(x, y, at) || c.secretOf(y, x, at) {
		return ifWanted(equal, sound)
	}
	for _, v := range []ssa.Value{x, y} {
		if texts, ok := c.unit.Constants(v, at); ok && (slices.Contains(texts, "*") || slices.Contains(texts, ".*")) {
			return ifWanted(equal, c.open(starConfigured))
		}
		if k, ok := v.(*ssa.Const); ok && k.Value != nil && isText(k.Type()) {
			return c.named(k.Value.ExactString(), equal) // a mode: "development"
		}
	}
	if isErrorOrPointer(x.Type()) && !isError(x.Type()) {
		return free
	}
	if isError(x.Type()) {
		return c.checkedError(x, equal)
	}
	if isInteger(x.Type()) {
		return free
	}
	return c.setting(x, at, equal)
}

// secretOf says whether sent is a value of the request and kept one that the program
// keeps, and the name of one says that it is a secret: a website does not know it.
func (c *checker) secretOf(sent, kept ssa.Value, at ssa.Instruction) bool {
	secret, request := false, false
	for _, o := range c.unit.Trace(sent, at) {
		request = request || o.Class == flow.Untrusted
		secret = secret || words.Judge(o.Name) >= words.Hint
	}
	if !request {
		return false
	}
	own := false
	for _, o := range c.unit.Trace(kept, at) {
		if o.Class == flow.Untrusted {
			return false
		}
		if o.Class == flow.Constant {
			continue // what stands around it, or a default
		}
		own = true
		secret = secret || words.Judge(o.Name) >= words.Hint
	}
	return secret && own
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

// checkedError judges err == nil after a call of the package's own that was given
// the origin or the request.
func (c *checker) checkedError(err ssa.Value, isNil bool) strength {
	call, ok := err.(*ssa.Call)
	index := 0
	if ex, isExtract := err.(*ssa.Extract); isExtract {
		call, ok = ex.Tuple.(*ssa.Call)
		index = ex.Index
	}
	if !ok || !isNil {
		return free
	}
	return c.enter(call, index, true, free)
}

// index judges strings.Index(origin, x) >= 0 and its like.
func (c *checker) index(call *ssa.Call, b *ssa.BinOp, want bool) strength {
	if _, builtin := call.Call.Value.(*ssa.Builtin); builtin {
		if len(call.Call.Args) > 0 && c.involves(call.Call.Args[0], call) {
			return ifWanted(empty(b, want), sound) // no origin, no website; else its length says nothing
		}
		if len(call.Call.Args) > 0 && isText(call.Call.Args[0].Type()) {
			return ifWanted(empty(b, want), sound) // no text is configured: the operator's choice
		}
		return ifWanted(empty(b, want), c.open(nobodyNamed))
	}
	k, ok := b.Y.(*ssa.Const)
	if !ok || k.Value == nil {
		return sound
	}
	value, _ := constantInt(k)
	found := want
	switch {
	case b.Op == token.EQL && value < 0, b.Op == token.LSS, b.Op == token.LEQ && value < 0:
		found = !want
	case b.Op == token.EQL && value == 0 && want:
		return c.textTest(call, prefixOf, "the start")
	case b.Op == token.NEQ && value == 0:
		return free
	}
	if !found {
		return free
	}
	return c.call(call, 0, true)
}

// empty says whether the comparison of a length means that it is 0.
func empty(b *ssa.BinOp, want bool) bool {
	k, ok := b.Y.(*ssa.Const)
	if !ok || k.Value == nil {
		return false
	}
	switch n := k.Int64(); b.Op {
	case token.EQL, token.LEQ:
		return want && n == 0
	case token.NEQ, token.GTR:
		return !want && n == 0
	case token.LSS:
		return want && n == 1
	case token.GEQ:
		return !want && n == 1
	}
	return false
}

func constantInt(k *ssa.Const) (int64, bool) {
	if k.Value == nil {
		return 0, false
	}
	return k.Int64(), true
}
