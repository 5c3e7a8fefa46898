package flow

import (
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/tools/go/ssa"
)

// This file runs code that judges single characters, for a character of every
// kind: all of ASCII and some from beyond it. What can't be computed goes both ways.

// samples are the characters that stand for all.
var samples = sync.OnceValue(func() []rune {
	var list []rune
	for r := rune(0); r < 0x80; r++ {
		list = append(list, r)
	}
	return append(list, 'é', 'É', '世', '٣', '\u2028', '\u2215', '\ufeff')
})

// runesThatPass are the characters with which a loop goes on to the next.
func (g *graph) runesThatPass(l *loopCheck) runeSet {
	var set runeSet
	g.runesReaching(l, l.header, &set)
	return set
}

// runesReaching adds the characters with which the body of a loop comes to a block of
// the loop.
func (g *graph) runesReaching(l *loopCheck, to *ssa.BasicBlock, set *runeSet) {
	for _, r := range samples() {
		env := make(runeEnv)
		for _, v := range l.char {
			env[v] = int64(r)
		}
		run := runeRun{g: g, budget: 400, body: l.body}
		if run.reaches(l.body, l.header, to, env) {
			set.addSample(r)
		}
	}
}

// letterProps is what a text has that is made of a character which a loop takes out
// of another text, as far as the loop comes to a point inside it with some characters
// only: if unicode.IsLetter(c) { b.WriteRune(c) }. The last of the points is the one
// next to where the character was used; those before it may be of later rounds.
func (g *graph) letterProps(n *node, points []point) Props {
	if len(n.kids) != 1 || len(points) == 0 {
		return 0
	}
	last := points[len(points)-1]
	here := last.to
	if last.from != nil {
		here = last.from
	}
	if here == nil {
		return 0
	}
	gi := g.guardsOf(here.Parent())
	var around *loopCheck
	for i := range gi.loops {
		l := &gi.loops[i]
		if l.elem == nil && l.subject == n.kids[0] && l.body.Dominates(here) {
			if around != nil {
				return 0 // a loop in a loop over the same text: which of the two?
			}
			around = l
		}
	}
	if around == nil {
		return 0
	}
	if p, ok := around.letters[here]; ok {
		return p
	}
	var set runeSet
	g.runesReaching(around, here, &set)
	if around.letters == nil {
		around.letters = make(map[*ssa.BasicBlock]Props)
	}
	around.letters[here] = set.props()
	return around.letters[here]
}

// runesRefused are the characters for which a function of type func(rune) bool can
// answer false.
func (g *graph) runesRefused(f ssa.Value, at ssa.Instruction) runeSet {
	return g.runesWhere(f, at, func(v any) bool { b, ok := v.(bool); return !ok || !b })
}

func (g *graph) runesWhere(f ssa.Value, at ssa.Instruction, test func(any) bool) runeSet {
	var set runeSet
	fns := g.functionsOf(g.value(f, nil, at), 0, nil)
	for _, r := range samples() {
		for _, fn := range fns {
			run := runeRun{g: g, budget: 400}
			if test(run.function(fn, []any{int64(r)}, 0)) {
				set.addSample(r)
			}
		}
		if len(fns) == 0 {
			set.addSample(r)
		}
	}
	return set
}

// mapped is what strings.Map proves of its result.
func (g *graph) mapped(n *node) Props {
	call, ok := n.val.(*ssa.Call)
	if !ok || len(call.Call.Args) != 2 {
		return 0
	}
	var set runeSet
	fns := g.functionsOf(g.value(call.Call.Args[0], nil, call), 0, nil)
	for _, fn := range fns {
		for _, r := range samples() {
			run := runeRun{g: g, budget: 400}
			out, known := run.function(fn, []any{int64(r)}, 0).(int64)
			if !known {
				return 0
			}
			if out >= 0 {
				set.addSample(rune(out))
			}
		}
	}
	if len(fns) == 0 {
		return 0
	}
	return set.props()
}

func (s *runeSet) addSample(r rune) {
	if r >= 0x80 {
		s.add(0x80, unicode.MaxRune)
		return
	}
	s.add(r, r)
}

// runeEnv holds what is computed: int64, bool or string.
type runeEnv map[ssa.Value]any

type runeRun struct {
	g      *graph
	budget int
	// body is where a round of the loop begins; blocks that it does not dominate are
	// not of the round.
	body *ssa.BasicBlock
}

