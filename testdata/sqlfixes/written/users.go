// Package written names no driver, but another statement shows its placeholders.
package written

import (
	"database/sql"
	"net/http"
)

func byID(db *sql.DB, id int) *sql.Row {
	return db.QueryRow("SELECT name FROM users WHERE id = $1", id)
}

func quotedValue(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	return db.Query("SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'") // want sqlconcat/untrusted
}
