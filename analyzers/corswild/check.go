package corswild

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/flow"
)

// strength says what a check lets through.
type strength int

const (
	// free: every website.
	free strength = iota
	// onlyNull: the origin "null" and what sound checks allow.
	onlyNull
	// weak: more than it seems, see weakness.
	weak
	// opened: every website where the operator says so, by "*" or by naming nobody.
	opened
	// sound: a known set, the operator's choice, or not decided here.
	sound
)

// weakness is a condition that accepts origins of strangers.
type weakness struct {
	place  token.Pos
	form   string // "strings.HasSuffix with \"example.com\""
	attack string // an origin that passes
	call   *ssa.Call
	// subject is the value that is tested, and whether it is only the host.
	subject ssa.Value
	host    bool
	suffix  string // for a repair, of expr
	expr    *ast.CallExpr
}

// subject says which values of a function are the origin of a request.
type subject struct {
	params []*ssa.Parameter
	values []*flow.Origin
}

// is says whether a value comes from the subject.
func (s subject) is(o *flow.Origin) bool {
	switch {
	case o.Param != nil && slices.Contains(s.params, o.Param):
		return true
	case o.Value != nil && slices.ContainsFunc(s.values, func(v *flow.Origin) bool { return v.Value == o.Value && v.Name == o.Name }):
		return true // the headers of a request have one value, and a name each
	}
	return isOriginHeader(o)
}

// isOriginHeader says whether a value is the Origin (or Referer) of a request.
func isOriginHeader(o *flow.Origin) bool {
	if o.Class != flow.Untrusted {
		return false
	}
	for _, header := range []string{"Origin", "Referer"} {
		if strings.EqualFold(o.Name, header) || strings.Contains(strings.ToLower(o.Expr), strings.ToLower(strconv.Quote(header))) {
			return true
		}
	}
	return strings.HasSuffix(o.Callee, ").Referer")
}

// checker judges conditions on an origin.
type checker struct {
	unit    *flow.Unit
	subject subject
	depth   int
	// met are the weak conditions that were met.
	met []weakness
	// openings are the conditions by which an operator lets everybody in.
	openings []opening
	// how is how the last of them does it.
	how string
	// asked are functions of other packages that are asked and taken to be sound.
	asked []string
	// conditions already judged.
	judged map[condition]strength
}

// opening is a condition, turned out as wanted, by which an operator lets everybody
// in, and how.
type opening struct {
	condition
	how string // `"*" among the configured origins`
}

type condition struct {
	value ssa.Value
	want  bool
}

func newChecker(unit *flow.Unit, s subject) *checker {
	return &checker{unit: unit, subject: s, judged: make(map[condition]strength)}
}

// result judges what holds when question holds: it is asked with one test that
// accepts sound conditions, then with more lenient ones.
func (c *checker) result(question func(test func(ssa.Value, bool) bool) bool) strength {
	for _, level := range []strength{sound, opened, weak, onlyNull} {
		if question(func(cond ssa.Value, want bool) bool { return c.condition(cond, want) >= level }) {
			return level
		}
	}
	return free
}

// at judges the conditions on the ways to an instruction.
func (c *checker) at(in ssa.Instruction) strength {
	return c.result(func(test func(ssa.Value, bool) bool) bool { return c.unit.Holds(in, test) })
}

// onWay judges the conditions on the way of an origin.
func (c *checker) onWay(o *flow.Origin) strength {
	return c.result(func(test func(ssa.Value, bool) bool) bool { return c.unit.HoldsOnWay(o, test) })
}

// maxDepth bounds the functions that are entered from a check; deeper ones are
// taken to be sound.
const maxDepth = 5

