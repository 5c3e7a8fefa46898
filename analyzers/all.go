// Package analyzers lists the analyzers of secvet. Each is a plain
// analysis.Analyzer in a package of its own; a driver of one's own takes All.
package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/corswild"
	"github.com/secvet/secvet/analyzers/jwtalg"
	"github.com/secvet/secvet/analyzers/pathjoin"
	"github.com/secvet/secvet/analyzers/sqlconcat"
	"github.com/secvet/secvet/analyzers/timingcmp"
	"github.com/secvet/secvet/analyzers/weakhash"
	"github.com/secvet/secvet/internal/rule"
)

// All returns the analyzers in their order of report.
func All() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		sqlconcat.Analyzer,
		jwtalg.Analyzer,
		corswild.Analyzer,
		pathjoin.Analyzer,
		weakhash.Analyzer,
		timingcmp.Analyzer,
	}
}

// Rules returns the rules of all analyzers.
func Rules() []*rule.Rule {
	var all []*rule.Rule
	for _, list := range [][]*rule.Rule{
		sqlconcat.Rules,
		jwtalg.Rules,
		corswild.Rules,
		pathjoin.Rules,
		weakhash.Rules,
		timingcmp.Rules,
	} {
		all = append(all, list...)
	}
	return all
}
