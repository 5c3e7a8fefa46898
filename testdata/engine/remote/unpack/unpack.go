// Package unpack reads archives for other packages, which say what is done with an
// entry.
package unpack

import (
	"archive/zip"
	"fmt"
	"io"
	"path/filepath"
)

// Files calls visit for each entry that is a file, until visit answers true.
func Files(z *zip.Reader, visit func(*zip.File) (bool, error)) error {
	for _, f := range z.File {
		if f.FileInfo().IsDir() {
			continue
		}
		if stop, err := visit(f); stop || err != nil {
			return err
		}
	}
	return nil
}

// Each calls save with the name and the content of each file.
func Each(z *zip.Reader, save func(name string, r io.Reader) error) error {
	return Files(z, func(f *zip.File) (bool, error) {
		r, err := f.Open()
		if err != nil {
			return false, err
		}
		defer r.Close()
		return false, save(f.Name, r)
	})
}

// EachLocal is Each for archives whose names stay in their folder; others are
// refused.
func EachLocal(z *zip.Reader, save func(name string, r io.Reader) error) error {
	return Files(z, func(f *zip.File) (bool, error) {
		if !filepath.IsLocal(f.Name) {
			return false, fmt.Errorf("%q leads out of the folder", f.Name)
		}
		r, err := f.Open()
		if err != nil {
			return false, err
		}
		defer r.Close()
		return false, save(f.Name, r)
	})
}

// Passed hands save on to Each.
func Passed(z *zip.Reader, save func(name string, r io.Reader) error) error { return Each(z, save) }

// Counted calls report with numbers and texts of its own.
func Counted(z *zip.Reader, report func(text string, n int) error) error {
	return report("entries", len(z.File))
}
