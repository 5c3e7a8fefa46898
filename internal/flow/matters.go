package flow

import (
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/secvet/secvet/internal/catalog"
)

// Matters says whether a unit outside the main module, of which only facts are
// wanted, can have any: without parsing it, from what it imports. A library
// matters when it imports something that the catalog marks with summarise (a
// database handle, an archive reader) and is not itself described by the catalog.
func Matters(cfg *unitchecker.Config) bool {
	if cfg.Standard[cfg.ImportPath] || isStandard(cfg.ImportPath, nil) {
		return false
	}
	cat := catalog.New()
	if cat.Known(cfg.ImportPath) {
		return false
	}
	return summarisable(cat, func(yield func(string) bool) {
		for _, path := range cfg.ImportMap {
			if !yield(path) {
				return
			}
		}
	})
}

func summarisable(cat *catalog.Catalog, imports func(func(string) bool)) bool {
	for path := range imports {
		if strings.HasPrefix(path, "internal/") || !cat.Known(path) {
			continue
		}
		if p := cat.Package(path); p != nil && p.Summarise {
			return true
		}
	}
	return false
}

// worthSummary is Matters for drivers that analyse everything.
func (u *Unit) worthSummary() bool {
	path := u.Pass.Pkg.Path()
	if isStandard(path, u.Pass.Module) || u.catalog.Known(path) {
		return false
	}
	return summarisable(u.catalog, func(yield func(string) bool) {
		for _, imp := range u.Pass.Pkg.Imports() {
			if !yield(imp.Path()) {
				return
			}
		}
	})
}
