// Package rooms opens websockets for whom the program lets in.
package rooms

import (
	"net/http"

	"github.com/gorilla/websocket"
)

var upgrader = websocket.Upgrader{
	ReadBufferSize: 1024,
	CheckOrigin:    func(*http.Request) bool { return true }, // flaw: corswild/websocket-any-origin
}

var sameHost = websocket.Upgrader{ReadBufferSize: 1024}

// Enter answers what a visitor says.
func Enter(w http.ResponseWriter, r *http.Request) { answer(&upgrader, w, r) }

// Listen takes part in silence.
func Listen(w http.ResponseWriter, r *http.Request) { answer(&sameHost, w, r) }

func answer(u *websocket.Upgrader, w http.ResponseWriter, r *http.Request) {
	conn, err := u.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	for {
		kind, text, err := conn.ReadMessage()
		if err != nil || conn.WriteMessage(kind, text) != nil {
			return
		}
	}
}
