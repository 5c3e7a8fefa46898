// Command relay passes frames between machines.
package main

import (
	"log"
	"net/http"
	"time"

	"github.com/secvet/secvet/testdata/chat/relay"
)

func main() {
	server := &http.Server{Addr: ":8081", Handler: http.HandlerFunc(relay.Pass), ReadHeaderTimeout: time.Minute}
	log.Fatal(server.ListenAndServe())
}
