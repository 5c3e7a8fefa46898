// Package routed opens websockets behind what its routes ask for: a cookie, which browsers
// send whoever makes them, a token, which only the site's own script knows, or nothing.
package routed

import (
	"net/http"
	"strings"

	"github.com/gorilla/websocket"
)

func anyOrigin(*http.Request) bool { return true }

// known are users by their sessions and by their tokens.
type known struct{ sessions, tokens map[string]string }

func (k *known) loggedIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("session")
		if err != nil || k.sessions[c.Value] == "" {
			http.Error(w, "log in", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (k *known) bearer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		if k.tokens[token] == "" {
			http.Error(w, "token", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// own answers browsers only on pages of this site.
func own(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Origin") != "https://"+r.Host {
			http.Error(w, "origin", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		println(r.URL.Path)
		next.ServeHTTP(w, r)
	})
}

var (
	forUsers   = websocket.Upgrader{CheckOrigin: anyOrigin} // want corswild/websocket-any-origin
	forClients = websocket.Upgrader{CheckOrigin: anyOrigin} // want corswild/websocket-unchecked-origin
	forAll     = websocket.Upgrader{CheckOrigin: anyOrigin} // want corswild/websocket-unchecked-origin
	forOwn     = websocket.Upgrader{CheckOrigin: anyOrigin} // want corswild/websocket-unchecked-origin
)

func enter(w http.ResponseWriter, r *http.Request)  { answer(forUsers.Upgrade(w, r, nil)) }
func stream(w http.ResponseWriter, r *http.Request) { answer(forClients.Upgrade(w, r, nil)) }
func clock(w http.ResponseWriter, r *http.Request)  { answer(forAll.Upgrade(w, r, nil)) }
func board(w http.ResponseWriter, r *http.Request)  { answer(forOwn.Upgrade(w, r, nil)) }

func answer(conn *websocket.Conn, err error) {
	if err == nil {
		conn.Close()
	}
}

func serve(k *known) error {
	mux := http.NewServeMux()
	mux.Handle("/enter", k.loggedIn(http.HandlerFunc(enter)))
	mux.Handle("/stream", k.bearer(http.HandlerFunc(stream)))
	mux.Handle("/board", k.loggedIn(own(http.HandlerFunc(board))))
	mux.HandleFunc("/clock", func(w http.ResponseWriter, r *http.Request) { clock(w, r) })
	return http.ListenAndServe(":8080", logged(mux))
}

// whole asks for the cookie before everything.
type whole struct {
	known
	mux      *http.ServeMux
	upgrader websocket.Upgrader
}

func newWhole() *whole {
	s := &whole{mux: http.NewServeMux()}
	s.upgrader.CheckOrigin = anyOrigin // want corswild/websocket-any-origin
	s.routes()
	return s
}

func (s *whole) routes() { s.handle("/room", s.room) }

func (s *whole) handle(path string, h http.HandlerFunc) { s.mux.Handle(path, logged(h)) }

func (s *whole) room(w http.ResponseWriter, r *http.Request) { answer(s.upgrader.Upgrade(w, r, nil)) }

func (s *whole) listen() error {
	server := &http.Server{Addr: ":8080", Handler: s.loggedIn(s.mux)}
	return server.ListenAndServe()
}

// feed is a handler itself.
type feed struct{ upgrader *websocket.Upgrader }

func newFeed() *feed {
	return &feed{upgrader: &websocket.Upgrader{CheckOrigin: anyOrigin}} // want corswild/websocket-unchecked-origin
}

func (f *feed) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer(f.upgrader.Upgrade(w, r, nil))
}

func (k *known) serveFeed() {
	http.Handle("/feed", k.bearer(newFeed()))
}
