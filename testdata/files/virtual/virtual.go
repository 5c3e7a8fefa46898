// Package virtual is about file systems that are values.
package virtual

import (
	"archive/zip"
	"net/http"
	"path"
	"path/filepath"

	"github.com/go-git/go-billy/v5"
	"github.com/go-git/go-billy/v5/memfs"
	"github.com/go-git/go-billy/v5/osfs"
	"github.com/spf13/afero"
)

func use(...any) {}

func onDisk(w http.ResponseWriter, r *http.Request) {
	use(afero.NewOsFs().Remove(filepath.Join("/srv", r.FormValue("name"))))        // want pathjoin/untrusted
	use(afero.WriteFile(afero.NewOsFs(), "/srv/"+r.FormValue("name"), nil, 0o600)) // want pathjoin/untrusted
	use(afero.WriteFile(afero.NewOsFs(), "/srv/x", []byte(r.FormValue("text")), 0o600))
}

func inMemory(w http.ResponseWriter, r *http.Request) {
	fs := afero.NewMemMapFs()
	use(fs.Remove(filepath.Join("/srv", r.FormValue("name"))))
	use(afero.ReadFile(fs, r.FormValue("name")))
	use(afero.ReadFile(&afero.MemMapFs{}, r.FormValue("name")))
}

func behindBase(w http.ResponseWriter, r *http.Request) {
	fs := afero.NewBasePathFs(afero.NewOsFs(), "/srv/data")
	use(fs.Open(r.FormValue("name"))) // want pathjoin/broken-guard ../data-evil has the base as its prefix
}

func readOnly(w http.ResponseWriter, r *http.Request) {
	fs := afero.NewReadOnlyFs(afero.NewOsFs())
	use(fs.Open(r.FormValue("name"))) // want pathjoin/untrusted
	use(afero.NewReadOnlyFs(afero.NewMemMapFs()).Open(r.FormValue("name")))
}

func baseFromRequest(w http.ResponseWriter, r *http.Request) {
	use(afero.NewBasePathFs(afero.NewOsFs(), filepath.Join("/srv", r.FormValue("user")))) // want pathjoin/untrusted
}

func bounded(w http.ResponseWriter, r *http.Request) {
	use(osfs.New("/srv", osfs.WithBoundOS()).Open(r.FormValue("name")))
	use(osfs.New("/srv").Open(r.FormValue("name"))) // lexical: links aside, it holds
	use(memfs.New().Open(r.FormValue("name")))
}

// given is a file system of somebody's: a whole path is its own to confine.
func given(fs afero.Fs, r *http.Request) {
	use(fs.Open(r.FormValue("name")))
	use(fs.Remove(filepath.Join("/users", "x", r.FormValue("name")))) // want pathjoin/limited meant to stay below its folder
}

func extracted(fs billy.Filesystem, z *zip.Reader) error {
	for _, f := range z.File {
		if _, err := fs.Create(f.Name); err != nil {
			return err
		}
	}
	return nil
}

// Disk is a file system of our own.
type Disk interface {
	WriteFile(name string, data []byte) error
	MkdirAll(name string) error
	Remove(name string) error
}

func extractOwn(fs Disk, dir string, z *zip.Reader) error {
	for _, f := range z.File {
		if err := fs.WriteFile(filepath.Join(dir, f.Name), nil); err != nil { // want pathjoin/archive
			return err
		}
	}
	return nil
}

func extractOwnChecked(fs Disk, dir string, z *zip.Reader) error {
	for _, f := range z.File {
		if !filepath.IsLocal(f.Name) {
			continue
		}
		if err := fs.WriteFile(filepath.Join(dir, f.Name), nil); err != nil {
			return err
		}
	}
	return nil
}

// One name that three operations get is one flaw.
func upload(w http.ResponseWriter, r *http.Request) {
	fs := afero.NewBasePathFs(afero.NewOsFs(), "/srv/data")
	name := r.FormValue("name")
	use(afero.Exists(fs, name)) // want pathjoin/broken-guard
	use(fs.MkdirAll(path.Dir(name), 0o700))
	use(fs.Create(name))
}
