// Package told opens websockets for those who say who they are in their first message.
package told

import (
	"encoding/json"
	"net/http"

	"github.com/gorilla/websocket"
)

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // want corswild/websocket-unchecked-origin

type hello struct {
	Kind string `json:"kind"`
	Auth struct {
		AccessToken string `json:"accessToken"`
	} `json:"auth"`
}

type room struct{ tokens map[string]string }

// enter reads a cookie for the colours only.
func (rm *room) enter(w http.ResponseWriter, r *http.Request) {
	colours, _ := r.Cookie("colours")
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	if user := rm.greet(conn); user != "" {
		conn.WriteJSON(map[string]any{"welcome": user, "colours": colours})
	}
}

func (rm *room) greet(conn *websocket.Conn) string {
	_, raw, err := conn.ReadMessage()
	if err != nil {
		return ""
	}
	return rm.user(raw)
}

func (rm *room) user(raw []byte) string {
	var message hello
	if json.Unmarshal(raw, &message) != nil {
		return ""
	}
	return rm.tokens[message.Auth.AccessToken]
}
