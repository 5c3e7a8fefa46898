package jwtalg

import (
	"fmt"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/flow"
)

// This file follows the outcome of a verification to the callers of helpers that hand
// it back: the claims and the error side by side, for the caller to look at.

// maxHelpers bounds the helpers that hand an outcome back.
const maxHelpers = 3

// judge reports an outcome that nobody asks for; one that is handed back is judged
// where it arrives.
func (o *outcome) judge(depth int) {
	if o.err != nil && o.handedOver() {
		return
	}
	if use := o.unproved(); use != nil {
		o.report(use)
		return
	}
	if o.err == nil || depth >= maxHelpers {
		return
	}
	for _, ret := range o.handedBack() {
		for _, call := range o.c.unit.Callers(o.at.Parent()) {
			o.arrived(ret, call, depth)
		}
	}
}

func (o *outcome) report(use ssa.Instruction) {
	name := shortCallee(o.s.call)
	if callee := o.at.Common().StaticCallee(); o.at != o.s.call.Instr && callee != nil {
		name = funcName(callee)
	}
	message := fmt.Sprintf("the error of %s is dropped, and the token's claims are used", name)
	if o.err != nil {
		message = fmt.Sprintf("the token's claims are used where the error of %s may not be nil", name)
	}
	d := o.c.add(ErrorIgnored, o.at, name, message+": they are there even when the signature is wrong", "return when the error is not nil")
	if o.at != o.s.call.Instr {
		d.Steps = append(d.Steps, flow.Step{Text: shortCallee(o.s.call) + " fills in the claims first", Place: flow.Place{Pos: o.s.call.Instr.Pos()}})
	}
	d.Steps = append(d.Steps, flow.Step{Text: "the claims are used", Place: flow.Place{Pos: use.Pos()}})
	d.Fix = o.c.fixError(o.at.Pos())
}

// handBack says which results of a function hold the outcome of a verification.
type handBack struct {
	claims, err int
	// token says that the claims come as those of a token.
	token bool
}

// handedBack lists how the function that is looked at hands back claims together with an
// error that may not be nil.
func (o *outcome) handedBack() (found []handBack) {
	for _, b := range o.at.Parent().Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		err := slices.IndexFunc(ret.Results, o.isError)
		if err < 0 || o.c.unit.Holds(ret, o.proves) {
			continue
		}
		for i, v := range ret.Results {
			h := handBack{claims: i, err: err, token: o.tok != nil && reachesValue(v, o.tok, 0)}
			if i != err && (h.token || o.holdsClaims(v, 0)) && !slices.Contains(found, h) {
				found = append(found, h)
			}
		}
	}
	return found
}

// holdsClaims says whether v is the claims that the call fills, or those of its token.
func (o *outcome) holdsClaims(v ssa.Value, depth int) bool {
	if o.claims != nil && v == o.claims {
		return true
	}
	if depth > 2*maxMerges {
		return false
	}
	switch v := v.(type) {
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return o.holdsClaims(e, depth+1) })
	case *ssa.FieldAddr:
		return o.tok != nil && v.X == o.tok && fieldName(v) == "Claims"
	case *ssa.UnOp:
		return o.holdsClaims(v.X, depth+1)
	case *ssa.TypeAssert:
		return o.holdsClaims(v.X, depth+1)
	case *ssa.Extract:
		return v.Index == 0 && o.holdsClaims(v.Tuple, depth+1)
	case *ssa.MakeInterface:
		return o.holdsClaims(v.X, depth+1)
	case *ssa.ChangeType:
		return o.holdsClaims(v.X, depth+1)
	}
	return false
}

// arrived judges an outcome where a caller of the helper gets it.
func (o *outcome) arrived(h handBack, in ssa.CallInstruction, depth int) {
	call, ok := in.(*ssa.Call)
	if !ok {
		return
	}
	if _, tuple := call.Type().(*types.Tuple); !tuple {
		return
	}
	there := &outcome{c: o.c, s: o.s, at: call, err: kept(extracted(call, h.err))}
	if v := kept(extracted(call, h.claims)); v == nil {
		return
	} else if h.token {
		there.tok = v
	} else {
		there.claims = v
	}
	there.judge(depth + 1)
}

// extracted is one of several results of a call, nil when it is dropped.
func extracted(call *ssa.Call, index int) ssa.Value {
	for _, ref := range *call.Referrers() {
		if ex, ok := ref.(*ssa.Extract); ok && ex.Index == index {
			return ex
		}
	}
	return nil
}