// reaches says whether running from b can come to the block to in the same round.
func (x *runeRun) reaches(b, prev, to *ssa.BasicBlock, env runeEnv) bool {
	for {
		x.budget--
		if x.budget < 0 || b == to {
			return true
		}
		if !x.body.Dominates(b) {
			return false
		}
		x.block(b, prev, env, 0)
		switch last := lastInstr(b).(type) {
		case *ssa.If:
			cond, ok := x.eval(last.Cond, env, 0).(bool)
			if !ok {
				return x.reaches(b.Succs[0], b, to, maps.Clone(env)) || x.reaches(b.Succs[1], b, to, maps.Clone(env))
			}
			prev = b
			if cond {
				b = b.Succs[0]
			} else {
				b = b.Succs[1]
			}
		case *ssa.Jump:
			prev, b = b, b.Succs[0]
		default:
			return false
		}
	}
}

// block computes the phis of a block; other values are computed when asked for.
func (x *runeRun) block(b, prev *ssa.BasicBlock, env runeEnv, depth int) {
	index := -1
	for i, p := range b.Preds {
		if p == prev {
			index = i
		}
	}
	set := make(runeEnv)
	for _, in := range b.Instrs {
		phi, ok := in.(*ssa.Phi)
		if !ok {
			break
		}
		if index >= 0 {
			set[phi] = x.eval(phi.Edges[index], env, depth)
		}
	}
	for v, val := range set {
		env[v] = val
	}
}

// function runs a function on known arguments; nil when the result is not known.
func (x *runeRun) function(fn *ssa.Function, args []any, depth int) any {
	if len(fn.Blocks) == 0 {
		return standardRune(fn.String(), args)
	}
	if depth > 4 || len(args) != len(fn.Params) {
		return nil
	}
	env := make(runeEnv)
	for i, p := range fn.Params {
		if args[i] != nil {
			env[p] = args[i]
		}
	}
	v, ok := x.returned(fn.Blocks[0], nil, env, depth)
	if !ok {
		return nil
	}
	return v
}

func (x *runeRun) returned(b, prev *ssa.BasicBlock, env runeEnv, depth int) (any, bool) {
	for {
		x.budget--
		if x.budget < 0 {
			return nil, false
		}
		x.block(b, prev, env, depth)
		switch last := lastInstr(b).(type) {
		case *ssa.Return:
			if len(last.Results) != 1 {
				return nil, false
			}
			v := x.eval(last.Results[0], env, depth)
			return v, v != nil
		case *ssa.If:
			cond, ok := x.eval(last.Cond, env, depth).(bool)
			if !ok {
				v1, ok1 := x.returned(b.Succs[0], b, maps.Clone(env), depth)
				v2, ok2 := x.returned(b.Succs[1], b, maps.Clone(env), depth)
				return v1, ok1 && ok2 && v1 == v2
			}
			prev = b
			if cond {
				b = b.Succs[0]
			} else {
				b = b.Succs[1]
			}
		case *ssa.Jump:
			prev, b = b, b.Succs[0]
		default:
			return nil, false
		}
	}
}

// eval is the value of v, nil when it is not known.
func (x *runeRun) eval(v ssa.Value, env runeEnv, depth int) any {
	if known, ok := env[v]; ok {
		return known
	}
	x.budget--
	if x.budget < 0 || depth > 24 {
		return nil
	}
	switch v := v.(type) {
	case *ssa.Const:
		return constantValue(v)
	case *ssa.BinOp:
		return compute(v.Op, x.eval(v.X, env, depth+1), x.eval(v.Y, env, depth+1))
	case *ssa.UnOp:
		if b, ok := x.eval(v.X, env, depth+1).(bool); ok && v.Op == token.NOT {
			return !b
		}
		if n, ok := x.eval(v.X, env, depth+1).(int64); ok && v.Op == token.SUB {
			return -n
		}
	case *ssa.Convert:
		return converted(v, x.eval(v.X, env, depth+1))
	case *ssa.ChangeType:
		return x.eval(v.X, env, depth+1)
	case *ssa.Call:
		return x.call(v, env, depth)
	}
	if in, ok := v.(ssa.Instruction); ok && isText(v.Type()) {
		if texts, known := x.g.constants(x.g.value(v, nil, in)); known && len(texts) == 1 {
			return texts[0]
		}
	}
	return nil
}

