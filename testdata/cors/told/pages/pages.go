// Package pages knows users by a cookie. The password in its form is no message.
package pages

import (
	"encoding/json"
	"net/http"

	"github.com/gorilla/websocket"
)

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // want corswild/websocket-any-origin

type login struct{ Name, Password string }

func enter(w http.ResponseWriter, r *http.Request) {
	var form login
	if json.NewDecoder(r.Body).Decode(&form) == nil {
		http.SetCookie(w, &http.Cookie{Name: "session", Value: form.Name, Secure: true, HttpOnly: true})
	}
}

type move struct{ X, Y int }

func play(w http.ResponseWriter, r *http.Request) {
	session, err := r.Cookie("session")
	if err != nil {
		return
	}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	var next move
	for conn.ReadJSON(&next) == nil {
		conn.WriteJSON(map[string]any{"user": session.Value, "x": next.X})
	}
}
