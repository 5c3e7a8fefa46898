package store

import (
	"context"
	"database/sql"
)

// Order is a row of the table orders.
type Order struct {
	ID    int64
	Total int64
}

// Orders reads and writes orders.
type Orders struct {
	db    *sql.DB
	table string
}

/*
List returns the orders of a customer in the given order. It trusts
its caller with the name of a column.
*/
func (s *Orders) List(ctx context.Context, customer, sort string) ([]Order, error) {
	query := "SELECT id, total FROM orders WHERE customer = ?"
	query += " ORDER BY " + sort
	rows, err := s.db.QueryContext(ctx, query, customer)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return scan(rows)
}

// Count returns how many orders there are.
func (s *Orders) Count(ctx context.Context) (n int, err error) {
	err = s.db.QueryRowContext(ctx, `
		SELECT count(*)
		FROM `+s.table).Scan(&n)
	return n, err
}

// Delete removes an order.
func (s *Orders) Delete(ctx context.Context, id string) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM orders WHERE id = "+id)
	return err
}

func scan(rows *sql.Rows) (orders []Order, err error) {
	for rows.Next() {
		var o Order
		if err := rows.Scan(&o.ID, &o.Total); err != nil {
			return nil, err
		}
		orders = append(orders, o)
	}
	return orders, rows.Err()
}
