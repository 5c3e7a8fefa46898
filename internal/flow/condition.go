package flow

import (
	"go/types"
	"go/version"
	"strings"

	"github.com/secvet/secvet/internal/catalog"
)

// This file judges the conditions of the catalog's clean entries: from which Go
// version on they hold, and how a package must have set the library up.

// applies says whether what a clean entry promises of the library at path holds in
// this package.
func (g *graph) applies(e *catalog.Entry, path string) bool {
	if since, lang := e.Args["since"], g.unit.Pass.Pkg.GoVersion(); since != "" && lang != "" && version.Compare(lang, "go"+since) < 0 {
		return false
	}
	by := e.Args["by"]
	if by == "" {
		return true
	}
	if !g.mentions(path, by) {
		return false
	}
	for unless := range strings.SplitSeq(e.Args["unless"], ",") {
		if g.mentions(path, unless) {
			return false
		}
	}
	return true
}

// mentions says whether the package's own code names a function, method or field of
// the package at path.
func (g *graph) mentions(path, symbol string) bool {
	if g.mentioned == nil {
		g.mentioned = make(map[string]bool)
		for _, obj := range g.unit.Pass.TypesInfo.Uses {
			if fn, ok := obj.(*types.Func); ok && fn.Pkg() != nil && fn.Pkg() != g.unit.Pass.Pkg {
				g.mentioned[fn.Pkg().Path()+"."+symbolName(fn)] = true
			} else if name, ok := namedField(obj); ok && obj.Pkg() != g.unit.Pass.Pkg {
				g.mentioned[name] = true
			}
		}
	}
	_, last, _ := strings.Cut(symbol, ".")
	return g.mentioned[path+"."+symbol] || g.mentioned[path+".field."+last]
}

// symbolName is a function's name as the catalog writes it: Func or Type.Method.
func symbolName(fn *types.Func) string {
	if recv := fn.Signature().Recv(); recv != nil {
		if named, ok := types.Unalias(deref(recv.Type())).(*types.Named); ok {
			return named.Obj().Name() + "." + fn.Name()
		}
	}
	return fn.Name()
}
