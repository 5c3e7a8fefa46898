// Package unknown is code on a database that nothing in it names: there are no fixes.
package unknown

import (
	"database/sql"
	"net/http"
)

func quotedValue(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	return db.Query("SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'") // want sqlconcat/untrusted
}
