package callers

import (
	"database/sql"

	"github.com/secvet/secvet/testdata/engine/remote/dbutil"
)

var (
	db      *sql.DB
	wrapped dbutil.DB
)

// Use sets the database that the handlers query.
func Use(d *sql.DB) {
	db = d
	wrapped = dbutil.DB{DB: d}
}
