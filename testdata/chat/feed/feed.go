// Package feed opens websockets for those whom the program lets in: at one route by
// their cookie, at others by their ticket.
package feed

import (
	"net/http"

	"github.com/gorilla/websocket"

	"github.com/secvet/secvet/testdata/chat/answers"
	"github.com/secvet/secvet/testdata/chat/origins"
)

var (
	watchers = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	guests   = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	bots     = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	members  = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // flaw: corswild/websocket-any-origin
)

var (
	ours = websocket.Upgrader{CheckOrigin: origins.Ours}
	home = websocket.Upgrader{CheckOrigin: origins.Home}
)

// Post takes what members write, on any of our websites.
func Post(w http.ResponseWriter, r *http.Request) { hold(ours.Upgrade(w, r, nil)) }

// Moderate is for our first website.
func Moderate(w http.ResponseWriter, r *http.Request) { hold(home.Upgrade(w, r, nil)) }

// Shared lets the websites that the rules know read answers for their visitors.
func Shared(rules *origins.Rules, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch origin := r.Header.Get("Origin"); {
		case rules.Known(origin):
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
		next.ServeHTTP(w, r)
	})
}

// Open lets friends read what is for everybody.
func Open(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); origins.Friendly(origin) {
			w.Header().Set("Access-Control-Allow-Origin", origin)
		}
		next.ServeHTTP(w, r)
	})
}

// Latest is read by whatever website a visitor is on.
func Latest(w http.ResponseWriter, r *http.Request) { answers.Share(w, r.Header.Get("Origin")) }

// Own is read by whatever website a visitor is on.
func Own(w http.ResponseWriter, r *http.Request) {
	answer := answers.Answer{ResponseWriter: w}
	answer.Readable(r.Header.Get("Origin"))
}

// Friends is read by the websites that the rules know.
func Friends(rules *origins.Rules, w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	answers.Show(w, origin)
	answers.Partner(w, origin)
	if rules.Listed[origin] {
		answers.Lend(w, origin)
	}
	answers.Lend(w, "https://chat.example")
}

// Watch shows what goes on.
func Watch(w http.ResponseWriter, r *http.Request) { hold(watchers.Upgrade(w, r, nil)) }

// Register adds the routes of guests.
func Register(mux *http.ServeMux) {
	mux.HandleFunc("/guests/", func(w http.ResponseWriter, r *http.Request) { hold(guests.Upgrade(w, r, nil)) })
}

// Bots has a route that the program mounts without knowing whose it is.
type Bots struct{}

// Mount adds it.
func (Bots) Mount(mux *http.ServeMux) { mux.HandleFunc("/bots/", watchBots) }

func watchBots(w http.ResponseWriter, r *http.Request) { hold(bots.Upgrade(w, r, nil)) }

// Members is what members see.
type Members struct{ Name string }

func (m *Members) ServeHTTP(w http.ResponseWriter, r *http.Request) { hold(members.Upgrade(w, r, nil)) }

func hold(conn *websocket.Conn, err error) {
	if err == nil {
		conn.Close()
	}
}
