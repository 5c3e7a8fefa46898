// Package mockups shows drafts of pages; only its name looks like one for tests.
package mockups

import (
	"net/http"
	"os"
	"path/filepath"
)

// Serve answers with a file.
func Serve(w http.ResponseWriter, r *http.Request) {
	text, err := os.ReadFile(filepath.Join("/srv", r.FormValue("name"))) // want pathjoin/untrusted
	if err == nil {
		_, _ = w.Write(text)
	}
}
