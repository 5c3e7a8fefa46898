// Package catalogue knows the products of the shop.
package catalogue

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// ErrNotFound is returned when no such product exists.
var ErrNotFound = errors.New("product not found")

// Product is something for sale. Price is in cents.
type Product struct {
	ID       int64  `json:"id"`
	Name     string `json:"name"`
	Category string `json:"category"`
	Price    int64  `json:"price"`
	Stock    int    `json:"stock"`
}

// Page says which part of the catalogue to list, and in which order.
type Page struct {
	Category string
	Sort     string
	Desc     bool
	Limit    int
	Offset   int
}

// Store keeps products.
type Store interface {
	Product(ctx context.Context, id int64) (Product, error)
	Products(ctx context.Context, page Page) ([]Product, error)
	ProductsByID(ctx context.Context, ids []int64) ([]Product, error)
	ProductsNamed(ctx context.Context, term string) ([]Product, error)
}

// Service answers questions about the catalogue.
type Service struct {
	store    Store
	pageSize int
}

// New returns a service on top of store that lists at most pageSize products
// at a time.
func New(store Store, pageSize int) *Service {
	return &Service{store: store, pageSize: pageSize}
}

// Product returns one product.
func (s *Service) Product(ctx context.Context, id int64) (Product, error) {
	p, err := s.store.Product(ctx, id)
	if err != nil {
		return Product{}, fmt.Errorf("product %d: %w", id, err)
	}
	return p, nil
}

// List returns a page of the catalogue.
func (s *Service) List(ctx context.Context, page Page) ([]Product, error) {
	if page.Limit <= 0 || page.Limit > s.pageSize {
		page.Limit = s.pageSize
	}
	page.Category = strings.ToLower(strings.TrimSpace(page.Category))
	if page.Sort == "" {
		page.Sort = "name"
	}
	return s.store.Products(ctx, page)
}

// Compare returns the products with the given ids.
func (s *Service) Compare(ctx context.Context, ids []int64) ([]Product, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return s.store.ProductsByID(ctx, ids)
}

// Search returns the products whose name contains term.
func (s *Service) Search(ctx context.Context, term string) ([]Product, error) {
	term = strings.TrimSpace(term)
	if term == "" {
		return nil, nil
	}
	return s.store.ProductsNamed(ctx, term)
}
