// Package sweeper hands folders to a package that knows what lies in them.
package sweeper

import (
	"net/http"
	"path/filepath"

	"github.com/secvet/secvet/testdata/layers/disk"
)

const shelves = "/srv/shelves"

// Sweep sweeps a shelf: one flaw, whatever is done below the folder.
func Sweep(w http.ResponseWriter, r *http.Request) {
	shelf := filepath.Join(shelves, r.FormValue("shelf")) // flaw: pathjoin/untrusted
	if err := disk.Sweep(shelf); err != nil {
		http.Error(w, "not swept", http.StatusInternalServerError)
	}
}

// SweepLocal sweeps a shelf that lies among the others.
func SweepLocal(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("shelf")
	if !filepath.IsLocal(name) || name == "." {
		http.NotFound(w, r)
		return
	}
	if err := disk.Sweep(filepath.Join(shelves, name)); err != nil {
		http.Error(w, "not swept", http.StatusInternalServerError)
	}
}
