// Package muxdefault has a router of gorilla/mux with its defaults: a path with ".."
// is redirected before a handler sees it.
package muxdefault

import (
	"net/http"
	"os"
	"path/filepath"

	"github.com/gorilla/mux"
)

const root = "/srv/files"

// Routes is the router.
func Routes() http.Handler {
	m := mux.NewRouter()
	m.HandleFunc("/files/{path:.*}", below).Methods(http.MethodGet)
	m.HandleFunc("/raw/{path:.*}", whole).Methods(http.MethodGet)
	m.HandleFunc("/form", form).Methods(http.MethodPost)
	return m
}

func below(w http.ResponseWriter, r *http.Request) {
	serve(w, filepath.Join(root, mux.Vars(r)["path"]))
}

// An absolute path needs no "..".
func whole(w http.ResponseWriter, r *http.Request) {
	serve(w, "/"+mux.Vars(r)["path"]) // want pathjoin/untrusted
}

// A form is not part of the path.
func form(w http.ResponseWriter, r *http.Request) {
	serve(w, filepath.Join(root, r.FormValue("path"))) // want pathjoin/untrusted
}

func serve(w http.ResponseWriter, name string) {
	text, err := os.ReadFile(name)
	if err != nil {
		http.NotFound(w, nil)
		return
	}
	_, _ = w.Write(text)
}
