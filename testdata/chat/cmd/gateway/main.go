// Command gateway serves the feed: to members by their session, to others by a ticket.
package main

import (
	"log"
	"net/http"
	"os"
	"time"

	"github.com/gorilla/sessions"

	"github.com/secvet/secvet/testdata/chat/feed"
	"github.com/secvet/secvet/testdata/chat/login"
	"github.com/secvet/secvet/testdata/chat/tickets"
)

// mounted is a part with routes of its own.
type mounted interface{ Mount(*http.ServeMux) }

func main() {
	store := sessions.NewCookieStore([]byte(os.Getenv("SESSION_KEY")))
	var sold tickets.Book
	guests := http.NewServeMux()
	feed.Register(guests)
	for _, m := range []mounted{feed.Bots{}} {
		m.Mount(guests)
	}
	mux := http.NewServeMux()
	mux.Handle("/bots/", sold.Required(guests))
	mux.Handle("/guests/", sold.Required(guests))
	mux.Handle("/watch", sold.Required(http.HandlerFunc(feed.Watch)))
	mux.Handle("/members", login.Required(store, &feed.Members{Name: "members"}))
	mux.Handle("/post", login.Required(store, http.HandlerFunc(feed.Post)))
	mux.Handle("/moderate", login.Required(store, http.HandlerFunc(feed.Moderate)))
	server := &http.Server{Addr: ":8082", Handler: mux, ReadHeaderTimeout: time.Minute}
	log.Fatal(server.ListenAndServe())
}
