// Package driver runs secvet over packages and collects what it finds.
//
// # How a run goes
//
// The go command does the work: it loads, compiles, analyses one package at a
// time by running secvet itself as its vet tool, and caches all of it. The driver
// is what comes before and after:
//
//   - ask the go command for its version and settings (toolchain.go) and for the
//     packages that the patterns name, with everything they import (list.go);
//   - set aside what cannot be loaded, because go vet gives up entirely when one
//     package cannot (blame.go);
//   - hide test files behind an overlay unless they are wanted, which saves half
//     of the analyses and keeps a broken test from hiding its package (overlay.go);
//   - decide what to analyse, and of what came back what was asked for (wanted.go);
//   - run go vet -json and read one record for each package from its output as it
//     comes (vet.go);
//   - find out about every package without a record why there is none, since go
//     vet skips the importers of a broken package without a word (blame.go);
//   - compare the user's catalogs with the libraries that they describe (catalogs.go);
//   - name files as seen from the working directory (place.go), settle what only all
//     packages together can decide (package link), and join findings that are one
//     flaw seen from several packages (merge.go);
//   - apply comments that silence findings to what was merged (ignore.go).
//
// The result depends on neither the order in which packages are analysed nor the
// state of the cache. All that changes what an analysis finds travels as a flag
// of go vet (config.go), because the go command's cache sees nothing else.
//
// How a result is shown, and what exit code it makes, is not decided here.
package driver

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/finding"
	"github.com/secvet/secvet/internal/link"
	"github.com/secvet/secvet/internal/report"
)

// Run analyses the packages that cfg names. The report says what was found and
// which packages could not be analysed; the error says that nothing could be
// done at all, in words for the person who typed the command. Version,
// VersionControl and Category of the report are left to the caller.
func Run(ctx context.Context, cfg *Config) (*report.Report, error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	temp, err := os.MkdirTemp("", "secvet-")
	if err != nil {
		return nil, fmt.Errorf("making a temporary directory: %w", err)
	}
	defer os.RemoveAll(temp)
	r := &run{cfg: cfg, temp: temp}
	rep, err := r.analyse(ctx)
	if ctx.Err() != nil {
		return nil, fmt.Errorf("interrupted: %w", context.Cause(ctx))
	}
	return rep, err
}

// run is the state of one run.
type run struct {
	cfg  *Config
	temp string // directory for temporary files
	tool *toolchain
	user *overlay // what the user laid over the file system, never nil
	pkgs *packages
}

func (r *run) analyse(ctx context.Context) (*report.Report, error) {
	var err error
	if r.tool, err = findToolchain(ctx, r.cfg); err != nil {
		return nil, err
	}
	if r.user, err = readOverlay(r.cfg.Dir, r.tool.overlay(r.cfg)); err != nil {
		return nil, err
	}
	if r.pkgs, err = r.list(ctx); err != nil {
		return nil, err
	}
	errs := newFailures(r.pkgs)
	errs.unmatched(r.cfg.Patterns, r.cfg.Outside)
	errs.unloadable()

	records, err := r.vetAll(ctx, errs)
	if err != nil {
		return nil, err
	}
	check, err := r.checkCatalogs(ctx)
	if err != nil {
		return nil, err
	}
	return r.report(records, check.Misfits, errs), nil
}

// report joins the records to one result, which has the notices and those of the
// records.
func (r *run) report(records []*finding.Unit, notices []finding.Step, errs *failures) *report.Report {
	places := newPlaces(r)
	rep := &report.Report{
		Errors:  errs.sorted(),
		Notices: notices,
		Rules:   r.cfg.Known,
		Root:    r.cfg.Dir,
		Source:  places.read,
	}
	var ignores []finding.Ignore
	analysed := make(map[*pkg]bool)
	for _, unit := range records {
		analysed[r.pkgs.owner(unit.Package)] = true
		places.resolve(unit)
		rep.Findings = append(rep.Findings, unit.Findings...)
		rep.Notices = append(rep.Notices, unit.Notices...)
		ignores = append(ignores, unit.Ignores...)
	}
	rep.Packages = len(analysed)
	whole := r.whole()
	joined := link.New(records, whole)
	joined.Import(r.pkgs.imports())
	rep.Findings = joined.Settle(rep.Findings, whole)
	used := make(usedComments)
	used.add(rep.Findings)
	rep.Findings = merge(rep.Findings, r.pkgs.inMain, newTrees(places.read).statement)
	rep.Notices = append(rep.Notices, r.idle(r.silence(rep.Findings, ignores, used), errs)...)
	rep.Notices = slices.DeleteFunc(rep.Notices, func(n finding.Step) bool { return r.cfg.excludes(n.Location) })
	slices.SortFunc(rep.Notices, func(a, b finding.Step) int { return strings.Compare(text(a.Location), text(b.Location)) })
	finding.SetFingerprints(rep.Findings)
	rep.Findings = slices.DeleteFunc(rep.Findings, func(f finding.Finding) bool { return !r.cfg.wants(&f) })
	return rep
}
