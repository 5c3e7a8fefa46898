package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/secvet/secvet/testdata/shop/internal/catalogue"
)

const productColumns = "id, name, category, price, stock"

func productFields(p *catalogue.Product) []any {
	return []any{&p.ID, &p.Name, &p.Category, &p.Price, &p.Stock}
}

// CreateProduct adds a product and returns its id.
func (s *Store) CreateProduct(ctx context.Context, p catalogue.Product) (int64, error) {
	res, err := s.db.ExecContext(ctx, "INSERT INTO products (name, category, price, stock) VALUES (?, ?, ?, ?)",
		p.Name, p.Category, p.Price, p.Stock)
	if err != nil {
		return 0, fmt.Errorf("create product: %w", err)
	}
	return res.LastInsertId()
}

// Product implements [catalogue.Store].
func (s *Store) Product(ctx context.Context, id int64) (catalogue.Product, error) {
	var p catalogue.Product
	err := s.db.QueryRowContext(ctx, "SELECT "+productColumns+" FROM products WHERE id = ?", id).
		Scan(productFields(&p)...)
	if errors.Is(err, sql.ErrNoRows) {
		return p, catalogue.ErrNotFound
	}
	return p, err
}

// Products implements [catalogue.Store].
func (s *Store) Products(ctx context.Context, page catalogue.Page) ([]catalogue.Product, error) {
	q := "SELECT " + productColumns + " FROM products"
	var args []any
	if page.Category != "" {
		q += " WHERE category = ?"
		args = append(args, page.Category)
	}
	q += " ORDER BY " + page.Sort // flaw: sqlconcat/untrusted
	if page.Desc {
		q += " DESC"
	}
	q += fmt.Sprintf(" LIMIT %d OFFSET %d", page.Limit, page.Offset)
	rows, err := s.db.QueryContext(ctx, q, args...)
	if err != nil {
		return nil, fmt.Errorf("list products: %w", err)
	}
	return collect(rows, productFields)
}

// ProductsByID implements [catalogue.Store].
func (s *Store) ProductsByID(ctx context.Context, ids []int64) ([]catalogue.Product, error) {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	marks := strings.TrimSuffix(strings.Repeat("?,", len(ids)), ",")
	rows, err := s.db.QueryContext(ctx,
		"SELECT "+productColumns+" FROM products WHERE id IN ("+marks+") ORDER BY id", args...) // right: question marks only
	if err != nil {
		return nil, fmt.Errorf("products by id: %w", err)
	}
	return collect(rows, productFields)
}

// ProductsNamed implements [catalogue.Store].
func (s *Store) ProductsNamed(ctx context.Context, term string) ([]catalogue.Product, error) {
	rows, err := s.db.QueryContext(ctx,
		"SELECT "+productColumns+" FROM products WHERE name LIKE ? ORDER BY name", "%"+term+"%")
	if err != nil {
		return nil, fmt.Errorf("products named %q: %w", term, err)
	}
	return collect(rows, productFields)
}
