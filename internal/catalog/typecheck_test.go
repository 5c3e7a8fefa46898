package catalog_test

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/catalog/catalogcheck"
	"github.com/secvet/secvet/internal/fromsource"
)

// TestStandardLibrary compares the entries for the standard library with it.
// Those for other libraries are compared where these are dependencies: in the
// modules below testdata.
func TestStandardLibrary(t *testing.T) {
	var paths []string
	for _, path := range catalog.Paths() {
		if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") {
			paths = append(paths, path)
		}
	}
	// syscall differs from system to system; the catalog has the one of Linux.
	config := packages.Config{Env: append(os.Environ(), "GOOS=linux", "GOARCH=amd64")}
	pkgs, err := fromsource.New().Load(config, paths...)
	if err != nil {
		t.Fatalf("loading the standard library: %v", err)
	}
	if len(pkgs) != len(paths) {
		t.Errorf("loaded %d packages of %d", len(pkgs), len(paths))
	}
	c := catalog.New()
	for _, pkg := range pkgs {
		for _, err := range pkg.Errors {
			t.Errorf("loading %s: %v", pkg.PkgPath, err)
		}
		for _, err := range catalogcheck.Check(pkg.Types, c.Package(pkg.PkgPath)) {
			t.Error(err)
		}
	}
}
