// Package record carries findings whole through the go command. The output of
// go vet knows a position, a message and little else; a record is a diagnostic
// whose message is the JSON of a [finding.Unit], so that the go command's cache
// stores and replays everything that the analysis of a package found. Here is
// only the analyzer that writes records and the function that reads one; the
// driver runs go vet and decides what findings mean together.
package record

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/suppress"
)

const (
	// Name is the analyzer's name, the key of its diagnostics in the output of
	// go vet -json.
	Name = "record"
	// Flag is the command line flag that switches records on.
	Flag = "-" + Name + ".on"
	// category marks a diagnostic whose message is a unit.
	category = "record"
)

const doc = `write what was found as one machine-readable record

The secvet command switches it on with -record.on, to learn everything about a
finding that the output of go vet leaves out, and that a package was analysed
even if nothing was found there. It finds nothing itself.`

// results are the types of results that a record is made of.
var results = []reflect.Type{
	reflect.TypeFor[[]finding.Finding](),
	reflect.TypeFor[*suppress.Comments](),
}

// indexed is the result of the analyzer that knows what the link needs.
type indexed interface {
	// Index is nil when there is nothing to say, or nobody links.
	Index() *finding.Index
}

// New returns the analyzer that records the results of all: []finding.Finding of
// those that find something, *suppress.Comments of the one that reads the comments
// which silence findings, and the index of the one that has a method Index. It is silent unless its flag "on" is set, so
// that plain go vet shows each finding once, as the diagnostic of its analyzer.
func New(all ...*analysis.Analyzer) *analysis.Analyzer {
	for _, a := range all {
		if !Takes(a) {
			panic(fmt.Sprintf("record: the result of %s is %v, not one of %v", a.Name, a.ResultType, results))
		}
	}
	r := &analysis.Analyzer{
		Name:     Name,
		Doc:      doc,
		Requires: all,
	}
	on := r.Flags.Bool("on", false, "report one diagnostic with the JSON of all findings")
	r.Run = func(pass *analysis.Pass) (any, error) {
		if *on && len(pass.Files) > 0 {
			return nil, report(pass)
		}
		return nil, nil
	}
	return r
}

// Takes says whether a record has a place for what an analyzer returns.
func Takes(a *analysis.Analyzer) bool {
	return slices.Contains(results, a.ResultType) || a.ResultType != nil && a.ResultType.Implements(reflect.TypeFor[indexed]())
}

// Parse reads the unit from a diagnostic's category and message; ok is false
// for a diagnostic that is not a record.
func Parse(diagCategory, message string) (unit *finding.Unit, ok bool, err error) {
	if diagCategory != category {
		return nil, false, nil
	}
	unit = new(finding.Unit)
	if err := json.Unmarshal([]byte(message), unit); err != nil {
		return nil, true, fmt.Errorf("a record cannot be read: %w", err)
	}
	return unit, true, nil
}

func report(pass *analysis.Pass) error {
	unit := finding.Unit{Package: pass.Pkg.Path(), Files: files(pass)}
	if slices.ContainsFunc(unit.Files, isTest) && !strings.HasSuffix(pass.Pkg.Name(), "_test") {
		unit.Variant = fmt.Sprintf("%s [%[1]s.test]", unit.Package)
	}
	for _, result := range pass.ResultOf {
		switch result := result.(type) {
		case []finding.Finding:
			unit.Findings = append(unit.Findings, result...)
		case *suppress.Comments:
			unit.Ignores = append(unit.Ignores, result.Ignores...)
			unit.Notices = append(unit.Notices, result.Notices...)
		case indexed:
			unit.Index = result.Index()
		}
	}
	finding.Sort(unit.Findings)
	message, err := json.Marshal(unit)
	if err != nil {
		return err
	}
	pass.Report(analysis.Diagnostic{
		Pos:      pass.Files[0].Package,
		Category: category,
		Message:  string(message),
	})
	return nil
}

// files names the source files as their authors know them: for a file that cgo
// translated that is the original, and what cgo added is left out.
func files(pass *analysis.Pass) []string {
	var names []string
	for _, f := range pass.Files {
		if name := fileName(pass, f); !strings.HasPrefix(filepath.Base(name), "_cgo_") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func fileName(pass *analysis.Pass, f *ast.File) string {
	return pass.Fset.Position(f.Package).Filename
}

func isTest(file string) bool { return strings.HasSuffix(file, "_test.go") }