// function judges what it means that a result of fn is true (or, for errors, nil).
func (c *checker) function(fn *ssa.Function, result int, want bool) strength {
	if is, known := c.unit.Constantly(fn, result); known {
		return ifWanted(is != want, sound) // it asks nothing, or never gives that answer
	}
	if len(fn.Blocks) == 0 {
		c.leaveTo(fn)
		return sound
	}
	if c.depth >= maxDepth {
		return sound
	}
	c.depth++
	defer func() { c.depth-- }()
	least := sound
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || result >= len(ret.Results) {
			continue
		}
		v := ret.Results[result]
		if known, ok := truth(v); ok && known != want {
			continue
		}
		s := c.result(func(test func(ssa.Value, bool) bool) bool { return c.unit.HoldsIf(ret, v, want, test) })
		least = min(least, s)
	}
	return least
}

// leaveTo notes a function of another package that decides.
func (c *checker) leaveTo(fn *ssa.Function) {
	if obj, ok := fn.Object().(*types.Func); ok && !slices.Contains(c.asked, obj.Origin().FullName()) {
		c.asked = append(c.asked, obj.Origin().FullName())
	}
}

// truth is the value of a boolean constant; nil errors are true.
func truth(v ssa.Value) (value, known bool) {
	k, ok := v.(*ssa.Const)
	if !ok {
		return false, false
	}
	if k.Value == nil {
		return true, true
	}
	return k.Value.ExactString() == "true", true
}

// condition judges a single condition that turned out as wanted: free means that
// it says nothing about the origin.
func (c *checker) condition(cond ssa.Value, want bool) strength {
	key := condition{cond, want}
	if s, ok := c.judged[key]; ok {
		return s
	}
	c.judged[key] = sound // a condition that depends on itself
	s := c.judge(cond, want)
	c.judged[key] = s
	if s == opened {
		c.openings = append(c.openings, opening{key, c.how})
	}
	return s
}

func (c *checker) judge(cond ssa.Value, want bool) strength {
	if is, ok := decided(cond); ok && is != want {
		return sound // nothing gets here
	}
	switch v := cond.(type) {
	case *ssa.Const:
		return free
	case *ssa.BinOp:
		return c.comparison(v, want)
	case *ssa.Call:
		return c.call(v, 0, want)
	case *ssa.Extract:
		switch t := v.Tuple.(type) {
		case *ssa.Lookup:
			if c.involves(t.Index, t) {
				return ifWanted(want, c.members(t.X, t, "[key]"))
			}
			return c.setting(t.X, t, want)
		case *ssa.Call:
			return c.call(t, v.Index, want)
		case *ssa.TypeAssert:
			return free
		}
		return sound
	case *ssa.Lookup:
		if c.involves(v.Index, v) {
			return ifWanted(want, c.members(v.X, v, "[key]"))
		}
		return c.setting(v.X, v, want)
	}
	in, ok := cond.(ssa.Instruction)
	if !ok {
		return c.named(cond.Name(), want)
	}
	return c.setting(cond, in, want)
}

// decided is how a condition on nothing but constants of the source turns out:
// suffix == "" for a suffix that is set a few lines above.
func decided(cond ssa.Value) (is, ok bool) {
	switch v := cond.(type) {
	case *ssa.Const:
		return truth(v)
	case *ssa.BinOp:
		x, isX := v.X.(*ssa.Const)
		y, isY := v.Y.(*ssa.Const)
		if isX && isY && x.Value != nil && y.Value != nil {
			return constant.Compare(x.Value, v.Op, y.Value), true
		}
	}
	return false, false
}

// ifWanted is what a test says when it succeeded; a test that failed says nothing.
func ifWanted(want bool, s strength) strength {
	if want {
		return s
	}
	return free
}

// involves says whether a value is made from the origin.
func (c *checker) involves(v ssa.Value, at ssa.Instruction) bool {
	return slices.ContainsFunc(c.unit.Trace(v, at), c.subject.is)
}

// open notes how everybody is let in.
func (c *checker) open(how string) strength {
	c.how = how
	return opened
}

func (c *checker) meet(w weakness) {
	if !slices.ContainsFunc(c.met, func(m weakness) bool { return m.place == w.place && m.form == w.form }) {
		c.met = append(c.met, w)
	}
}
