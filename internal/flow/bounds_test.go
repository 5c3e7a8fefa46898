package flow

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// Programs that people do not write: generated files, and code that calls itself in
// every way there is. What the engine does for them must grow as they do, and no
// faster. It is counted in nodes that are made and visited, never in time.

// libraries are as much of two packages as the programs need.
var libraries = map[string]string{
	"net/http":     "package http\n\ntype Request struct{}\n\nfunc (r *Request) FormValue(key string) string { return key }\n",
	"database/sql": "package sql\n\ntype DB struct{}\ntype Rows struct{}\n\nfunc (db *DB) Query(query string, args ...any) (*Rows, error) { return nil, nil }\n",
}

type stubs struct {
	fset *token.FileSet
	made map[string]*types.Package
}

func (s *stubs) Import(path string) (*types.Package, error) {
	if p := s.made[path]; p != nil {
		return p, nil
	}
	f, err := parser.ParseFile(s.fset, path+".go", libraries[path], 0)
	if err != nil {
		return nil, err
	}
	p, err := new(types.Config).Check(path, s.fset, []*ast.File{f}, nil)
	s.made[path] = p
	return p, err
}

// work is what a program cost, and the classes of what reaches its statements.
type work struct {
	nodes, visits int
	facts         int
	origins       map[Class]int
}

// analyse does with a program what a driver with an analyzer of statements does.
func analyse(t *testing.T, body string) work {
	t.Helper()
	fset := token.NewFileSet()
	source := "package p\n\nimport (\n\t\"database/sql\"\n\t\"net/http\"\n)\n\nvar _ *sql.DB\nvar _ *http.Request\n\n" + body
	f, err := parser.ParseFile(fset, "p.go", source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	info := &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
		Implicits: make(map[ast.Node]types.Object), Instances: make(map[*ast.Ident]types.Instance), Scopes: make(map[ast.Node]*types.Scope),
		Selections: make(map[*ast.SelectorExpr]*types.Selection), FileVersions: make(map[*ast.File]string),
	}
	pkg, err := (&types.Config{Importer: &stubs{fset, make(map[string]*types.Package)}}).Check("example.test/p", fset, []*ast.File{f}, info)
	if err != nil {
		t.Fatal(err)
	}
	w := work{origins: make(map[Class]int)}
	result, err := run(&analysis.Pass{
		Analyzer: Analyzer, Fset: fset, Files: []*ast.File{f}, Pkg: pkg, TypesInfo: info,
		Module:           &analysis.Module{Path: "example.test/p"},
		ImportObjectFact: func(types.Object, analysis.Fact) bool { return false },
		ExportObjectFact: func(types.Object, analysis.Fact) { w.facts++ },
	})
	if err != nil {
		t.Fatal(err)
	}
	u := result.(*Unit)
	for _, use := range u.Uses("sql.") {
		for _, o := range u.Origins(use) {
			w.origins[o.Class]++
		}
	}
	w.nodes, w.visits = u.graph.nextID, u.graph.visits
	return w
}

// repeat writes a piece once for each number below n.
func repeat(n int, piece func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(piece(i))
	}
	return b.String()
}

