// Package caller hands what a client sends to a package that builds a statement of
// it.
package caller

import (
	"database/sql"
	"net/http"

	"github.com/secvet/secvet/testdata/drivers/differ/builder"
)

// Products lists products.
func Products(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		rows, err := builder.Page(db, r.FormValue("order"))
		if err != nil {
			http.Error(w, "try again later", http.StatusInternalServerError)
			return
		}
		rows.Close()
	}
}
