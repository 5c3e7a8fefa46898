package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/secvet/secvet/testdata/shop/internal/catalogue"
	"github.com/secvet/secvet/testdata/shop/internal/tokens"
)

func (s *Server) listProducts(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	limit, _ := strconv.Atoi(q.Get("limit"))
	offset, _ := strconv.Atoi(q.Get("offset"))
	products, err := s.Catalogue.List(r.Context(), catalogue.Page{
		Category: q.Get("category"),
		Sort:     q.Get("sort"),
		Desc:     q.Has("desc"),
		Limit:    limit,
		Offset:   offset,
	})
	if err != nil {
		s.fail(w, err)
		return
	}
	if wholesale(r) {
		for i := range products {
			products[i].Price = products[i].Price * 8 / 10
		}
	}
	s.reply(w, products)
}

// wholesale reports whether the caller's token puts it in the group of resellers.
func wholesale(r *http.Request) bool {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return false
	}
	group, err := tokens.Group(token)
	return err == nil && group == "resellers"
}

func (s *Server) showProduct(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		badRequest(w)
		return
	}
	p, err := s.Catalogue.Product(r.Context(), id)
	if err != nil {
		s.fail(w, err)
		return
	}
	s.reply(w, p)
}

func (s *Server) searchProducts(w http.ResponseWriter, r *http.Request) {
	products, err := s.Catalogue.Search(r.Context(), r.URL.Query().Get("q"))
	if err != nil {
		s.fail(w, err)
		return
	}
	s.reply(w, products)
}

func (s *Server) compareProducts(w http.ResponseWriter, r *http.Request) {
	var ids []int64
	for _, text := range r.URL.Query()["id"] {
		id, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			badRequest(w)
			return
		}
		ids = append(ids, id)
	}
	products, err := s.Catalogue.Compare(r.Context(), ids)
	if err != nil {
		s.fail(w, err)
		return
	}
	s.reply(w, products)
}

func (s *Server) showDraft(w http.ResponseWriter, r *http.Request) {
	category, err := s.Tokens.Preview(r.URL.Query().Get("token"))
	if err != nil {
		http.Error(w, "token not accepted", http.StatusForbidden)
		return
	}
	products, err := s.Catalogue.List(r.Context(), catalogue.Page{Category: category, Sort: "id"})
	if err != nil {
		s.fail(w, err)
		return
	}
	s.reply(w, products)
}
