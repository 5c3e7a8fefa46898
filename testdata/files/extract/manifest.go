package extract

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// bundle is what the manifest of a packed module says.
type bundle struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// file is one that was read out of an archive.
type file struct {
	name string
	data []byte
}

func filesOf(in io.Reader) ([]*file, error) {
	var files []*file
	tr := tar.NewReader(in)
	for {
		h, err := tr.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if _, err := io.Copy(&b, tr); err != nil {
			return nil, err
		}
		files = append(files, &file{name: h.Name, data: b.Bytes()})
	}
}

func bundleOf(files []*file) (*bundle, error) {
	m := new(bundle)
	for _, f := range files {
		if f.name == "bundle.json" {
			if err := json.Unmarshal(f.data, m); err != nil {
				return nil, err
			}
		}
	}
	return m, nil
}

// manifestName makes a folder with a name that stands in a file of the archive.
func manifestName(dir string, in io.Reader) error {
	files, err := filesOf(in)
	if err != nil {
		return err
	}
	m, err := bundleOf(files)
	if err != nil {
		return err
	}
	return os.MkdirAll(filepath.Join(dir, m.Name), 0o755) // want pathjoin/archive
}

// manifestElement takes one element of it.
func manifestElement(dir string, in io.Reader, content []byte) error {
	files, err := filesOf(in)
	if err != nil {
		return err
	}
	m, err := bundleOf(files)
	if err != nil {
		return err
	}
	if m.Name == "" || m.Name != filepath.Base(m.Name) {
		return fmt.Errorf("invalid name %q", m.Name)
	}
	return os.WriteFile(filepath.Join(dir, m.Name+".json"), content, 0o644)
}

// manifestOfZip decodes the first file of an archive.
func manifestOfZip(dir string, z *zip.Reader, content []byte) error {
	rc, err := z.File[0].Open()
	if err != nil {
		return err
	}
	defer rc.Close()
	var m bundle
	if err := json.NewDecoder(rc).Decode(&m); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%s.bin", m.Name, m.Version)), content, 0o644) // want pathjoin/archive
}

// contentOnly writes what the archive holds where the program says.
func contentOnly(dir string, in io.Reader) error {
	tr := tar.NewReader(in)
	if _, err := tr.Next(); err != nil {
		return err
	}
	b, err := io.ReadAll(tr)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "content"), b, 0o644)
}
