// Package debugview shows what flow knows, for people who write analyzers or
// wonder about a finding: secvet debug. It is an analyzer, so that it runs where
// the real analysis runs, with the same facts; its one diagnostic for a package
// is the text to show.
package debugview

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/secvet/secvet/internal/flow"
)

// Name is the analyzer's name and the prefix of its flags.
const Name = "debugview"

// Analyzer reports nothing unless one of its flags is set: -debugview.at=FILE:LINE
// for the origins of the operands of the calls on a line, -debugview.summary=FUNC
// for the summary of a function and what its branches prove.
var Analyzer = &analysis.Analyzer{
	Name:     Name,
	Doc:      "show what flow knows of a line or a function (for secvet debug)",
	Requires: []*analysis.Analyzer{flow.Analyzer},
	Run:      run,
}

var at, summary string

func init() {
	Analyzer.Flags.StringVar(&at, "at", "", "FILE:LINE of the calls whose operands to explain")
	Analyzer.Flags.StringVar(&summary, "summary", "", "name of the function whose summary to show")
}

func run(pass *analysis.Pass) (any, error) {
	if at == "" && summary == "" || len(pass.Files) == 0 {
		return nil, nil
	}
	unit := pass.ResultOf[flow.Analyzer].(*flow.Unit)
	if unit.Err != nil {
		return nil, unit.Err
	}
	var text bytes.Buffer
	if file, line, ok := splitPlace(at); ok {
		unit.DebugOrigins(&text, file, line)
	}
	if summary != "" && unit.DebugSummary(&text, summary) {
		unit.DebugGuards(&text, summary)
	}
	if text.Len() > 0 {
		pass.Report(analysis.Diagnostic{Pos: pass.Files[0].Name.Pos(), Category: Name, Message: text.String()})
	}
	return nil, nil
}

// splitPlace splits FILE:LINE.
func splitPlace(place string) (file string, line int, ok bool) {
	i := strings.LastIndexByte(place, ':')
	if i < 0 {
		return "", 0, false
	}
	line, err := strconv.Atoi(place[i+1:])
	return place[:i], line, err == nil && line > 0 && i > 0
}

// ValidPlace says whether text is FILE:LINE.
func ValidPlace(text string) bool {
	_, _, ok := splitPlace(text)
	return ok
}
