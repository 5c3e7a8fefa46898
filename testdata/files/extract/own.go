package extract

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// record is an entry of an archive format whose reader is this package.
type record struct {
	name string
	mode uint32
	body io.Reader
}

// records reads a format in which the lengths of a name and of what belongs to it
// stand before both.
type records struct {
	r   io.ReaderAt
	pos int64
}

func (r *records) read(p []byte) error {
	n, err := r.r.ReadAt(p, r.pos)
	r.pos += int64(n)
	return err
}

// next is the next record.
func (r *records) next() (record, error) {
	head := make([]byte, 12)
	if err := r.read(head); err != nil {
		return record{}, err
	}
	name := make([]byte, binary.BigEndian.Uint32(head))
	if err := r.read(name); err != nil {
		return record{}, err
	}
	size := int64(binary.BigEndian.Uint32(head[4:]))
	body := io.NewSectionReader(r.r, r.pos, size)
	r.pos += size
	return record{name: string(name), mode: binary.BigEndian.Uint32(head[8:]), body: body}, nil
}

// Unpack makes the files of an archive below a folder.
func Unpack(dir string, archive io.ReaderAt) error {
	r := &records{r: archive}
	for {
		rec, err := r.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := write(filepath.Join(dir, rec.name), rec.body); err != nil { // want pathjoin/archive
			return err
		}
	}
}

// UnpackLocal refuses names that lead out.
func UnpackLocal(dir string, archive io.ReaderAt) error {
	r := &records{r: archive}
	for {
		rec, err := r.next()
		if err != nil {
			return err
		}
		if !filepath.IsLocal(rec.name) {
			return fmt.Errorf("%q: %w", rec.name, errName)
		}
		if err := write(filepath.Join(dir, rec.name), rec.body); err != nil {
			return err
		}
	}
}

// UnpackBelow forgets the separator.
func UnpackBelow(dir string, archive io.ReaderAt) error {
	r := &records{r: archive}
	for {
		rec, err := r.next()
		if err != nil {
			return err
		}
		name := filepath.Join(dir, rec.name)
		if !strings.HasPrefix(name, dir) { // want pathjoin/broken-guard
			return errName
		}
		if err := write(name, rec.body); err != nil {
			return err
		}
	}
}

// UnpackLinks makes links that lead where the archive says.
func UnpackLinks(dir string, archive io.ReaderAt) error {
	r := &records{r: archive}
	for {
		rec, err := r.next()
		if err != nil {
			return err
		}
		target, err := io.ReadAll(rec.body)
		if err != nil {
			return err
		}
		if err := os.Symlink(string(target), filepath.Join(dir, filepath.Base(rec.name))); err != nil { // want pathjoin/link-target
			return err
		}
	}
}

// header is the fixed part of a record in another format.
type header struct {
	Name [64]byte
	Size uint32
}

// UnpackFixed reads names that are padded with zeros.
func UnpackFixed(dir string, archive io.Reader) error {
	var h header
	if err := binary.Read(archive, binary.LittleEndian, &h); err != nil {
		return err
	}
	name := string(bytes.TrimRight(h.Name[:], "\x00"))
	return write(filepath.Join(dir, name), io.LimitReader(archive, int64(h.Size))) // want pathjoin/archive
}

// UnpackNumbered takes nothing of the names.
func UnpackNumbered(dir string, archive io.Reader) error {
	var h header
	if err := binary.Read(archive, binary.LittleEndian, &h); err != nil {
		return err
	}
	return write(filepath.Join(dir, fmt.Sprintf("%08x", h.Size)), archive)
}

// layout is a configuration that is handed over as a document: whoever writes it
// says where files are.
type layout struct{ Cache, Index string }

func FromDocument(dir string, r io.Reader) error {
	var l layout
	if err := json.NewDecoder(r).Decode(&l); err != nil {
		return err
	}
	return os.MkdirAll(filepath.Join(dir, l.Cache), 0o755)
}

// FromLines reads a list of names.
func FromLines(dir string, r io.Reader) error {
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if err := os.MkdirAll(filepath.Join(dir, lines.Text()), 0o755); err != nil {
			return err
		}
	}
	return lines.Err()
}

// Lookup reads what is named, and makes nothing.
func Lookup(dir string, archive io.ReaderAt) ([]byte, error) {
	r := &records{r: archive}
	rec, err := r.next()
	if err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, rec.name))
}

// WholeName is told where to write, by whoever writes to the stream.
func WholeName(control io.Reader, text []byte) error {
	name := make([]byte, 64)
	n, err := io.ReadFull(control, name)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return os.WriteFile(string(name[:n]), text, 0o600)
}

// replacement writes a file under another name and renames it.
type replacement struct {
	*os.File
	temporary, target string
}

func (r *replacement) commit() error { return os.Rename(r.temporary, r.target) }

// Replace writes what it is handed to a file: no name comes out of it.
func Replace(name string, content io.Reader) error {
	f, err := os.CreateTemp(filepath.Dir(name), "new")
	if err != nil {
		return err
	}
	r := &replacement{f, f.Name(), name}
	if _, err := io.Copy(r, content); err != nil {
		return err
	}
	return r.commit()
}
