package driver

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/secvet/secvet/internal/finding"
)

func TestFileNames(t *testing.T) {
	root := t.TempDir()
	under := func(elem ...string) string { return filepath.Join(append([]string{root}, elem...)...) }
	own := &module{Path: "shop.test", Main: true, Dir: under("shop")}
	r := &run{
		cfg: &Config{Dir: under("shop", "web")},
		user: &overlay{replace: map[string]string{
			under("shop", "web", "new.go"):  under("elsewhere", "new.txt"),
			under("shop", "web", "gone.go"): "",
		}},
		pkgs: &packages{byPath: make(map[string]*pkg)},
	}
	for _, p := range []*pkg{
		{ImportPath: "shop.test/web", Dir: under("shop", "web"), Module: own, GoFiles: []string{"web.go", "new.go"}, XTestGoFiles: []string{"x_test.go"}},
		{ImportPath: "shop.test/db", Dir: under("shop", "db"), Module: own, GoFiles: []string{"db.go"}},
		{ImportPath: "lib.test/v2/sub", Dir: under("cache", "lib@v2.0.1", "sub"), GoFiles: []string{"lib.go"}, DepOnly: true,
			Module: &module{Path: "lib.test/v2", Version: "v2.0.1", Dir: under("cache", "lib@v2.0.1")}},
		{ImportPath: "near.test", Dir: under("near"), GoFiles: []string{"near.go"}, DepOnly: true,
			Module: &module{Path: "near.test", Version: "v1.0.0", Dir: under("near"), Replace: &module{Path: "../near"}}},
		{ImportPath: "net/http", Dir: under("goroot", "src", "net", "http"), Standard: true, GoFiles: []string{"server.go"}, DepOnly: true},
	} {
		r.pkgs.add(p)
	}
	if err := os.MkdirAll(under("elsewhere"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(under("elsewhere", "new.txt"), []byte("replaced"), 0o666); err != nil {
		t.Fatal(err)
	}
	places := newPlaces(r)
	for _, test := range []struct{ name, pkg, file, want string }{
		{"own file", "shop.test/web", under("shop", "web", "web.go"), "web.go"},
		{"own file, other checkout", "shop.test/web", under("old", "web", "web.go"), "web.go"},
		{"external test", "shop.test/web_test", under("old", "web", "x_test.go"), "x_test.go"},
		{"replacement", "shop.test/web", under("elsewhere", "new.txt"), "new.go"},
		{"made from a grammar", "shop.test/web", under("shop", "web", "expr.y"), "expr.y"},
		{"imported", "shop.test/db", "db.go", "../db/db.go"},
		{"library", "lib.test/v2/sub", "lib.go", "lib.test/v2@v2.0.1/sub/lib.go"},
		{"replaced module", "near.test", "near.go", "../../near/near.go"},
		{"standard library", "net/http", "server.go", "GOROOT/src/net/http/server.go"},
		{"unknown package", "far.test/x", "x.go", "far.test/x/x.go"},
	} {
		t.Run(test.name, func(t *testing.T) {
			unit := &finding.Unit{Package: "shop.test/web", Findings: []finding.Finding{{
				Location: finding.Location{File: "web.go"},
				Flow:     []finding.Step{{Location: finding.Location{Package: test.pkg, File: test.file}}},
			}}}
			places.resolve(unit)
			f := unit.Findings[0]
			if got := f.Flow[0].Location.File; got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if f.Location.Package != "shop.test/web" {
				t.Errorf("package is %q", f.Location.Package)
			}
		})
	}
	if text, err := places.read("new.go"); err != nil || string(text) != "replaced" {
		t.Errorf("reading a replaced file gives %q, %v", text, err)
	}
}
