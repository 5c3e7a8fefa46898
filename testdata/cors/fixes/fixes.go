// Package fixes is code whose findings of corswild have a mechanical repair; its
// tests hold before and after.
package fixes

import (
	"net/http"
	"strings"

	"github.com/coder/websocket"
	"github.com/gorilla/handlers"
	gorilla "github.com/gorilla/websocket"
	"github.com/rs/cors"
)

func starWithCredentials(next http.Handler) http.Handler {
	return cors.New(cors.Options{AllowedOrigins: []string{"*"}, AllowCredentials: true}).Handler(next) // want corswild/wildcard-credentials
}

func optionWithCredentials(next http.Handler) http.Handler {
	return handlers.CORS(handlers.AllowedOrigins([]string{"*"}), handlers.AllowCredentials())(next) // want corswild/wildcard-credentials
}

func headersWithCredentials(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*") // want corswild/wildcard-credentials
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func endOfTheOrigin(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.HasSuffix(origin, "example.com") { // want corswild/weak-origin-check
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func visitor(r *http.Request) string {
	if c, err := r.Cookie("visitor"); err == nil {
		return c.Value
	}
	return ""
}

var upgrader = gorilla.Upgrader{
	ReadBufferSize: 1024,
	CheckOrigin:    func(*http.Request) bool { return true }, // want corswild/websocket-any-origin
}

func anyHost(w http.ResponseWriter, r *http.Request) {
	if c, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true}); err == nil { // want corswild/websocket-any-origin
		c.CloseNow()
	}
}
