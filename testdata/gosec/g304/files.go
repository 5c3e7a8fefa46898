// Package g304 opens files whose names are in variables.
package g304

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

const folder = "/srv/files"

// Show opens what a request names.
func Show(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open(filepath.Join(folder, r.FormValue("name"))) // gosec: G703 // flaw: pathjoin/untrusted
	send(w, f, err)
}

// ShowBase opens its last element.
func ShowBase(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open(filepath.Join(folder, filepath.Base(r.FormValue("name"))))
	send(w, f, err)
}

// ShowLocal refuses what leads out of the folder.
func ShowLocal(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) {
		http.NotFound(w, r)
		return
	}
	f, err := os.Open(filepath.Join(folder, name)) // gosec: G304 G703
	send(w, f, err)
}

// ShowRooted has the operating system see to it.
func ShowRooted(w http.ResponseWriter, r *http.Request) {
	f, err := os.OpenInRoot(folder, r.FormValue("name"))
	send(w, f, err)
}

// ShowUnder compares with the folder without a separator, so that /srv/files-private
// passes.
func ShowUnder(w http.ResponseWriter, r *http.Request) {
	name := filepath.Join(folder, r.FormValue("name"))
	if !strings.HasPrefix(name, folder) { // flaw: pathjoin/broken-guard
		http.NotFound(w, r)
		return
	}
	f, err := os.Open(name) // gosec: G304 G703
	send(w, f, err)
}

// Remove deletes what a request names.
func Remove(w http.ResponseWriter, r *http.Request) {
	if err := os.Remove(folder + "/" + r.URL.Query().Get("name")); err != nil { // gosec: G703 // flaw: pathjoin/untrusted
		http.NotFound(w, r)
	}
}

// Read reads what the operator names, for a tool's own use: a note.
func Read() ([]byte, error) {
	if len(os.Args) > 1 {
		return os.ReadFile(os.Args[1]) // gosec: G703
	}
	return os.ReadFile(filepath.Clean(os.Getenv("SETTINGS"))) // gosec: G703
}

// Load reads what the caller names: a note.
func Load(name string) ([]byte, error) {
	return os.ReadFile(name) // gosec: G304
}

func send(w http.ResponseWriter, f *os.File, err error) {
	if err != nil {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	defer f.Close()
	_, _ = io.Copy(w, f)
}
