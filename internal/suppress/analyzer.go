package suppress

import (
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/rule"
)

// Comments are the comments of a package that silence findings, those of gosec
// among them.
type Comments struct {
	Ignores []finding.Ignore
	Notices []finding.Step
}

const doc = `report comments that are meant to silence secvet and do not

A comment has the form

	//secvet:ignore sqlconcat/untrusted -- why this is safe here

and names rules, or analyzers for all of their rules. One that names an unknown
rule, gives no reason or stands at no code is reported.`

// NewAnalyzer returns the analyzer that reports comments which silence nothing
// because of a mistake in them. Its result is a *[Comments].
func NewAnalyzer(rules []*rule.Rule) *analysis.Analyzer {
	words := newDictionary(rules)
	return &analysis.Analyzer{
		Name:       "ignore",
		Doc:        doc,
		ResultType: reflect.TypeFor[*Comments](),
		Run: func(pass *analysis.Pass) (any, error) {
			x := newIndex(pass.Fset, pass.Files, words, true)
			for _, p := range x.problems {
				pass.Report(analysis.Diagnostic{Pos: p.from, End: p.to, Category: kindIgnore, Message: p.message})
			}
			return &Comments{Ignores: x.Ignores(), Notices: x.Notices()}, nil
		},
	}
}

// newDictionary knows the IDs of rules and the names of their analyzers.
func newDictionary(rules []*rule.Rule) dictionary {
	var all []string
	for _, r := range rules {
		all = append(all, r.ID)
		if !slices.Contains(all, r.Analyzer()) {
			all = append(all, r.Analyzer())
		}
	}
	slices.SortFunc(all, strings.Compare)
	return dictionary{known: func(name string) bool { return slices.Contains(all, name) }, all: all}
}
