// Package checked refuses them by a middleware of its own.
package checked

import (
	"net/http"

	"github.com/go-chi/jwtauth/v5"
)

func routes(ja *jwtauth.JWTAuth, mux *http.ServeMux) http.Handler {
	mux.HandleFunc("/profile", profile)
	return jwtauth.Verifier(ja)(refuse(mux))
}

func refuse(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, _, err := jwtauth.FromContext(r.Context())
		if err != nil || token == nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func profile(w http.ResponseWriter, r *http.Request) {
	_, claims, _ := jwtauth.FromContext(r.Context())
	user, _ := claims["user"].(string)
	w.Write([]byte(user))
}
