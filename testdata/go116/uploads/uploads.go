// Package uploads may be built with Go 1.16, whose multipart reader hands the file
// name on as the client wrote it; since Go 1.17 it is the base name.
package uploads

import (
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
)

const root = "/srv/uploads"

func joined(w http.ResponseWriter, r *http.Request) {
	file, header, err := r.FormFile("file")
	if err != nil {
		http.Error(w, "no file", http.StatusBadRequest)
		return
	}
	defer file.Close()
	save(w, filepath.Join(root, header.Filename), file) // want pathjoin/untrusted
}

func baseOnly(w http.ResponseWriter, r *http.Request) {
	file, header, err := r.FormFile("file")
	if err != nil {
		http.Error(w, "no file", http.StatusBadRequest)
		return
	}
	defer file.Close()
	save(w, filepath.Join(root, filepath.Base(header.Filename)), file)
}

func part(w http.ResponseWriter, p *multipart.Part) {
	save(w, filepath.Join(root, p.FileName()), p) // want pathjoin/untrusted
}

func save(w http.ResponseWriter, name string, content io.Reader) {
	f, err := os.Create(name)
	if err != nil {
		http.Error(w, "cannot save", http.StatusInternalServerError)
		return
	}
	defer f.Close()
	if _, err := io.Copy(f, content); err != nil {
		http.Error(w, "cannot save", http.StatusInternalServerError)
	}
}
