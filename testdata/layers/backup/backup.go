// Package backup lays out backups, which come from wherever somebody keeps them.
package backup

import (
	"archive/tar"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"github.com/secvet/secvet/testdata/layers/hostfs"
)

// Extractor lays out archives below a folder.
type Extractor struct {
	fs  hostfs.FS
	dir string
}

// New returns an extractor.
func New(fs hostfs.FS, dir string) *Extractor { return &Extractor{fs: fs, dir: dir} }

// All lays out an archive. That the check does not hold is one flaw,
// which is told once, where the check stands.
func (e *Extractor) All(r *tar.Reader) error {
	for {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		target, err := inside(e.dir, header.Name)
		if err != nil {
			return err
		}
		if header.Typeflag == tar.TypeDir {
			err = e.fs.MkdirAll(target, 0o755)
		} else {
			err = e.write(target, r)
		}
		if err != nil {
			return err
		}
	}
}

func (e *Extractor) write(target string, r io.Reader) error {
	f, err := e.fs.Create(target)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Close())
}

// inside forgets that other folders may begin like this one.
func inside(dir, name string) (string, error) {
	target := filepath.Join(dir, name)
	if strings.HasPrefix(target, filepath.Clean(dir)) { // flaw: pathjoin/broken-guard
		return target, nil
	}
	return "", errors.New("outside of the folder: " + name)
}

// Checked makes the folders of an archive that stay inside.
func (e *Extractor) Checked(r *tar.Reader) error {
	for {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		target := filepath.Join(e.dir, header.Name)
		if !strings.HasPrefix(target, filepath.Clean(e.dir)+string(filepath.Separator)) {
			return errors.New("outside of the folder: " + header.Name)
		}
		if err := e.fs.MkdirAll(target, 0o755); err != nil {
			return err
		}
	}
}
