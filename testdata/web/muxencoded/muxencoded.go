// Package muxencoded has a router that matches the encoded path: "..%2F" arrives at
// the handlers as "../".
package muxencoded

import (
	"net/http"
	"os"
	"path/filepath"

	"github.com/gorilla/mux"
)

const root = "/srv/files"

// Routes is the router.
func Routes() http.Handler {
	m := mux.NewRouter().UseEncodedPath()
	m.HandleFunc("/files/{name}", file).Methods(http.MethodGet)
	return m
}

func file(w http.ResponseWriter, r *http.Request) {
	text, err := os.ReadFile(filepath.Join(root, mux.Vars(r)["name"])) // want pathjoin/untrusted
	if err != nil {
		http.NotFound(w, r)
		return
	}
	_, _ = w.Write(text)
}
