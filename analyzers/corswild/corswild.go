// Package corswild finds programs that let foreign websites read their answers
// or open their websockets.
//
// A browser keeps a website from reading another one's answers unless that one
// allows it by Access-Control-Allow-Origin; and where the answers depend on
// cookies, by Access-Control-Allow-Credentials too. What counts is which origins
// pass and what is sent for them:
//
//	passes \ credentials        allowed                 not allowed    unknown
//	every origin, reflected     reflected-credentials   wildcard       silent
//	"null"                      null-credentials        silent         silent
//	more than it seems          weak-origin-check       silent         weak-origin-check
//	every origin, reflected,
//	  if the operator says so   configured-wildcard     silent         configured-wildcard
//	"*"                         wildcard-credentials    wildcard       silent
//	"*" or every origin, and
//	  the private network       wildcard-private, beside the row's own
//	a list, a sound check,
//	  the operator's choice     silent                  silent         silent
//
// A policy is read from a library's configuration (library.go) or from the
// headers that a handler sets (header.go); functions that decide about an origin
// are judged by the conditions on the ways to their true results (check.go), those of
// other packages in their own (decider.go), as are those that send what they are handed (handed.go).
// Websockets send cookies whatever the server says, so that there the origin
// check is all (websocket.go), where what stands before the handler tells users by what
// browsers send by themselves: the catalog marks the calls that read it, and
// [flow.Unit.Approach] and the link see what stands there.
package corswild

import (
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/analyzers/internal/emit"
	"github.com/secvet/secvet/analyzers/internal/testcode"
	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/flow"
)

// Doc is what a user reads about the analyzer.
const Doc = `find cross-origin policies that let any website in

The corswild analyzer reports cross-origin settings that let a foreign website
read answers meant for a user who is logged in, or open a websocket as that user:

	cors.New(cors.Options{
		AllowOriginFunc:  func(origin string) bool { return true },
		AllowCredentials: true,
	})

It knows what each library does with its settings, reads headers that are set by
hand, and judges the functions that decide about an origin.`

// Analyzer is the analyzer.
var Analyzer = &analysis.Analyzer{
	Name:       "corswild",
	Doc:        Doc,
	URL:        "https://github.com/secvet/secvet/blob/main/docs/rules/corswild",
	Run:        run,
	Requires:   []*analysis.Analyzer{flow.Analyzer},
	ResultType: reflect.TypeFor[[]finding.Finding](),
}

func run(pass *analysis.Pass) (any, error) {
	unit := pass.ResultOf[flow.Analyzer].(*flow.Unit)
	if !emit.Enabled(unit) {
		return []finding.Finding(nil), unit.Err
	}
	f := &finder{pass: pass, unit: unit}
	f.libraries()
	f.headers()
	f.hands()
	f.websockets()
	f.deciders()
	drafts := slices.DeleteFunc(f.drafts, func(d emit.Draft) bool { return d.Func != nil && testcode.Supports(unit, d.Func) })
	return emit.Report(pass, unit, Rules, drafts), nil
}

// finder collects the drafts of one package.
type finder struct {
	pass   *analysis.Pass
	unit   *flow.Unit
	drafts []emit.Draft
}
