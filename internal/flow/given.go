package flow

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/finding"
)

// This file is about what holds of a value by the set-up of a library, which may stand
// in another package than the value's use: a route "/users/:id" hands over one element
// of the path as id, and a router cleans paths unless it was told not to. The catalog
// says so in
//
//	mark request.path SYMBOL element=N|key [unless=SYMBOL,...]
//	clean PROPERTY SYMBOL PLACE by=SYMBOL unless=SYMBOL,...
//
// where element= is the argument that names the part of the route (key: the result is
// a map by names). What a package sees of set-ups are facts: what routes say of their
// parts, see route.go, and the full names of functions and fields in by= and unless=.
// Where the package sees all that is needed, it decides; otherwise the link does, with
// the facts of all packages.

// givens are the set-ups on which something rests that is proved of a source.
func (g *graph) givens(n *node) []finding.Given {
	switch {
	case n.frozen != nil:
		return n.frozen.Given
	case n.call == nil:
		return nil
	}
	c := g.callee(n.call)
	var all []finding.Given
	for _, e := range c.entries {
		switch {
		case e.Verb == "mark" && e.Word == "request.path" && e.Args["element"] != "":
			if name, ok := g.routeName(n, c, e); ok {
				all = append(all, routeGivens(name, symbolsOf(c.path(), e.Args["unless"]))...)
			}
		case e.Verb == "clean" && e.Args["by"] != "":
			all = append(all, finding.Given{
				Need: symbolsOf(c.path(), e.Args["by"]), Unless: symbolsOf(c.path(), e.Args["unless"]), Proved: uint64(parseProps(e.Word)),
			})
		}
	}
	return all
}

// routeName is the constant name of the route's part that a call asks for.
func (g *graph) routeName(n *node, c *calleeInfo, e *catalog.Entry) (string, bool) {
	if e.Args["element"] == "key" {
		if len(n.path) == 0 {
			return "", false
		}
		name, ok := strings.CutPrefix(n.path[len(n.path)-1].name, `["`)
		return strings.TrimSuffix(name, `"]`), ok
	}
	ops := operandsOf(n.call.Common())
	i := c.operand(atoi(e.Args["element"]))
	if i >= len(ops) {
		return "", false
	}
	return constantText(ops[i])
}

func symbolsOf(path, list string) []string {
	var names []string
	for symbol := range strings.SplitSeq(list, ",") {
		if symbol != "" {
			names = append(names, path+"."+symbol)
		}
	}
	return names
}

// split divides givens into what the package's own facts prove and what is left for
// the link.
func (g *graph) split(all []finding.Given) (props Props, open []finding.Given) {
	for _, given := range all {
		switch facts := g.facts(); {
		case slices.ContainsFunc(given.Unless, func(name string) bool { return facts[name] }):
		case !slices.ContainsFunc(given.Need, func(name string) bool { return !facts[name] }):
			props |= Props(given.Proved)
		default:
			open = append(open, given)
		}
	}
	return props, open
}

// facts are the facts that the package sees.
func (g *graph) facts() map[string]bool {
	if g.setup != nil {
		return g.setup
	}
	g.setup = make(map[string]bool)
	pieces := false
	for _, f := range g.unit.Pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if n.Kind != token.STRING {
					return false
				}
			case *ast.BinaryExpr:
				if n.Op != token.ADD {
					return true
				}
			default:
				return true
			}
			if v := g.unit.Pass.TypesInfo.Types[n.(ast.Expr)].Value; v != nil && v.Kind() == constant.String {
				pieces = noteRoute(constant.StringVal(v), g.setup) || pieces
				return false
			}
			return true
		})
	}
	if pieces {
		g.notePutTogether(g.setup)
	}
	for _, imp := range g.unit.Pass.Pkg.Imports() {
		lib := g.unit.catalog.Package(imp.Path())
		if lib == nil {
			continue
		}
		for _, entries := range lib.Entries {
			for _, e := range entries {
				for _, list := range []string{e.Args["by"], e.Args["unless"]} {
					for symbol := range strings.SplitSeq(list, ",") {
						if symbol != "" && g.mentions(imp.Path(), symbol) {
							g.setup[imp.Path()+"."+symbol] = true
						}
					}
				}
			}
		}
	}
	return g.setup
}

// Unless are the set-ups of libraries, and what all of them are together, in which
// harmful no longer accepts the origin.
func (o *Origin) Unless(harmful func(*Origin) bool) []finding.Given {
	var all []finding.Given
	whole := finding.Given{}
	for _, given := range o.Given {
		whole.Need, whole.Unless, whole.Proved = append(whole.Need, given.Need...), append(whole.Unless, given.Unless...), whole.Proved|given.Proved
		all = append(all, given)
	}
	if len(all) > 1 {
		all = append(all, whole)
	}
	return slices.DeleteFunc(all, func(given finding.Given) bool {
		p := *o
		p.Props = implied(o.Props | Props(given.Proved))
		return harmful(&p)
	})
}

// factList is what the link is told.
func (g *graph) factList() []string {
	facts := g.facts()
	for fact := range g.told {
		facts[fact] = true
	}
	return slices.Sorted(maps.Keys(facts))
}

// Tell notes a fact that an analyzer sees of the package, for findings of others that rest
// on it: see [finding.Given].
func (u *Unit) Tell(fact string) {
	u.graph.mu.Lock()
	defer u.graph.mu.Unlock()
	if u.graph.told == nil {
		u.graph.told = make(map[string]bool)
	}
	u.graph.told[fact] = true
}

// namedField is how a field of another package is noted as mentioned: by its name
// alone, for it does not know its owner.
func namedField(obj types.Object) (string, bool) {
	v, ok := obj.(*types.Var)
	if !ok || !v.IsField() || v.Pkg() == nil {
		return "", false
	}
	return v.Pkg().Path() + ".field." + v.Name(), true
}
