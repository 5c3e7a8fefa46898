// Package store keeps orders.
package store

import (
	"context"
	"database/sql"
)

// Store keeps orders in a database.
type Store struct {
	DB *sql.DB
}

// Orders returns the numbers of all orders.
func (s *Store) Orders(ctx context.Context, sort string) ([]string, error) {
	query := "SELECT id FROM orders"
	if sort != "" {
		query += " ORDER BY " + sort
	}
	rows, err := s.DB.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// Count counts the orders of a customer.
func (s *Store) Count(ctx context.Context, customer string) (n int, err error) {
	err = s.DB.QueryRowContext(ctx, "SELECT count(*) FROM orders WHERE customer = '"+customer+"'").Scan(&n)
	return n, err
}

// Close marks an order as done.
func (s *Store) Close(ctx context.Context, id string) error {
	_, err := s.DB.ExecContext(ctx, "UPDATE orders SET done = 1 WHERE id = ?", id)
	return err
}
