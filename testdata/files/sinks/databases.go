package sinks

import (
	"net/http"
	"path/filepath"

	"gorm.io/driver/sqlite"
)

// A database of SQLite is a file.
func databaseOfName(w http.ResponseWriter, r *http.Request) {
	use(sqlite.Open(filepath.Join(root, r.FormValue("database")))) // want pathjoin/untrusted
}

func databaseOfCheckedName(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("database")
	if !filepath.IsLocal(name) {
		return
	}
	use(sqlite.Open(filepath.Join(root, name)))
}
