package catalog

import (
	"embed"
	"go/types"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

//go:embed all:lib
var lib embed.FS

// Catalog answers what is known of a package or an object. It reads a file
// when its import path is first asked for and keeps the answer, also for
// objects: one Catalog serves one analysis, not a process that outlives many.
// Its methods may be called concurrently. Entries that it returns are shared
// and must not be changed.
type Catalog struct {
	mu       sync.Mutex
	user     map[string][]*section // by import path
	packages map[string]*Package   // nil values: nothing is known
	objects  map[types.Object][]*Entry
}

// New returns the built-in catalog.
func New() *Catalog {
	return &Catalog{
		user:     map[string][]*section{},
		packages: map[string]*Package{},
		objects:  map[types.Object][]*Entry{},
	}
}

// AddUser adds the entries of a user's catalog to the built-in ones. The name
// stands in errors and in [Entry].Pos; errors of all lines are joined, and then
// nothing is added. Call it before the first question is asked.
func (c *Catalog) AddUser(name string, text []byte) error {
	sections, err := parseUser(name, text)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range sections {
		path := canonical(s.path)
		c.user[path] = append(c.user[path], s)
	}
	clear(c.packages)
	clear(c.objects)
	return nil
}

// Section is what a user's catalog says of one import path, by itself.
type Section struct {
	Path    string
	Pos     string // of its package line: "my.txt:12"
	Entries []*Entry
}

// ReadUser reads a user's catalog and adds it to nothing: for those who look whether
// it fits the libraries. Its errors are those of [Catalog.AddUser].
func ReadUser(name string, text []byte) ([]Section, error) {
	sections, err := parseUser(name, text)
	if err != nil {
		return nil, err
	}
	var all []Section
	for _, s := range sections {
		all = append(all, Section{canonical(s.path), s.pos, s.entries})
	}
	return all, nil
}

// Serves says whether the section is about a package, as the catalog decides it
// between all sections: the one for that very path counts, else the one for the
// path without its major version.
func (s *Section) Serves(path string, all []Section) bool {
	path = canonical(path)
	if slices.ContainsFunc(all, func(other Section) bool { return other.Path == path }) {
		return s.Path == path
	}
	return s.Path == Unversioned(path)
}

// Package returns what is known of an import path, nil when that is nothing.
// The entries for x/y also serve x/y/v2, and those for x/y/z serve x/y/v2/z,
// unless there are entries for that very path.
func (c *Catalog) Package(path string) *Package {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.load(path)
}

// Lookup returns the entries of a symbol such as "DB.Query", in file order,
// built-in ones first.
func (c *Catalog) Lookup(path, symbol string) []*Entry {
	if p := c.Package(path); p != nil {
		return p.Entries[symbol]
	}
	return nil
}

// Known says whether there is something about path, without reading it.
func (c *Catalog) Known(path string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if p, done := c.packages[path]; done {
		return p != nil
	}
	exact := canonical(path)
	return fileOf(exact) != "" || len(c.userSections(exact)) > 0
}

// WorthSummary says whether the functions of a library can matter to those who call
// them, by its import path and what it imports: it imports something marked with
// summarise (a database handle, an archive reader) and is not itself described here.
func (c *Catalog) WorthSummary(path string, imports []string) bool {
	if c.Known(path) {
		return false
	}
	return slices.ContainsFunc(imports, func(imported string) bool {
		if strings.HasPrefix(imported, "internal/") || !c.Known(imported) {
			return false
		}
		p := c.Package(imported)
		return p != nil && p.Summarise
	})
}

// Object returns the entries of a function, method, package variable, constant
// or type. A method is found under the type that declares it, a struct or an
// interface; an instance of a generic one under its origin.
func (c *Catalog) Object(obj types.Object) []*Entry {
	if obj == nil || obj.Pkg() == nil {
		return nil
	}
	if f, ok := obj.(*types.Func); ok {
		obj = f.Origin()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	entries, done := c.objects[obj]
	if !done {
		if symbol := symbolOf(obj); symbol != "" {
			if p := c.load(obj.Pkg().Path()); p != nil {
				entries = p.Entries[symbol]
			}
		}
		c.objects[obj] = entries
	}
	return entries
}

// Field returns the entries of a field of a struct type.
func (c *Catalog) Field(named *types.Named, field string) []*Entry {
	obj := named.Obj()
	if obj.Pkg() == nil {
		return nil
	}
	return c.Lookup(obj.Pkg().Path(), obj.Name()+"."+field)
}

// symbolOf returns how a catalog names obj, "" when it can't: a field, a
// local, a method of a type without a name.
func symbolOf(obj types.Object) string {
	switch obj := obj.(type) {
	case *types.Func:
		recv := obj.Signature().Recv()
		if recv == nil {
			return obj.Name()
		}
		t := types.Unalias(recv.Type())
		if pointer, ok := t.(*types.Pointer); ok {
			t = types.Unalias(pointer.Elem())
		}
		if named, ok := t.(*types.Named); ok {
			return named.Obj().Name() + "." + obj.Name()
		}
	case *types.Var, *types.Const, *types.TypeName:
		if obj.Parent() == obj.Pkg().Scope() {
			return obj.Name()
		}
	}
	return ""
}

func (c *Catalog) load(path string) *Package {
	p, done := c.packages[path]
	if !done {
		p = c.assemble(canonical(path))
		c.packages[path] = p
	}
	return p
}

// assemble joins the built-in file of an import path, the user's sections and,
// in the place of their same lines, those of other paths.
func (c *Catalog) assemble(path string) *Package {
	p := &Package{Path: path, File: fileOf(path), Entries: map[string][]*Entry{}}
	visited := map[*section]bool{}
	files := map[string]bool{}
	found := false
	var visit func(path string)
	visit = func(path string) {
		var sections []*section
		if file := fileOf(path); file != "" && !files[file] {
			files[file] = true
			sections = append(sections, readBuiltin(file))
		}
		for _, s := range append(sections, c.userSections(path)...) {
			if visited[s] {
				continue
			}
			visited[s] = true
			found = true
			p.Summarise = p.Summarise || s.summarise
			for _, e := range s.entries {
				p.Entries[e.Symbol] = append(p.Entries[e.Symbol], e)
			}
			for _, other := range s.same {
				visit(canonical(other))
			}
		}
	}
	visit(path)
	if !found {
		return nil
	}
	return p
}

// readBuiltin leaves out lines that can't be read: a test proves that there is
// none.
func readBuiltin(file string) *section {
	text, _ := lib.ReadFile(file)
	s, _ := parseBuiltin(file, pathOf(file), text)
	return s
}

func (c *Catalog) userSections(path string) []*section {
	if s := c.user[path]; s != nil {
		return s
	}
	return c.user[Unversioned(path)]
}

// fileOf returns the built-in file for an import path, "" when there is none.
func fileOf(path string) string {
	for _, p := range []string{path, Unversioned(path)} {
		file := "lib/" + p + ".txt"
		if f, err := lib.Open(file); err == nil {
			f.Close()
			return file
		}
	}
	return ""
}

func pathOf(file string) string {
	return strings.TrimSuffix(strings.TrimPrefix(file, "lib/"), ".txt")
}

// canonical removes what a build puts around an import path: the folder in
// front of a vendored one and the name of a test variant behind.
func canonical(path string) string {
	path, _, _ = strings.Cut(path, " ")
	if i := strings.LastIndex(path, "/vendor/"); i >= 0 {
		return path[i+len("/vendor/"):]
	}
	return strings.TrimPrefix(path, "vendor/")
}

// Unversioned returns an import path without its major version: x/y for x/v2/y and
// gopkg.in/x for gopkg.in/x.v2.
func Unversioned(path string) string {
	elements := strings.Split(path, "/")
	kept := elements[:0]
	for i, e := range elements {
		if i > 0 && isMajor(e) {
			continue
		}
		if dot := strings.LastIndex(e, ".v"); dot > 0 && elements[0] == "gopkg.in" && isNumber(e[dot+len(".v"):]) {
			e = e[:dot]
		}
		kept = append(kept, e)
	}
	return strings.Join(kept, "/")
}

// isMajor leaves out v0 and v1: no module path has them, but folders of that
// name exist.
func isMajor(element string) bool {
	n, found := strings.CutPrefix(element, "v")
	return found && n != "0" && n != "1" && isNumber(n)
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// Paths returns the import paths that have a built-in file, sorted.
func Paths() []string {
	var paths []string
	// An embedded folder that is there can be walked without errors.
	_ = fs.WalkDir(lib, "lib", func(file string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			paths = append(paths, pathOf(file))
		}
		return err
	})
	slices.Sort(paths)
	return paths
}
