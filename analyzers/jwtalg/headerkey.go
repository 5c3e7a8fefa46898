package jwtalg

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/flow"
)

// This file is about keys that a token brings itself, in its header.

// headerKeys reports keys that the token itself brings.
func (c *checker) headerKeys(k *keyFunction) bool {
	if k.token == nil {
		return false
	}
	for _, r := range k.returns {
		for _, o := range c.unit.Trace(r.value, r.at) {
			if field := headerField(o); field != "" && !o.Props.Has(flow.Any) {
				c.add(HeaderKey, r.ret, "header", fmt.Sprintf("%s returns a key that comes from the token's own header (%s)", funcName(k.fn), field),
					"take the key from a fixed set and let kid choose in it")
				return true
			}
		}
	}
	return false
}

// ownKey reports a token that is verified with the key in its own header.
func (c *checker) ownKey(call *flow.Call, key ssa.Value, what string) bool {
	for _, o := range c.unit.Trace(key, call.Instr) {
		if field := headerField(o); field != "" && !o.Unsure && !o.Props.Has(flow.Any) {
			if c.handsBack(call.Func, o) {
				continue
			}
			d := c.add(HeaderKey, call.Instr, shortCallee(call), fmt.Sprintf("the key from the token's own header (%s) is %s", field, what),
				"take the key from a fixed set and let kid choose in it")
			d.Steps = o.Steps
			return true
		}
	}
	return false
}

// handsBack says whether the function that verifies a token with the key in its header,
// or one that calls it, returns that key with what was verified: who sent the token is
// known by it from then on, as accounts of ACME are (RFC 8555, section 6.2). A key that
// is only verified with proves nothing.
func (c *checker) handsBack(fn *ssa.Function, key *flow.Origin) bool {
	around := []*ssa.Function{fn}
	for _, call := range c.unit.Callers(fn) {
		around = append(around, call.Parent())
	}
	for _, f := range around {
		for i := range f.Signature.Results().Len() {
			for _, returned := range c.unit.Returned(f, i, true) {
				if slices.ContainsFunc(returned.Origins, func(o *flow.Origin) bool { return o.Value == key.Value && headerField(o) != "" }) {
					return true
				}
			}
		}
	}
	return false
}

// ownKeys are the header fields that hold a key or the address of one (RFC 7515,
// section 4.1).
var ownKeys = []string{"jku", "jwk", "x5u", "x5c"}

// headerField is the header field of a token that an origin is, if it holds a key.
func headerField(o *flow.Origin) string {
	switch {
	case o.Entry == nil:
		return ""
	case o.Entry.Symbol == "Header.JSONWebKey":
		return "jwk"
	case o.Entry.Symbol != "Token.Header":
		return ""
	}
	for _, f := range ownKeys {
		if o.Name == f || strings.Contains(o.Name, `"`+f+`"`) || strings.Contains(o.Expr, `"`+f+`"`) {
			return f
		}
	}
	return ""
}

// keyAddresses reports requests for keys to an address from the token.
func (c *checker) keyAddresses() {
	for _, call := range c.unit.Marked("jwt.keyurl") {
		address := call.Place(call.Mark("jwt.keyurl"), "url")
		if address == nil {
			continue
		}
		for _, o := range c.unit.Trace(address, call.Instr) {
			if field := headerField(o); field != "" && !o.Props.Has(flow.Any) && !o.Joined {
				d := c.add(HeaderKey, call.Instr, shortCallee(call), fmt.Sprintf("%s fetches from the address in the token's own header (%s)", shortCallee(call), field),
					"use a fixed address, or compare this one with an allowlist first")
				d.Steps = o.Steps
				break
			}
		}
	}
}
