package flow

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// This file decides what paths a regular expression lets through, exactly: it
// walks the expression's automaton together with one that recognises a kind of
// path, and finds a text that both accept.

// pathKind is a small automaton over the characters of a path. State 0 is the
// start; next answers the state after a character; accept says whether a text may
// end there.
type pathKind struct {
	next   func(state int, r rune) int
	accept func(state int) bool
}

// dotDotElement recognises paths with an element "..".
var dotDotElement = pathKind{
	// 0 at the start of an element, 1 after ".", 2 after "..", 3 elsewhere, 4 found.
	next: func(state int, r rune) int {
		switch {
		case state == 4:
			return 4
		case r == '/' || r == '\\':
			if state == 2 {
				return 4
			}
			return 0
		case r == '.' && state < 2:
			return state + 1
		}
		return 3
	},
	accept: func(state int) bool { return state == 4 || state == 2 },
}

// absolutePath recognises texts that start with a slash.
var absolutePath = pathKind{
	next: func(state int, r rune) int {
		switch {
		case state != 0:
			return state
		case r == '/':
			return 1
		}
		return 2
	},
	accept: func(state int) bool { return state == 1 },
}

// severalElements recognises texts with a separator.
var severalElements = pathKind{
	next: func(state int, r rune) int {
		if state == 1 || r == '/' || r == '\\' {
			return 1
		}
		return 0
	},
	accept: func(state int) bool { return state == 1 },
}

// onlyDots recognises ".", ".." and the empty text.
var onlyDots = pathKind{
	next: func(state int, r rune) int {
		if r == '.' && state < 2 {
			return state + 1
		}
		return 3
	},
	accept: func(state int) bool { return state <= 2 },
}

// alphabet are the characters that paths are told apart by, and one or two of each
// other kind.
var alphabet = []rune{'.', '/', '\\', 'e', 't', 'c', 'a', 'x', '1', '-', '_', ' ', 'A', 'é'}

// matchState is a place in the search: an instruction, a state of the path
// automaton, whether any character came yet, and whether the match is over.
type matchState struct {
	pc    uint32
	kind  int
	begun bool
	phase int // 0 before the match, 1 in it, 2 behind it
}

// maxProgram bounds the expressions whose language is searched.
const maxProgram = 2000

// searchable says whether an expression is one, and not too large to be searched.
func searchable(pattern string) bool {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return false
	}
	prog, err := syntax.Compile(re.Simplify())
	return err == nil && len(prog.Inst) <= maxProgram
}

// witness is the shortest text of the kind that the expression matches.
func witness(pattern string, kind pathKind) (string, bool) {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return "", false
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil || len(prog.Inst) > maxProgram {
		return "", false
	}
	letters := append(alphabet[:len(alphabet):len(alphabet)], lettersOf(prog)...)
	found := &search{seen: make(map[matchState]bool)}
	push := found.push
	push(matchState{pc: uint32(prog.Start)}, -1, 0)
	for i := 0; i < len(found.queue) && i < maxSearch; i++ {
		s := found.queue[i]
		if s.phase == 2 {
			if kind.accept(s.kind) {
				return found.text(i), true
			}
			for _, r := range letters {
				push(matchState{s.pc, kind.next(s.kind, r), true, 2}, i, r)
			}
			continue
		}
		in := &prog.Inst[s.pc]
		if s.phase == 0 {
			for _, r := range letters {
				push(matchState{s.pc, kind.next(s.kind, r), true, 0}, i, r)
			}
		}
		switch in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			push(matchState{in.Out, s.kind, s.begun, s.phase}, i, 0)
			push(matchState{in.Arg, s.kind, s.begun, s.phase}, i, 0)
		case syntax.InstCapture, syntax.InstNop:
			push(matchState{in.Out, s.kind, s.begun, s.phase}, i, 0)
		case syntax.InstEmptyWidth:
			switch e := syntax.EmptyOp(in.Arg); {
			case e&syntax.EmptyBeginText != 0 && s.begun:
			case e&syntax.EmptyEndText != 0:
				// Nothing may follow: the rest of the program must accept here.
				if endsHere(prog, in.Out, nil) && kind.accept(s.kind) {
					return found.text(i), true
				}
			default:
				push(matchState{in.Out, s.kind, s.begun, max(s.phase, 1)}, i, 0)
			}
		case syntax.InstMatch:
			push(matchState{s.pc, s.kind, s.begun, 2}, i, 0)
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			for _, r := range letters {
				if in.MatchRune(r) {
					push(matchState{in.Out, kind.next(s.kind, r), true, 1}, i, r)
				}
			}
		}
	}
	return "", false
}

// maxSearch bounds the states that a search for a witness looks at.
const maxSearch = 60000

// search is a breadth-first search, which remembers by what character it came to each
// state.
type search struct {
	queue []matchState
	steps []searchStep
	seen  map[matchState]bool
}

