// Command basicchat is a chat whose visitors' browsers are asked for a password, which
// they send again by themselves, also when another website opens the websocket.
package main

import (
	"fmt"
	"log"
	"net/http"

	"github.com/secvet/secvet/testdata/basicchat/rooms"
)

// Check knows passwords.
type Check func(name, password string) bool

func (known Check) only(next http.HandlerFunc, realm string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		name, password, ok := r.BasicAuth()
		if !ok || !known(name, password) {
			w.Header().Set("WWW-Authenticate", fmt.Sprintf("Basic realm=%q", realm))
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

func main() {
	var nobody Check = func(string, string) bool { return false }
	http.HandleFunc("/room", nobody.only(rooms.Enter, "rooms"))
	log.Fatal(http.ListenAndServe("localhost:8080", nil))
}
