// Package reports answers the questions of the back office.
package reports

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrColumn is returned for a column that reports do not show.
var ErrColumn = errors.New("no such column")

// Reports reads from the shop's database.
type Reports struct {
	db *sql.DB
}

// New returns the reports of a database.
func New(db *sql.DB) *Reports { return &Reports{db: db} }

// Row is a line of a report.
type Row struct {
	Label string `json:"label"`
	Value int64  `json:"value"`
}

// Customers counts the orders of the customers whose e-mail address contains
// term.
func (r *Reports) Customers(ctx context.Context, term string) ([]Row, error) {
	var b strings.Builder
	b.WriteString("SELECT a.email, count(o.id) FROM accounts a LEFT JOIN orders o ON o.customer = a.id")
	if term != "" {
		b.WriteString(" WHERE a.email LIKE '%")
		b.WriteString(term) // flaw: sqlconcat/untrusted
		b.WriteString("%'")
	}
	b.WriteString(" GROUP BY a.id, a.email ORDER BY a.email")
	return r.query(ctx, b.String())
}

// Products counts the orders of the products whose name contains term.
func (r *Reports) Products(ctx context.Context, term string) ([]Row, error) {
	var b strings.Builder
	var args []any
	b.WriteString("SELECT p.name, count(o.id) FROM products p LEFT JOIN orders o ON o.product = p.id")
	if term != "" {
		b.WriteString(" WHERE p.name LIKE ?") // right: the term travels as an argument
		args = append(args, "%"+term+"%")
	}
	b.WriteString(" GROUP BY p.id, p.name ORDER BY p.name")
	return r.query(ctx, b.String(), args...)
}

// Orders counts the orders that match a filter, a value for each column, by
// status.
func (r *Reports) Orders(ctx context.Context, filter map[string]any) ([]Row, error) {
	conds := []string{"1 = 1"}
	var args []any
	for column, value := range filter {
		conds = append(conds, column+" = ?") // flaw: sqlconcat/untrusted
		args = append(args, value)
	}
	return r.query(ctx, "SELECT status, count(*) FROM orders WHERE "+strings.Join(conds, " AND ")+
		" GROUP BY status ORDER BY status", args...)
}

var salesColumns = []string{"customer", "product", "status"}

// Sales adds up the orders that match a filter, a value for each column, by
// status.
func (r *Reports) Sales(ctx context.Context, filter map[string]any) ([]Row, error) {
	conds := []string{"1 = 1"}
	var args []any
	for column, value := range filter {
		if !slices.Contains(salesColumns, column) {
			return nil, fmt.Errorf("%w: %q", ErrColumn, column)
		}
		conds = append(conds, column+" = ?") // right: one of three columns
		args = append(args, value)
	}
	return r.query(ctx, "SELECT status, sum(total) FROM orders WHERE "+strings.Join(conds, " AND ")+
		" GROUP BY status ORDER BY status", args...)
}

// Revenue adds up the orders of the last days, by "day", "month" or "year".
func (r *Reports) Revenue(ctx context.Context, by string, days int) ([]Row, error) {
	format := "%Y-%m-%d"
	switch by {
	case "month":
		format = "%Y-%m"
	case "year":
		format = "%Y"
	}
	q := fmt.Sprintf("SELECT strftime('%s', created_at), sum(total) FROM orders"+ // right: constants and a number
		" WHERE created_at >= date('now', '-%d days') GROUP BY 1 ORDER BY 1", format, days)
	return r.query(ctx, q)
}

// Size counts the rows of a table.
func (r *Reports) Size(ctx context.Context, table string) (int64, error) {
	switch table {
	case "accounts", "orders", "products":
	default:
		return 0, fmt.Errorf("no such table: %q", table)
	}
	var n int64
	err := r.db.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&n) // right: one of three tables
	return n, err
}

func (r *Reports) query(ctx context.Context, q string, args ...any) ([]Row, error) {
	rows, err := r.db.QueryContext(ctx, q, args...)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	defer rows.Close()
	var report []Row
	for rows.Next() {
		var row Row
		if err := rows.Scan(&row.Label, &row.Value); err != nil {
			return nil, fmt.Errorf("report: %w", err)
		}
		report = append(report, row)
	}
	return report, rows.Err()
}
