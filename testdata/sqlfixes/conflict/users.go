// Package conflict has drivers with different placeholders: there are no fixes.
package conflict

import (
	"database/sql"
	"net/http"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)

func open(driver, source string) (*sql.DB, error) { return sql.Open(driver, source) }

func quotedValue(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	return db.Query("SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'") // want sqlconcat/untrusted
}
