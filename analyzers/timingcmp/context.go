package timingcmp

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/blocks"
	"github.com/secvet/secvet/analyzers/internal/words"
)

// otherType says whether a named type is something that only shares a word with
// secrets, or that is public: kinds of tokens, digests of content, keys of a
// wire format.
func otherType(named *types.Named) bool {
	obj := named.Obj()
	w := words.Split(obj.Name())
	if slices.ContainsFunc(w, func(x string) bool {
		return slices.Contains([]string{"type", "kind", "state", "status", "mode", "id", "uuid", "ulid", "name", "path", "level", "op", "code", "algorithm", "version", "address", "addr"}, x)
	}) {
		return true
	}
	if obj.Pkg() == nil {
		return false
	}
	switch obj.Pkg().Path() + "." + obj.Name() {
	case "net.HardwareAddr", "net.IP", "net/netip.Addr", "syscall.Signal", "encoding/json.Token", "encoding/xml.Token", "encoding/json.Delim",
		"github.com/opencontainers/go-digest.Digest", "github.com/google/uuid.UUID", "github.com/gofrs/uuid.UUID",
		"github.com/ethereum/go-ethereum/common.Hash", "github.com/ethereum/go-ethereum/common.Address":
		return true
	}
	return parsing(obj.Pkg())
}

// parsing says whether a package reads a language: its tokens are words.
func parsing(pkg *types.Package) bool {
	for _, element := range strings.Split(pkg.Path(), "/") {
		if words.In(element, "language") {
			return true
		}
	}
	for _, imp := range pkg.Imports() {
		switch imp.Path() {
		case "go/ast", "go/token", "go/scanner", "text/scanner":
			return true
		}
	}
	return false
}

// ordering says whether a function exists to tell two values of its kind apart,
// or to find out what changed: the comparison decides nothing for a stranger.
func ordering(fn *ssa.Function) bool {
	for f := fn; f != nil; f = f.Parent() {
		name := f.Name()
		switch name {
		case "Equal", "Equals", "equal", "equals", "Eq", "IsEqual", "Compare", "compare", "Cmp", "cmp", "Less", "less", "DeepEqual", "deepEqual", "Diff", "diff",
			"Same", "same", "Merge", "merge", "Reconcile", "reconcile":
			return true
		}
		if words.In(name, "differs") {
			return true
		}
	}
	return false
}

// housekeeping says whether a comparison goes through entries to take one out, or
// all but one: the program ends sessions, closes connections, forgets keys. The
// function says so by its name, or it has nobody to answer.
func housekeeping(c *comparison) bool {
	fn := c.instr.Parent()
	if !blocks.InLoop(c.instr.Block()) && fn.Parent() == nil {
		return false
	}
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return words.In(fn.Name(), "remove") || answersNobody(fn.Signature)
}

// answersNobody says whether a function returns nothing, and is given nothing by
// which it could answer: parameters of plain types and a context alone.
func answersNobody(sig *types.Signature) bool {
	if sig.Results().Len() > 0 {
		return false
	}
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		if _, basic := t.Underlying().(*types.Basic); !basic && t.String() != "context.Context" {
			return false
		}
	}
	return true
}

// completes says whether a function compares a field in order to put something else into
// that very field, on the way where they are equal: a form comes back with asterisks for
// the secret that is to stay.
func completes(c *comparison) bool {
	eq, ok := c.instr.(*ssa.BinOp)
	if !ok {
		return false
	}
	block := eq.Block()
	branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If)
	if !ok || branch.Cond != eq {
		return false
	}
	same := block.Succs[0]
	if eq.Op == token.NEQ {
		same = block.Succs[1]
	}
	if len(same.Preds) != 1 {
		return false
	}
	for _, v := range []ssa.Value{c.x, c.y} {
		load, ok := held(v).(*ssa.UnOp)
		if !ok {
			continue
		}
		field, ok := load.X.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		for _, in := range same.Instrs {
			if st, ok := in.(*ssa.Store); ok {
				if to, ok := st.Addr.(*ssa.FieldAddr); ok && to.Field == field.Field && sameAddress(to.X, field.X) {
					return true
				}
			}
		}
	}
	return false
}

// sameAddress says whether two addresses are the same variable, or the same field of it.
func sameAddress(x, y ssa.Value) bool {
	if x == y {
		return true
	}
	a, ok := x.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	b, ok := y.(*ssa.FieldAddr)
	return ok && a.Field == b.Field && sameAddress(a.X, b.X)
}

// replaces says whether a function compares a field with a value in order to put the
// value into the field when it is another: a setter looks for a change.
func replaces(c *comparison) bool {
	for _, p := range [][2]ssa.Value{{c.x, c.y}, {c.y, c.x}} {
		load, ok := held(p[0]).(*ssa.UnOp)
		if !ok {
			continue
		}
		field, ok := load.X.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		for _, b := range c.instr.Parent().Blocks {
			for _, in := range b.Instrs {
				st, ok := in.(*ssa.Store)
				if !ok || held(st.Val) != held(p[1]) {
					continue
				}
				if to, ok := st.Addr.(*ssa.FieldAddr); ok && to.Field == field.Field && types.Identical(to.X.Type(), field.X.Type()) {
					return true
				}
			}
		}
	}
	return false
}
