package flow

import (
	"regexp/syntax"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// matchProps is what it proves of x that a regular expression matches it. The
// expression counts when its text is known and anchored at both ends; it is then
// judged by the characters that it lets through.
func (g *graph) matchProps(x, re *node) []assertion {
	if re == nil {
		return nil
	}
	texts, ok := g.wholeTexts(re)
	if !ok {
		if texts, ok = g.constants(re); !ok {
			return []assertion{{x, Checked}}
		}
	}
	props := allProps
	for _, t := range texts {
		props &= regexpProps(t)
	}
	if props == 0 || props == allProps {
		return []assertion{{x, RegexpMatch}}
	}
	as := g.expand(x, props)
	if props&aboutPaths == 0 {
		as = append(as, assertion{x, RegexpMatch})
	}
	return as
}

// mismatchProps is what it proves of x that a regular expression does not match it:
// x has none of the characters of an expression that looks for one of a class
// ([^a-z0-9]), and is none of the paths that it is sure to match.
func (g *graph) mismatchProps(x, re *node) []assertion {
	if re == nil {
		return nil
	}
	texts, ok := g.constants(re)
	if !ok {
		return nil
	}
	props := allProps
	for _, t := range texts {
		props &= removedProps(t, "") | pathMismatchProps(t)
	}
	if props == 0 || props == allProps {
		return nil
	}
	return g.expand(x, props)
}

// aboutPaths are the properties that say where a path leads.
const aboutPaths = PathLocal | PathElement | PathNoDotDot | NoSlash | NotDots

// regexpProps judges a regular expression for texts and for paths.
func regexpProps(pattern string) Props {
	return patternProps(pattern)&^aboutPaths | pathPatternProps(pattern)
}

// patternProps judges a regular expression for what texts are put into.
func patternProps(pattern string) Props {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return 0
	}
	re = re.Simplify()
	if !anchored(re, syntax.OpBeginText) || !anchored(re, syntax.OpEndText) {
		return 0
	}
	var set runeSet
	if !set.collect(re) {
		return 0
	}
	return set.props()
}

// anchored says whether every match touches that end of the text.
func anchored(re *syntax.Regexp, end syntax.Op) bool {
	switch re.Op {
	case end:
		return true
	case syntax.OpCapture:
		return anchored(re.Sub[0], end)
	case syntax.OpConcat:
		subs := re.Sub
		if end == syntax.OpEndText {
			subs = slices.Clone(subs)
			slices.Reverse(subs)
		}
		for _, s := range subs {
			if anchored(s, end) {
				return true
			}
			if s.Op != syntax.OpBeginText && s.Op != syntax.OpEndText && s.Op != syntax.OpEmptyMatch {
				return false
			}
		}
	case syntax.OpAlternate:
		for _, s := range re.Sub {
			if !anchored(s, end) {
				return false
			}
		}
		return true
	}
	return false
}

// runeSet is the set of characters that a check lets through.
type runeSet struct {
	ranges []rune // pairs
}

func (s *runeSet) add(lo, hi rune) { s.ranges = append(s.ranges, lo, hi) }

// collect gathers the characters of an expression; false when it can match any.
func (s *runeSet) collect(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			s.add(r, r)
		}
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			s.add(re.Rune[i], re.Rune[i+1])
		}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return false
	}
	for _, sub := range re.Sub {
		if !s.collect(sub) {
			return false
		}
	}
	return true
}

func (s *runeSet) has(r rune) bool {
	for i := 0; i+1 < len(s.ranges); i += 2 {
		if s.ranges[i] <= r && r <= s.ranges[i+1] {
			return true
		}
	}
	return false
}

// props is what text made of the set's characters alone cannot do.
func (s *runeSet) props() Props {
	any := func(chars string) bool {
		for _, r := range chars {
			if s.has(r) {
				return true
			}
		}
		return false
	}
	var props Props
	if !any("'\"`\\\x00\n") {
		props |= SQLLiteral
		if !any(" \t;()=,/*<>!|&+%#@?:") {
			props |= SQLIdentifier
		}
	}
	if !any(`"\`) {
		props |= SQLNoDouble
	}
	if !any("`\\") {
		props |= SQLNoBacktick
	}
	if !any("/\\") {
		props |= PathElement | NoSlash
		if !any(".") {
			props |= PathLocal | NotDots | PathNoDotDot
		}
	} else if !any(".\\") {
		props |= PathNoDotDot
	}
	return props
}

// replacement is what strings.ReplaceAll and its like prove of their result.
func (g *graph) replacement(n *node) Props {
	call, ok := n.val.(*ssa.Call)
	if !ok {
		return 0
	}
	name := g.callee(call).name()
	ops := operandsOf(&call.Call)
	switch name {
	case "strings.ReplaceAll", "strings.Replace", "bytes.ReplaceAll":
		if len(ops) < 3 {
			return 0
		}
		old, ok1 := g.constants(g.value(ops[1], nil, call))
		repl, ok2 := g.constants(g.value(ops[2], nil, call))
		if !ok1 || !ok2 || len(old) != 1 || len(repl) != 1 {
			return 0
		}
		props, _ := g.replaced(call)
		return props | g.replacesText(old[0], repl[0], ops[0], call)
	case "(*strings.Replacer).Replace":
		props, _ := g.replaced(call)
		return props | replacerProps(g.replacerPairs(g.whole(ops[0], call)))
	case "(*regexp.Regexp).ReplaceAllString", "(*regexp.Regexp).ReplaceAllLiteralString":
		if len(ops) < 3 {
			return 0
		}
		patterns, ok1 := g.constants(g.whole(ops[0], call))
		repl, ok2 := g.constants(g.value(ops[2], nil, call))
		if ok1 && ok2 && len(patterns) == 1 && len(repl) == 1 {
			return removedProps(patterns[0], repl[0])
		}
	}
	return 0
}

