package driver

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/secvet/secvet/internal/finding"
)

// vetAll analyses all packages that can be loaded, and notes for each of them
// that was not analysed why.
func (r *run) vetAll(ctx context.Context, errs *failures) ([]*finding.Unit, error) {
	roots := r.roots()
	if len(roots) == 0 {
		if errs.empty() {
			return nil, fmt.Errorf("%s names no Go code but tests: use -tests to analyse these", strings.Join(r.cfg.Patterns, " "))
		}
		return nil, nil
	}
	over := r.user
	if !r.cfg.Tests {
		var err error
		if over, err = r.user.without(testFiles(roots), r.temp); err != nil {
			return nil, err
		}
	}
	v, err := r.vet(ctx, roots, over)
	if err != nil {
		return nil, err
	}
	all := r.wanted(roots)
	missing := r.missing(all, v)
	if r.cfg.Tests {
		if err := r.retryWithoutTests(ctx, missing, v); err != nil {
			return nil, err
		}
	}
	if err := errs.explain(ctx, r, missing, v, over); err != nil {
		return nil, err
	}
	return v.only(all), nil
}

// roots are the packages to analyse: named by a pattern, the user's own,
// loadable, with code.
func (r *run) roots() []*pkg {
	var roots []*pkg
	for _, p := range r.pkgs.all {
		code := p.hasCode() || r.cfg.Tests && len(p.tests()) > 0
		if !p.DepOnly && p.main() && p.loadable() && code {
			roots = append(roots, p)
		}
	}
	return roots
}

// wanted is a package to analyse; with its tests if there are any and they are
// asked for.
type wanted struct {
	path  string
	tests bool
}

// wanted returns what is to be analysed by the names that records have. The
// tests of package p that stand outside it are a package p_test of their own.
func (r *run) wanted(roots []*pkg) []wanted {
	var all []wanted
	for _, p := range roots {
		tests := r.cfg.Tests && len(p.TestGoFiles) > 0
		if p.hasCode() || tests {
			all = append(all, wanted{p.ImportPath, tests})
		}
		if r.cfg.Tests && len(p.XTestGoFiles) > 0 {
			all = append(all, wanted{p.ImportPath + "_test", false})
		}
	}
	for _, path := range r.cfg.Outside {
		if p := r.pkgs.byPath[path]; p != nil && !p.main() {
			all = append(all, wanted{path, false})
		}
	}
	return all
}

// analysed returns the packages with a record.
func (v *vetted) analysed() map[string]bool {
	paths := make(map[string]bool)
	for _, u := range v.records {
		paths[u.Package] = true
	}
	return paths
}

// missing returns the packages that left no record, or none with their tests.
func (r *run) missing(all []wanted, v *vetted) []string {
	found := make(map[wanted]bool)
	for _, u := range v.records {
		found[wanted{u.Package, false}] = true
		// File names tell nothing: a test may be any file of an overlay.
		if p := r.pkgs.byPath[u.Package]; p != nil && len(u.Files) > len(p.GoFiles)+len(p.CgoFiles) {
			found[wanted{u.Package, true}] = true
		}
	}
	var missing []string
	for _, w := range all {
		if !found[w] {
			missing = append(missing, w.path)
		}
	}
	return missing
}

// only returns the records of the packages, one of each. There are others: of
// packages that are imported, and of a package without its tests beside the one
// of the package with them, which says all that the first does.
func (v *vetted) only(all []wanted) []*finding.Unit {
	best := make(map[string]*finding.Unit)
	for _, u := range v.records {
		if old := best[u.Package]; old == nil || fuller(u, old) < 0 {
			best[u.Package] = u
		}
	}
	var records []*finding.Unit
	for _, w := range all {
		if best[w.path] != nil {
			records = append(records, best[w.path])
		}
	}
	return records
}

// fuller orders records of one package: the one with more files first, and else
// one that does not depend on which came first.
func fuller(a, b *finding.Unit) int {
	return cmp.Or(cmp.Compare(len(b.Files), len(a.Files)), strings.Compare(text(a), text(b)))
}

// retryWithoutTests analyses the code of packages whose tests are broken: go vet
// analyses a package and its tests together or not at all.
func (r *run) retryWithoutTests(ctx context.Context, missing []string, v *vetted) error {
	var retry []*pkg
	analysed := v.analysed()
	for _, path := range missing {
		if p := r.pkgs.byPath[path]; p != nil && p.hasCode() && len(p.tests()) > 0 && !analysed[path] {
			retry = append(retry, p)
		}
	}
	if len(retry) == 0 {
		return nil
	}
	over, err := r.user.without(testFiles(retry), r.temp)
	if err != nil {
		return err
	}
	again, err := r.vet(ctx, retry, over)
	if err != nil {
		return err
	}
	v.records = append(v.records, again.records...)
	return nil
}
