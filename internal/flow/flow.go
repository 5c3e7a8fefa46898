// Package flow answers the one question that every check of secvet asks: where
// does this value come from, and what happened to it on the way?
//
// # How it works
//
// The SSA form of a package is read as a graph of nodes, made on demand: a node
// is what a value holds (a constant, a concatenation, one of several values, a
// parameter, something read from outside), see node.go and trace.go. What lies
// behind a pointer is found by walking backwards from the place of the question
// to the writes that can be seen there (memory.go), the writes of called
// functions included (effect.go). Two expressions that must be equal share one
// node, so that what a check says about one holds for the other.
//
// A question is answered by walking the graph from the value to its leaves
// (walk.go). Calls inside the package are entered with their call site
// remembered, so that a parameter leads back to the argument of that very call;
// a parameter without one leads to all calls in the package (callers.go).
// Checks are a forward analysis over the blocks of a function (guard.go), fed by
// what each branch proves (assert.go).
//
// What importers need travels as facts (summary.go): frozen pieces of the graph.
//
// No package here knows an analyzer: what a sink or a source is comes from the
// catalog, what it means is decided by those who ask.
package flow

import (
	"flag"
	"fmt"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/secvet/secvet/internal/catalog"
)

// Analyzer computes the summaries of a package and gives its result, a *[Unit],
// to the analyzers that require it. It is the only one with facts.
var Analyzer = &analysis.Analyzer{
	Name:       "flow",
	Doc:        "follow values from where they enter to where they are used\n\nflow reports nothing; the analyzers of secvet ask it where values come from.",
	URL:        "https://github.com/secvet/secvet/blob/main/docs/flow.md",
	Run:        run,
	ResultType: reflect.TypeFor[*Unit](),
	FactTypes:  []analysis.Fact{new(Summary), new(VarFact)},
}

// Settings are the flags of [Analyzer]. They travel as flags because the go
// command's cache sees nothing else.
type Settings struct {
	// Notes makes the analyzers report notes as well.
	Notes bool
	// Generated makes the analyzers report in generated files.
	Generated bool
	// Nosec honours #nosec comments with the corresponding gosec ids.
	Nosec bool
	// FactsOnly says that the unit's findings are not wanted.
	FactsOnly bool
	// Outside lists packages outside the main module that are reported on as well:
	// import paths with commas between them.
	Outside string
	// Catalog is the text of the user's catalog files, see [catalogFlag].
	Catalog string
	// NoRelated leaves out the positions of steps, for drivers that would make a
	// finding of each.
	NoRelated bool
	// Link makes the packages leave what the link needs, see link.go.
	Link bool
	// Rules switches rules off, or sets another severity: a comma-separated list
	// of RULE=off|note|warning|error.
	Rules string
	// Host names the linters as which the analyzers run in golangci-lint,
	// separated by commas: //nolint comments for these are left to it, and no two
	// messages are the same.
	Host string
}

var settings Settings

func init() {
	flags := flag.NewFlagSet("flow", flag.ContinueOnError)
	flags.BoolVar(&settings.Notes, "notes", false, "report notes as well")
	flags.BoolVar(&settings.Generated, "generated", false, "report in generated files as well")
	flags.BoolVar(&settings.NoRelated, "norelated", false, "leave out the positions of steps")
	flags.BoolVar(&settings.Nosec, "nosec", false, "honour #nosec comments")
	flags.BoolVar(&settings.Link, "link", false, "leave what joins packages in facts and records")
	flags.BoolVar(&settings.FactsOnly, "factsonly", false, "compute facts and report nothing")
	flags.StringVar(&settings.Outside, "outside", "", "comma-separated import paths of packages outside the main module to report on")
	flags.StringVar(&settings.Rules, "rules", "", "comma-separated RULE=off|note|warning|error")
	flags.StringVar(&settings.Host, "host", "", "comma-separated linters that the analyzers are in golangci-lint")
	flags.Var(catalogFlag{}, "catalog", "user catalog: FILE@SHA256, or its text after text:; repeatable")
	Analyzer.Flags = *flags
}

// Unit is one package under analysis: its SSA form, and the answers to
// questions about its values. A unit is used by one analyzer at a time.
type Unit struct {
	Pass     *analysis.Pass
	Settings Settings
	// Err says what is wrong with the settings. Whoever reports returns it: a failure of
	// flow itself would show as that of a prerequisite, without its reason.
	Err error

	catalog *catalog.Catalog
	builder *builder // SSA, built on first use

	storing sync.Once
	stores  map[string][]*FieldStore // by mark
	graph   *graph
	numbers *graph
}

