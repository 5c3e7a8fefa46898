// Package extract is about names and links that come out of archives.
package extract

import (
	"archive/tar"
	"archive/zip"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/bodgit/sevenzip"
	kzip "github.com/klauspost/compress/zip"
	"github.com/mholt/archives"
	"github.com/nwaples/rardecode/v2"
)

var errName = errors.New("invalid name")

func write(name string, r io.Reader) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Close())
}

func seven(dir string, r *sevenzip.ReadCloser) error {
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			return err
		}
		if err := write(filepath.Join(dir, f.Name), rc); err != nil { // want pathjoin/archive
			return err
		}
	}
	return nil
}

func klauspost(dir string, r *kzip.Reader) error {
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			return err
		}
		if err := write(filepath.Join(dir, f.Name), rc); err != nil { // want pathjoin/archive
			return err
		}
	}
	return nil
}

func rar(dir string, r *rardecode.Reader) error {
	for {
		h, err := r.Next()
		if err != nil {
			return err
		}
		if err := write(filepath.Join(dir, h.Name), r); err != nil { // want pathjoin/archive
			return err
		}
	}
}

func withCallback(dir string, r io.Reader) error {
	return archives.Zip{}.Extract(context.Background(), r, func(ctx context.Context, f archives.FileInfo) error {
		rc, err := f.Open()
		if err != nil {
			return err
		}
		return write(filepath.Join(dir, f.NameInArchive), rc) // want pathjoin/archive
	})
}

func withCallbackChecked(dir string, r io.Reader) error {
	return archives.Zip{}.Extract(context.Background(), r, func(ctx context.Context, f archives.FileInfo) error {
		if !filepath.IsLocal(f.NameInArchive) {
			return errName
		}
		rc, err := f.Open()
		if err != nil {
			return err
		}
		return write(filepath.Join(dir, f.NameInArchive), rc)
	})
}

// each hands the names to whoever walks over an archive.
func each(r *tar.Reader, visit func(name string, r io.Reader) error) error {
	for {
		h, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := visit(h.Name, r); err != nil {
			return err
		}
	}
}

func withOwnCallback(dir string, r *tar.Reader) error {
	return each(r, func(name string, r io.Reader) error {
		return write(filepath.Join(dir, name), r) // want pathjoin/archive
	})
}

// skipped looks at the name and goes on to the next.
func skipped(dir string, z *zip.Reader) error {
	for _, f := range z.File {
		if strings.Contains(f.Name, "..") {
			continue
		}
		if err := os.MkdirAll(filepath.Join(dir, f.Name), 0o755); err != nil {
			return err
		}
	}
	return nil
}

// writtenBack cleans the name in the header.
func writtenBack(dir string, r *tar.Reader) error {
	for {
		h, err := r.Next()
		if err != nil {
			return err
		}
		h.Name = filepath.Clean("/" + h.Name)
		if err := write(filepath.Join(dir, h.Name), r); err != nil {
			return err
		}
	}
}

func cleanedOnly(dir string, r *tar.Reader) error {
	for {
		h, err := r.Next()
		if err != nil {
			return err
		}
		name := filepath.Clean(h.Name) // want pathjoin/broken-guard
		if err := write(filepath.Join(dir, name), r); err != nil {
			return err
		}
	}
}

func folderOfFile(dir string, z *zip.Reader) error {
	for _, f := range z.File {
		name := filepath.Join(dir, f.Name) // want pathjoin/archive one finding
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		rc, err := f.Open()
		if err != nil {
			return err
		}
		if err := write(name, rc); err != nil {
			return err
		}
	}
	return nil
}

func formatted(dir string, z *zip.Reader) error {
	for _, f := range z.File {
		if err := os.MkdirAll(fmt.Sprintf("%s/%s", dir, f.Name), 0o755); err != nil { // want pathjoin/archive
			return err
		}
	}
	return nil
}

func links(dir string, r *tar.Reader) error {
	for {
		h, err := r.Next()
		if err != nil {
			return err
		}
		if !filepath.IsLocal(h.Name) {
			return errName
		}
		name := filepath.Join(dir, h.Name)
		switch h.Typeflag {
		case tar.TypeSymlink:
			err = os.Symlink(h.Linkname, name) // want pathjoin/link-target
		case tar.TypeLink:
			err = os.Link(filepath.Join(dir, h.Linkname), name) // want pathjoin/link-target
		}
		if err != nil {
			return err
		}
	}
}

func linksChecked(dir string, r *tar.Reader) error {
	for {
		h, err := r.Next()
		if err != nil {
			return err
		}
		if !filepath.IsLocal(h.Name) {
			return errName
		}
		name := filepath.Join(dir, h.Name)
		switch h.Typeflag {
		case tar.TypeSymlink:
			if filepath.IsAbs(h.Linkname) || !filepath.IsLocal(filepath.Join(filepath.Dir(h.Name), h.Linkname)) {
				return errName
			}
			err = os.Symlink(h.Linkname, name)
		case tar.TypeLink:
			if !filepath.IsLocal(h.Linkname) {
				return errName
			}
			err = os.Link(filepath.Join(dir, h.Linkname), name)
		}
		if err != nil {
			return err
		}
	}
}

// absoluteLink forgets that Join makes an absolute target local.
func absoluteLink(dir string, h *tar.Header) error {
	if !filepath.IsLocal(h.Name) || !filepath.IsLocal(filepath.Join(filepath.Dir(h.Name), h.Linkname)) {
		return errName
	}
	return os.Symlink(h.Linkname, filepath.Join(dir, h.Name)) // want pathjoin/link-target
}

// entry is the header of a format of our own.
type entry struct {
	Name string
	Size uint32
}

func readEntry(r io.Reader) (*entry, error) {
	var size [2]uint32
	if err := binary.Read(r, binary.LittleEndian, &size); err != nil {
		return nil, err
	}
	name := make([]byte, size[0])
	if _, err := io.ReadFull(r, name); err != nil {
		return nil, err
	}
	return &entry{Name: string(name), Size: size[1]}, nil
}

func ownFormat(dir string, w http.ResponseWriter, r *http.Request) {
	e, err := readEntry(r.Body)
	if err != nil {
		return
	}
	write(filepath.Join(dir, e.Name), r.Body) // want pathjoin/untrusted
}

type manifest struct {
	Files []struct{ Path, Text string }
}

func inManifest(dir string, z *zip.Reader) error {
	f, err := z.Open("manifest.json")
	if err != nil {
		return err
	}
	var m manifest
	if err := json.NewDecoder(f).Decode(&m); err != nil {
		return err
	}
	for _, f := range m.Files {
		if err := os.WriteFile(filepath.Join(dir, f.Path), []byte(f.Text), 0o644); err != nil { // want pathjoin/archive
			return err
		}
	}
	return nil
}

func partName(dir string, p *multipart.Part) error {
	return write(filepath.Join(dir, p.FileName()), p) // the base name only
}

func partNameByHand(dir string, p *multipart.Part) error {
	_, params, err := mime.ParseMediaType(p.Header.Get("Content-Disposition"))
	if err != nil {
		return err
	}
	return write(filepath.Join(dir, params["filename"]), p) // want pathjoin/untrusted
}
