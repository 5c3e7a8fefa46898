package report

import (
	"net/url"
	"path"
	"path/filepath"
	"strings"
)

// checkoutPath returns a file's path from the root of the checkout, as services
// that show reports beside the code expect it, and whether the file lies inside
// it; a path outside is absolute if it can be. Without a checkout the root is
// that of the report.
func (v *view) checkoutPath(file string) (string, bool) {
	base := slash(v.Root)
	if !isAbs(file) {
		if base == "" {
			file = path.Clean(file)
			return file, file != ".." && !strings.HasPrefix(file, "../")
		}
		file = base + "/" + file
	}
	file = path.Clean(file)
	if v.VersionControl != nil && v.VersionControl.Root != "" {
		base = slash(v.VersionControl.Root)
	}
	if rel, ok := below(base, file); ok {
		return rel, true
	}
	if rel, ok := below(resolved(base), resolved(file)); ok {
		return rel, true
	}
	return file, false
}

// below returns a clean absolute path as one relative to a directory.
func below(dir, file string) (string, bool) {
	if dir == "" {
		return "", false
	}
	return strings.CutPrefix(file, strings.TrimSuffix(path.Clean(dir), "/")+"/")
}

// resolved is a path without symbolic links, with forward slashes; a path that
// doesn't exist is returned as it is.
func resolved(name string) string {
	if real, err := filepath.EvalSymlinks(filepath.FromSlash(name)); err == nil {
		return slash(real)
	}
	return name
}

// isAbs says whether a slashed name is absolute on any system.
func isAbs(name string) bool {
	return strings.HasPrefix(name, "/") || len(name) > 2 && name[1] == ':' && name[2] == '/'
}

// fileURI is the URI of a file: relative to the checkout when it lies inside,
// else absolute with the file scheme.
func (v *view) fileURI(file string) (uri string, relative bool) {
	name, inside := v.checkoutPath(file)
	if inside {
		// A colon in the first element would make a scheme of it.
		return strings.ReplaceAll((&url.URL{Path: name}).EscapedPath(), ":", "%3A"), true
	}
	if !isAbs(name) {
		return (&url.URL{Path: name}).String(), false
	}
	return (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(name, "/")}).String(), false
}
