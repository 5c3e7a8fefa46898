package flow

import (
	"strings"

	"golang.org/x/tools/go/ssa"
)

// This file judges replacements in paths by trying them: every short text made of
// dots, slashes, backslashes and a letter is run through the replacement, and what
// never comes out is proved. Six characters are enough for what is cut to grow
// together again ("....//").

const (
	replaceLetters = "./\\a"
	replaceLength  = 6
)

type replaceKey struct {
	old, repl string
	count     int
}

// run replaces in s. A replacer's pairs stand in old, each text before NUL.
func (k replaceKey) run(s string) string {
	if k.count == replacerPairs {
		return strings.NewReplacer(strings.Split(k.old, "\x00")...).Replace(s)
	}
	return strings.Replace(s, k.old, k.repl, k.count)
}

// replacerPairs is the count of a strings.Replacer, which has none.
const replacerPairs = -2

type replaceResult struct {
	props Props
	input string
}

// replaced is what strings.ReplaceAll and its like prove of their result as a
// path, and a text that passes one that does not hold.
func (g *graph) replaced(call *ssa.Call) (Props, string) {
	count := -1
	ops := operandsOf(&call.Call)
	switch g.callee(call).name() {
	case "strings.ReplaceAll", "bytes.ReplaceAll":
	case "strings.Replace", "bytes.Replace":
		if len(ops) > 3 {
			if k, ok := ops[3].(*ssa.Const); ok && k.Value != nil {
				count = int(k.Int64())
			}
		}
	case "(*strings.Replacer).Replace":
		if pairs := g.replacerPairs(g.value(ops[0], nil, call)); len(pairs) > 1 {
			// A NUL is in none of the texts that are tried, so that any other character
			// that isn't will do for it.
			for i, text := range pairs {
				pairs[i] = strings.ReplaceAll(text, "\x00", "\x01")
			}
			return g.replaceTried(replaceKey{old: strings.Join(pairs, "\x00"), count: replacerPairs})
		}
		return 0, ""
	default:
		return 0, ""
	}
	if len(ops) < 3 {
		return 0, ""
	}
	old, ok1 := g.constants(g.value(ops[1], nil, call))
	repl, ok2 := g.constants(g.value(ops[2], nil, call))
	if !ok1 || !ok2 || len(old) != 1 || len(repl) != 1 {
		return 0, ""
	}
	return g.replaceTried(replaceKey{old[0], repl[0], count})
}

func (g *graph) replaceTried(key replaceKey) (Props, string) {
	if !strings.ContainsAny(key.old, "./\\") || len(key.old) > 4 && key.count != replacerPairs {
		return 0, ""
	}
	if r, ok := g.replacements[key]; ok {
		return r.props, r.input
	}
	var dots, slash string
	sought := strings.Contains(key.old, "..")
	tryAll(nil, func(s string) bool {
		out := key.run(s)
		if dots == "" && hasDotDot(out) {
			dots = s
		}
		if slash == "" && strings.Contains(out, "/") {
			slash = s
		}
		return dots == "" || slash == ""
	})
	var r replaceResult
	if dots == "" {
		r.props |= PathNoDotDot | NotDots
	} else if sought {
		r.props, r.input = brokenReplace, dots
	}
	if slash == "" {
		r.props |= PathElement | NoSlash
	}
	g.replacements[key] = r
	return r.props, r.input
}

// replacerPairs are the texts that a strings.Replacer was made of; nil when they are
// not constants, or when one is empty, which is found between all characters.
func (g *graph) replacerPairs(n *node) []string {
	var call *ssa.Call
	for range 6 {
		if c, ok := n.val.(*ssa.Call); ok && g.callee(c).name() == "strings.NewReplacer" {
			call = c
			break
		}
		if n.op != opAlt && n.op != opForeign && n.op != opMade && n.op != opAlloc || len(n.kids) != 1 {
			return nil
		}
		n = n.kids[0]
	}
	if call == nil || len(call.Call.Args) != 1 {
		return nil
	}
	args := g.variadicArgs(call.Call.Args[0])
	var pairs []string
	for i, arg := range args {
		texts, ok := g.constants(g.value(arg, nil, call))
		if !ok || len(texts) != 1 || texts[0] == "" && i%2 == 0 {
			return nil
		}
		pairs = append(pairs, texts[0])
	}
	if len(pairs)%2 != 0 {
		return nil
	}
	return pairs
}

// tryAll calls try with all short texts, the shorter first, until it says stop.
func tryAll(prefix []byte, try func(string) bool) {
	for n := 1; n <= replaceLength; n++ {
		buf := make([]byte, n)
		var fill func(i int) bool
		fill = func(i int) bool {
			if i == n {
				return try(string(append(prefix, buf...)))
			}
			for j := range len(replaceLetters) {
				buf[i] = replaceLetters[j]
				if !fill(i + 1) {
					return false
				}
			}
			return true
		}
		if !fill(0) {
			return
		}
	}
}

func hasDotDot(path string) bool {
	for element := range strings.SplitSeq(path, "/") {
		if element == ".." {
			return true
		}
	}
	return false
}
