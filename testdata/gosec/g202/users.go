// Package g202 joins statements from pieces.
package g202

import (
	"context"
	"database/sql"
	"net/http"
	"os"
	"strings"
)

type Users struct{ DB *sql.DB }

// Named joins the text of a request.
func (u *Users) Named(r *http.Request) (*sql.Rows, error) {
	return u.DB.QueryContext(r.Context(), "SELECT id FROM users WHERE name = '"+r.URL.Query().Get("name")+"'") // gosec: G701 // flaw: sqlconcat/untrusted
}

// Placed hands it over beside the statement.
func (u *Users) Placed(r *http.Request) (*sql.Rows, error) {
	return u.DB.QueryContext(r.Context(), "SELECT id FROM users WHERE name = ?", r.URL.Query().Get("name"))
}

// Among joins placeholders, one for each name.
func (u *Users) Among(ctx context.Context, names []string) (*sql.Rows, error) {
	args := make([]any, len(names))
	for i, n := range names {
		args[i] = n
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", ")
	return u.DB.QueryContext(ctx, "SELECT id FROM users WHERE name IN ("+marks+")", args...)
}

const columns = "id, name"

// All joins constants.
func (u *Users) All(ctx context.Context) (*sql.Rows, error) {
	return u.DB.QueryContext(ctx, "SELECT "+columns+" FROM users")
}

// Asked joins what the operator has typed: a note.
func (u *Users) Asked(ctx context.Context) (*sql.Rows, error) {
	return u.DB.QueryContext(ctx, "SELECT id FROM users WHERE name = '"+os.Args[1]+"'") // gosec: G701
}
