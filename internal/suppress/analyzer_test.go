package suppress

import (
	"go/ast"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

func TestAnalyzer(t *testing.T) {
	fset, f := parse(t, "p.go", `package p

var x = 1 //secvet:ignore sqlconcat -- it is safe
var y = 1 //secvet:ignore sqlconct -- it is safe
var z = 1 // #nosec G202
`)
	a := NewAnalyzer(testRules)
	if err := analysis.Validate([]*analysis.Analyzer{a}); err != nil {
		t.Fatal(err)
	}
	var reported []analysis.Diagnostic
	result, err := a.Run(&analysis.Pass{
		Analyzer: a,
		Fset:     fset,
		Files:    []*ast.File{f},
		Report:   func(d analysis.Diagnostic) { reported = append(reported, d) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(reported) != 1 || !strings.Contains(reported[0].Message, "did you mean sqlconcat?") || fset.Position(reported[0].Pos).Line != 4 {
		t.Errorf("reported %+v", reported)
	}
	got := result.(*Comments)
	if len(got.Notices) != 1 || got.Notices[0].Message != reported[0].Message {
		t.Errorf("notices %+v", got.Notices)
	}
	if len(got.Ignores) != 2 || got.Ignores[0].Kind != "secvet:ignore" || got.Ignores[1].Kind != "nosec" {
		t.Errorf("ignores %+v", got.Ignores)
	}
}
