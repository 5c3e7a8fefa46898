package flow

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// This file recognises functions that escape a text for SQL by hand: that look at its
// characters one by one and write one more where a single quote stands.

// escapes is what a function makes sure of the text that is its result, when it has
// one text as argument and writes a backslash or a second quote for a quote in it. It
// must treat the backslash too where it writes one, or a backslash in front of a quote
// undoes it. That the function does it right is taken on trust: what is told apart is
// only that quotes are somebody's concern. Functions that take escapes away compare
// with the same characters, but write none of their own.
func (g *graph) escapes(fn *ssa.Function, index int) Props {
	if !oneText(fn.Signature, index) {
		return 0
	}
	h := &byHand{looks: make(map[rune]bool), writes: make(map[rune]bool), stored: make(map[[2]ssa.Value][]*ssa.BasicBlock)}
	h.read(fn, true)
	switch {
	case !h.looks['\'']:
		return 0
	case h.looks['\\'] && (h.writes['\\'] || h.writes['\'']):
		return SQLLiteral | SQLDoubled
	case h.writes['\''] && !h.writes['\\']:
		return SQLDoubled
	}
	return 0
}

// oneText says whether a function makes one text, its result with an index, of one text.
func oneText(sig *types.Signature, index int) bool {
	texts := func(list *types.Tuple) (n, last int) {
		for i := range list.Len() {
			if t := list.At(i).Type(); isText(t) || isBytes(t) {
				n, last = n+1, i
			}
		}
		return n, last
	}
	in, _ := texts(sig.Params())
	out, only := texts(sig.Results())
	return in == 1 && out == 1 && only == index
}

// byHand is what a function does with characters.
type byHand struct {
	// looks are the characters that it compares others with, writes those that it
	// writes for them.
	looks, writes map[rune]bool
	// stored are the blocks that write a character of a text.
	stored map[[2]ssa.Value][]*ssa.BasicBlock
}

// read adds what stands in fn; deep: in the functions that it asks about characters as
// well.
func (h *byHand) read(fn *ssa.Function, deep bool) {
	for _, b := range fn.Blocks {
		for _, in := range b.Instrs {
			switch in := in.(type) {
			case *ssa.BinOp:
				h.binary(in)
			case *ssa.Store:
				h.store(in)
			case ssa.CallInstruction:
				h.call(in, deep)
			}
		}
	}
}

func (h *byHand) binary(in *ssa.BinOp) {
	for _, v := range []ssa.Value{in.X, in.Y} {
		switch in.Op {
		case token.EQL, token.NEQ:
			if r, ok := character(v); ok {
				h.looks[r] = true
			}
		case token.ADD:
			h.text(v)
		}
	}
}

// store is for b[j] = '\\', and for b[j] = s[i] that stands there twice.
func (h *byHand) store(in *ssa.Store) {
	if r, ok := character(in.Val); ok {
		h.writes[r] = true
		return
	}
	h.text(in.Val)
	x, index := elementRead(in.Val)
	if _, ok := in.Addr.(*ssa.IndexAddr); !ok || x == nil {
		return
	}
	key, b := [2]ssa.Value{x, index}, in.Block()
	for _, before := range h.stored[key] {
		if before == b || leadsTo(before, b) || leadsTo(b, before) {
			h.writes['\''] = true
		}
	}
	h.stored[key] = append(h.stored[key], b)
}

// leadsTo says whether a block ends by going on with another one, and nowhere else.
func leadsTo(from, to *ssa.BasicBlock) bool { return len(from.Succs) == 1 && from.Succs[0] == to }

func (h *byHand) call(in ssa.CallInstruction, deep bool) {
	common := in.Common()
	name := ""
	switch fn := common.StaticCallee(); {
	case common.IsInvoke():
		name = common.Method.Name()
	case fn != nil:
		name = fn.Name()
		if deep && len(common.Args) == 1 && isCharacter(common.Args[0].Type()) {
			h.read(fn, false)
		}
	}
	for _, arg := range common.Args {
		r, isChar := character(arg)
		switch {
		case isChar && strings.HasPrefix(name, "Write"):
			h.writes[r] = true
		case strings.HasPrefix(name, "Write"), name == "":
			h.text(arg)
		}
	}
	// strings.ContainsRune(`'\`, c) and its like.
	if len(common.Args) == 2 && isCharacter(common.Args[1].Type()) {
		if text, ok := constantText(common.Args[0]); ok {
			for _, r := range text {
				h.looks[r] = true
			}
		}
	}
}

// text is for a constant that is added to the result: a quote with a backslash, two quotes, or a backslash.
func (h *byHand) text(v ssa.Value) {
	text, ok := constantText(v)
	switch {
	case !ok:
	case strings.HasPrefix(text, `\`):
		h.writes['\\'] = true
	case text == "''":
		h.writes['\''] = true
	}
}

// elementRead is the text and the index that a character was read from.
func elementRead(v ssa.Value) (x, index ssa.Value) {
	switch v := v.(type) {
	case *ssa.Lookup:
		return v.X, v.Index
	case *ssa.UnOp:
		if at, ok := v.X.(*ssa.IndexAddr); ok && v.Op == token.MUL {
			return at.X, at.Index
		}
	case *ssa.Index:
		return v.X, v.Index
	}
	return nil, nil
}

func isCharacter(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && (b.Kind() == types.Uint8 || b.Kind() == types.Int32)
}

func character(v ssa.Value) (rune, bool) {
	if !isCharacter(v.Type()) {
		return 0, false
	}
	n, ok := constantInt(v)
	return rune(n), ok
}
