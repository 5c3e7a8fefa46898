package jwtalg

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/flow"
)

// unverified reports tokens from outside that are decoded only. Silent is a token
// that is verified as well: the same value in the same function, in a caller or in
// a callee, whether the library or another one does it.
func (c *checker) unverified() {
	verified := c.unit.Uses("jwt.verified")
	maybe := c.unit.Uses("jwt.maybe")
	uses := c.unit.Uses("jwt.unverified")
	for _, use := range maybe {
		if c.verifies(use) {
			verified = append(verified, use)
		} else {
			uses = append(uses, use)
		}
	}
	if len(uses) == 0 {
		return
	}
	known := make(map[ssa.Value]bool)
	for _, v := range verified {
		for _, o := range c.unit.Origins(v) {
			if o.Value != nil && (o.Class == flow.Untrusted || o.Class == flow.Parameter || o.Class == flow.Unknown) {
				known[o.Value] = true
			}
		}
	}
	for _, use := range uses {
		if c.verifiedToo(use, verified) {
			continue
		}
		for _, o := range c.unit.Origins(use) {
			if o.Class != flow.Untrusted || o.Unsure || known[o.Value] {
				continue
			}
			d := c.add(Unverified, use.Instr, use.Callee, fmt.Sprintf("the token in %s, from %s, is read by %s, which does not verify the signature",
				name(o), flow.Noun(o.Kind), shortName(use.Callee)), "use the verifying call with the issuer's key")
			d.Steps, d.Ordinal = o.Steps, use.Ordinal
			if use.Via != nil {
				d.Site = &use.Via.Site
			}
			break
		}
	}
}

// verifiedToo says whether the very value is verified in the same function.
func (c *checker) verifiedToo(use *flow.Use, verified []*flow.Use) bool {
	for _, v := range verified {
		if v.Func == use.Func && (v.Instr == use.Instr || c.unit.Same(v.Arg, v.Instr, use.Arg, use.Instr)) {
			return true
		}
	}
	return false
}

// verifies says whether a call of jwx does: whether an option gives it a key and
// none switches the check off.
func (c *checker) verifies(use *flow.Use) bool {
	for _, s := range c.sites {
		if s.call.Instr == use.Instr {
			o := &s.opts
			if o.verify == "false" {
				return false
			}
			return o.open || len(o.keys) > 0 || o.keySet || o.auto != nil || !s.optional()
		}
	}
	return true
}

// optional says whether the library parses without a key as well: jwx v1.
func (s *site) optional() bool { return s.mark.Args["nokey"] == "unverified" }

// shortName drops the folders and the major version of a full name:
// (*example.com/jwt/v5.Parser).Parse becomes (*jwt.Parser).Parse.
func shortName(full string) string {
	name := strings.TrimLeft(full, "(*")
	prefix := full[:len(full)-len(name)]
	elements := strings.Split(name, "/")
	last := elements[len(elements)-1]
	version, rest, _ := strings.Cut(last, ".")
	if len(elements) > 1 && len(version) > 1 && version[0] == 'v' && strings.Trim(version[1:], "0123456789") == "" {
		last = elements[len(elements)-2] + "." + rest
	}
	return prefix + last
}
