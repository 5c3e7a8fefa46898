package flow

import (
	"maps"
	"slices"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/secvet/secvet/internal/catalog"
)

// Matters says whether a unit outside the main module, of which only facts are
// wanted, can have any: without parsing it, from what it imports. The rule is
// [catalog.Catalog.WorthSummary].
func Matters(cfg *unitchecker.Config) bool {
	if cfg.Standard[cfg.ImportPath] || isStandard(cfg.ImportPath, nil) {
		return false
	}
	return catalog.New().WorthSummary(cfg.ImportPath, slices.Collect(maps.Values(cfg.ImportMap)))
}

// worthSummary is Matters for drivers that analyse everything.
func (u *Unit) worthSummary() bool {
	path := u.Pass.Pkg.Path()
	if isStandard(path, u.Pass.Module) {
		return false
	}
	var imports []string
	for _, imp := range u.Pass.Pkg.Imports() {
		imports = append(imports, imp.Path())
	}
	return u.catalog.WorthSummary(path, imports)
}
