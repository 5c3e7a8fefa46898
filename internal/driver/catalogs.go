package driver

import (
	"context"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/secvet/secvet/internal/catalog"
	"github.com/secvet/secvet/internal/catalog/catalogcheck"
	"github.com/secvet/secvet/internal/finding"
)

// CatalogCheck is what is amiss in the user's catalogs.
type CatalogCheck struct {
	// Misfits are entries that do not fit the packages that they are about, at
	// their lines.
	Misfits []finding.Step
	// Unused are sections about packages that nothing here imports.
	Unused []finding.Step
}

// CheckCatalogs compares the user's catalogs with the packages that they are about,
// as far as the configuration's patterns lead to these. Nothing is analysed.
func CheckCatalogs(ctx context.Context, cfg *Config) (*CatalogCheck, error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	r := &run{cfg: cfg}
	if err := r.lookUp(ctx); err != nil {
		return nil, err
	}
	return r.checkCatalogs(ctx)
}

// checkCatalogs is [CheckCatalogs] when the packages are listed. The types are those
// that the compiler left for the importers of a package, so that nothing is read
// twice; a package that does not compile is passed over.
func (r *run) checkCatalogs(ctx context.Context) (*CatalogCheck, error) {
	sections, err := r.cfg.sections()
	if err != nil || len(sections) == 0 {
		return new(CatalogCheck), err
	}
	about := make([][]*pkg, len(sections)) // the packages of each section
	named := make(map[string]bool)
	for i := range sections {
		for _, p := range r.pkgs.all {
			if sections[i].Serves(p.ImportPath, sections) {
				about[i] = append(about[i], p)
				named[p.ImportPath] = true
			}
		}
	}
	typesOf, err := r.exportData(ctx, named)
	if err != nil {
		return nil, fmt.Errorf("comparing the catalogs with the libraries: %w", err)
	}
	check := new(CatalogCheck)
	for i, s := range sections {
		if len(about[i]) == 0 {
			check.Unused = append(check.Unused, r.cfg.step(s.Pos, "no package here imports "+s.Path))
			continue
		}
		var versions []*types.Package
		for _, p := range about[i] {
			if t := typesOf[p.ImportPath]; t != nil {
				versions = append(versions, t)
			}
		}
		for _, e := range s.Entries {
			// What the compiler leaves is for importers: it may lack the rest.
			hidden := about[i][0].main() && !exported(e.Symbol)
			if len(versions) < len(about[i]) || hidden {
				continue
			}
			if err := catalogcheck.Entry(versions, e); err != nil {
				check.Misfits = append(check.Misfits, r.cfg.step(e.Pos, err.Error()))
			}
		}
	}
	return check, nil
}

// sections reads the catalogs.
func (c *Config) sections() ([]catalog.Section, error) {
	var all []catalog.Section
	for _, name := range c.Catalogs {
		text, err := os.ReadFile(absolute(c.Dir, name))
		if err != nil {
			return nil, fmt.Errorf("reading a catalog: %w", err)
		}
		sections, err := catalog.ReadUser(name, text)
		if err != nil {
			return nil, err
		}
		all = append(all, sections...)
	}
	return all, nil
}

// exportData returns the types of packages by their import paths.
func (r *run) exportData(ctx context.Context, named map[string]bool) (map[string]*types.Package, error) {
	if len(named) == 0 {
		return nil, nil
	}
	args := append([]string{"list", "-e", "-export", "-f={{.ImportPath}}\t{{.Export}}"}, r.cfg.buildFlags()...)
	args = append(args, r.overlayFlag(r.user.file)...)
	args = append(args, "--")
	for path := range named {
		args = append(args, path)
	}
	slices.Sort(args[len(args)-len(named):])
	out, err := r.tool.output(ctx, args...)
	if err != nil {
		return nil, err
	}
	files := make(map[string]string)
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		files[path] = file
	}
	read := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) { return os.Open(files[path]) })
	all := make(map[string]*types.Package)
	for path, file := range files {
		if file == "" {
			continue
		}
		if all[path], err = read.Import(path); err != nil {
			return nil, fmt.Errorf("reading the types of %s: %w", path, err)
		}
	}
	return all, nil
}

// exported says whether importers can name all of a symbol.
func exported(symbol string) bool {
	for name := range strings.SplitSeq(symbol, ".") {
		if !token.IsExported(name) {
			return false
		}
	}
	return true
}

// step puts a message at a line of a catalog, which is named from the working
// directory.
func (c *Config) step(pos, message string) finding.Step {
	colon := strings.LastIndexByte(pos, ':')
	file := pos[:colon]
	line, _ := strconv.Atoi(pos[colon+1:])
	if rel, err := filepath.Rel(c.Dir, absolute(c.Dir, file)); err == nil {
		file = rel
	}
	return finding.Step{Message: message, Location: finding.Location{File: filepath.ToSlash(file), Line: line}}
}
