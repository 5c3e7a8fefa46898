package corswild

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/flow"
)

// This file finds the places where one of the headers is set by hand: by a call, in a map
// of texts, or through functions that are given the name.

const (
	allowOrigin      = "access-control-allow-origin"
	allowCredentials = "access-control-allow-credentials"
	allowPrivate     = "access-control-allow-private-network"
)

// headerWrite is a place where one of the headers is set.
type headerWrite struct {
	name string
	// in sets the header, in the function where its name is known.
	in    ssa.Instruction
	value ssa.Value
	part  []string
	// at is where the function that is looked at sets it: in, or a call that leads
	// there.
	at ssa.Instruction
	// calls lead from at to in.
	calls []ssa.Instruction
}

// wrapper is a function that sets a header that its parameters name.
type wrapper struct {
	name, value int // parameters; value is -1 when it is set otherwise
}

// headerFinder collects the writes of a package.
type headerFinder struct {
	*finder
	direct   map[*ssa.Function][]headerWrite
	wrappers map[*ssa.Function][]wrapper
	calls    map[*ssa.Function][]*flow.Call
	seen     map[[2]ssa.Instruction]bool
	paired   map[ssa.Instruction]bool
}

func (h *headerFinder) collect() {
	for _, call := range h.unit.Calls() {
		h.calls[call.Func] = append(h.calls[call.Func], call)
		if mark := call.Mark("header.set"); mark != nil {
			value, part := call.Place(mark, "value"), []string(nil)
			if n, ok := strings.CutSuffix(mark.Args["value"], "[*]"); ok {
				value, part = call.Arg(int(n[0]-'0')), []string{"[*]"}
			}
			h.set(call, call.Place(mark, "name"), value, part)
		}
	}
	for _, fn := range h.unit.Functions() {
		for _, b := range fn.Blocks {
			for _, in := range b.Instrs {
				if up, ok := in.(*ssa.MapUpdate); ok {
					h.mapped(up)
				}
			}
		}
	}
	for range 3 {
		if !h.throughWrappers() {
			break
		}
	}
	h.throughPackages()
}

// set notes a call that sets a header.
func (h *headerFinder) set(call *flow.Call, name, value ssa.Value, part []string) {
	if name == nil || value == nil {
		return
	}
	if index := paramOf(call.Func, name); index >= 0 {
		h.wrappers[call.Func] = append(h.wrappers[call.Func], wrapper{index, paramOf(call.Func, value)})
		return
	}
	h.note(call.Instr, h.headerName(name, call.Instr), value, part)
}

func (h *headerFinder) note(in ssa.Instruction, name string, value ssa.Value, part []string) {
	switch name {
	case allowOrigin, allowCredentials, allowPrivate:
		fn := in.Parent()
		w := headerWrite{name: name, in: in, at: in, value: value, part: part}
		if !slices.ContainsFunc(h.direct[fn], func(o headerWrite) bool { return o.in == in && o.name == name }) {
			h.direct[fn] = append(h.direct[fn], w)
		}
	}
}

func (h *headerFinder) headerName(v ssa.Value, at ssa.Instruction) string {
	texts, ok := h.unit.Constants(v, at)
	if !ok || len(texts) != 1 {
		return ""
	}
	return strings.ToLower(texts[0])
}

// paramOf is the index of the parameter that v is; -1 when it is none.
func paramOf(fn *ssa.Function, v ssa.Value) int {
	for {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
			continue
		case *ssa.ChangeType:
			v = x.X
			continue
		case *ssa.Parameter:
			return slices.Index(fn.Params, x)
		}
		return -1
	}
}

// mapped notes h["Access-Control-Allow-Origin"] = ..., for maps of texts of any
// type: the name says enough.
func (h *headerFinder) mapped(up *ssa.MapUpdate) {
	k, ok := up.Key.(*ssa.Const)
	if !ok || k.Value == nil || k.Value.Kind() != constant.String {
		return
	}
	var part []string
	switch t := up.Value.Type().Underlying().(type) {
	case *types.Slice:
		part = []string{"[*]"}
		if !isText(t.Elem()) {
			return
		}
	default:
		if !isText(t) {
			return
		}
	}
	h.note(up, strings.ToLower(constant.StringVal(k.Value)), up.Value, part)
}

// throughWrappers notes the calls of wrappers; it says whether a new wrapper was
// found.
func (h *headerFinder) throughWrappers() bool {
	found := false
	for fn, list := range h.wrappers {
		for _, in := range h.unit.Callers(fn) {
			call := h.unit.CallOf(in)
			for _, w := range list {
				if call == nil || w.name >= len(call.Operands) || w.value >= len(call.Operands) || w.value < 0 {
					continue
				}
				name, value := call.Operands[w.name], call.Operands[w.value]
				if index := paramOf(call.Func, name); index >= 0 {
					outer := wrapper{index, paramOf(call.Func, value)}
					if !slices.Contains(h.wrappers[call.Func], outer) {
						h.wrappers[call.Func] = append(h.wrappers[call.Func], outer)
						found = true
					}
					continue
				}
				h.note(in, h.headerName(name, in), value, nil)
			}
		}
	}
	return found
}

// throughPackages notes the calls of wrappers in other packages: the parameter
// behind the header's name is taken for its value.
func (h *headerFinder) throughPackages() {
	for _, use := range h.unit.Uses("header.name") {
		if use.Via == nil || use.Call == nil {
			continue
		}
		call := h.unit.CallOf(use.Call)
		if call == nil || use.Operand+1 >= len(call.Operands) {
			continue
		}
		value := call.Operands[use.Operand+1]
		if isText(value.Type()) {
			h.note(use.Instr, h.headerName(use.Arg, use.Instr), value, nil)
		}
	}
}

// maxLift bounds the calls between a function and the header that it sets.
const maxLift = 3

// writes are the headers that fn sets, itself and by what it calls.
func (h *headerFinder) writes(fn *ssa.Function, depth int) []headerWrite {
	list := slices.Clone(h.direct[fn])
	if depth >= maxLift {
		return list
	}
	for _, call := range h.calls[fn] {
		callee := call.Instr.Common().StaticCallee()
		if callee == nil || len(callee.Blocks) == 0 || callee == fn {
			continue
		}
		for _, w := range h.writes(callee, depth+1) {
			w.calls = append([]ssa.Instruction{call.Instr}, w.calls...)
			w.at = call.Instr
			list = append(list, w)
		}
	}
	return list
}
