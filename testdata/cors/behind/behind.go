// Package behind opens websockets for users that another package knows by their
// cookies.
package behind

import (
	"net/http"

	"github.com/gorilla/websocket"

	"github.com/secvet/secvet/testdata/cors/sessions"
)

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // want corswild/websocket-any-origin

func serve(w http.ResponseWriter, r *http.Request) {
	if sessions.User(r) == "" {
		http.Error(w, "log in", http.StatusUnauthorized)
		return
	}
	if conn, err := upgrader.Upgrade(w, r, nil); err == nil {
		conn.Close()
	}
}
