package main

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/secvet/secvet/internal/baseline"
	"github.com/secvet/secvet/internal/changed"
	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/report"
)

// narrowOptions say which of all findings are reported.
type narrowOptions struct {
	baseline, writeBaseline string // files
	newFrom                 string // a git revision
}

// result analyses packages and leaves in the report what is asked for. It applies
// fixes, and writes a baseline, if these are asked for.
func (a *app) result(ctx context.Context, o *options) (*report.Report, error) {
	for round := 1; ; round++ {
		// What can fail is read before the work and not after it.
		n, err := a.narrowing(ctx, o)
		if err != nil {
			return nil, err
		}
		rep, err := o.analyse(ctx)
		if err != nil {
			return nil, err
		}
		rep.Version = buildVersion()
		all := rep.Findings
		n.apply(rep)
		// A fix that broke a package would show in the second round.
		if o.fix && !o.diff && (round == 1 || len(rep.Errors) == 0) {
			if more, err := a.applyFixes(rep, o, round == maxRounds); err != nil {
				return nil, err
			} else if more {
				continue
			}
		}
		n.warn(a, o)
		if o.narrow.writeBaseline != "" {
			return rep, a.writeBaseline(rep, all, o)
		}
		return rep, nil
	}
}

// narrowing is what leaves findings out of a report.
type narrowing struct {
	file  string // of the baseline
	known baseline.Baseline
	lines *changed.Lines // nil for all

	old   int               // findings in the baseline
	stale baseline.Baseline // what is gone
}

func (a *app) narrowing(ctx context.Context, o *options) (*narrowing, error) {
	n := &narrowing{file: o.narrow.baseline}
	if n.file != "" {
		text, err := os.ReadFile(n.file)
		if err != nil {
			return nil, fmt.Errorf("reading the baseline: %w (make one with -write-baseline)", err)
		}
		if n.known, err = baseline.Parse(n.file, text); err != nil {
			return nil, err
		}
	}
	if o.narrow.newFrom != "" {
		dir, err := os.Getwd()
		if err != nil {
			return nil, fmt.Errorf("finding the working directory: %w", err)
		}
		if n.lines, err = changed.Since(ctx, dir, o.narrow.newFrom); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// apply leaves the findings in the report that are new.
func (n *narrowing) apply(rep *report.Report) {
	var old []finding.Finding
	rep.Findings, old, n.stale = n.known.Split(rep.Findings)
	n.old = len(old)
	if n.lines != nil {
		rep.Findings = slices.DeleteFunc(rep.Findings, func(f finding.Finding) bool { return !n.lines.Touch(&f) })
	}
}

// warn says what the baseline did, and for whom it may be shortened.
func (n *narrowing) warn(a *app, o *options) {
	if n.file == "" || o.quiet {
		return
	}
	fmt.Fprintf(a.stderr, "%s left out, for the baseline %s\n", count(n.old, "finding"), n.file)
	for _, e := range n.stale {
		if o.verbose && e.Severity >= o.config.Severity {
			fmt.Fprintf(a.stderr, "%s: %s less than before: %s\n", n.file, count(e.Count, "finding"), &e)
		}
	}
}

// writeBaseline writes all findings to a baseline, which leaves none for the
// report.
func (a *app) writeBaseline(rep *report.Report, all []finding.Finding, o *options) error {
	if len(rep.Errors) > 0 {
		fmt.Fprintf(a.stderr, "secvet: %s is not written, because not everything could be analysed\n", o.narrow.writeBaseline)
		return nil
	}
	b := baseline.New(all)
	if err := writeFile(o.narrow.writeBaseline, b.Text()); err != nil {
		return fmt.Errorf("writing the baseline: %w", err)
	}
	rep.Findings, _, _ = b.Split(all)
	if !o.quiet {
		fmt.Fprintf(a.stderr, "%s written to the baseline %s\n", count(len(all)-len(rep.Findings), "finding"), o.narrow.writeBaseline)
	}
	return nil
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
