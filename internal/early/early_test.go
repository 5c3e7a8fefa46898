package early

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

func TestAnswered(t *testing.T) {
	module := func(path, version string) *struct{ Path, Version string } {
		return &struct{ Path, Version string }{path, version}
	}
	for name, test := range map[string]struct {
		unit unit
		want bool
	}{
		"standard library":                      {unit{ImportPath: "net/http"}, true},
		"own module":                            {unit{ImportPath: "shop/db", ModulePath: "shop"}, false},
		"own module, named in the new way":      {unit{ImportPath: "shop/db", Module: module("shop", "")}, false},
		"without a module":                      {unit{ImportPath: "a.test/m"}, false},
		"library":                               {unit{ImportPath: "a.test/m", ModulePath: "a.test/m", ModuleVersion: "v1.0.0"}, true},
		"library, named in the new way":         {unit{ImportPath: "a.test/m", Module: module("a.test/m", "v1.0.0")}, true},
		"library that holds a database":         {unit{ImportPath: "a.test/m", ModulePath: "a.test/m", ModuleVersion: "v1.0.0", ImportMap: map[string]string{"database/sql": "database/sql"}}, false},
		"library that the catalog knows itself": {unit{ImportPath: "github.com/jmoiron/sqlx", ModulePath: "github.com/jmoiron/sqlx", ModuleVersion: "v1.4.0", ImportMap: map[string]string{"database/sql": "database/sql"}}, true},
	} {
		dir := t.TempDir()
		file := filepath.Join(dir, "vet.cfg")
		for _, only := range []bool{true, false} {
			test.unit.VetxOnly, test.unit.VetxOutput = only, filepath.Join(dir, "vet.out")
			text, err := json.Marshal(test.unit)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, text, 0o666); err != nil {
				t.Fatal(err)
			}
			want := test.want && only
			if got := answered([]string{"secvet", "-json", file}); got != want {
				t.Errorf("%s, facts only %v: answered is %v", name, only, got)
			}
			facts, err := os.ReadFile(test.unit.VetxOutput)
			if (err == nil) != want || len(facts) > 0 {
				t.Errorf("%s, facts only %v: facts %q, %v", name, only, facts, err)
			}
			os.Remove(test.unit.VetxOutput)
		}
	}
}

func TestTypesFromCompiler(t *testing.T) {
	for version, want := range map[string]bool{
		"v0.49.0":                               true,
		"v0.50.0":                               false,
		"v0.49.1-0.20260701000000-0123456789ab": false,
		"v0.52.0":                               false,
		"v1.0.0":                                false,
		"":                                      false,
	} {
		if got := typesFromCompiler(version); got != want {
			t.Errorf("typesFromCompiler(%q) = %v, want %v", version, got, want)
		}
	}
}

func TestOtherArguments(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "secvet.cfg")
	if err := os.WriteFile(file, []byte("severity: error\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"secvet"}, {"secvet", "./..."}, {"secvet", "-config", file}, {"secvet", "-o", filepath.Join(dir, "none.cfg")}} {
		if answered(args) {
			t.Errorf("answered %q", args)
		}
	}
}

func TestReplaced(t *testing.T) {
	for dir, want := range map[string]bool{
		"":                                     false,
		"/home/u/go/pkg/mod/a.test/m@v1.2.3/b": false,
		`C:\go\pkg\mod\a.test\m@v1.2.3\b`:      false,
		"/src/vendor/a.test/m/b":               false,
		"/src/m/b":                             true,
		"/src/me@home/m/b":                     true,
	} {
		if got := Replaced(dir, "a.test/m/b"); got != want {
			t.Errorf("Replaced(%q) = %v, want %v", dir, got, want)
		}
	}
}