func run(pass *analysis.Pass) (any, error) {
	cat, err := userCatalog()
	if err != nil {
		return &Unit{Pass: pass, Err: err}, nil
	}
	u := &Unit{Pass: pass, Settings: settings, catalog: cat}
	u.builder = &builder{pass: pass, catalog: cat}
	u.graph = newGraph(u)
	if u.outside() && !u.worthSummary() {
		return u, nil
	}
	if err := u.exportFacts(); err != nil {
		return nil, fmt.Errorf("summarising %s: %w", pass.Pkg.Path(), err)
	}
	return u, nil
}

// Reports says whether findings in this unit are wanted: false for units that
// only supply facts (libraries in the module cache, the standard library) and are
// not asked for by name.
func (u *Unit) Reports() bool {
	return u.Err == nil && !u.Settings.FactsOnly && (!u.outside() || u.Settings.named(u.Pass.Pkg.Path()))
}

// named says whether a package outside the main module is to be reported on.
func (s *Settings) named(path string) bool {
	return slices.Contains(strings.Split(s.Outside, ","), path)
}

// outside says whether the package is not part of a main module.
func (u *Unit) outside() bool {
	m := u.Pass.Module
	return m != nil && m.Version != "" || isStandard(u.Pass.Pkg.Path(), m)
}

// isStandard guesses whether an import path is of the standard library where the
// driver gives no module: the first element has no dot. Main modules with such
// names (example/x) carry a module path.
func isStandard(path string, m *analysis.Module) bool {
	if m != nil && m.Path != "" {
		return m.Path == "std" || m.Path == "cmd"
	}
	first, _, _ := strings.Cut(path, "/")
	if strings.Contains(first, ".") {
		return false
	}
	switch first {
	case "archive", "bufio", "builtin", "bytes", "cmp", "compress", "container", "context", "crypto",
		"database", "debug", "embed", "encoding", "errors", "expvar", "flag", "fmt", "go", "hash", "html",
		"image", "index", "internal", "io", "iter", "log", "maps", "math", "mime", "net", "os", "path",
		"plugin", "reflect", "regexp", "runtime", "slices", "sort", "strconv", "strings", "structs", "sync",
		"syscall", "testing", "text", "time", "unicode", "unique", "unsafe", "vendor", "weak", "cmd":
		return true
	}
	return false
}

// Imports says whether the package imports one of the paths directly, in any
// major version ("github.com/golang-jwt/jwt" covers /v5).
func (u *Unit) Imports(paths ...string) bool {
	return slices.ContainsFunc(u.Pass.Pkg.Imports(), func(p *types.Package) bool {
		return slices.Contains(paths, catalog.Unversioned(p.Path())) || slices.Contains(paths, p.Path())
	})
}

// Functions returns the functions of the package in source order, methods,
// closures and the package initialiser included.
func (u *Unit) Functions() []*ssa.Function { return u.builder.functions() }

// Marks returns the catalog's entries with the verb for the object.
func (u *Unit) Marks(obj types.Object, tag string) []*catalog.Entry {
	if obj == nil {
		return nil
	}
	var found []*catalog.Entry
	for _, e := range u.catalog.Object(obj) {
		if e.Verb == "mark" && (tag == "" || e.Word == tag) {
			found = append(found, e)
		}
	}
	return found
}

// Names says whether the package names a function or method that carries the mark.
func (u *Unit) Names(tag string) bool {
	u.builder.functions()
	for fn := range u.builder.named {
		if len(u.Marks(fn, tag)) > 0 {
			return true
		}
	}
	return false
}

// Catalog returns the catalog, the user's entries included.
func (u *Unit) Catalog() *catalog.Catalog { return u.catalog }

// position returns the source position of a token.Pos.
func (u *Unit) position(pos token.Pos) token.Position { return u.Pass.Fset.Position(pos) }

// PackagePath is the import path of the package that a function belongs to; it is
// empty for wrappers that belong to none (bound methods of other packages).
func PackagePath(fn *ssa.Function) string {
	for f := fn; f != nil; f = f.Parent() {
		if f.Pkg != nil {
			return f.Pkg.Pkg.Path()
		}
		if obj := f.Object(); obj != nil && obj.Pkg() != nil {
			return obj.Pkg().Path()
		}
	}
	return ""
}
