// Package login knows users by their sessions.
package login

import (
	"context"
	"net/http"

	"github.com/gorilla/sessions"
)

type key struct{}

// Required lets those in who are logged in.
func Required(store sessions.Store, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		session, err := store.Get(r, "chat")
		if err != nil || session.Values["user"] == nil {
			http.Error(w, "log in", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, session.Values["user"])))
	})
}
