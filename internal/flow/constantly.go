package flow

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// This file is about functions that are asked something and always give the same
// answer: a check that lets everything pass. Importers learn it of them.

// Constantly says that a result of a function is the same truth value whatever it is
// given.
type Constantly struct {
	Result int
	Value  bool
}

// Constantly is the truth value that result index of fn always is; known is false
// where it depends on something, or nothing is known of fn.
func (u *Unit) Constantly(fn *ssa.Function, index int) (value, known bool) {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	if len(fn.Blocks) > 0 {
		return constantly(fn, index)
	}
	obj, ok := fn.Object().(*types.Func)
	if !ok {
		return false, false
	}
	s := u.graph.summaryOf(obj)
	if s == nil {
		return false, false
	}
	i := slices.IndexFunc(s.Constantly, func(c Constantly) bool { return c.Result == index })
	if i < 0 {
		return false, false
	}
	return s.Constantly[i].Value, true
}

func constantly(fn *ssa.Function, index int) (value, known bool) {
	for _, b := range fn.Blocks {
		ret, ok := lastInstr(b).(*ssa.Return)
		if !ok {
			continue
		}
		if index >= len(ret.Results) {
			return false, false
		}
		k, ok := ret.Results[index].(*ssa.Const)
		if !ok || k.Value == nil || k.Value.Kind() != constant.Bool {
			return false, false
		}
		if v := constant.BoolVal(k.Value); known && v != value {
			return false, false
		} else {
			value, known = v, true
		}
	}
	return value, known
}

// exportConstantly lists the truth values that a function with parameters always
// returns, for importers.
func exportConstantly(fn *ssa.Function) (found []Constantly) {
	if fn.Signature.Params().Len() == 0 {
		return nil
	}
	results := fn.Signature.Results()
	for i := range results.Len() {
		if !isBool(results.At(i).Type()) {
			continue
		}
		if v, ok := constantly(fn, i); ok {
			found = append(found, Constantly{i, v})
		}
	}
	return found
}
