package jwtalg

import (
	"fmt"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/flow"
)

// This file is about tokens that are read again after they were verified.

// readAgain says whether all who call the function of a verifying call got there by way
// of another function of the package that verified the same token: what this call says
// of it is known already.
//
//	return g.valid(cookie) && g.ofADomain(cookie)
func (c *checker) readAgain(s *site) bool {
	p, part := partOf(s.call.Arg(0))
	callers := c.unit.Callers(s.call.Func)
	if p == nil || len(callers) == 0 {
		return false
	}
	return !slices.ContainsFunc(callers, func(call ssa.CallInstruction) bool {
		op := operand(call, p)
		return op == nil || !c.unit.Holds(call, func(cond ssa.Value, want bool) bool {
			before := succeeded(cond, want)
			return before != nil && before.Call.StaticCallee() != s.call.Func && c.verifiesOperand(before, part, op, call)
		})
	})
}

// succeeded is the call whose success a condition shows: it returned true, or no error.
func succeeded(cond ssa.Value, want bool) *ssa.Call {
	if cmp, ok := cond.(*ssa.BinOp); ok {
		if k, isNil := cmp.Y.(*ssa.Const); !isNil || !k.IsNil() || (cmp.Op == token.EQL) != want {
			return nil
		}
		cond = cmp.X
	} else if !want {
		return nil
	}
	if ex, ok := cond.(*ssa.Extract); ok {
		cond = ex.Tuple
	}
	call, _ := cond.(*ssa.Call)
	return call
}

// partOf is the parameter that v is, or is a part of, and the fields that lead to it.
func partOf(v ssa.Value) (*ssa.Parameter, string) {
	part := ""
	for {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.UnOp:
			v = x.X
		case *ssa.FieldAddr:
			v, part = x.X, fmt.Sprint(".", x.Field, part)
		case *ssa.Field:
			v, part = x.X, fmt.Sprint(".", x.Field, part)
		case *ssa.Parameter:
			return x, part
		default:
			return nil, ""
		}
	}
}

// verifiesOperand says whether a call is given v, and its function verifies the token that
// is that part of it.
func (c *checker) verifiesOperand(call *ssa.Call, part string, v ssa.Value, at ssa.Instruction) bool {
	callee := call.Call.StaticCallee()
	if callee == nil {
		return false
	}
	return slices.ContainsFunc(c.unit.Uses("jwt.verified"), func(u *flow.Use) bool {
		p, verified := partOf(u.Arg)
		if u.Func != callee || p == nil || verified != part {
			return false
		}
		op := operand(call, p)
		return op != nil && c.unit.Same(op, call, v, at)
	})
}
