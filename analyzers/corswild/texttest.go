package corswild

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/analyzers/internal/words"

	"github.com/secvet/secvet/internal/flow"
)

// This file judges tests of an origin's text: its start, its end, a part of it, patterns and lists.

// textTest judges HasPrefix, HasSuffix and Contains.
func (c *checker) textTest(call *ssa.Call, test func(string) matcher, part string) strength {
	known := c.unit.CallOf(call)
	what, with := known.Arg(0), known.Arg(1)
	if what == nil || with == nil {
		return sound
	}
	if !c.involves(what, call) {
		if c.involves(with, call) && part == "a part" {
			return c.within(known, call)
		}
		return c.unrelated(what, with, call, true)
	}
	host, whole := c.shape(what, call)
	if !whole {
		return sound
	}
	least := sound
	for _, o := range c.unit.Trace(with, call) {
		least = min(least, c.textAgainst(known, call, o, test, part, host))
	}
	return least
}

// shape says whether a value is the host of the origin, and whether it is that or
// the origin itself, in any case: not cut or replaced.
func (c *checker) shape(v ssa.Value, at ssa.Instruction) (host, whole bool) {
	whole = true
	for _, o := range c.unit.Trace(v, at) {
		if !c.subject.is(o) {
			continue
		}
		for _, t := range o.Through {
			switch {
			case t == "net/url.Parse", t == "decode", t == "net/url.ParseRequestURI":
				host = true
			case strings.HasPrefix(t, "strings.ToLower"), t == "fold", strings.HasPrefix(t, "strings.ToUpper"), strings.HasSuffix(t, "TrimSpace"):
			case strings.HasPrefix(t, "strings.TrimPrefix"), strings.HasPrefix(t, "net."), strings.HasPrefix(t, "(*net/url.URL)"):
				host = true
			default:
				whole = false
			}
		}
	}
	return host, whole
}

// textAgainst judges a test against one text.
func (c *checker) textAgainst(known *flow.Call, call *ssa.Call, o *flow.Origin, test func(string) matcher, part string, host bool) strength {
	w := weakness{place: call.Pos(), call: call, subject: known.Arg(0), host: host}
	if o.Class == flow.Constant {
		if o.Text == "null" {
			return c.null(call.Pos())
		}
		if len(o.Through) > 0 || o.Joined || o.Before+o.After != "" {
			return sound
		}
		m := test(o.Text)
		m.host = host
		if m.any() {
			return free
		}
		w.attack = m.attack()
		if w.attack == "" {
			return sound
		}
		w.form = fmt.Sprintf("a look at %s of it for %q", part, o.Text)
		if part == "the end" {
			w.suffix, w.expr = o.Text, callExpr(c.unit, call.Pos())
		}
		c.meet(w)
		return weak
	}
	// An entry of a list: what stands around it decides.
	if len(o.Through) > 0 || o.Class == flow.Unknown && o.Expr == "" {
		return sound
	}
	name := nameOf(o)
	around := test(o.Before + "example.com" + o.After)
	if strings.Contains(o.Before+o.After, "\x00") {
		return sound
	}
	if part == "the start" && !host {
		around = test("https://example.com" + o.After)
	}
	around.host = host
	if w.attack = around.attack(); w.attack == "" {
		return sound
	}
	w.form = fmt.Sprintf("a look at %s of it for an entry (%s, say %s)", part, name, around.samples[0])
	c.meet(w)
	return weak
}

// within judges strings.Contains(list, origin): the origin may be any part of the
// list.
func (c *checker) within(known *flow.Call, call *ssa.Call) strength {
	for _, o := range c.unit.Trace(known.Arg(0), call) {
		if o.Class == flow.Untrusted {
			return sound
		}
	}
	if host, whole := c.shape(known.Arg(1), call); host || !whole {
		return sound
	}
	c.meet(weakness{place: call.Pos(), call: call, form: "a search for it in a text", attack: "https://example.co where https://example.com is allowed"})
	return weak
}

// pattern judges a regular expression.
func (c *checker) pattern(known *flow.Call, call *ssa.Call) strength {
	re, text := known.Operands[0], known.Operands[1]
	if !c.involves(text, call) {
		return c.unrelated(text, re, call, true)
	}
	host, whole := c.shape(text, call)
	if !whole {
		return sound
	}
	least := sound
	for _, o := range c.unit.Trace(re, call) {
		if o.Class != flow.Constant && plainName(o) && o.Before+o.After == "" && !slices.Contains(o.Through, "regexp.QuoteMeta") {
			c.meet(weakness{place: call.Pos(), call: call, attack: "https://example.com.evil.example where https://example.com is allowed",
				form: "a regular expression of an entry (" + nameOf(o) + ") without ^ and $"})
			least = min(least, weak)
		}
		if o.Class != flow.Constant || o.Nil || o.Text == "" || o.Joined || o.Before+o.After != "" {
			continue // the operator's, or unknown, or a piece
		}
		m, ok := regexpOf(o.Text)
		if !ok {
			continue
		}
		m.host = host
		if m.any() {
			least = min(least, free)
			continue
		}
		if attack := m.attack(); attack != "" {
			c.meet(weakness{place: call.Pos(), call: call, form: fmt.Sprintf("the regular expression %q", o.Text), attack: attack})
			least = min(least, weak)
		}
	}
	return least
}

// plainName says whether a setting is called after what it holds, origins or hosts:
// who fills it in does not think of a regular expression.
func plainName(o *flow.Origin) bool {
	name := nameOf(o)
	return words.Has(name, "domain", "domains", "origin", "origins", "host", "hosts") &&
		!words.Has(name, "regex", "regexp", "regexes", "regexps", "pattern", "patterns", "expr", "re", "compiled", "match", "matcher", "matchers")
}

func nameOf(o *flow.Origin) string {
	if o.Expr != "" {
		return o.Expr
	}
	return o.Name
}

// glob judges path.Match.
func (c *checker) glob(known *flow.Call, call *ssa.Call) strength {
	if !c.involves(known.Arg(1), call) {
		return sound
	}
	host, whole := c.shape(known.Arg(1), call)
	texts, ok := c.unit.Constants(known.Arg(0), call)
	if !ok || !whole {
		return sound
	}
	least := sound
	for _, t := range texts {
		m := globOf(t)
		m.match = func(o string) bool { ok, _ := path.Match(t, o); return ok }
		m.host = host
		if m.any() {
			return free
		}
		if attack := m.attack(); attack != "" {
			c.meet(weakness{place: call.Pos(), call: call, form: fmt.Sprintf("the pattern %q", t), attack: attack})
			least = weak
		}
	}
	return least
}

// members judges a list or a set that the origin is looked up in.
func (c *checker) members(list ssa.Value, at ssa.Instruction, part string) strength {
	for _, o := range c.unit.TracePart(list, at, part) {
		if o.Class == flow.Constant && o.Text == "null" && len(o.Through) == 0 {
			return c.null(at.Pos())
		}
	}
	return sound
}
