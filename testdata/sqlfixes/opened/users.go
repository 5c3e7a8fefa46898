// Package opened names a driver that its main package imports.
package opened

import (
	"database/sql"
	"net/http"
)

func open(source string) (*sql.DB, error) { return sql.Open("sqlserver", source) }

func quotedValue(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	return db.Query("SELECT id FROM users WHERE age > @p1 AND name = '"+r.FormValue("name")+"'", 3) // want sqlconcat/untrusted
}
