package pathjoin

import (
	"github.com/secvet/secvet/internal/flow"
)

// This file finds the check that a reader would hold a path for safe by, where
// it is not.

// brokenCheck is the check to blame for a piece that is not confined; nil when
// nobody checked it.
func brokenCheck(o *flow.Origin, use *flow.Use) *flow.Check {
	var found *flow.Check
	for i := range o.Checks {
		c := &o.Checks[i]
		if blamable(c, o, use) && (found == nil || weight(c) > weight(found)) {
			found = c
		}
	}
	if found != nil {
		return found
	}
	// A check in another package is known by what it proves alone.
	if broken := o.Props.Broken(); len(broken) > 0 {
		return &flow.Check{Reason: broken[0], Props: o.Props}
	}
	return nil
}

// weight orders checks: the one that comes nearest to holding is the one to
// repair.
func weight(c *flow.Check) int {
	switch c.Reason {
	case flow.PrefixWithoutSeparator, flow.PrefixUncleaned, flow.RelErrorOnly, flow.BranchStays, flow.BeforeUnescape, flow.DotsAbove, flow.PartChecked:
		return 5
	case flow.Pattern, flow.Replaced, flow.DotsWithSlash:
		return 4
	case flow.Holds:
		return 3
	case flow.Trimmed, flow.Based:
		return 2
	}
	return 1
}

// blamable says whether a check was meant to confine the path, and does not.
func blamable(c *flow.Check, o *flow.Origin, use *flow.Use) bool {
	switch c.Reason {
	case flow.Cleaned:
		return joined(o)
	case flow.Based:
		return !elementConfined(o, use)
	case flow.Pattern:
		return c.Input != "" || c.Props.Has(flow.PathElement)
	case flow.Holds:
		// A check that holds and is not enough here: no ".." in an absolute path, one
		// element for an operation on folders.
		return c.Props&(flow.PathNoDotDot|flow.PathBelow) != 0 && !joined(o) || c.Props.Has(flow.PathElement)
	}
	return true
}

// basePath is the check of a file system that compares names with its folder as text.
var basePath = &flow.Check{Reason: flow.PrefixWithoutSeparator, Expr: "the base path file system", Input: "../data-evil/x"}
