package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"strings"

	"golang.org/x/tools/go/gcexportdata"
)

// checked is a package that was parsed and type-checked.
type checked struct {
	fset  *token.FileSet
	files []*ast.File
	types *types.Package
	info  *types.Info
	// known are the packages that the imports brought in, by path.
	known map[string]*types.Package
}

// load parses and type-checks the sources of a unit. Like rules_go it gives the
// analyzers no versions of files.
func load(u *unit) (*checked, error) {
	p := &checked{fset: token.NewFileSet(), known: make(map[string]*types.Package)}
	for _, name := range u.sources {
		f, err := parser.ParseFile(p.fset, name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		p.files = append(p.files, f)
	}
	imp, err := newImporter(u.importcfg, p)
	if err != nil {
		return nil, err
	}
	p.info = &types.Info{
		Types:      make(map[ast.Expr]types.TypeAndValue),
		Instances:  make(map[*ast.Ident]types.Instance),
		Defs:       make(map[*ast.Ident]types.Object),
		Uses:       make(map[*ast.Ident]types.Object),
		Implicits:  make(map[ast.Node]types.Object),
		Selections: make(map[*ast.SelectorExpr]*types.Selection),
		Scopes:     make(map[ast.Node]*types.Scope),
	}
	config := types.Config{Importer: imp}
	p.types, err = config.Check(u.path, p.fset, p.files, p.info)
	return p, err
}

// importer reads export data from the files that an importcfg names.
type importer struct {
	pkg    *checked
	mapped files // import paths in sources to paths of packages
	export files
}

// newImporter reads a file of lines "importmap OLD=NEW" and "packagefile PATH=FILE".
func newImporter(file string, p *checked) (*importer, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	imp := &importer{pkg: p, mapped: make(files), export: make(files)}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		verb, arg, _ := strings.Cut(lines.Text(), " ")
		switch verb {
		case "importmap":
			err = imp.mapped.Set(arg)
		case "packagefile":
			err = imp.export.Set(arg)
		case "", "#":
		default:
			err = fmt.Errorf("unknown directive %q", verb)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %q: %w", file, lines.Text(), err)
		}
	}
	return imp, lines.Err()
}

// Import returns the types of a package.
func (imp *importer) Import(path string) (*types.Package, error) {
	if other, ok := imp.mapped[path]; ok {
		path = other
	}
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if p := imp.pkg.known[path]; p != nil && p.Complete() {
		return p, nil
	}
	f, err := os.Open(imp.export[path])
	if err != nil {
		return nil, fmt.Errorf("could not import %q: %w", path, err)
	}
	defer f.Close()
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return nil, err
	}
	return gcexportdata.Read(r, imp.pkg.fset, imp.pkg.known, path)
}
