package engine_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// claims knows what the comments of the table say about its functions.
type claims struct {
	// All are keyed by "package.function", with methods of one name together.
	comments map[string]string
	sources  map[string]string
	mentions map[string]map[string]bool // of other functions of the package
}

var marked = regexp.MustCompile(`// (want|reaches) sqlconcat/untrusted`)

// readClaims parses the packages of the table.
func readClaims(t *testing.T) *claims {
	t.Helper()
	c := &claims{
		comments: map[string]string{},
		sources:  map[string]string{},
		mentions: map[string]map[string]bool{},
	}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() || path == "." {
			return err
		}
		c.readPackage(t, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *claims) readPackage(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(fset, file, text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range f.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok {
				c.addFunction(f, fset, fn, text)
			}
		}
	}
}

func (c *claims) addFunction(f *ast.File, fset *token.FileSet, fn *ast.FuncDecl, text []byte) {
	name := f.Name.Name + "." + fn.Name.Name
	start, end := fset.Position(fn.Pos()), fset.Position(fn.End())
	c.sources[name] += string(text[start.Offset:end.Offset])
	for _, group := range f.Comments {
		for _, comment := range group.List {
			if line := fset.Position(comment.Pos()).Line; start.Line <= line && line <= end.Line {
				c.comments[name] += comment.Text + "\n"
			}
		}
	}
	if c.mentions[name] == nil {
		c.mentions[name] = map[string]bool{}
	}
	ast.Inspect(fn, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			c.mentions[name][f.Name.Name+"."+id.Name] = true
		}
		return true
	})
}

// has says whether the function exists.
func (c *claims) has(name string) bool { return c.mentions[name] != nil }

// flawed says whether a line of the function itself is marked.
func (c *claims) flawed(name string) bool { return marked.MatchString(c.comments[name]) }

// reachesFlaw says whether a line is marked in the function or in one of its
// package that it mentions, directly or not.
func (c *claims) reachesFlaw(name string) bool {
	return slices.ContainsFunc(c.reached(name), c.flawed)
}

// reached returns the functions that one mentions, directly or not, and itself.
func (c *claims) reached(name string) []string {
	list := []string{name}
	for i := 0; i < len(list); i++ {
		for _, m := range sortedKeys(c.mentions[list[i]]) {
			if c.has(m) && !slices.Contains(list, m) {
				list = append(list, m)
			}
		}
	}
	return list
}

// parameters returns the names of the request parameters that the function
// asks for, itself or through others of its package.
func (c *claims) parameters(name string) []string {
	names := map[string]bool{"sort": true, "dir": true, "name": true}
	for _, fn := range c.reached(name) {
		for _, m := range parameter.FindAllStringSubmatch(c.sources[fn], -1) {
			names[strings.Join(m[1:], "")] = true
		}
	}
	return sortedKeys(names)
}

var parameter = regexp.MustCompile(`(?:FormValue|Get|Query)\("(\w+)"|Query\(\)\["(\w+)"\]|q\["(\w+)"\]`)
