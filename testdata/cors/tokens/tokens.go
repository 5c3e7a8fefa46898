// Package tokens opens websockets for those who bring a token along; no cookie counts.
package tokens

import (
	"net/http"

	"github.com/gorilla/websocket"
)

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}

func serve(check func(token string) bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !check(r.URL.Query().Get("token")) {
			http.Error(w, "token", http.StatusUnauthorized)
			return
		}
		if conn, err := upgrader.Upgrade(w, r, nil); err == nil {
			conn.Close()
		}
	}
}

// language is told by a cookie; nobody is known by it, and no websocket opened.
func language(r *http.Request) string {
	if c, err := r.Cookie("language"); err == nil {
		return c.Value
	}
	return "en"
}
