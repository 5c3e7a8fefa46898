package flow

import (
	"go/ast"
	"go/constant"
	"go/types"
	"maps"
	"regexp"
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
// a map by names). What a package sees of set-ups are facts: ":id" and "*path" for the
// parts of routes that are one element, or the rest of the path, and the full names of
// functions and fields in by= and unless=. Where the package sees all that is needed,
// it decides; otherwise the link does, with the facts of all packages.

// routePart finds the named parts of a route: :id, *path, +path, {id}, {id:[0-9]+},
// {path...}.
var routePart = regexp.MustCompile(`([:*+])([A-Za-z_]\w*)|\{([A-Za-z_]\w*)([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}`)

// maxRoute bounds the length of a route: what is longer is text.
const maxRoute = 200

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
				all = append(all, finding.Given{
					Need: []string{":" + name}, Unless: append([]string{"*" + name}, symbolsOf(c.path(), e.Args["unless"])...),
					Proved: uint64(PathElement | NoSlash),
				})
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
	for _, f := range g.unit.Pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok {
				if v := g.unit.Pass.TypesInfo.Types[lit].Value; v != nil && v.Kind() == constant.String {
					noteRoute(constant.StringVal(v), g.setup)
				}
			}
			return true
		})
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

// noteRoute notes the parts of a text that may be a route.
func noteRoute(text string, facts map[string]bool) {
	if len(text) > maxRoute || strings.ContainsAny(text, " \t\n") {
		return
	}
	for _, m := range routePart.FindAllStringSubmatch(text, -1) {
		switch {
		case m[1] == ":", m[3] != "" && (m[4] == "" || oneElement(m[4])):
			facts[":"+m[2]+m[3]] = true
		default:
			facts["*"+m[2]+m[3]] = true
		}
	}
}

// oneElement says whether the expression behind the name of a route's part,
// {id:[0-9a-f]+}, matches nothing with a slash in it.
func oneElement(behind string) bool {
	pattern, ok := strings.CutPrefix(behind, ":")
	return ok && !strings.Contains(pattern, "%") && pathPatternProps("^(?:"+pattern+")$").Has(PathElement|NoSlash)
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
func (g *graph) factList() []string { return slices.Sorted(maps.Keys(g.facts())) }

// namedField is how a field of another package is noted as mentioned: by its name
// alone, for it does not know its owner.
func namedField(obj types.Object) (string, bool) {
	v, ok := obj.(*types.Var)
	if !ok || !v.IsField() || v.Pkg() == nil {
		return "", false
	}
	return v.Pkg().Path() + ".field." + v.Name(), true
}
