// Package closed refuses tokens that were not verified.
package closed

import (
	"net/http"

	"github.com/go-chi/jwtauth/v5"
)

func routes(ja *jwtauth.JWTAuth, mux *http.ServeMux) http.Handler {
	mux.HandleFunc("/profile", profile)
	return jwtauth.Verifier(ja)(jwtauth.Authenticator(ja)(mux))
}

func profile(w http.ResponseWriter, r *http.Request) {
	_, claims, _ := jwtauth.FromContext(r.Context())
	user, _ := claims["user"].(string)
	w.Write([]byte(user))
}
