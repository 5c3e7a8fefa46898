// Package tickets lets clients in who bring a ticket along.
package tickets

import "net/http"

// Book knows the tickets that were sold.
type Book struct{ sold map[string]bool }

// Required lets those in whose address has a ticket.
func (b *Book) Required(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !b.sold[r.URL.Query().Get("ticket")] {
			http.Error(w, "buy a ticket", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}