// searchStep leads to a state: from an earlier one by its index, -1 for the first, with
// a character or, if r is 0, without.
type searchStep struct {
	from int
	r    rune
}

func (f *search) push(s matchState, from int, r rune) {
	if !f.seen[s] {
		f.seen[s] = true
		f.queue = append(f.queue, s)
		f.steps = append(f.steps, searchStep{from, r})
	}
}

// text is what leads to the state with an index.
func (f *search) text(i int) string {
	var rs []rune
	for ; i >= 0 && f.steps[i].from >= 0; i = f.steps[i].from {
		if r := f.steps[i].r; r != 0 {
			rs = append(rs, r)
		}
	}
	slices.Reverse(rs)
	return string(rs)
}

// endsHere says whether the program accepts from pc without a further character.
func endsHere(prog *syntax.Prog, pc uint32, seen map[uint32]bool) bool {
	if seen == nil {
		seen = make(map[uint32]bool)
	}
	if seen[pc] {
		return false
	}
	seen[pc] = true
	in := &prog.Inst[pc]
	switch in.Op {
	case syntax.InstMatch:
		return true
	case syntax.InstAlt, syntax.InstAltMatch:
		return endsHere(prog, in.Out, seen) || endsHere(prog, in.Arg, seen)
	case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
		return endsHere(prog, in.Out, seen)
	}
	return false
}

// lettersOf are the characters that an expression names.
func lettersOf(prog *syntax.Prog) []rune {
	var found []rune
	for i := range prog.Inst {
		if in := &prog.Inst[i]; in.Op == syntax.InstRune || in.Op == syntax.InstRune1 {
			if len(in.Rune) > 0 && len(found) < 200 {
				found = append(found, in.Rune[0])
			}
		}
	}
	return found
}

// pathPatternProps judges a regular expression by the paths that it lets through.
func pathPatternProps(pattern string) Props {
	if !searchable(pattern) {
		return 0
	}
	if _, bad := witness(pattern, dotDotElement); bad {
		if _, several := witness(pattern, severalElements); several {
			return 0
		}
		return PathElement | NoSlash
	}
	props := PathNoDotDot
	if _, abs := witness(pattern, absolutePath); !abs {
		props |= PathLocal
	}
	if _, several := witness(pattern, severalElements); !several {
		props |= PathElement | NoSlash
		if _, dots := witness(pattern, onlyDots); !dots {
			props |= NotDots
		}
	}
	return props
}

// pathMismatchProps judges a regular expression by the paths that it refuses. An
// automaton for what it does not match would have to be made deterministic; instead
// it is tried on paths of each kind: with every character of the alphabet, and with
// long names, before and behind what makes the path harmful.
func pathMismatchProps(pattern string) Props {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return 0
	}
	names := []string{strings.Repeat("x", 40)}
	for _, r := range alphabet {
		if r != '/' && r != '.' {
			names = append(names, string(r))
		}
	}
	starts, ends := []string{"", "/", "../"}, []string{"", "/", "/.."}
	for _, n := range names {
		starts, ends = append(starts, n+"/", "/"+n+"/"), append(ends, "/"+n)
	}
	matchesAll := func(starts []string, middle string, ends []string) bool {
		for _, start := range starts {
			for _, end := range ends {
				if !re.MatchString(start + middle + end) {
					return false
				}
			}
		}
		return true
	}
	var props Props
	if matchesAll(starts, "..", ends) {
		props |= PathNoDotDot
		if matchesAll([]string{"/"}, "", append(names, "")) {
			props |= PathLocal
		}
	}
	if matchesAll(append(names, ""), "/", append(names, "")) {
		props |= PathElement | NoSlash
	}
	if matchesAll([]string{""}, "", []string{".", ".."}) {
		props |= NotDots
	}
	return props
}

// patternPasses is a harmful path that a check by a regular expression lets through,
// for which props were proved all the same: because it matches, or because it does not.
func (g *graph) patternPasses(call *ssa.Call, props Props) string {
	if !strings.Contains(g.callee(call).name(), "Match") {
		return ""
	}
	for i, op := range operandsOf(&call.Call) {
		if i > 1 {
			break
		}
		patterns, ok := g.constants(g.whole(op, call))
		if !ok {
			continue
		}
		for _, p := range patterns {
			if props&RegexpMatch == 0 && implied(removedProps(p, "")|pathMismatchProps(p)).Has(props) {
				return unmatched(p)
			}
			if text, bad := witness(p, dotDotElement); bad {
				return text
			}
		}
		return ""
	}
	return ""
}

// unmatched is a harmful path that a regular expression does not match.
func unmatched(pattern string) string {
	re := regexp.MustCompile(pattern)
	for _, text := range []string{"..", "../../etc/passwd", "/etc/passwd"} {
		if !re.MatchString(text) {
			return text
		}
	}
	return ""
}
