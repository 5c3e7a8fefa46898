package patterns

import (
	"database/sql"
	"net/http"
	"strings"
)

// Literals and identifiers that share their helper: what is doubled in a text is the
// quote that the call puts around it.

func quotedLiteral(s string) string { return enclosed(s, `'`) }

func quotedIdentifier(s string) string { return enclosed(s, `"`) }

func enclosed(s, quote string) string {
	return quote + strings.ReplaceAll(s, quote, quote+quote) + quote
}

// Enclosed is given whatever its callers have.
func Enclosed(db *sql.DB, name, sort string) {
	db.Query(`SELECT id FROM users WHERE name = ` + quotedLiteral(name) + ` ORDER BY ` + quotedIdentifier(sort))
}

func twice(s, quote string) string { return strings.ReplaceAll(s, quote, quote+quote) }

// EnclosedOtherwise doubles other quotes than those around the text.
func EnclosedOtherwise(db *sql.DB, name string) {
	db.Query(`SELECT id FROM users WHERE name = '` + twice(name, `"`) + `'`) // want sqlconcat/dynamic
	db.Query(`SELECT id FROM users WHERE name = '` + twice(name, `'`) + `'`)
}

// A column's quotes can be left by nothing that comes from a request.
func enclosedColumn(db *sql.DB, r *http.Request) {
	db.Query(`SELECT id FROM users ORDER BY ` + quotedIdentifier(r.FormValue("sort")))
	db.Query(`SELECT id FROM users ORDER BY ` + twice(r.FormValue("sort"), `"`)) // want sqlconcat/untrusted
}
