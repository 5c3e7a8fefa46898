package catalogcheck

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"github.com/secvet/secvet/internal/catalog"
)

const library = `package a
type Base struct{ Name string }
func (*Base) Read(b []byte) (int, error) { return 0, nil }
type Derived struct{ Base; Rows map[string][]string }
type Alias = Base
type Text string
type Opener interface{ Open(name string) error }
type Wide interface{ Opener }
type Seq func(yield func(int, string) bool)
var Default string
var Hook func(sql string)
func Join(elem ...string) string { return "" }
func Printf(format string, args ...any) {}
func Local(s string) bool { return true }
func Handle(f func(in *Base) string) {}
func All() Seq { return nil }
func Sort[S ~[]E, E any](s S) {}
`

func TestCheck(t *testing.T) {
	pkg := compile(t)
	for _, test := range []struct{ line, want string }{
		{"source remote Base.Name field", ""},
		{"source remote Base.Read 0", ""},
		{"source config Default var", ""},
		{"sink sql.query Hook 0", ""},
		{"sink path.root Text conversion", ""},
		{"sink path.read Opener.Open 0", ""},
		{"sink sql.query Printf 0 binds=1", ""},
		{"sink sql.query Printf 1 string", ""},
		{"flow Join 0[*] -> result", ""},
		{"flow Sort 0[*] -> 0[*]", ""},
		{"flow All recv -> result", "it has no receiver"},
		{"source remote All result[key]", ""},
		{"source remote All result[*]", ""},
		{"source remote Handle 0.param0.Name", ""},
		{"flow Handle 0.result0 -> 0.param0", ""},
		{"guard path.local Local 0 when=true", ""},

		{"noreturn Exit", "has no Exit"},
		{"noreturn Base.Close", "no field or method Close"},
		{"noreturn Default.Close", "is no type"},
		{"noreturn Text", "it is no function"},
		{"source remote Alias.Read 0", "alias of example.com/a.Base"},
		{"source remote Derived.Read 0", "declared by example.com/a.Base"},
		{"sink path.read Wide.Open 0", "declared by example.com/a.Opener"},
		{"source remote Derived.Name field", "promoted from an embedded struct"},
		{"source remote Base.Read field", "it is no field"},
		{"source remote Base.Name var", "it is no var"},
		{"sink path.root Join conversion", "it is no type"},
		{"sink sql.query Join 1", "no such argument"},
		{"source remote Local result1", "no such result"},
		{"source remote Printf result", "it has no result"},
		{"source remote Local 0", "passed by value"},
		{"sink sql.query Local 0[*]", "has no [*]"},
		{"source remote Handle 0.param1", "has no .param1"},
		{"source remote Handle 0.param0.Age", "has no .Age"},
		{"sink sql.query Local 0 binds=1", "no argument 1"},
		{"sink sql.query Local 0 string", "no interface"},
		{"flow Local 0 -> result as=format=1", "is no string"},
		{"guard path.local Local 0 when=nil", "no result can be that"},
	} {
		c := catalog.New()
		if err := c.AddUser("user.txt", []byte("package example.com/a\n"+test.line)); err != nil {
			t.Errorf("%s: %v", test.line, err)
			continue
		}
		errs := Check(pkg, c.Package("example.com/a"))
		switch {
		case test.want == "" && len(errs) > 0:
			t.Errorf("%s: %v", test.line, errs)
		case test.want != "" && (len(errs) != 1 || !strings.Contains(errs[0].Error(), test.want)):
			t.Errorf("%s: got %v, want %q", test.line, errs, test.want)
		}
	}
}

func compile(t *testing.T) *types.Package {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "a.go", library, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := new(types.Config).Check("example.com/a", fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}
