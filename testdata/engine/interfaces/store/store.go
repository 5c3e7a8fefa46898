// Package store implements an interface that it does not know.
package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Store reads users.
type Store struct{ DB *sql.DB }

// List returns users in the order that sort names.
func (s Store) List(ctx context.Context, sort string) (*sql.Rows, error) {
	return s.DB.QueryContext(ctx, "SELECT id FROM users ORDER BY "+sort) // want sqlconcat/untrusted
}

// ListKnown returns users in an order that it knows.
func (s Store) ListKnown(ctx context.Context, sort string) (*sql.Rows, error) {
	switch sort {
	case "name", "created":
		return s.DB.QueryContext(ctx, "SELECT id FROM users ORDER BY "+sort)
	}
	return nil, fmt.Errorf("cannot sort by %q", sort)
}
