// Package feed opens websockets for those whom the program lets in: at one route by
// their cookie, at others by their ticket.
package feed

import (
	"net/http"

	"github.com/gorilla/websocket"
)

var (
	watchers = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	guests   = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	members  = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // flaw: corswild/websocket-any-origin
)

// Watch shows what goes on.
func Watch(w http.ResponseWriter, r *http.Request) { hold(watchers.Upgrade(w, r, nil)) }

// Register adds the routes of guests.
func Register(mux *http.ServeMux) {
	mux.HandleFunc("/guests/", func(w http.ResponseWriter, r *http.Request) { hold(guests.Upgrade(w, r, nil)) })
}

// Members is what members see.
type Members struct{ Name string }

func (m *Members) ServeHTTP(w http.ResponseWriter, r *http.Request) { hold(members.Upgrade(w, r, nil)) }

func hold(conn *websocket.Conn, err error) {
	if err == nil {
		conn.Close()
	}
}
