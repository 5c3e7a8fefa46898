// Package media keeps product images and invoices as files.
package media

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// ErrName is returned for a file name that leads out of the folder it belongs
// to.
var ErrName = errors.New("file name not allowed")

// maxImage is the largest image that an archive may hold.
const maxImage = 8 << 20

// Images is a folder with product images.
type Images struct {
	dir string
}

// NewImages returns the images below dir.
func NewImages(dir string) *Images { return &Images{dir: dir} }

// Open opens an image by its name, such as "chairs/oak.jpg".
func (m *Images) Open(name string) (*os.File, error) {
	return os.Open(filepath.Join(m.dir, name)) // flaw: pathjoin/untrusted
}

// OpenThumbnail opens the small version of an image.
func (m *Images) OpenThumbnail(name string) (*os.File, error) {
	return os.OpenInRoot(filepath.Join(m.dir, "thumbnails"), name) // right: nothing outside the folder opens
}

// OpenOriginal opens the large version of an image.
func (m *Images) OpenOriginal(name string) (*os.File, error) {
	if !filepath.IsLocal(name) {
		return nil, fmt.Errorf("%w: %q", ErrName, name)
	}
	return os.Open(filepath.Join(m.dir, "originals", name)) // right: checked above
}

// OpenForProduct opens the main image of a product.
func (m *Images) OpenForProduct(id int64) (*os.File, error) {
	return os.Open(filepath.Join(m.dir, strconv.FormatInt(id, 10)+".jpg")) // right: a number leads nowhere
}

// Delete removes an image.
func (m *Images) Delete(name string) error {
	path := filepath.Join(m.dir, name)
	if !strings.HasPrefix(path, filepath.Clean(m.dir)) { // flaw: pathjoin/broken-guard
		return fmt.Errorf("%w: %q", ErrName, name)
	}
	return os.Remove(path)
}

// DeleteThumbnail removes the small version of an image.
func (m *Images) DeleteThumbnail(name string) error {
	dir := filepath.Join(m.dir, "thumbnails")
	path := filepath.Join(dir, name)
	if !strings.HasPrefix(path, dir+string(filepath.Separator)) { // right: the separator keeps "thumbnails-old" out
		return fmt.Errorf("%w: %q", ErrName, name)
	}
	return os.Remove(path)
}

// Import unpacks an archive of images.
func (m *Images) Import(archive *zip.Reader) error {
	for _, f := range archive.File {
		if f.FileInfo().IsDir() {
			continue
		}
		path := filepath.Join(m.dir, f.Name) // flaw: pathjoin/archive
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := copyEntry(path, f); err != nil {
			return fmt.Errorf("import %q: %w", f.Name, err)
		}
	}
	return nil
}

func copyEntry(path string, f *zip.File) error {
	src, err := f.Open()
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	if _, err := io.Copy(dst, io.LimitReader(src, maxImage)); err != nil {
		dst.Close()
		return err
	}
	return dst.Close()
}

// ImportThumbnails unpacks an archive of small images.
func (m *Images) ImportThumbnails(archive *zip.Reader) error {
	root, err := os.OpenRoot(m.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, f := range archive.File {
		if f.FileInfo().IsDir() {
			continue
		}
		if err := root.MkdirAll(filepath.Dir(f.Name), 0o755); err != nil {
			return err
		}
		dst, err := root.Create(f.Name) // right: the root holds every name inside
		if err != nil {
			return err
		}
		if err := copyTo(dst, f); err != nil {
			return fmt.Errorf("import %q: %w", f.Name, err)
		}
	}
	return nil
}

func copyTo(dst *os.File, f *zip.File) error {
	src, err := f.Open()
	if err != nil {
		return errors.Join(err, dst.Close())
	}
	defer src.Close()
	_, err = io.Copy(dst, io.LimitReader(src, maxImage))
	return errors.Join(err, dst.Close())
}

// Invoices is a folder with one file for each paid order.
type Invoices struct {
	dir string
}

// NewInvoices returns the invoices below dir.
func NewInvoices(dir string) *Invoices { return &Invoices{dir: dir} }

// Read returns an invoice in one of the formats "pdf", "xml" and "txt".
func (v *Invoices) Read(order int64, format string) ([]byte, error) {
	switch format {
	case "pdf", "xml", "txt":
	default:
		return nil, fmt.Errorf("%w: format %q", ErrName, format)
	}
	name := fmt.Sprintf("invoice-%d.%s", order, format) // right: one of three formats
	return os.ReadFile(filepath.Join(v.dir, name))
}

// Write stores an invoice.
func (v *Invoices) Write(order int64, format string, content []byte) error {
	path, err := within(v.dir, fmt.Sprintf("invoice-%d.%s", order, format))
	if err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o600) // right: within refuses what leads out of the folder
}

// within joins name to dir and refuses names that lead out of it.
func within(dir, name string) (string, error) {
	rel, err := filepath.Localize(name)
	if err != nil {
		return "", fmt.Errorf("%w: %q", ErrName, name)
	}
	return filepath.Join(dir, rel), nil
}
