// Package orders takes orders and looks after them.
package orders

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/secvet/secvet/testdata/shop/internal/catalogue"
)

var (
	// ErrNotFound is returned when no such order exists.
	ErrNotFound = errors.New("order not found")
	// ErrOutOfStock is returned when there is less on stock than ordered.
	ErrOutOfStock = errors.New("out of stock")
	// ErrSort is returned for a column that orders are not sorted by.
	ErrSort = errors.New("cannot sort by that")
)

// Order is a customer's order of one product.
type Order struct {
	ID        int64     `json:"id"`
	Customer  int64     `json:"customer"`
	Product   int64     `json:"product"`
	Quantity  int       `json:"quantity"`
	Total     int64     `json:"total"`
	Status    string    `json:"status"`
	CreatedAt time.Time `json:"createdAt"`
}

// Page says which orders of a customer to list, and in which order.
type Page struct {
	Customer int64
	Sort     string
	Desc     bool
	Limit    int
}

// Store keeps orders.
type Store interface {
	CreateOrder(ctx context.Context, o Order) (int64, error)
	Orders(ctx context.Context, page Page) ([]Order, error)
	SetOrderStatus(ctx context.Context, id int64, status string) error
}

// Service takes orders.
type Service struct {
	store     Store
	catalogue *catalogue.Service
	now       func() time.Time
}

// New returns a service on top of store.
func New(store Store, products *catalogue.Service) *Service {
	return &Service{store: store, catalogue: products, now: time.Now}
}

// Place orders quantity pieces of a product for a customer.
func (s *Service) Place(ctx context.Context, customer, product int64, quantity int) (Order, error) {
	p, err := s.catalogue.Product(ctx, product)
	if err != nil {
		return Order{}, err
	}
	if quantity < 1 || quantity > p.Stock {
		return Order{}, fmt.Errorf("%d of %q: %w", quantity, p.Name, ErrOutOfStock)
	}
	o := Order{
		Customer:  customer,
		Product:   product,
		Quantity:  quantity,
		Total:     int64(quantity) * p.Price,
		Status:    "new",
		CreatedAt: s.now().UTC(),
	}
	if o.ID, err = s.store.CreateOrder(ctx, o); err != nil {
		return Order{}, fmt.Errorf("place order: %w", err)
	}
	return o, nil
}

// List returns orders of a customer.
func (s *Service) List(ctx context.Context, page Page) ([]Order, error) {
	if page.Limit <= 0 || page.Limit > 100 {
		page.Limit = 100
	}
	return s.store.Orders(ctx, page)
}

// Paid marks an order as paid.
func (s *Service) Paid(ctx context.Context, id int64) error {
	return s.store.SetOrderStatus(ctx, id, "paid")
}
