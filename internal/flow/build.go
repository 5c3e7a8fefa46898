package flow

import (
	"go/ast"
	"go/token"
	"go/types"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// builder makes the SSA form of the package under analysis.
type builder struct {
	pass    *analysis.Pass
	catalog *catalog.Catalog

	once  sync.Once
	pkg   *ssa.Package
	funcs []*ssa.Function
	// named are the functions and methods that the package names.
	named map[*types.Func]bool
}

// functions are those of the package, which is built on first use: by whichever analyzer
// comes first, for they run side by side.
func (b *builder) functions() []*ssa.Function {
	b.once.Do(b.build)
	return b.funcs
}

// build makes SSA. Functions that never return, by the catalog, end
// their block, so that log.Fatal guards like return does, whatever facts the
// driver supplies.
func (b *builder) build() {
	prog := ssa.NewProgram(b.pass.Fset, ssa.BuilderMode(0))
	prog.SetNoReturn(func(fn *types.Func) bool { return b.noReturn(fn) })
	b.createImports(prog)
	b.pkg = prog.CreatePackage(b.pass.Pkg, b.pass.Files, b.pass.TypesInfo, false)
	b.pkg.Build()

	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		resolveReturns(fn)
		returnWhatCallsFill(fn)
		b.funcs = append(b.funcs, fn)
		for _, anon := range fn.AnonFuncs {
			add(anon)
		}
	}
	for _, f := range b.pass.Files {
		for _, decl := range f.Decls {
			if fd, ok := decl.(*ast.FuncDecl); ok && fd.Name.Name != "_" {
				if obj, ok := b.pass.TypesInfo.Defs[fd.Name].(*types.Func); ok {
					if fn := prog.FuncValue(obj); fn != nil {
						add(fn)
					}
				}
			}
		}
	}
	if init := b.pkg.Func("init"); init != nil {
		add(init)
	}
}

// createImports creates the packages that are imported directly: no others can be named
// here, and methods of types from further away are made when they are asked for. Of each
// it creates what is used. All that a package has, which CreatePackage takes from its
// scope when it gets no files, is thousands of names for some (syscall), and making them
// was a quarter of the time that the analysis of a package took; so it gets a file that
// declares the names in use, as it does for constants: without anything behind them.
func (b *builder) createImports(prog *ssa.Program) {
	used := make(map[*types.Package]*imported)
	for _, p := range b.pass.Pkg.Imports() {
		used[p] = &imported{defs: make(map[*ast.Ident]types.Object), known: make(map[types.Object]bool)}
	}
	var uses map[*ast.Ident]types.Object
	if b.pass.TypesInfo != nil { // there is none of a package without its source
		uses = b.pass.TypesInfo.Uses
	}
	b.named = make(map[*types.Func]bool)
	for _, obj := range uses {
		if p := used[obj.Pkg()]; p != nil {
			p.add(obj)
		}
		if fn, ok := obj.(*types.Func); ok {
			b.named[fn.Origin()] = true
		}
	}
	for p, names := range used {
		prog.CreatePackage(p, []*ast.File{names.file()}, &types.Info{Defs: names.defs}, true)
	}
}

// imported is what a package uses of another.
type imported struct {
	names []*ast.Ident
	defs  map[*ast.Ident]types.Object
	known map[types.Object]bool
}

// add adds a function, a method or a variable; what stands for other names is in the
// syntax tree already.
func (p *imported) add(obj types.Object) {
	switch o := obj.(type) {
	case *types.Func:
		obj = o.Origin()
		if recv := o.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
			return
		}
	case *types.Var:
		if o.Parent() != o.Pkg().Scope() {
			return // a field
		}
	default:
		return
	}
	if p.known[obj] {
		return
	}
	p.known[obj] = true
	id := &ast.Ident{Name: obj.Name()}
	p.names, p.defs[id] = append(p.names, id), obj
}

// file is a file that declares the names.
func (p *imported) file() *ast.File {
	return &ast.File{Decls: []ast.Decl{&ast.GenDecl{Tok: token.CONST, Specs: []ast.Spec{&ast.ValueSpec{Names: p.names}}}}}
}

func (b *builder) noReturn(fn *types.Func) bool {
	for _, e := range b.catalog.Object(fn) {
		if e.Verb == "noreturn" {
			return true
		}
	}
	return false
}
