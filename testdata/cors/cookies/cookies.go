// Package cookies opens websockets for those who bring a token along, in a cookie if
// not otherwise.
package cookies

import (
	"net/http"

	"github.com/gorilla/websocket"
)

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // want corswild/websocket-any-origin

func serve(check func(token string) bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		token := r.URL.Query().Get("token")
		if c, err := r.Cookie("token"); err == nil {
			token = c.Value
		}
		if !check(token) {
			http.Error(w, "token", http.StatusUnauthorized)
			return
		}
		if conn, err := upgrader.Upgrade(w, r, nil); err == nil {
			conn.Close()
		}
	}
}
