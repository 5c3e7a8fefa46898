// Package web is the shop's HTTP interface.
package web

import (
	"database/sql"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"github.com/secvet/secvet/testdata/shop/internal/accounts"
	"github.com/secvet/secvet/testdata/shop/internal/catalogue"
	"github.com/secvet/secvet/testdata/shop/internal/media"
	"github.com/secvet/secvet/testdata/shop/internal/orders"
	"github.com/secvet/secvet/testdata/shop/internal/reports"
	"github.com/secvet/secvet/testdata/shop/internal/tokens"
)

// Server answers HTTP requests. All fields must be set.
type Server struct {
	DB        *sql.DB
	Catalogue *catalogue.Service
	Orders    *orders.Service
	Accounts  *accounts.Service
	Reports   *reports.Reports
	Tokens    *tokens.Reader
	Images    *media.Images
	Invoices  *media.Invoices
	Log       *slog.Logger

	Origins    []string
	AdminToken string
	WebhookKey []byte
}

// Handler returns the routes of the shop.
func (s *Server) Handler() http.Handler {
	api := http.NewServeMux()
	api.HandleFunc("GET /api/products", s.listProducts)
	api.HandleFunc("GET /api/products/{id}", s.showProduct)
	api.HandleFunc("GET /api/products/search", s.searchProducts)
	api.HandleFunc("GET /api/products/compare", s.compareProducts)
	api.HandleFunc("GET /api/products/drafts", s.showDraft)
	api.HandleFunc("POST /api/accounts", s.register)
	api.HandleFunc("POST /api/accounts/pin", s.signedIn(s.setPIN))
	api.HandleFunc("POST /api/sessions", s.signIn)
	api.HandleFunc("POST /api/tokens", s.signedIn(s.issueToken))
	api.HandleFunc("GET /api/orders", s.signedIn(s.listOrders))
	api.HandleFunc("POST /api/orders", s.signedIn(s.placeOrder))
	api.HandleFunc("GET /api/orders/{id}/invoice", s.signedIn(s.showInvoice))

	mux := http.NewServeMux()
	mux.Handle("/api/", s.storefronts(api))
	mux.Handle("/images/", s.images())
	mux.Handle("/widgets/", s.widgets())
	mux.Handle("/checkout/", s.checkout())
	mux.Handle("/admin/", s.admin())
	mux.HandleFunc("POST /hooks/payment", s.paymentHook)
	mux.HandleFunc("POST /hooks/refund", s.refundHook)
	mux.HandleFunc("POST /partner/orders", s.partnerOrder)
	mux.HandleFunc("POST /partner/shipments", s.partnerShipment)
	return mux
}

// reply writes v as JSON.
func (s *Server) reply(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		s.Log.Error("write reply", "error", err)
	}
}

// fail answers with the status that belongs to err.
func (s *Server) fail(w http.ResponseWriter, err error) {
	status := http.StatusInternalServerError
	switch {
	case errors.Is(err, catalogue.ErrNotFound), errors.Is(err, orders.ErrNotFound), errors.Is(err, accounts.ErrNotFound):
		status = http.StatusNotFound
	case errors.Is(err, accounts.ErrCredentials):
		status = http.StatusUnauthorized
	case errors.Is(err, orders.ErrOutOfStock):
		status = http.StatusConflict
	case errors.Is(err, orders.ErrSort), errors.Is(err, reports.ErrColumn), errors.Is(err, media.ErrName):
		status = http.StatusBadRequest
	}
	if status == http.StatusInternalServerError {
		s.Log.Error("request failed", "error", err)
	}
	http.Error(w, http.StatusText(status), status)
}

func badRequest(w http.ResponseWriter) {
	http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
}