// replacesText is what it proves of a text that one text in it was replaced by another.
func (g *graph) replacesText(old, repl string, text ssa.Value, at ssa.Instruction) Props {
	if old == "'" && (repl == `\'` || repl == "''") && g.backslashesGone(text, at) {
		return SQLLiteral | SQLDoubled
	}
	return replaceProps(old, repl)
}

// maxReplacements bounds the calls of strings.ReplaceAll on each other's results.
const maxReplacements = 8

// backslashesGone says whether each backslash in a text was doubled or taken out before
// other things were replaced in it: what is written in front of a quote then stays there
// as it is meant.
func (g *graph) backslashesGone(text ssa.Value, at ssa.Instruction) bool {
	for range maxReplacements {
		call, ok := stripConversions(text).(*ssa.Call)
		if !ok {
			return false
		}
		ops := operandsOf(&call.Call)
		if !replacesAll(g.callee(call).name(), &call.Call) {
			return false
		}
		old, ok1 := g.constants(g.value(ops[1], nil, call))
		repl, ok2 := g.constants(g.value(ops[2], nil, call))
		if ok1 && ok2 && len(old) == 1 && len(repl) == 1 && old[0] == `\` && (repl[0] == `\\` || repl[0] == "") {
			return true
		}
		text = ops[0]
	}
	return false
}

// replacerProps is what a replacer with pairs of texts proves of quotes: it looks at
// each character once, so that a backslash that it writes is not taken for one that
// was there.
func replacerProps(pairs []string) Props {
	with := make(map[string]string)
	for i := 0; i+1 < len(pairs); i += 2 {
		old := pairs[i]
		if len(old) > 1 && strings.ContainsAny(old, `'\`) {
			return 0 // what it matches is not what stands alone
		}
		if _, ok := with[old]; !ok {
			with[old] = pairs[i+1]
		}
	}
	quote, ok := with["'"]
	switch {
	case !ok:
		return 0
	case with[`\`] == `\\` && (quote == `\'` || quote == "''" || quote == ""):
		return SQLLiteral | SQLDoubled
	}
	return replaceProps("'", quote)
}

func replaceProps(old, repl string) Props {
	switch {
	case old == "]" && repl == "]]":
		return SQLIdentifier
	case old == "'" && (repl == "''" || repl == ""):
		return SQLDoubled
	case old == `"` && (repl == `""` || !strings.Contains(repl, `"`)):
		return SQLNoDouble
	case old == "`" && (repl == "``" || !strings.Contains(repl, "`")):
		return SQLNoBacktick
	}
	return 0
}

// removedProps is for a negated class whose matches are removed or replaced:
// what remains is made of the class's own characters.
func removedProps(pattern, repl string) Props {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return 0
	}
	for re.Op == syntax.OpPlus || re.Op == syntax.OpStar || re.Op == syntax.OpCapture {
		re = re.Sub[0]
	}
	if re.Op != syntax.OpCharClass {
		return 0
	}
	removed := runeSet{ranges: re.Rune}
	var kept runeSet
	for r := rune(0); r < 128; r++ {
		if !removed.has(r) {
			kept.add(r, r)
		}
	}
	for _, r := range repl {
		kept.add(r, r)
	}
	if !removed.has('世') || !removed.has('é') {
		kept.add(128, 0x10ffff)
	}
	return kept.props()
}

// foundProps is what it proves of a text that a regular expression found it: it
// is made of the expression's characters.
func (g *graph) foundProps(re *node) Props {
	texts, ok := g.wholeTexts(re)
	if !ok {
		if texts, ok = g.constants(re); !ok {
			return 0
		}
	}
	props := allProps
	for _, t := range texts {
		parsed, err := syntax.Parse(t, syntax.Perl)
		var set runeSet
		if err != nil || !set.collect(parsed.Simplify()) {
			return 0
		}
		props &= set.props()
	}
	return props
}

// groupFound is what FindStringSubmatch and its like found for one group of their
// expression, where the index is known; else n, what they found for any.
func (g *graph) groupFound(n *node, p path) *node {
	if n.as != "find" || len(n.kids) != 2 || !strings.HasSuffix(n.text, "Submatch") {
		return n
	}
	at := 0
	if strings.Contains(n.text, "FindAll") {
		at = 1
	}
	if at >= len(p) {
		return n
	}
	group, ok := p[at].number()
	if !ok {
		return n
	}
	return g.pure(opDerive, "find", n.text, n.val, n.kids[0], n.kids[1], g.constant(itoa(group), nil))
}

// groupProps is what it proves of a text that a group of a regular expression found it.
func (g *graph) groupProps(re *node, group int) Props {
	texts, ok := g.wholeTexts(re)
	if !ok {
		if texts, ok = g.constants(re); !ok {
			return 0
		}
	}
	props := allProps
	for _, t := range texts {
		parsed, err := syntax.Parse(t, syntax.Perl)
		if err != nil {
			return 0
		}
		inner := capture(parsed, group)
		if inner == nil {
			return 0
		}
		props &= regexpProps("^(?:" + inner.String() + ")$")
	}
	return known(props)
}

// capture is the expression of a numbered group; nil when there is none.
func capture(re *syntax.Regexp, group int) *syntax.Regexp {
	if group == 0 || re.Op == syntax.OpCapture && re.Cap == group {
		return re
	}
	for _, sub := range re.Sub {
		if found := capture(sub, group); found != nil {
			return found
		}
	}
	return nil
}
