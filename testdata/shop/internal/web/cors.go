package web

import (
	"net/http"

	"github.com/rs/cors"
)

// storefronts lets the configured storefronts call the API with cookies.
func (s *Server) storefronts(next http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowedOrigins:   s.Origins, // right: a list of origins
		AllowedMethods:   []string{http.MethodGet, http.MethodPost},
		AllowCredentials: true,
	}).Handler(next)
}

// checkout takes orders from pages of partners.
func (s *Server) checkout() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /checkout/orders", s.signedIn(s.placeOrder))
	return cors.New(cors.Options{ // flaw: corswild/reflected-credentials
		AllowOriginFunc:  func(string) bool { return true },
		AllowCredentials: true,
	}).Handler(mux)
}

// widgets serves the parts of the shop that partners show on their pages.
func (s *Server) widgets() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /widgets/orders", s.signedIn(s.listOrders))
	return reflectOrigin(mux)
}

// reflectOrigin lets pages of any origin call next with the cookies of whoever
// looks at them.
func reflectOrigin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); origin != "" {
			w.Header().Set("Access-Control-Allow-Origin", origin) // flaw: corswild/reflected-credentials
			w.Header().Set("Access-Control-Allow-Credentials", "true")
			w.Header().Add("Vary", "Origin")
		}
		next.ServeHTTP(w, r)
	})
}

// imageOrigins may draw the shop's images on a canvas.
var imageOrigins = map[string]bool{
	"https://shop.example":     true,
	"https://partners.example": true,
}

func allowImageOrigins(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); imageOrigins[origin] {
			w.Header().Set("Access-Control-Allow-Origin", origin) // right: one of two origins
			w.Header().Set("Access-Control-Allow-Credentials", "true")
			w.Header().Add("Vary", "Origin")
		}
		next.ServeHTTP(w, r)
	})
}
