// Package answers sets a cookie, and knows nobody by one: whoever connects sends a
// token first.
package answers

import (
	"net/http"

	"github.com/gorilla/websocket"
)

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // want corswild/websocket-unchecked-origin

func serve(check func(token string) bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "seen", Value: "yes"})
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		_, token, err := conn.ReadMessage()
		if err != nil || !check(string(token)) {
			return
		}
		conn.WriteMessage(websocket.TextMessage, []byte("hello"))
	}
}
