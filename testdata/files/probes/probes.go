// Package probes asks about files and does nothing with them: findings are notes.
package probes

import (
	"net/http"
	"os"
	"path/filepath"

	"github.com/spf13/afero"
)

func use(...any) {}

var disk = afero.NewOsFs()

func probes(w http.ResponseWriter, r *http.Request) {
	use(os.Stat(r.FormValue("a")))                    // want pathjoin/probe
	use(os.Lstat(r.FormValue("b")))                   // want pathjoin/probe
	use(os.Readlink(r.FormValue("c")))                // want pathjoin/probe
	use(afero.Exists(disk, "/srv/"+r.FormValue("d"))) // want pathjoin/probe
}

func probedBelow(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) {
		return
	}
	use(os.Stat(filepath.Join("/srv", name)))
}

// probedAndOpened is a flaw of its own kind: the probe says nothing more.
func probedAndOpened(w http.ResponseWriter, r *http.Request) {
	path := filepath.Join("/srv", r.FormValue("name")) // want pathjoin/untrusted
	if _, err := os.Stat(path); err != nil {
		return
	}
	use(os.Open(path))
}
