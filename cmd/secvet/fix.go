package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/secvet/secvet/internal/fix"
	"github.com/secvet/secvet/internal/report"
)

// maxRounds is how often fixes are applied and the result analysed again. The
// first round applies nearly all; another is for fixes that overlapped, of which
// there are never many in one place.
const maxRounds = 5

// applyFixes writes the fixed files. It says whether there were any, so that the
// findings have to be looked for again.
func (a *app) applyFixes(rep *report.Report, o *options, last bool) (changed bool, err error) {
	plan := fix.New(rep.Findings, rep.Source)
	if len(plan.Files) == 0 || last {
		a.tellSkipped(plan)
		return false, nil
	}
	// Nothing is written if one of the files is not what was analysed, be it for
	// an overlay or because somebody is just saving it.
	for _, f := range plan.Files {
		text, err := os.ReadFile(sourceFile(rep, f.Name))
		if err != nil {
			return false, fmt.Errorf("applying fixes: %w", err)
		}
		if !bytes.Equal(text, f.Before) {
			return false, fmt.Errorf("no fixes are applied: %s is not the text that was analysed (is there an overlay, or has it changed meanwhile?)", f.Name)
		}
	}
	for _, f := range plan.Files {
		if err := writeFile(sourceFile(rep, f.Name), f.After); err != nil {
			return false, fmt.Errorf("applying fixes: %w", err)
		}
	}
	if !o.quiet {
		fmt.Fprintf(a.stderr, "fixed %s in %s\n", count(plan.Applied, "finding"), count(len(plan.Files), "file"))
	}
	return true, nil
}

func sourceFile(rep *report.Report, name string) string {
	name = filepath.FromSlash(name)
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(rep.Root, name)
}

// printDiff prints what -fix would change.
func (a *app) printDiff(rep *report.Report, o *options) int {
	plan := fix.New(rep.Findings, rep.Source)
	a.tellSkipped(plan)
	diff := plan.Diff()
	if err := a.put(diff, o); err != nil {
		return a.failf("%v", err)
	}
	switch {
	case len(rep.Errors) > 0:
		return exitFailed
	case len(diff) > 0:
		return exitFindings
	}
	return exitClean
}

func (a *app) tellSkipped(plan *fix.Plan) {
	for _, s := range plan.Skipped {
		l := s.Finding.Location
		fmt.Fprintf(a.stderr, "%s:%d:%d: not fixed: %s\n", l.File, l.Line, l.Column, s.Reason)
	}
}
