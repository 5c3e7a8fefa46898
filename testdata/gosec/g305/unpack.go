// Package g305 unpacks archives.
package g305

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// Unzip believes the names of an archive.
func Unzip(archive, to string) error {
	z, err := zip.OpenReader(archive)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, f := range z.File {
		if err := write(f, filepath.Join(to, f.Name)); err != nil { // gosec: G305 // flaw: pathjoin/archive
			return err
		}
	}
	return nil
}

// UnzipLocal refuses names that lead out.
func UnzipLocal(archive, to string) error {
	z, err := zip.OpenReader(archive)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, f := range z.File {
		if !filepath.IsLocal(f.Name) {
			return errors.New("a name that leads out: " + f.Name)
		}
		if err := write(f, filepath.Join(to, f.Name)); err != nil { // gosec: G305
			return err
		}
	}
	return nil
}

// Links makes the links of an archive wherever they lead.
func Links(t *tar.Reader, to string) error {
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if h.Typeflag == tar.TypeSymlink && filepath.IsLocal(h.Name) {
			if err := os.Symlink(h.Linkname, filepath.Join(to, h.Name)); err != nil { // gosec: G305 // flaw: pathjoin/link-target
				return err
			}
		}
	}
}

func write(f *zip.File, name string) error {
	from, err := f.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	out, err := os.Create(name) // gosec: G304
	if err != nil {
		return err
	}
	_, err = io.CopyN(out, from, 1<<20)
	return errors.Join(err, out.Close())
}
