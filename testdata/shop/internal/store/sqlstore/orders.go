package sqlstore

import (
	"context"
	"fmt"

	"github.com/secvet/secvet/testdata/shop/internal/orders"
)

const orderColumns = "id, customer, product, quantity, total, status, created_at"

// orderSorts holds the columns that a customer may sort by.
var orderSorts = map[string]string{
	"":       "created_at",
	"date":   "created_at",
	"status": "status",
	"total":  "total",
}

func orderFields(o *orders.Order) []any {
	return []any{&o.ID, &o.Customer, &o.Product, &o.Quantity, &o.Total, &o.Status, &o.CreatedAt}
}

// CreateOrder implements [orders.Store]. It takes the goods off the stock.
func (s *Store) CreateOrder(ctx context.Context, o orders.Order) (int64, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	res, err := tx.ExecContext(ctx, "UPDATE products SET stock = stock - ? WHERE id = ? AND stock >= ?",
		o.Quantity, o.Product, o.Quantity)
	if err != nil {
		return 0, fmt.Errorf("take off stock: %w", err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return 0, orders.ErrOutOfStock
	}
	res, err = tx.ExecContext(ctx,
		"INSERT INTO orders (customer, product, quantity, total, status, created_at) VALUES (?, ?, ?, ?, ?, ?)",
		o.Customer, o.Product, o.Quantity, o.Total, o.Status, o.CreatedAt)
	if err != nil {
		return 0, fmt.Errorf("create order: %w", err)
	}
	id, err := res.LastInsertId()
	if err != nil {
		return 0, err
	}
	return id, tx.Commit()
}

// Orders implements [orders.Store].
func (s *Store) Orders(ctx context.Context, page orders.Page) ([]orders.Order, error) {
	column, ok := orderSorts[page.Sort]
	if !ok {
		return nil, fmt.Errorf("%w: %q", orders.ErrSort, page.Sort)
	}
	q := "SELECT " + orderColumns + " FROM orders WHERE customer = ? ORDER BY " + column // right: a column of the map above
	if page.Desc {
		q += " DESC"
	}
	rows, err := s.db.QueryContext(ctx, q+" LIMIT ?", page.Customer, page.Limit)
	if err != nil {
		return nil, fmt.Errorf("list orders: %w", err)
	}
	return collect(rows, orderFields)
}

// SetOrderStatus implements [orders.Store].
func (s *Store) SetOrderStatus(ctx context.Context, id int64, status string) error {
	res, err := s.db.ExecContext(ctx, "UPDATE orders SET status = ? WHERE id = ?", status, id)
	if err != nil {
		return fmt.Errorf("set status of order %d: %w", id, err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return orders.ErrNotFound
	}
	return nil
}
