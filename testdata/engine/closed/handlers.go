package closed

import (
	"database/sql"
	"net/http"
)

var db *sql.DB

// Use sets the database that the handlers query.
func Use(d *sql.DB) { db = d }

// Handlers are all claims of this package.
var Handlers = []http.HandlerFunc{
	callsWithConstants,
	callsWithForeign,
	callsThroughClosed,
	callsThroughValue,
	callsMethodWithConstants,
	callsBehindCheck,
	callsHalfCheckedBehindCheck,
	callsHalfCheckedUnchecked,
}
