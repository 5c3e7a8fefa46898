// Package reports answers requests without a service in between.
package reports

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/secvet/secvet/testdata/layers/domain"
	"github.com/secvet/secvet/testdata/layers/pg"
)

// Reports answers requests.
type Reports struct {
	Tickets *pg.Tickets
}

// Find lists tickets.
func (s *Reports) Find(w http.ResponseWriter, r *http.Request) {
	opts := []pg.Option{pg.InState("open"), pg.Tagged(r.FormValue("tag"))}
	if sort := r.FormValue("sort"); sort != "" {
		opts = append(opts, pg.SortedBy(sort))
	}
	s.Tickets.Find(r.Context(), opts...)
	s.Tickets.Find(r.Context(), pg.InState("closed"), pg.Where(r.FormValue("where")))
}

// Some lists tickets, in an order of the request's and in one of the program's.
func (s *Reports) Some(w http.ResponseWriter, r *http.Request) {
	s.Tickets.Some(r.Context())
	s.Tickets.Some(r.Context(), pg.Choice{Order: domain.Order{Column: r.FormValue("some")}})
	s.Tickets.ByRank(r.Context(), pg.Choice{Order: domain.Order{Column: "rank"}})
	s.Tickets.ByRank(r.Context(), pg.Choice{Order: domain.ByState})
}

// Close closes a ticket.
func (s *Reports) Close(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.Tickets.Reason(r.Context(), id, r.FormValue("reason"), r.FormValue("author"))
}

// Search builds its statements itself; what runs them is no flaw.
func (s *Reports) Search(w http.ResponseWriter, r *http.Request) {
	s.Tickets.Run(r.Context(), "SELECT id, title, state FROM tickets WHERE title LIKE '%"+r.FormValue("q")+"%'") // flaw: sqlconcat/untrusted
	s.Tickets.Run(r.Context(), "SELECT id, title, state FROM tickets ORDER BY "+r.FormValue("sort"))             // flaw: sqlconcat/untrusted
	s.Tickets.Run(r.Context(), "SELECT id, title, state FROM tickets WHERE title = ?", r.FormValue("title"))
}

// Sorted has its statement built piece by piece.
func (s *Reports) Sorted(w http.ResponseWriter, r *http.Request) {
	s.Tickets.RunText(r.Context(), pg.Select("id, title, state").Where("title = ?", r.FormValue("title")).Order(r.FormValue("sort")))
}

// Listed has its statement built of what the request says.
func (s *Reports) Listed(w http.ResponseWriter, r *http.Request) {
	l := &pg.Listing{}
	if json.NewDecoder(r.Body).Decode(l) != nil {
		return
	}
	s.Tickets.Run(r.Context(), l.Text())
}
