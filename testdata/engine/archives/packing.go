package archives

import (
	"archive/tar"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
)

// Whoever writes an archive fills the same headers as those that are read from one.

// packer writes an archive of the files below a folder.
type packer struct {
	to   *tar.Writer
	root string
}

// Pack gives a header that it has made to its own helpers.
func (p *packer) Pack(name string, info fs.FileInfo) error {
	h, err := tar.FileInfoHeader(info, "")
	if err != nil {
		return err
	}
	h.Name = filepath.ToSlash(name)
	if err := p.to.WriteHeader(h); err != nil {
		return err
	}
	return p.content(h)
}

func (p *packer) content(h *tar.Header) error {
	f, err := os.Open(filepath.Join(p.root, h.Name))
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(p.to, f)
	return err
}

// PackLiteral makes one of its own.
func (p *packer) PackLiteral(name string) error {
	return p.copyOf(&tar.Header{Name: name, Mode: 0o600})
}

func (p *packer) copyOf(h *tar.Header) error {
	return os.WriteFile(filepath.Join(p.root, h.Name), nil, 0o600)
}

// PackBase keeps the name that the file has on the disk.
func (p *packer) PackBase(info fs.FileInfo) error {
	h, err := tar.FileInfoHeader(info, "")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(p.root, h.Name), nil, 0o600)
}

// PackRequested puts the name from a request into it.
func (p *packer) PackRequested(r *http.Request, info fs.FileInfo) error {
	h, err := tar.FileInfoHeader(info, "")
	if err != nil {
		return err
	}
	h.Name = r.FormValue("name")
	return p.requested(h)
}

func (p *packer) requested(h *tar.Header) error {
	return os.WriteFile(filepath.Join(p.root, h.Name), nil, 0o600) // want pathjoin/untrusted
}

// Repack writes what it reads from another archive.
func (p *packer) Repack(from *tar.Reader) error {
	h, err := from.Next()
	if err != nil {
		return err
	}
	return p.repacked(h, from)
}

func (p *packer) repacked(h *tar.Header, from io.Reader) error {
	return write(filepath.Join(p.root, h.Name), from) // want pathjoin/archive
}

// Unpacked is for others, who may have read it.
func (p *packer) Unpacked(h *tar.Header, from io.Reader) error {
	return write(filepath.Join(p.root, h.Name), from) // want pathjoin/archive
}
