package driver

import (
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/secvet/secvet/internal/finding"
)

// places names files as a person sees them from the working directory. What an
// analysis wrote cannot be taken as it is: files of imported packages are base
// names, and absolute names may be of another checkout, for the go command
// replays an analysis wherever the code is the same (with -trimpath), and may be
// of an overlay's replacement.
type places struct {
	dir     string
	pkgs    *packages
	overlay *overlay
	behind  map[string]string // files by the replacements that an overlay gives them
	sources map[string]string // where to read files that are not below dir
}

func newPlaces(r *run) *places {
	p := &places{
		dir:     r.cfg.Dir,
		pkgs:    r.pkgs,
		overlay: r.user,
		behind:  make(map[string]string),
		sources: make(map[string]string),
	}
	for file, replacement := range r.user.replace {
		if replacement != "" {
			p.behind[replacement] = file
		}
	}
	return p
}

// read returns the text of a file by the name that resolve gave it.
func (p *places) read(name string) ([]byte, error) {
	file, ok := p.sources[name]
	if !ok {
		file = filepath.Join(p.dir, filepath.FromSlash(name))
	}
	if replacement := p.overlay.replace[file]; replacement != "" {
		file = replacement
	}
	return os.ReadFile(file)
}

// resolve renames the files in a unit.
func (p *places) resolve(u *finding.Unit) {
	for i := range u.Findings {
		p.finding(u, &u.Findings[i])
	}
	for i := range u.Notices {
		p.location(u, &u.Notices[i].Location)
	}
	if u.Index != nil {
		for _, e := range u.Index.Edges {
			for i := range e.Steps {
				p.location(u, &e.Steps[i].Location)
			}
			if e.Built != nil {
				p.location(u, e.Built)
			}
		}
	}
	for i := range u.Ignores {
		p.location(u, &u.Ignores[i].Location)
		for j := range u.Ignores[i].Covers {
			p.location(u, &u.Ignores[i].Covers[j])
		}
	}
}

func (p *places) finding(u *finding.Unit, f *finding.Finding) {
	p.location(u, &f.Location)
	if f.Building != nil {
		p.location(u, f.Building)
	}
	for i := range f.Flow {
		p.location(u, &f.Flow[i].Location)
	}
	if f.Suppressed != nil {
		p.location(u, &f.Suppressed.Location)
	}
	if f.Fix != nil {
		for i := range f.Fix.Edits {
			edit := &f.Fix.Edits[i]
			edit.File = p.name(u.Package, edit.File)
		}
	}
}

func (p *places) location(u *finding.Unit, l *finding.Location) {
	if l.File == "" {
		return
	}
	if l.Package == "" {
		l.Package = u.Package
	}
	l.File = p.name(l.Package, l.File)
}

// name returns how a file of a package is called in a report.
func (p *places) name(pkgPath, file string) string {
	owner := p.pkgs.owner(pkgPath)
	file = p.absolute(owner, file)
	name := p.display(owner, pkgPath, file)
	if filepath.IsAbs(file) {
		p.sources[name] = file
	}
	return name
}

// absolute finds a file of a package on this machine.
func (p *places) absolute(owner *pkg, file string) string {
	if original, ok := p.behind[file]; ok {
		return original
	}
	if owner == nil || owner.Dir == "" {
		return file
	}
	if base := filepath.Base(file); owner.has(base) || !filepath.IsAbs(file) {
		return filepath.Join(owner.Dir, base)
	}
	return file
}

func (p *pkg) has(base string) bool {
	return slices.Contains(p.GoFiles, base) || slices.Contains(p.CgoFiles, base) || slices.Contains(p.tests(), base)
}

// display names a file from the working directory if it is the user's own, and
// otherwise such that the name is the same on every machine.
func (p *places) display(owner *pkg, pkgPath, file string) string {
	if !filepath.IsAbs(file) {
		return path.Join(pkgPath, filepath.ToSlash(file))
	}
	if rel, err := filepath.Rel(p.dir, file); err == nil && (filepath.IsLocal(rel) || owner.own()) {
		return filepath.ToSlash(rel)
	}
	switch {
	case owner == nil:
	case owner.Standard:
		return path.Join("GOROOT/src", pkgPath, filepath.Base(file))
	case owner.Module != nil:
		if rel, err := filepath.Rel(owner.Module.Dir, file); err == nil {
			return path.Join(owner.Module.Path+"@"+owner.Module.Version, filepath.ToSlash(rel))
		}
	}
	return filepath.ToSlash(file)
}

// own says whether the package's files are the user's: of a main module, or of a
// directory that replaces a module.
func (p *pkg) own() bool {
	switch {
	case p == nil || p.Standard:
		return false
	case p.Module == nil:
		return true
	}
	return p.Module.Main || p.Module.Replace != nil && p.Module.Replace.Version == ""
}
