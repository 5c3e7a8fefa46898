package statement

import (
	"go/ast"
	"go/parser"
	"go/token"
	"testing"
)

// statements returns the normalised texts of the statements around each call of
// sink.
func statements(t *testing.T, body string) []string {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", "package p\n\nfunc f() {\n"+body+"\n}\n", parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	ast.Inspect(f, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == "sink" {
			all = append(all, At(f, id.Pos()))
		}
		return true
	})
	return all
}

func TestStatementIsTheSame(t *testing.T) {
	for _, pair := range [][2]string{
		{"x := sink(a, b)", "{\n\n\tx :=   sink(\n\t\ta, // why\n\t\tb,\n\t)\n}"},
		{"x := sink(a + b)", "x := sink((a) +\n\t b)"},
		{"if sink(a) { b() }", "if sink(a) { c() } else { d() }"},
		{"use(sink(a), func() { b() })", "use(sink(a), func() { c(); d() })"},
		{"use(func() { sink(a) })", "other(func() { x(); sink(a) })"},
		{"for sink(a) { b() }", "for sink(a) { c() }"},
		{"switch sink(a) { case b: }", "switch sink(a) { case c: }"},
		{"switch a { case sink(b): c() }", "switch z { case sink(b): }"},
		{"for range sink(a) { b() }", "for range sink(a) { }"},
		{"var x = sink(a)", "var x = sink(a) // why"},
	} {
		one, two := statements(t, pair[0]), statements(t, pair[1])
		if len(one) != 1 || len(two) != 1 || one[0] != two[0] || one[0] == "" {
			t.Errorf("%q is %q\n%q is %q", pair[0], one, pair[1], two)
		}
	}
}

func TestStatementsDiffer(t *testing.T) {
	for _, pair := range [][2]string{
		{"x := sink(a, b)", "x := sink(a + b)"},
		{"x := sink(a, b)", "x = sink(a, b)"},
		{"x := sink(a, b)", "x := sink(b, a)"},
		{"x := sink(a, b)", "x := sink(a, b...)"},
		{"x := sink(`a`)", "x := sink(a)"},
		{"sink(a)", "go sink(a)"},
		{"sink(a.b)", "sink(a[b])"},
		{"sink(a(b), c)", "sink(a(b, c))"},
		{"if sink(a) == b { }", "if sink(a) != b { }"},
	} {
		one, two := statements(t, pair[0]), statements(t, pair[1])
		if one[0] == two[0] {
			t.Errorf("%q and %q are both %q", pair[0], pair[1], one[0])
		}
	}
}

func TestNoStatement(t *testing.T) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "p.go", "package p\n\nfunc f() {\n}\n", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, pos := range []token.Pos{token.NoPos, f.Package, f.End() - 2, f.End() + 10} {
		if got := At(f, pos); got != "" {
			t.Errorf("at %v: %q", fset.Position(pos), got)
		}
	}
}
