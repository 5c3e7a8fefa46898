package web

import (
	"encoding/json"
	"net/http"

	"example.com/shop/store"
)

// Orders lists the orders of a customer.
type Orders struct {
	Store *store.Orders
}

func (h *Orders) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	customer := r.PathValue("customer")
	sort := r.URL.Query().Get("sort")
	if sort == "" {
		sort = "placed_at"
	}
	orders, err := h.Store.List(r.Context(), customer, sort)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	json.NewEncoder(w).Encode(orders)
}
