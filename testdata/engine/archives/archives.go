// Package archives is about names and links that come out of an archive.
package archives

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

var errName = errors.New("name leads out of the folder")

func write(name string, r io.Reader) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Close())
}

func writeEntry(name string, f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	return write(name, r)
}

// ZipPlain joins and writes.
func ZipPlain(dir string, z *zip.Reader) error {
	for _, f := range z.File {
		if err := writeEntry(filepath.Join(dir, f.Name), f); err != nil { // want pathjoin/archive
			return err
		}
	}
	return nil
}

// ZipLocal refuses names that are not local.
func ZipLocal(dir string, z *zip.Reader) error {
	for _, f := range z.File {
		if !filepath.IsLocal(f.Name) {
			return fmt.Errorf("%q: %w", f.Name, errName)
		}
		if err := writeEntry(filepath.Join(dir, f.Name), f); err != nil {
			return err
		}
	}
	return nil
}

// ZipPrefix refuses what Join leads out of dir.
func ZipPrefix(dir string, z *zip.Reader) error {
	for _, f := range z.File {
		name := filepath.Join(dir, f.Name)
		if !strings.HasPrefix(name, filepath.Clean(dir)+string(os.PathSeparator)) {
			return errName
		}
		if err := writeEntry(name, f); err != nil {
			return err
		}
	}
	return nil
}

// ZipPrefixWithoutSeparator lets dir-old pass.
func ZipPrefixWithoutSeparator(dir string, z *zip.Reader) error {
	for _, f := range z.File {
		name := filepath.Join(dir, f.Name)
		if !strings.HasPrefix(name, filepath.Clean(dir)) { // want pathjoin/broken-guard
			return errName
		}
		if err := writeEntry(name, f); err != nil {
			return err
		}
	}
	return nil
}

// ZipFolderBeforeCheck makes folders before it looks at the name.
func ZipFolderBeforeCheck(dir string, z *zip.Reader) error {
	for _, f := range z.File {
		if f.FileInfo().IsDir() {
			if err := os.MkdirAll(filepath.Join(dir, f.Name), 0o755); err != nil { // want pathjoin/archive
				return err
			}
			continue
		}
		if !filepath.IsLocal(f.Name) {
			return errName
		}
		if err := writeEntry(filepath.Join(dir, f.Name), f); err != nil {
			return err
		}
	}
	return nil
}

// ZipConcatenated needs no Join to lead out.
func ZipConcatenated(dir string, z *zip.Reader) error {
	for _, f := range z.File {
		if err := writeEntry(dir+"/"+f.Name, f); err != nil { // want pathjoin/archive
			return err
		}
	}
	return nil
}

// ZipBase keeps the base name only.
func ZipBase(dir string, z *zip.Reader) error {
	for _, f := range z.File {
		if f.FileInfo().IsDir() {
			continue
		}
		if err := writeEntry(filepath.Join(dir, filepath.Base(f.Name)), f); err != nil {
			return err
		}
	}
	return nil
}

// ZipSkip skips instead of failing.
func ZipSkip(dir string, z *zip.Reader) error {
	for _, f := range z.File {
		if strings.Contains(f.Name, "..") || filepath.IsAbs(f.Name) {
			continue
		}
		if err := writeEntry(filepath.Join(dir, f.Name), f); err != nil {
			return err
		}
	}
	return nil
}

// ZipCopyFS leaves the work to the standard library.
func ZipCopyFS(dir string, z *zip.Reader) error { return os.CopyFS(dir, z) }

// ZipHelper gives the name to a function of the package.
func ZipHelper(dir string, z *zip.Reader) error {
	for _, f := range z.File {
		if err := extract(dir, f); err != nil {
			return err
		}
	}
	return nil
}

func extract(dir string, f *zip.File) error {
	return writeEntry(filepath.Join(dir, f.Name), f) // want pathjoin/archive
}

// ZipHelperChecks gives the name to a function that checks it.
func ZipHelperChecks(dir string, z *zip.Reader) error {
	for _, f := range z.File {
		name, err := target(dir, f.Name)
		if err != nil {
			return err
		}
		if err := writeEntry(name, f); err != nil {
			return err
		}
	}
	return nil
}

func target(dir, name string) (string, error) {
	if !filepath.IsLocal(name) {
		return "", errName
	}
	return filepath.Join(dir, name), nil
}

// ZipContent writes the content of an entry; content is not a name.
func ZipContent(dir string, z *zip.Reader) error {
	for i, f := range z.File {
		if err := writeEntry(filepath.Join(dir, fmt.Sprintf("%04d.bin", i)), f); err != nil {
			return err
		}
	}
	return nil
}

// TarPlain joins and writes.
func TarPlain(dir string, r io.Reader) error {
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := write(filepath.Join(dir, h.Name), t); err != nil { // want pathjoin/archive
			return err
		}
	}
}

// TarRoot writes through a root.
func TarRoot(dir string, r io.Reader) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		f, err := root.Create(h.Name)
		if err != nil {
			return err
		}
		if _, err := io.Copy(f, t); err != nil {
			return err
		}
		f.Close()
	}
}

// TarLinks checks the names and forgets where links lead.
func TarLinks(dir string, r io.Reader) error {
	gz, err := gzip.NewReader(r)
	if err != nil {
		return err
	}
	t := tar.NewReader(gz)
	for {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if !filepath.IsLocal(h.Name) {
			return errName
		}
		name := filepath.Join(dir, h.Name)
		switch h.Typeflag {
		case tar.TypeReg:
			err = write(name, t)
		case tar.TypeSymlink:
			err = os.Symlink(h.Linkname, name) // want pathjoin/link-target
		}
		if err != nil {
			return err
		}
	}
}

// TarLinksChecked checks where links lead, each for itself, as archive tools do.
// (Links that lead through other links can still get out; only a root holds
// those.)
func TarLinksChecked(dir string, r io.Reader) error {
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if !filepath.IsLocal(h.Name) {
			return errName
		}
		name := filepath.Join(dir, h.Name)
		switch h.Typeflag {
		case tar.TypeReg:
			err = write(name, t)
		case tar.TypeSymlink:
			if filepath.IsAbs(h.Linkname) || !filepath.IsLocal(filepath.Join(filepath.Dir(h.Name), h.Linkname)) {
				return errName
			}
			err = os.Symlink(h.Linkname, name)
		}
		if err != nil {
			return err
		}
	}
}

// TarRegularOnly has no links.
func TarRegularOnly(dir string, r io.Reader) error {
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		clean := filepath.Join("/", h.Name)
		if err := write(filepath.Join(dir, clean), t); err != nil {
			return err
		}
	}
}