func (x *runeRun) call(call *ssa.Call, env runeEnv, depth int) any {
	var args []any
	for _, a := range call.Call.Args {
		args = append(args, x.eval(a, env, depth+1))
	}
	if fn := call.Call.StaticCallee(); fn != nil {
		return x.function(fn, args, depth+1)
	}
	if fns := x.g.functionsOf(x.g.value(call.Call.Value, nil, call), 0, nil); len(fns) == 1 {
		return x.function(fns[0], args, depth+1)
	}
	return nil
}

func constantValue(c *ssa.Const) any {
	if c.Value == nil {
		return nil
	}
	switch c.Value.Kind() {
	case constant.Bool:
		return constant.BoolVal(c.Value)
	case constant.String:
		return constant.StringVal(c.Value)
	case constant.Int:
		if n, exact := constant.Int64Val(c.Value); exact {
			return n
		}
	}
	return nil
}

func converted(v *ssa.Convert, x any) any {
	n, ok := x.(int64)
	if !ok {
		return x
	}
	if isText(v.Type()) {
		return string(rune(n))
	}
	if b, ok := v.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsInteger != 0 {
		if b.Kind() == types.Uint8 {
			return n & 0xff
		}
		return n
	}
	return nil
}

func compute(op token.Token, x, y any) any {
	switch a := x.(type) {
	case int64:
		if b, ok := y.(int64); ok {
			return computeInt(op, a, b)
		}
	case string:
		if b, ok := y.(string); ok {
			switch op {
			case token.EQL:
				return a == b
			case token.NEQ:
				return a != b
			case token.ADD:
				return a + b
			}
		}
	case bool:
		if b, ok := y.(bool); ok {
			switch op {
			case token.EQL:
				return a == b
			case token.NEQ:
				return a != b
			}
		}
	}
	return nil
}

func computeInt(op token.Token, a, b int64) any {
	switch op {
	case token.EQL:
		return a == b
	case token.NEQ:
		return a != b
	case token.LSS:
		return a < b
	case token.LEQ:
		return a <= b
	case token.GTR:
		return a > b
	case token.GEQ:
		return a >= b
	case token.ADD:
		return a + b
	case token.SUB:
		return a - b
	case token.OR:
		return a | b
	case token.AND:
		return a & b
	}
	return nil
}

// standardRune computes the functions of the standard library that judge
// characters.
func standardRune(name string, args []any) any {
	if f, ok := runePredicates[name]; ok && len(args) == 1 {
		if r, ok := args[0].(int64); ok {
			return f(rune(r))
		}
		return nil
	}
	if f, ok := runeMappings[name]; ok && len(args) == 1 {
		if r, ok := args[0].(int64); ok {
			return int64(f(rune(r)))
		}
		return nil
	}
	if len(args) != 2 {
		return nil
	}
	s, ok := args[0].(string)
	if !ok {
		return nil
	}
	switch c := args[1].(type) {
	case int64:
		switch name {
		case "strings.ContainsRune":
			return strings.ContainsRune(s, rune(c))
		case "strings.IndexRune":
			return int64(strings.IndexRune(s, rune(c)))
		case "strings.IndexByte":
			return int64(strings.IndexByte(s, byte(c)))
		}
	case string:
		switch name {
		case "strings.Contains":
			return strings.Contains(s, c)
		case "strings.ContainsAny":
			return strings.ContainsAny(s, c)
		case "strings.Index":
			return int64(strings.Index(s, c))
		}
	}
	return nil
}

var runePredicates = map[string]func(rune) bool{
	"unicode.IsLetter": unicode.IsLetter, "unicode.IsDigit": unicode.IsDigit, "unicode.IsNumber": unicode.IsNumber,
	"unicode.IsUpper": unicode.IsUpper, "unicode.IsLower": unicode.IsLower, "unicode.IsSpace": unicode.IsSpace,
	"unicode.IsControl": unicode.IsControl, "unicode.IsPrint": unicode.IsPrint, "unicode.IsGraphic": unicode.IsGraphic,
	"unicode.IsPunct": unicode.IsPunct, "unicode.IsSymbol": unicode.IsSymbol, "unicode.IsMark": unicode.IsMark,
	"unicode.IsTitle": unicode.IsTitle,
}

var runeMappings = map[string]func(rune) rune{
	"unicode.ToLower": unicode.ToLower, "unicode.ToUpper": unicode.ToUpper, "unicode.ToTitle": unicode.ToTitle,
}
