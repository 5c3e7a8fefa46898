// Package builder builds statements for others.
package builder

import "database/sql"

// Page returns one page of a table, in the order that the caller wants.
func Page(db *sql.DB, order string) (*sql.Rows, error) {
	query := "SELECT name FROM products"
	if order != "" {
		query += " ORDER BY " + order
	}
	return db.Query(query + " LIMIT 20")
}
