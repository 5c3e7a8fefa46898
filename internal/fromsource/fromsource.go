// Package fromsource loads packages for tests without compiling anything. What
// go/packages loads by itself comes either from the compiler's export data, which
// for a hundred libraries takes minutes to make, or from source with the body of
// every function of every library checked. Here libraries are read from source and
// their bodies are left out: types are all that a catalog or an analyzer asks of
// them. It is not for the command, which has the go command's export data.
package fromsource

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"os"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"
)

// A Loader keeps the standard library between loads: it is the same for all
// modules, and for most of them the larger part.
type Loader struct {
	fset *token.FileSet

	mu       sync.Mutex                // held by Load
	standard map[string]*types.Package // by import path
}

// New returns a loader that has read nothing.
func New() *Loader {
	return &Loader{fset: token.NewFileSet(), standard: make(map[string]*types.Package)}
}

const metadata = packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps | packages.NeedModule

// Load returns the packages that match patterns. Dir, Env, BuildFlags and Overlay
// of config count, its Mode does not: packages of the main module that match get
// Types, TypesSizes, Fset, Syntax, TypesInfo and Module, all others Types only.
// What cgo declares has no type. What is wrong with a package is in its Errors.
//
// All loads of a Loader must be for the same system.
func (l *Loader) Load(config packages.Config, patterns ...string) ([]*packages.Package, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	config.Mode, config.Fset = metadata, l.fset
	if config.Env == nil {
		config.Env = os.Environ()
	}
	// The files that use cgo are read as they are: it takes no C compiler.
	config.Env = append(config.Env, "CGO_ENABLED=1", "GOWORK=off")
	initial, err := packages.Load(&config, patterns...)
	if err != nil {
		return nil, err
	}
	l.check(initial, config.Overlay)
	return initial, nil
}

// check type-checks packages with all that they depend on, each as soon as its
// imports are done.
func (l *Loader) check(initial []*packages.Package, overlay map[string][]byte) {
	whole := make(map[*packages.Package]bool)
	for _, p := range initial {
		whole[p] = p.Module != nil && p.Module.Main
	}
	done := make(map[*packages.Package]chan struct{})
	packages.Visit(initial, nil, func(p *packages.Package) {
		if p.Types = l.standard[p.PkgPath]; p.Types == nil {
			done[p] = make(chan struct{})
		}
	})
	running := make(chan struct{}, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for p := range done {
		all.Go(func() {
			defer close(done[p])
			for _, imported := range p.Imports {
				if ready := done[imported]; ready != nil {
					<-ready
				}
			}
			running <- struct{}{}
			defer func() { <-running }()
			l.checkOne(p, whole[p], overlay)
		})
	}
	all.Wait()
	for p := range done {
		if p.Module == nil {
			l.standard[p.PkgPath] = p.Types
		}
	}
}

// checkOne type-checks a package whose imports are done; whole says that its
// functions' bodies matter.
func (l *Loader) checkOne(p *packages.Package, whole bool, overlay map[string][]byte) {
	if p.PkgPath == "unsafe" {
		p.Types = types.Unsafe
		return
	}
	config := types.Config{
		Importer:         imports(p.Imports),
		IgnoreFuncBodies: !whole,
		FakeImportC:      true,
		Sizes:            types.SizesFor("gc", runtime.GOARCH),
		Error:            func(err error) { complain(p, err) },
	}
	if p.Module != nil && p.Module.GoVersion != "" {
		config.GoVersion = "go" + p.Module.GoVersion
	}
	mode := parser.SkipObjectResolution
	if whole {
		mode |= parser.ParseComments
	}
	var files []*ast.File
	for _, name := range p.GoFiles {
		file, err := parser.ParseFile(l.fset, name, content(overlay, name), mode)
		if err != nil {
			complain(p, err)
		}
		if file != nil {
			files = append(files, file)
		}
	}
	p.Types = types.NewPackage(p.PkgPath, p.Name)
	var info *types.Info
	if whole {
		p.Fset, p.Syntax, p.TypesSizes = l.fset, files, config.Sizes
		p.TypesInfo = &types.Info{
			Types:        make(map[ast.Expr]types.TypeAndValue),
			Defs:         make(map[*ast.Ident]types.Object),
			Uses:         make(map[*ast.Ident]types.Object),
			Implicits:    make(map[ast.Node]types.Object),
			Instances:    make(map[*ast.Ident]types.Instance),
			Scopes:       make(map[ast.Node]*types.Scope),
			Selections:   make(map[*ast.SelectorExpr]*types.Selection),
			FileVersions: make(map[*ast.File]string),
		}
		info = p.TypesInfo
	}
	// Errors went to config.Error; a package with some is as complete as it can be.
	_ = types.NewChecker(&config, l.fset, p.Types, info).Files(files)
}

// content is what stands for a file in an overlay; nil, the file itself.
func content(overlay map[string][]byte, name string) any {
	if text, found := overlay[name]; found {
		return text
	}
	return nil
}

// complain notes what is wrong with a package.
func complain(p *packages.Package, err error) {
	var typing types.Error
	var syntax scanner.ErrorList
	switch {
	case errors.As(err, &typing):
		p.Errors = append(p.Errors, packages.Error{Pos: typing.Fset.Position(typing.Pos).String(), Msg: typing.Msg, Kind: packages.TypeError})
	case errors.As(err, &syntax):
		for _, e := range syntax {
			p.Errors = append(p.Errors, packages.Error{Pos: e.Pos.String(), Msg: e.Msg, Kind: packages.ParseError})
		}
	default:
		p.Errors = append(p.Errors, packages.Error{Pos: "-", Msg: err.Error(), Kind: packages.UnknownError})
	}
}

// imports finds the packages that one package imports, by the paths that its
// source has.
type imports map[string]*packages.Package

func (i imports) Import(path string) (*types.Package, error) {
	if p := i[path]; p != nil {
		return p.Types, nil
	}
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	return nil, fmt.Errorf("the go command does not list %s among the imports", path)
}

// Problems returns what is wrong with the packages, nil when nothing is.
func Problems(pkgs []*packages.Package) error {
	var all []string
	for _, p := range pkgs {
		for _, e := range p.Errors {
			all = append(all, p.PkgPath+": "+e.Error())
		}
	}
	if len(all) == 0 {
		return nil
	}
	return errors.New(strings.Join(all, "\n"))
}
