package config

import (
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v4"
)

// Globs are patterns for files: those of path.Match, {a,b}, and ** for any
// number of folders. A pattern that matches a folder matches all below it.
type Globs struct {
	// Dir is the absolute directory that the patterns start from.
	Dir string
	// Patterns have forward slashes.
	Patterns []string
}

// Match says whether a pattern matches a file, by its absolute name. A file that
// is not below Dir is matched by its name from dir, for configurations that are
// kept elsewhere.
func (g *Globs) Match(dir, file string) bool {
	name, ok := below(g.Dir, file)
	if !ok {
		if name, ok = below(dir, file); !ok {
			return false
		}
	}
	for _, p := range g.Patterns {
		for name := name; name != "."; name = path.Dir(name) {
			if doublestar.MatchUnvalidated(p, name) {
				return true
			}
		}
	}
	return false
}

// below names a file from a directory that it lies in, with forward slashes.
func below(dir, file string) (string, bool) {
	rel, err := filepath.Rel(dir, file)
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// globs reads a list of patterns.
func (d *decoder) globs(n *yaml.Node) Globs {
	g := Globs{Dir: d.dir}
	for _, e := range d.words(n, "exclude") {
		p := strings.TrimSuffix(e.Value, "/")
		switch {
		case p == "":
			d.complain(e, "an empty glob matches nothing")
		case path.IsAbs(p) || filepath.IsAbs(p) || p != path.Clean(p) || strings.HasPrefix(p, "../") || p == "..":
			d.complain(e, "%q must be a path relative to this file, without . and .. in it", e.Value)
		case !doublestar.ValidatePattern(p):
			d.complain(e, "%q is not a glob", e.Value)
		default:
			g.Patterns = append(g.Patterns, p)
		}
	}
	return g
}