func TestWorkGrowsWithTheProgram(t *testing.T) {
	const handler = "func handle(db *sql.DB, r *http.Request) {\n\tdb.Query(build(db, r.FormValue(\"q\")))\n}\n\n"
	for _, test := range []struct {
		name string
		// small and large are how often something is repeated.
		small, large int
		program      func(n int) string
		want         []Class // among what reaches the statement
	}{
		{"80,000 lines of table", 10_000, 80_000, func(n int) string {
			return "var table = []struct{ name, text string }{\n" + repeat(n, func(i int) string { return fmt.Sprintf("\t{\"n%d\", \"t%d\"},\n", i, i) }) + "}\n\n" +
				"func build(db *sql.DB, q string) string { return \"SELECT \" + table[len(q)].text + q }\n\n" + handler
		}, []Class{Untrusted}},
		{"80,000 lines of map", 10_000, 80_000, func(n int) string {
			return "var texts = map[string]string{\n" + repeat(n, func(i int) string { return fmt.Sprintf("\t\"n%d\": \"t%d\",\n", i, i) }) + "}\n\n" +
				"func build(db *sql.DB, q string) string { return \"SELECT \" + texts[q] }\n\n" + handler
		}, nil},
		{"80,000 lines of functions", 1_000, 8_000, func(n int) string {
			return repeat(n, func(i int) string {
				return fmt.Sprintf("type T%d struct{ a, b string }\n\nfunc (t *T%d) Text(s string) string {\n\tif s == \"\" {\n\t\treturn t.a\n\t}\n\tt.b = s\n\treturn t.a + s\n}\n\n", i, i)
			}) + "func build(db *sql.DB, q string) string { return new(T0).Text(q) }\n\n" + handler
		}, []Class{Untrusted}},
		{"80,000 statements in a function", 10_000, 80_000, func(n int) string {
			return "func build(db *sql.DB, q string) string {\n\ts := \"\"\n" + repeat(n, func(i int) string { return fmt.Sprintf("\ts += \"t%d\"\n", i) }) + "\treturn s + q\n}\n\n" + handler
		}, nil},
		{"5,000 cases", 625, 5_000, func(n int) string {
			return "func build(db *sql.DB, q string) string {\n\tswitch q {\n" + repeat(n, func(i int) string { return fmt.Sprintf("\tcase \"n%d\":\n\t\treturn \"t%d\"\n", i, i) }) + "\t}\n\treturn q\n}\n\n" + handler
		}, nil},
		{"5,000 cases that set a variable", 625, 5_000, func(n int) string {
			return "func build(db *sql.DB, q string) string {\n\tvar s string\n\tswitch q {\n" + repeat(n, func(i int) string { return fmt.Sprintf("\tcase \"n%d\":\n\t\ts = \"t%d\" + q\n", i, i) }) + "\t}\n\treturn s\n}\n\n" + handler
		}, nil},
		{"5,000 branches one after another", 1_250, 5_000, func(n int) string {
			return "func build(db *sql.DB, q string) string {\n" + repeat(n, func(i int) string { return fmt.Sprintf("\tif len(q) == %d {\n\t\tq = q + \"t%d\"\n\t}\n", i, i) }) + "\treturn q\n}\n\n" + handler
		}, nil},
		{"a chain of 4,000 calls", 500, 4_000, func(n int) string {
			return repeat(n, func(i int) string {
				return fmt.Sprintf("func f%d(db *sql.DB, q string) string {\n\tif q == \"%d\" {\n\t\treturn \"\"\n\t}\n\treturn f%d(db, q+\"%d\")\n}\n\n", i, i, i+1, i)
			}) + fmt.Sprintf("func f%d(db *sql.DB, q string) string { db.Query(q); return q }\n\n", n) + "func build(db *sql.DB, q string) string { return f0(db, q) }\n\n" + handler
		}, []Class{Unknown}},
		{"a ring of 500 calls", 125, 500, func(n int) string {
			return repeat(n, func(i int) string {
				return fmt.Sprintf("func F%d(db *sql.DB, q string) string {\n\tdb.Query(q)\n\treturn F%d(db, q+F%d(db, q))\n}\n\n", i, (i+1)%n, (i*7)%n)
			}) + "func build(db *sql.DB, q string) string { return F0(db, q) }\n\n" + handler
		}, nil},
		{"100 functions that all call each other", 25, 100, func(n int) string {
			return repeat(n, func(i int) string {
				return fmt.Sprintf("func F%d(db *sql.DB, q string) string {\n%s\treturn q\n}\n\n", i, repeat(n, func(j int) string {
					return fmt.Sprintf("\tif q == \"%d\" {\n\t\treturn F%d(db, q)\n\t}\n", j, j)
				}))
			}) + "func build(db *sql.DB, q string) string { return F0(db, q) }\n\n" + handler
		}, nil},
		{"1,000 generic functions in a ring", 125, 1_000, func(n int) string {
			return repeat(n, func(i int) string {
				return fmt.Sprintf("func G%d[T ~string](db *sql.DB, list []T) T {\n\tif len(list) == 0 {\n\t\treturn \"\"\n\t}\n\treturn list[0] + G%d(db, list[1:])\n}\n\n", i, (i+1)%n)
			}) + "func build(db *sql.DB, q string) string { return G0(db, []string{q}) }\n\n" + handler
		}, nil},
		{"1,000 closures in each other", 60, 480, func(n int) string {
			return "func build(db *sql.DB, q string) string {\n\tf0 := func() string { return q }\n" +
				repeat(n, func(i int) string { return fmt.Sprintf("\tf%d := func() string { return f%d() + q }\n", i+1, i) }) + fmt.Sprintf("\treturn f%d()\n}\n\n", n) + handler
		}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			smallText, largeText := test.program(test.small), test.program(test.large)
			small, large := analyse(t, smallText), analyse(t, largeText)
			ratio := len(largeText)/len(smallText) + 1
			// What there is besides the repeated pieces makes the small program dearer,
			// never the large one.
			if large.nodes > ratio*small.nodes+1000 || large.visits > ratio*small.visits+1000 {
				t.Errorf("%d times the program takes %d nodes instead of %d, %d visits instead of %d",
					ratio, large.nodes, small.nodes, large.visits, small.visits)
			}
			for _, c := range test.want {
				if large.origins[c] == 0 {
					t.Errorf("what reaches the statements is %v, want %v", large.origins, c)
				}
			}
		})
	}
}
