package driver

import (
	"context"
	"fmt"
	"go/version"
	"maps"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/secvet/secvet/internal/report"
)

// failures are the packages that could not be analysed, and why.
type failures struct {
	pkgs    *packages
	message map[string]string
}

func newFailures(pkgs *packages) *failures {
	return &failures{pkgs: pkgs, message: make(map[string]string)}
}

// add notes why a package failed; what was known before stays.
func (f *failures) add(path, message string) {
	if _, ok := f.message[path]; !ok {
		f.message[path] = message
	}
}

func (f *failures) empty() bool { return len(f.message) == 0 }

func (f *failures) sorted() []report.PackageError {
	var errs []report.PackageError
	for _, path := range slices.Sorted(maps.Keys(f.message)) {
		errs = append(errs, report.PackageError{Package: path, Message: f.message[path]})
	}
	return errs
}

// unmatched notes the patterns that name nothing, and the packages outside the
// main module that are to be reported on and nobody imports.
func (f *failures) unmatched(patterns, outside []string) {
	for _, path := range outside {
		if p := f.pkgs.byPath[path]; p == nil {
			f.add(path, "is not imported by what is analysed, so that -outside cannot report on it")
		}
	}
	if onlyFiles(patterns) {
		return // go list makes one package of files, which names no pattern
	}
	for _, pattern := range patterns {
		matched, own := false, false
		for _, p := range f.pkgs.all {
			if p.ImportPath == pattern || slices.Contains(p.Match, cleaned(pattern)) {
				matched = true
				own = own || p.main() || !p.loadable()
			}
		}
		switch {
		case !matched:
			f.add(pattern, "matched no packages")
		case !own:
			f.add(pattern, "names no package of the main module, and secvet reports on no others")
		}
	}
}

// cleaned is a pattern as go list tells it: ./store for ./store/.
func cleaned(pattern string) string {
	clean := path.Clean(filepath.ToSlash(pattern))
	if strings.HasPrefix(pattern, "./") && clean != "." {
		return "./" + clean
	}
	return clean
}

// loadable says whether the go command found all that the package is made of.
// go vet refuses all packages when it is given one that is not.
func (p *pkg) loadable() bool { return p.Error == nil && len(p.DepsErrors) == 0 }

// unloadable notes the packages that cannot be loaded and those that import
// them.
func (f *failures) unloadable() {
	for _, p := range f.pkgs.all {
		if p.DepOnly || p.loadable() {
			continue
		}
		if !f.blame(p.ImportPath, f.pkgs) {
			f.add(p.ImportPath, p.DepsErrors[0].String())
		}
	}
}

// blame notes that a package failed because of its own error in pkgs or because
// of errors in what it imports. It is false when there are none.
func (f *failures) blame(path string, pkgs *packages) bool {
	causes := pkgs.causes(path)
	for _, cause := range causes {
		f.add(cause.ImportPath, words(cause))
	}
	if len(causes) > 0 {
		f.add(path, because(causes))
	}
	return len(causes) > 0
}

// causes returns the nearest packages with errors on the ways from path along
// its imports, path itself included.
func (ps *packages) causes(path string) []*pkg {
	var causes []*pkg
	seen := make(map[string]bool)
	var visit func(path string)
	visit = func(path string) {
		p := ps.byPath[path]
		if p == nil || seen[path] {
			return
		}
		seen[path] = true
		if p.Error != nil {
			causes = append(causes, p)
			return
		}
		for _, imported := range p.Imports {
			visit(imported)
		}
	}
	visit(path)
	slices.SortFunc(causes, func(a, b *pkg) int { return strings.Compare(a.ImportPath, b.ImportPath) })
	return causes
}

// because says that a package was not analysed on account of others.
func because(causes []*pkg) string {
	const most = 3
	var names []string
	for i, p := range causes {
		if i == most {
			names = append(names, fmt.Sprintf("%d more", len(causes)-most))
			break
		}
		names = append(names, p.ImportPath)
	}
	return "not analysed because " + strings.Join(names, " and ") + " failed"
}

// words returns the go command's explanation of a package's error, without the
// header that repeats the package's name, and with advice where the cause is not
// in the code.
func words(p *pkg) string {
	text := strings.TrimSpace(p.Error.String())
	if header, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(header, "# ") {
		text = rest
	}
	for _, sign := range []string{"dial tcp", "no such host", "GOPROXY=off", "i/o timeout", "connection refused"} {
		if strings.Contains(text, sign) {
			return text + "\n(a dependency is not on this machine: run 'go mod download' once with a network connection)"
		}
	}
	return text
}

// explain notes why packages have no record. The go command is asked again, to
// compile this time: it tells of each package's error apart, and tells all of the
// compiler's words where a vet tool stops at the first.
func (f *failures) explain(ctx context.Context, r *run, missing []string, v *vetted, over *overlay) error {
	if len(missing) > 0 {
		built, err := r.compile(ctx, missing, over)
		if err != nil {
			return err
		}
		analysed := v.analysed()
		for _, path := range missing {
			owner := f.pkgs.owner(path)
			switch {
			case owner.ImportPath != path && f.message[owner.ImportPath] != "" && v.said.of(path) == "":
				// The tests outside the package failed with those inside.
			case analysed[path]:
				f.add(path, "its tests were not analysed: "+v.why(path))
			case !f.blame(path, built):
				f.add(path, v.why(path))
			}
		}
	}
	// The analysis of a package that is only imported may fail as well. Others
	// go on without its facts, and miss what depends on them.
	for path := range v.said.crashed {
		f.add(path, v.why(path))
	}
	for path := range v.failed {
		f.add(path, v.why(path))
	}
	if v.incomplete && f.empty() {
		f.add("", v.why(""))
	}
	if !f.empty() {
		f.outdated(r.tool)
	}
	return nil
}

// compile lists the packages again with the errors of compiling them.
func (r *run) compile(ctx context.Context, paths []string, over *overlay) (*packages, error) {
	var pkgs []*pkg
	for _, path := range paths {
		if p := r.pkgs.byPath[path]; p != nil {
			pkgs = append(pkgs, p)
		}
	}
	args := append([]string{"-export", "-deps"}, r.overlayFlag(over.file)...)
	built := &packages{byPath: make(map[string]*pkg)}
	for batch := range batches(r.names(pkgs), maxArgs()) {
		part, err := r.golist(ctx, append(append(args[:len(args):len(args)], "--"), batch...)...)
		if err != nil {
			return nil, fmt.Errorf("finding out why packages failed: %w", err)
		}
		for _, p := range part.all {
			built.add(p)
		}
	}
	return built, nil
}

// why returns what go vet said about a package that was not analysed.
func (v *vetted) why(path string) string {
	code := strings.TrimSuffix(path, "_test")
	for _, text := range []string{v.failed[path], v.said.of(path), v.said.of(code), v.said.loose()} {
		if text != "" {
			return text
		}
	}
	return "not analysed, and the go command does not say why"
}

// outdated notes a cause that the errors themselves seldom name: a vet tool that
// was built with an older Go cannot read what a newer one compiles.
func (f *failures) outdated(t *toolchain) {
	here, built := version.Lang(release(t.env.GOVERSION)), version.Lang(release(runtime.Version()))
	if version.Compare(built, here) < 0 {
		f.add("", fmt.Sprintf("secvet was built with %s and this is %s: install it again with this version", displayVersion(built), displayVersion(here)))
	}
}
