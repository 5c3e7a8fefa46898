package pathjoin

import (
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/flow"
)

// This file tells the file systems of libraries apart. The catalog marks
//
//	path.within SYMBOL filesystem=PLACE      a call that works in the file system at
//	                                         PLACE: recv, recv.Field or an argument
//	path.filesystem SYMBOL where=WHERE [of=N] a constructor or type of file systems:
//	                                         disk, memory, resolved (links too), lexical
//	                                         (confined by name), prefix (a text prefix,
//	                                         without a separator), inner (what argument
//	                                         of=N is)
//	path.flags SYMBOL of=N field=NAME mask=M a call that confines the name itself when
//	                                         a bit of M is set in the field of argument N

// confinedByFlags says whether the flags of a call make the system keep the name
// below its folder, whatever they come from.
func (j *judge) confinedByFlags(use *flow.Use) bool {
	if use.Call == nil {
		return false
	}
	call := j.unit.CallOf(use.Call)
	if call == nil {
		return false
	}
	mark := call.Mark("path.flags")
	if mark == nil {
		return false
	}
	mask, err := strconv.ParseInt(mark.Args["mask"], 10, 64)
	if err != nil || call.Place(mark, "of") == nil {
		return false
	}
	origins := j.unit.Numbers(call.Place(mark, "of"), use.Instr, "."+mark.Args["field"])
	for _, o := range origins {
		flags, err := strconv.ParseInt(o.Text, 0, 64)
		if o.Class != flow.Constant || err != nil || flags&mask == 0 {
			return false
		}
	}
	return len(origins) > 0
}

// where says what file system a use works in, as far as it is known: "" when it
// is not. Several give the least confined.
func (j *judge) where(use *flow.Use) string {
	if use.Call == nil {
		return ""
	}
	call := j.unit.CallOf(use.Call)
	if call == nil {
		return ""
	}
	mark := call.Mark("path.within")
	if mark == nil {
		return ""
	}
	place, field, _ := strings.Cut(mark.Args["filesystem"], ".")
	var v ssa.Value
	switch {
	case place == "recv" && call.HasReceiver:
		v = call.Operands[0]
	case place != "recv":
		v = call.Place(mark, "filesystem")
	}
	if v == nil {
		return ""
	}
	var path []string
	if field != "" {
		path = []string{"." + field}
	}
	return j.whereIs(j.unit.TracePart(v, use.Instr, path...), 0)
}

// within says whether the operation works in a file system that is a value, here or
// in the function of another package that is called.
func (j *judge) within(use *flow.Use) bool { return j.marked(use, "path.within") }

// marked says whether the catalog marks the operation, wherever it is called.
func (j *judge) marked(use *flow.Use, tag string) bool {
	path, symbol := symbolOf(use.Callee)
	for _, e := range j.unit.Catalog().Lookup(path, symbol) {
		if e.Verb == "mark" && e.Word == tag {
			return true
		}
	}
	return false
}

// symbolOf splits a function's full name into import path and catalog symbol:
// "(*os.File).Read" into "os" and "File.Read".
func symbolOf(full string) (path, symbol string) {
	full = strings.TrimPrefix(strings.TrimPrefix(strings.Replace(full, ")", "", 1), "("), "*")
	slash := strings.LastIndexByte(full, '/') + 1
	dot := strings.IndexByte(full[slash:], '.')
	if dot < 0 {
		return "", full
	}
	return full[:slash+dot], full[slash+dot+1:]
}

// confinement orders file systems: the first is the least confined.
var confinement = []string{"disk", "", "prefix", "lexical", "resolved", "memory"}

func (j *judge) whereIs(origins []*flow.Origin, depth int) string {
	least := len(confinement)
	for _, o := range origins {
		if o.Class == flow.Constant || o.Unsure || depth > 4 {
			continue
		}
		word := j.whereFrom(o, depth)
		for i, w := range confinement {
			if w == word {
				least = min(least, i)
			}
		}
	}
	if least == len(confinement) {
		return ""
	}
	return confinement[least]
}

// whereFrom is the mark of the constructor or type that a file system comes from.
func (j *judge) whereFrom(o *flow.Origin, depth int) string {
	if call, ok := o.Value.(*ssa.Call); ok {
		if c := j.unit.CallOf(call); c != nil {
			if mark := c.Mark("path.filesystem"); mark != nil {
				return j.word(mark, c, depth)
			}
		}
	}
	if o.Value == nil {
		return ""
	}
	t := o.Value.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		for _, mark := range j.unit.Marks(named.Obj(), "path.filesystem") {
			return j.word(mark, nil, depth)
		}
	}
	return ""
}

func (j *judge) word(mark *catalog.Entry, call *flow.Call, depth int) string {
	where := mark.Args["where"]
	if where != "inner" || call == nil {
		return where
	}
	inner := call.Place(mark, "of")
	if inner == nil {
		return ""
	}
	return j.whereIs(j.unit.Trace(inner, call.Instr), depth+1)
}
