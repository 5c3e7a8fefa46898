// Command chat serves the rooms.
package main

import (
	"log"
	"net/http"
	"os"
	"time"

	"github.com/gorilla/sessions"

	"github.com/secvet/secvet/testdata/chat/login"
	"github.com/secvet/secvet/testdata/chat/rooms"
)

func main() {
	store := sessions.NewCookieStore([]byte(os.Getenv("SESSION_KEY")))
	mux := http.NewServeMux()
	mux.HandleFunc("/enter", rooms.Enter)
	mux.HandleFunc("/listen", rooms.Listen)
	server := &http.Server{Addr: ":8080", Handler: login.Required(store, mux), ReadHeaderTimeout: time.Minute}
	log.Fatal(server.ListenAndServe())
}
