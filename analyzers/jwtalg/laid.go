package jwtalg

import (
	"fmt"
	"go/types"

	"github.com/secvet/secvet/internal/flow"
)

// This file is about middlewares that verify a token, lay what they found into the
// context of the request, and let it pass whatever that is: somebody has to look.

// laidDown reports a package that sets such a middleware up and reads what it laid down,
// and in which nobody asks how the verification ended. One that only does one of the two
// leaves the other to others.
func (c *checker) laidDown() {
	lays := c.unit.Marked("jwt.lays")
	if len(lays) == 0 || c.mentions("jwt.refuses") {
		return
	}
	var blind []*flow.Call
	for _, call := range c.unit.Marked("jwt.laid") {
		tuple, ok := call.Object.Signature().Results(), call.Value() != nil
		if !ok {
			continue
		}
		if result(call, tuple.Len()-1) != nil {
			return // here somebody does
		}
		if result(call, 0) != nil || result(call, 1) != nil {
			blind = append(blind, call)
		}
	}
	for _, call := range blind {
		c.add(ClaimsNotValidated, call.Instr, shortCallee(call), fmt.Sprintf("the error of %s is dropped, and no middleware refuses what %s let pass: expired tokens are accepted, and requests without one get here",
			shortCallee(call), shortCallee(lays[0])), "add the middleware that refuses, or return when the error is not nil")
	}
}

// mentions says whether the package names something with a mark.
func (c *checker) mentions(tag string) bool {
	for _, obj := range c.pass.TypesInfo.Uses {
		if f, ok := obj.(*types.Func); ok && len(c.unit.Marks(f, tag)) > 0 {
			return true
		}
	}
	return false
}
