// Package passwords opens websockets for those who bring a password along; no cookie counts.
package passwords

import (
	"crypto/subtle"
	"net/http"

	"github.com/gorilla/websocket"
)

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}

type rooms struct{ password []byte }

// join asks for the password in the address once the connection stands.
func (rs *rooms) join(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	query := r.URL.Query()
	if subtle.ConstantTimeCompare([]byte(query.Get("password")), rs.password) != 1 {
		conn.WriteJSON(map[string]string{"error": "wrong password"})
		return
	}
	conn.WriteJSON(map[string]string{"welcome": query.Get("user")})
}

// theme is told by a cookie; nobody is known by it, and no websocket opened.
func (rs *rooms) theme(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie("theme"); err == nil {
		w.Write([]byte(c.Value))
	}
}
