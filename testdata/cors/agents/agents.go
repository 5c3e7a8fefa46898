// Package agents has websockets with settings of their own: what one asks for says
// nothing about the other.
package agents

import (
	"net/http"

	"github.com/gorilla/websocket"
)

type rooms struct{}

// report opens a websocket with settings of its own, for agents that send their token.
func (rs *rooms) report(w http.ResponseWriter, r *http.Request) {
	own := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := own.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	if r.URL.Query().Get("token") == "" {
		conn.WriteJSON(map[string]string{"error": "no token"})
	}
}

// watch asks for nothing, whatever the others do.
func (rs *rooms) watch(w http.ResponseWriter, r *http.Request) {
	own := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // want corswild/websocket-any-origin
	if conn, err := own.Upgrade(w, r, nil); err == nil {
		conn.Close()
	}
}

// theme is told by a cookie.
func (rs *rooms) theme(w http.ResponseWriter, r *http.Request) {
	if c, err := r.Cookie("theme"); err == nil {
		w.Write([]byte(c.Value))
	}
}
