// Package sqlstore keeps products, orders and accounts in a SQL database.
package sqlstore

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
)

//go:embed schema.sql
var schema string

// Store implements the Store interfaces of catalogue, orders and accounts.
type Store struct {
	db *sql.DB
}

// New returns a store on top of db.
func New(db *sql.DB) *Store { return &Store{db: db} }

// Migrate creates the tables that are missing.
func (s *Store) Migrate(ctx context.Context) error {
	if _, err := s.db.ExecContext(ctx, schema); err != nil { // right: embedded text
		return fmt.Errorf("create schema: %w", err)
	}
	return nil
}

// collect reads all rows with scan and closes them.
func collect[T any](rows *sql.Rows, scan func(*T) []any) ([]T, error) {
	defer rows.Close()
	var all []T
	for rows.Next() {
		var v T
		if err := rows.Scan(scan(&v)...); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}
