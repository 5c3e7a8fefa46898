package extract

import (
	"archive/tar"
	"os"
	"path/filepath"
	"strings"
)

// inside says whether a link of an archive leads to something below the folder, as seen
// from where the link is.
func inside(dir, link, target string) error {
	path := target
	if !filepath.IsAbs(target) {
		path = filepath.Join(filepath.Dir(link), target)
	}
	rel, err := filepath.Rel(dir, path)
	if err != nil || rel == ".." || strings.HasPrefix(rel, "../") {
		return errName
	}
	return nil
}

// hardLinks takes the target of a hard link for one of a symbolic link, which is seen from
// where the link is; the other is seen from the working directory.
func hardLinks(dir string, h *tar.Header, place string) error {
	if !filepath.IsLocal(place) {
		return errName
	}
	name := filepath.Join(dir, place)
	if err := inside(dir, name, h.Linkname); err != nil {
		return err
	}
	if h.Typeflag == tar.TypeSymlink {
		return os.Symlink(h.Linkname, name)
	}
	return os.Link(h.Linkname, name) // want pathjoin/link-target
}

// hardLinksResolved makes it a path of its own.
func hardLinksResolved(dir string, h *tar.Header, place string) error {
	if !filepath.IsLocal(place) {
		return errName
	}
	name, target := filepath.Join(dir, place), h.Linkname
	if err := inside(dir, name, target); err != nil {
		return err
	}
	if !filepath.IsAbs(target) {
		target = filepath.Join(filepath.Dir(name), target)
	}
	return os.Link(target, name)
}
