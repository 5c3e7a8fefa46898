package corswild

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/flow"
)

// scope names a sensitive route that stands behind the policy: one of the router that
// the policy is given to, or that is given to the policy, or of a group of that
// router. A router's middleware covers only what is registered after it. "" when no
// such route is seen.
func (f *finder) scope(call *flow.Call) string {
	covered := f.covered(call)
	if len(covered) == 0 {
		return ""
	}
	for _, c := range f.unit.Calls() {
		if c.Func != call.Func || len(c.Operands) < 2 {
			continue
		}
		route := f.route(c)
		if route != "" && slices.ContainsFunc(covered, func(r router) bool {
			return (!r.later || c.Instr.Pos() > r.at.Pos()) && f.under(c.Operands[0], c.Instr, r, 0)
		}) {
			return fmt.Sprintf("%q is among the routes behind it", route)
		}
	}
	return ""
}

// route is the sensitive route that a call names in one of its first arguments.
func (f *finder) route(c *flow.Call) string {
	for _, op := range c.Operands[1:min(3, len(c.Operands))] {
		if !isText(op.Type()) {
			continue
		}
		texts, ok := f.unit.Constants(op, c.Instr)
		if !ok || len(texts) != 1 || strings.ContainsAny(texts[0], "<>\n") || strings.Contains(texts[0], "://") {
			continue
		}
		_, route, found := strings.Cut(texts[0], "/")
		if found && slices.ContainsFunc(wordsOf(route), func(w string) bool { return slices.Contains(sensitive, w) }) {
			return "/" + route
		}
	}
	return ""
}

// router is what a policy covers.
type router struct {
	v  ssa.Value
	at ssa.Instruction
	// later says that only what is registered later is covered.
	later bool
}

// covered lists what a policy is used on: r.Use(policy), policy(mux), policy.Handler(mux).
func (f *finder) covered(call *flow.Call) (found []router) {
	seen := make(map[ssa.Value]bool)
	var follow func(v ssa.Value)
	follow = func(v ssa.Value) {
		if v == nil || seen[v] || v.Referrers() == nil {
			return
		}
		seen[v] = true
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Call:
				found = append(found, uses(ref, v)...)
			case *ssa.Store:
				if ia, ok := ref.Addr.(*ssa.IndexAddr); ok && ref.Val == v {
					follow(ia.X) // an argument of many
				}
			case *ssa.ChangeType, *ssa.MakeInterface, *ssa.Extract, *ssa.Phi, *ssa.Slice, *ssa.MakeClosure:
				follow(ref.(ssa.Value))
			}
		}
	}
	follow(call.Value())
	return found
}

// uses says what a call that is given v, or is one of v, makes v cover.
func uses(call *ssa.Call, v ssa.Value) (found []router) {
	common := call.Common()
	method := common.IsInvoke() || common.Signature().Recv() != nil
	switch {
	case common.IsInvoke() && common.Value != v:
		return []router{{common.Value, call, true}}
	case !common.IsInvoke() && method && len(common.Args) > 0 && common.Args[0] != v:
		return []router{{common.Args[0], call, true}}
	case common.Value == v || method:
		for _, arg := range common.Args {
			if arg != v {
				found = append(found, router{arg, call, false})
			}
		}
	}
	return found
}

// maxGroups bounds the groups between a route and the router.
const maxGroups = 3

// under says whether v is the router or one of its groups.
func (f *finder) under(v ssa.Value, at ssa.Instruction, r router, depth int) bool {
	v, r.v = whole(v), whole(r.v)
	if f.unit.Same(v, at, r.v, r.at) {
		return true
	}
	group, ok := v.(*ssa.Call)
	if !ok || depth >= maxGroups {
		return false
	}
	if common := group.Common(); common.IsInvoke() {
		return f.under(common.Value, group, r, depth+1)
	} else if len(common.Args) > 0 && common.Signature().Recv() != nil {
		return f.under(common.Args[0], group, r, depth+1)
	}
	return false
}

var sensitive = []string{"admin", "account", "accounts", "billing", "payment", "payments", "internal", "private", "password", "token", "tokens",
	"keys", "secrets", "transfer", "me", "profile", "session", "sessions"}

// whole is the router whose embedded part, or interface, v is.
func whole(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.FieldAddr:
			if st, ok := derefType(x.X.Type()).Underlying().(*types.Struct); !ok || !st.Field(x.Field).Embedded() {
				return v
			}
			v = x.X
		default:
			return v
		}
	}
}

// public says whether what is served is visibly meant for everybody: by the words
// of the function, of its package and of the paths that it names.
func (f *finder) public(fn *ssa.Function, at ssa.Instruction) bool {
	names := []string{f.pass.Pkg.Name()}
	for g := fn; g != nil; g = g.Parent() {
		names = append(names, g.Name())
	}
	for _, name := range names {
		if slices.ContainsFunc(wordsOf(name), func(w string) bool { return slices.Contains(openly, w) }) {
			return true
		}
	}
	return false
}

var openly = []string{"asset", "assets", "static", "public", "wellknown", "known", "openapi", "swagger", "metrics", "health", "healthz", "font",
	"fonts", "jwks", "badge", "avatar", "favicon", "embed", "oembed", "feed", "rss", "discovery", "mock", "example", "examples", "demo"}
