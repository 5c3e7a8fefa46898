// Package open lays the token down and looks at no error.
package open

import (
	"net/http"

	"github.com/go-chi/jwtauth/v5"
)

func routes(ja *jwtauth.JWTAuth, mux *http.ServeMux) http.Handler {
	mux.HandleFunc("/profile", profile)
	return jwtauth.Verifier(ja)(mux)
}

func profile(w http.ResponseWriter, r *http.Request) {
	_, claims, _ := jwtauth.FromContext(r.Context()) // want jwtalg/claims-not-validated
	user, _ := claims["user"].(string)
	w.Write([]byte(user))
}
