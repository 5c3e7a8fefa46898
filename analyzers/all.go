// Package analyzers lists the analyzers of secvet. Each is a plain
// analysis.Analyzer in a package of its own, for any program that runs such: a
// driver of one's own takes [All], or some of them. What is the same in all
// programs, and what is not, is told in docs/drivers.md.
//
// A diagnostic has the rule as its category ("sqlconcat/untrusted"), the address of
// the rule's page, the steps of the flow as related information in their order, and
// at most one suggested fix. [Rules] has all there is to know of a rule.
//
// What a function does with the values that it gets is known to importers from facts.
// A driver that analyses imported packages for their facts, as multichecker does,
// follows values through them; for one that loads their types alone they end there,
// unless the function is in secvet's catalog. Facts about the standard library are
// not needed.
package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/corswild"
	"github.com/secvet/secvet/analyzers/jwtalg"
	"github.com/secvet/secvet/analyzers/pathjoin"
	"github.com/secvet/secvet/analyzers/sqlconcat"
	"github.com/secvet/secvet/analyzers/timingcmp"
	"github.com/secvet/secvet/analyzers/weakhash"
	"github.com/secvet/secvet/internal/flow"
	"github.com/secvet/secvet/internal/rule"
)

// Flow is the analyzer that all others require. It reports nothing; it has the
// settings of all of them as its flags (docs/go-vet.md lists these). Most drivers
// register the flags of those analyzers only that they are given, so whoever wants
// to change a setting gives Flow as well.
var Flow = flow.Analyzer

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
