// Package routeexpr has routes whose parts have expressions of another package.
package routeexpr

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"github.com/gorilla/mux"

	"github.com/secvet/secvet/testdata/web/routeparts"
)

const root = "/srv/repositories"

const letters = "[a-z]+"

const spelled = "/spelled/{word:" + letters + "}"

// Routes is the router; it takes paths as they come.
func Routes() http.Handler {
	m := mux.NewRouter().SkipClean(true)
	m.HandleFunc(fmt.Sprintf("/v2/{name:%s}/tags", routeparts.Name.String()), tags)
	m.HandleFunc(fmt.Sprintf("/raw/{file:%s}", routeparts.Anything), raw)
	m.HandleFunc("/given/{given:"+expression()+"}", given)
	m.HandleFunc(spelled, word)
	return m
}

// expression is known to whoever runs the program.
func expression() string { return os.Getenv("EXPRESSION") }

func given(w http.ResponseWriter, r *http.Request) {
	serve(w, filepath.Join(root, mux.Vars(r)["given"])) // want pathjoin/untrusted
}

func word(w http.ResponseWriter, r *http.Request) {
	if err := os.RemoveAll(filepath.Join(root, mux.Vars(r)["word"])); err != nil {
		http.Error(w, "cannot remove it", http.StatusInternalServerError)
	}
}

func tags(w http.ResponseWriter, r *http.Request) {
	serve(w, filepath.Join(root, mux.Vars(r)["name"], "tags"))
}

func raw(w http.ResponseWriter, r *http.Request) {
	serve(w, filepath.Join(root, mux.Vars(r)["file"])) // want pathjoin/untrusted
}

func serve(w http.ResponseWriter, name string) {
	text, err := os.ReadFile(name)
	if err != nil {
		http.NotFound(w, nil)
		return
	}
	_, _ = w.Write(text)
}
