package driver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// pkg is what go list says about a package.
type pkg struct {
	ImportPath   string
	Dir          string
	Standard     bool
	DepOnly      bool // only imported, not named by a pattern
	Module       *module
	Match        []string // the patterns that name it
	GoFiles      []string
	CgoFiles     []string
	TestGoFiles  []string
	XTestGoFiles []string
	Imports      []string
	Error        *pkgError
	DepsErrors   []*pkgError
}

type module struct {
	Path    string
	Version string
	Main    bool
	Dir     string
	Replace *module
}

type pkgError struct {
	ImportStack []string
	Pos         string
	Err         string
}

// EmbedFiles is asked for although nobody reads it: only then does go list look
// whether the patterns of go:embed match, and go vet ends when one does not.
const listFields = "ImportPath,Dir,Standard,DepOnly,Module,Match,GoFiles,CgoFiles,EmbedFiles,TestGoFiles,XTestGoFiles,Imports,Error,DepsErrors"

func (e *pkgError) String() string {
	switch {
	case e.Pos != "":
		return e.Pos + ": " + e.Err
	case strings.HasPrefix(e.Err, "import cycle"):
		return e.Err + ": " + strings.Join(e.ImportStack, " imports ")
	}
	return e.Err
}

// tests returns the base names of the package's test files.
func (p *pkg) tests() []string {
	return append(p.TestGoFiles[:len(p.TestGoFiles):len(p.TestGoFiles)], p.XTestGoFiles...)
}

// hasCode says whether anything but tests is in the package.
func (p *pkg) hasCode() bool { return len(p.GoFiles)+len(p.CgoFiles) > 0 }

// main says whether the package is the user's own: in a main module, or made of
// files on the command line.
func (p *pkg) main() bool {
	if p.Module != nil {
		return p.Module.Main
	}
	return !p.Standard
}

// packages are the packages named by the patterns and all that they import.
type packages struct {
	all    []*pkg // dependencies first
	byPath map[string]*pkg
}

func (ps *packages) add(p *pkg) {
	ps.all = append(ps.all, p)
	ps.byPath[p.ImportPath] = p
}

// owner returns the package with an import path; tests that stand outside a
// package belong to it. It is nil when there is none.
func (ps *packages) owner(path string) *pkg {
	if p := ps.byPath[path]; p != nil {
		return p
	}
	return ps.byPath[strings.TrimSuffix(path, "_test")]
}

// inMain says whether the import path is of the user's own code.
func (ps *packages) inMain(path string) bool {
	p := ps.owner(path)
	return p != nil && p.main()
}

// imports are what the user's own packages import, by import path.
func (ps *packages) imports() map[string][]string {
	all := make(map[string][]string)
	for _, p := range ps.all {
		if p.main() {
			all[p.ImportPath] = p.Imports
		}
	}
	return all
}

// list asks for the packages that the patterns name. Packages with errors are
// among them.
func (r *run) list(ctx context.Context) (*packages, error) {
	args := append([]string{"-deps"}, r.overlayFlag(r.user.file)...)
	args = append(args, "--")
	ps, err := r.golist(ctx, append(args, r.cfg.Patterns...)...)
	if err != nil {
		return nil, fmt.Errorf("listing the packages %s: %w", strings.Join(r.cfg.Patterns, " "), err)
	}
	if len(ps.all) == 0 {
		return nil, fmt.Errorf("%s matched no packages", strings.Join(r.cfg.Patterns, " "))
	}
	return ps, nil
}

func (r *run) golist(ctx context.Context, args ...string) (*packages, error) {
	args = append(append([]string{"list", "-e", "-json=" + listFields}, r.cfg.buildFlags()...), args...)
	out, err := r.tool.output(ctx, args...)
	if err != nil {
		return nil, err
	}
	ps := &packages{byPath: make(map[string]*pkg)}
	dec := json.NewDecoder(bytes.NewReader(out))
	for {
		p := new(pkg)
		if err := dec.Decode(p); errors.Is(err, io.EOF) {
			return ps, nil
		} else if err != nil {
			return nil, fmt.Errorf("reading the output of go list: %w", err)
		}
		ps.add(p)
	}
}

func (r *run) overlayFlag(file string) []string {
	if file == "" {
		return nil
	}
	return []string{"-overlay=" + file}
}
