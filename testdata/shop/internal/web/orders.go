package web

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/secvet/secvet/testdata/shop/internal/orders"
)

func (s *Server) listOrders(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	list, err := s.Orders.List(r.Context(), orders.Page{
		Customer: customer(r),
		Sort:     q.Get("sort"),
		Desc:     q.Has("desc"),
	})
	if err != nil {
		s.fail(w, err)
		return
	}
	s.reply(w, list)
}

func (s *Server) placeOrder(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Product  int64 `json:"product"`
		Quantity int   `json:"quantity"`
	}
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		badRequest(w)
		return
	}
	o, err := s.Orders.Place(r.Context(), customer(r), in.Product, in.Quantity)
	if err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusCreated)
	s.reply(w, o)
}

func (s *Server) showInvoice(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		badRequest(w)
		return
	}
	content, err := s.Invoices.Read(id, r.FormValue("format"))
	if err != nil {
		s.fail(w, err)
		return
	}
	w.Write(content)
}

func (s *Server) partnerOrder(w http.ResponseWriter, r *http.Request) {
	id, err := s.Tokens.PartnerOrder(bearer(r))
	if err != nil {
		http.Error(w, "token not accepted", http.StatusForbidden)
		return
	}
	if err := s.Orders.Paid(r.Context(), id); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) partnerShipment(w http.ResponseWriter, r *http.Request) {
	id, err := s.Tokens.Shipment(bearer(r))
	if err != nil {
		http.Error(w, "token not accepted", http.StatusForbidden)
		return
	}
	s.Log.Info("shipment", "id", id)
	w.WriteHeader(http.StatusNoContent)
}

func bearer(r *http.Request) string {
	return strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
}
