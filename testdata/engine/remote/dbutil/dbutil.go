// Package dbutil holds helpers that other packages build queries with. What
// they do reaches the callers as summaries; the bodies stay here.
package dbutil

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// OrderBy returns an ORDER BY clause.
func OrderBy(column string) string {
	return " ORDER BY " + column // want sqlconcat/untrusted
}

// Direction returns ASC or DESC.
func Direction(desc bool) string {
	if desc {
		return " DESC"
	}
	return " ASC"
}

// Trim returns what it is given without blanks.
func Trim(s string) string { return strings.TrimSpace(s) }

// Placeholders returns n question marks.
func Placeholders(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

// Dollars returns n numbered placeholders.
func Dollars(n int) string {
	marks := make([]string, n)
	for i := range marks {
		marks[i] = fmt.Sprintf("$%d", i+1)
	}
	return strings.Join(marks, ", ")
}

// Like returns a condition that holds its value.
func Like(column, value string) string {
	return fmt.Sprintf("%s LIKE '%%%s%%'", column, value) // want sqlconcat/untrusted
}

// LikeArg returns a condition and its argument.
func LikeArg(column, value string) (string, any) { return column + " LIKE ?", "%" + value + "%" }

// DB wraps a database.
type DB struct {
	*sql.DB
	Prefix string
}

// Run executes a statement that its callers build.
func (d *DB) Run(ctx context.Context, q string, args ...any) error {
	_, err := d.ExecContext(ctx, q, args...)
	return err
}

// Count counts the rows of a table.
func (d *DB) Count(ctx context.Context, table string) (n int64, err error) {
	err = d.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&n) // want sqlconcat/untrusted
	return n, err
}

// Rows counts the rows of a table that matches a condition.
func (d *DB) Rows(ctx context.Context, table string, id int64) (n int64, err error) {
	err = d.QueryRowContext(ctx, fmt.Sprintf("SELECT count(*) FROM %s WHERE id = %d", table, id)).Scan(&n)
	return n, err
}

// Find looks a name up. Its text is built from its own argument.
func Find(ctx context.Context, db *sql.DB, name string) *sql.Row {
	return db.QueryRowContext(ctx, "SELECT id FROM users WHERE name = '"+name+"'") // want sqlconcat/untrusted
}

// FindByArg looks a name up.
func FindByArg(ctx context.Context, db *sql.DB, name string) *sql.Row {
	return db.QueryRowContext(ctx, "SELECT id FROM users WHERE name = ?", name)
}

// Filter is a condition under construction.
type Filter struct {
	Table string
	conds []string
	args  []any
}

// Equal adds a comparison.
func (f *Filter) Equal(column string, value any) *Filter {
	f.conds = append(f.conds, column+" = ?") // want sqlconcat/untrusted
	f.args = append(f.args, value)
	return f
}

// Known adds a comparison of a column that it knows.
func (f *Filter) Known(column string, value any) *Filter {
	switch column {
	case "name", "email":
		f.conds = append(f.conds, column+" = ?")
		f.args = append(f.args, value)
	}
	return f
}

// SQL returns the statement and its arguments.
func (f *Filter) SQL() (string, []any) {
	q := "SELECT id FROM " + f.Table
	if len(f.conds) > 0 {
		q += " WHERE " + strings.Join(f.conds, " AND ")
	}
	return q, f.args
}

// Fill writes to its argument.
func Fill(dst *string, src string) { *dst = src }

// Option changes a Filter.
type Option func(*Filter)

// InTable returns an Option.
func InTable(name string) Option { return func(f *Filter) { f.Table = name } }

// New applies options.
func New(opts ...Option) *Filter {
	f := &Filter{Table: "users"}
	for _, o := range opts {
		o(f)
	}
	return f
}

// Query writes a statement piece by piece.
type Query struct {
	text strings.Builder
	args []any
}

// Select begins a statement.
func Select(columns string) *Query {
	q := &Query{}
	q.text.WriteString("SELECT " + columns + " FROM users")
	return q
}

// Where adds a condition and what it binds.
func (q *Query) Where(condition string, args ...any) *Query {
	q.text.WriteString(" WHERE " + condition)
	q.args = append(q.args, args...)
	return q
}

// Order adds an order.
func (q *Query) Order(by string) *Query {
	q.text.WriteString(" ORDER BY ")
	q.text.WriteString(by) // want sqlconcat/untrusted
	return q
}

// Do runs the statement.
func (q *Query) Do(db *sql.DB) (*sql.Rows, error) { return db.Query(q.text.String(), q.args...) }

// Paging is what a client asks of a list: what decoders fill, and what the program adds.
type Paging[T any] struct {
	Page  int
	Items T
	Sort  string
	query string
}

// Checked is the list itself.
func (p *Paging[T]) Checked() *Paging[T] { return p }

// Sorted sorts by a column.
func (p *Paging[T]) Sorted(column string) *Paging[T] {
	p.Sort = column
	return p
}

// Asking asks for something else.
func (p *Paging[T]) Asking(query string) *Paging[T] {
	p.query = query
	return p
}

// Query runs what is asked for.
func (p *Paging[T]) Query(db *sql.DB) (*sql.Rows, error) {
	if p.query == "" {
		p.query = "SELECT id FROM users"
	}
	return db.Query(p.query)
}
