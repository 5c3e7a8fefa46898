package secvet_test

import (
	"go/types"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/catalog/catalogcheck"
)

// fitsLibraries fails t for each catalog entry that does not fit its library, for
// the libraries that p imports. All of them must be in the catalog. An entry of a
// file that serves several major versions must fit one of those imported.
func fitsLibraries(t *testing.T, p *packages.Package) {
	t.Helper()
	if len(p.Imports) == 0 {
		t.Fatal("the package imports no library")
	}
	c := catalog.New()
	versions := map[string][]*types.Package{} // by catalog file
	known := map[string]*catalog.Package{}
	for _, path := range slices.Sorted(maps.Keys(p.Imports)) {
		library := p.Imports[path]
		p := c.Package(library.PkgPath)
		if p == nil {
			t.Errorf("the catalog has nothing about %s: add a file below lib or remove the import", library.PkgPath)
			continue
		}
		versions[p.File] = append(versions[p.File], library.Types)
		known[p.File] = complete(p)
	}
	for _, file := range slices.Sorted(maps.Keys(known)) {
		for _, err := range catalogcheck.CheckVersions(versions[file], known[file]) {
			t.Error(err)
		}
	}
}

// complete returns p with all its entries as its own when it has none but those
// that same lines bring: another name of a library must fit as a whole, another
// version of it need not.
func complete(p *catalog.Package) *catalog.Package {
	for _, entries := range p.Entries {
		for _, e := range entries {
			if strings.HasPrefix(e.Pos, p.File+":") {
				return p
			}
		}
	}
	whole := *p
	whole.File = ""
	return &whole
}
