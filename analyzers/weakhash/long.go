package weakhash

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/testcode"
	"github.com/secvet/secvet/analyzers/internal/words"
	"github.com/secvet/secvet/internal/flow"
)

const bcryptReads = 72 // bytes

// longInputs notes calls of bcrypt whose input is, or can be made, longer than
// what it reads: something stands before the password, or a long digest was
// written out.
func (a *asker) longInputs() []emit.Draft {
	var drafts []emit.Draft
	count := make(map[string]int)
	for _, call := range append(a.unit.Marked("kdf"), a.unit.Marked("kdf.check")...) {
		mark := call.Mark("kdf")
		if mark == nil {
			mark = call.Mark("kdf.check")
		}
		key := call.Func.RelString(nil) + " " + call.Callee
		ordinal := count[key]
		count[key]++
		v, _ := (&parameters{a, call, mark}).operand("password")
		if mark.Args["kind"] != "bcrypt" || v == nil || testcode.Holds(a.unit, call.Func) {
			continue
		}
		for _, o := range a.unit.Trace(v, call.Instr) {
			why := a.tooLong(o)
			if why == "" {
				continue
			}
			drafts = append(drafts, emit.Draft{Rule: LongInput, Place: call.Instr.Pos(), Steps: o.Steps,
				Message: fmt.Sprintf("%s reads 72 bytes, and %s", shortName(call.Callee), why),
				Advice:  "give it the password alone, or the base64 text of an HMAC-SHA-256 of it",
				Sink:    call.Instr, Func: call.Func, SinkName: call.Callee, Ordinal: ordinal})
			break
		}
	}
	return drafts
}

// tooLong says why an origin of bcrypt's input makes it too long; "" when it does
// not.
func (a *asker) tooLong(o *flow.Origin) string {
	if size := a.writtenSize(o.Through); size > bcryptReads {
		return fmt.Sprintf("gets a digest that is written in %d", size)
	}
	if o.Class == flow.Constant || o.Class == flow.Confined || !words.Password(nameOf(o)) || slices.ContainsFunc(o.Through, func(name string) bool { return a.mark(name, "digest") != nil }) {
		return ""
	}
	switch before := strings.TrimRight(o.Before, ":;,|-_. "); {
	case strings.Contains(before, flow.Foreign):
		return "what stands before the password takes some of them"
	case len(before) >= bcryptReads/2:
		return fmt.Sprintf("%d stand before the password", len(o.Before))
	}
	return ""
}

// writtenSize is the number of bytes of a digest that is written out in another
// alphabet as the last thing; 0 when it is not known.
func (a *asker) writtenSize(through []string) int {
	n := len(through)
	if n < 2 {
		return 0
	}
	bits, err := strconv.Atoi(a.mark(through[n-2], "digest")["bits"])
	if err != nil {
		return 0
	}
	switch through[n-1] {
	case "encoding/hex.EncodeToString":
		return bits / 4
	case "(*encoding/base64.Encoding).EncodeToString":
		return (bits/8 + 2) / 3 * 4
	}
	return 0
}
