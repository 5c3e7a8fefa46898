package catalog

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"sync"
	"testing"
)

const user = `
package example.com/a
sink path.read Open 0
source remote Req.Body field
noreturn Gen.Stop
sink path.read Opener.Open 0
mark look Cost
source config Default var
same example.com/b

package example.com/b
same example.com/a
clean any Number result
summarise

package gopkg.in/c
noreturn Exit

package example.com/d/v3
noreturn Exit

package database/sql
sink sql.query DB.Query 0
`

func withUser(t *testing.T) *Catalog {
	t.Helper()
	c := New()
	if err := c.AddUser("user.txt", []byte(user)); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestPathsThatShareEntries(t *testing.T) {
	c := withUser(t)
	for _, test := range []struct {
		path string
		want bool
	}{
		{"example.com/a", true},
		{"example.com/a/v2", true},
		{"example.com/v4/a", true},
		{"example.com/a/v1", false},
		{"example.com/a/vx", false},
		{"my/app/vendor/example.com/a", true},
		{"vendor/example.com/a", true},
		{"example.com/a [example.com/a.test]", true},
		{"gopkg.in/c.v1", true},
		{"example.com/c.v1", false},
		{"example.com/d/v3", true},
		{"example.com/d", false},
		{"example.com/d/v4", false},
		{"database/sql", true},
		{"nothing/known", false},
		{"", false},
		{"../x", false},
	} {
		if got := c.Known(test.path); got != test.want {
			t.Errorf("Known(%q) before reading = %v", test.path, got)
		}
		if got := c.Package(test.path) != nil; got != test.want {
			t.Errorf("Package(%q): found = %v", test.path, got)
		}
		if got := c.Known(test.path); got != test.want {
			t.Errorf("Known(%q) after reading = %v", test.path, got)
		}
	}
}

func TestUserEntriesJoinBuiltinOnes(t *testing.T) {
	builtin := len(New().Lookup("database/sql", "DB.Query"))
	if got := len(withUser(t).Lookup("database/sql", "DB.Query")); builtin == 0 || got != builtin+1 {
		t.Errorf("got %d entries, built-in %d", got, builtin)
	}
}

func TestSameMayBeMutual(t *testing.T) {
	c := withUser(t)
	for _, path := range []string{"example.com/a", "example.com/b"} {
		if n := len(c.Lookup(path, "Open")); n != 1 {
			t.Errorf("%s: Open has %d entries", path, n)
		}
		if n := len(c.Lookup(path, "Number")); n != 1 {
			t.Errorf("%s: Number has %d entries", path, n)
		}
		if !c.Package(path).Summarise {
			t.Errorf("%s: summarise is lost", path)
		}
	}
}

func TestBrokenUserCatalogAddsNothing(t *testing.T) {
	c := New()
	if err := c.AddUser("user.txt", []byte("package x\nnoreturn Exit\nnonsense\n")); err == nil {
		t.Fatal("no error")
	}
	if c.Known("x") {
		t.Error("entries were added")
	}
}

func TestObjects(t *testing.T) {
	pkg := check(t, "example.com/a", `package a
type Req struct{ Body string }
type Gen[T any] struct{ V T }
func (g *Gen[T]) Stop() {}
type Opener interface{ Open(string) }
type Wide interface{ Opener; Close() }
type Wrap struct{ *Gen[int] }
const Cost = 1
var Default string
func Open(string) { Open := 1; _ = Open }
var local = func(Open int) int { return Open }
var i Gen[string]
var w Wide
var x Wrap
`)
	c := withUser(t)
	method := func(typ, name string) types.Object {
		obj, _, _ := types.LookupFieldOrMethod(pkg.Scope().Lookup(typ).Type(), true, pkg, name)
		return obj
	}
	for _, test := range []struct {
		name string
		obj  types.Object
		want int
	}{
		{"function", pkg.Scope().Lookup("Open"), 1},
		{"variable", pkg.Scope().Lookup("Default"), 1},
		{"constant", pkg.Scope().Lookup("Cost"), 1},
		{"type", pkg.Scope().Lookup("Opener"), 0},
		{"method of a generic type", method("Gen", "Stop"), 1},
		{"method of an instance", method("i", "Stop"), 1},
		{"method through embedding", method("x", "Stop"), 1},
		{"interface method", method("Opener", "Open"), 1},
		{"interface method through embedding", method("w", "Open"), 1},
		{"field", method("Req", "Body"), 0},
		{"builtin", types.Universe.Lookup("len"), 0},
		{"nil", nil, 0},
	} {
		for range 2 { // the second answer comes from the cache
			if got := len(c.Object(test.obj)); got != test.want {
				t.Errorf("%s: got %d entries, want %d", test.name, got, test.want)
			}
		}
	}
	req := pkg.Scope().Lookup("Req").Type().(*types.Named)
	if len(c.Field(req, "Body")) != 1 || len(c.Field(req, "Head")) != 0 {
		t.Error("field")
	}
}

func TestConcurrentUse(t *testing.T) {
	c := withUser(t)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for _, path := range []string{"example.com/a", "database/sql", "os", "none"} {
				c.Known(path)
				c.Lookup(path, "Open")
			}
		})
	}
	group.Wait()
}

// BenchmarkPackage reads the largest built-in file of the standard library.
func BenchmarkPackage(b *testing.B) {
	for b.Loop() {
		New().Package("net/http")
	}
}

func BenchmarkUnknown(b *testing.B) {
	c := New()
	for b.Loop() {
		c.Known("example.com/some/package/v2")
	}
}

func check(t *testing.T, path, text string) *types.Package {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "a.go", text, 0)
	if err != nil {
		t.Fatal(err)
	}
	config := types.Config{Importer: importer.Default()}
	pkg, err := config.Check(path, fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}
