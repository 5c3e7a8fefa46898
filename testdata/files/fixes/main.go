// Program fixes opens files that hostile names lead to. As it stands every
// function is flawed; with the suggested fixes applied none answers what lies
// outside its folder, and all still answer what lies inside.
package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

var base string

func main() {
	top, err := os.MkdirTemp("", "fixes")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(top)
	base = filepath.Join(top, "data")
	for name, text := range map[string]string{"data/good": "good", "secret": "secret", "data-evil/secret": "secret"} {
		file := filepath.Join(top, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, []byte(text), 0o600)); err != nil {
			panic(err)
		}
	}
	handlers := []http.HandlerFunc{opens, refuses, returnsError, comparesPrefix, comparesRel, formats}
	for i, h := range handlers {
		fmt.Printf("%d %s %s\n", i, ask(h, "good"), worst(h))
	}
}

// worst is the worst answer to hostile names.
func worst(h http.HandlerFunc) string {
	for _, name := range []string{"../secret", "../data-evil/secret"} {
		if text := ask(h, name); text == "secret" {
			return "leaks"
		}
	}
	return "holds"
}

func ask(h http.HandlerFunc, name string) string {
	w := httptest.NewRecorder()
	h(w, httptest.NewRequest("GET", "/?name="+url.QueryEscape(name), nil))
	return strings.TrimSpace(w.Body.String())
}

func send(w http.ResponseWriter, f *os.File, err error) {
	if err != nil {
		http.Error(w, "no", http.StatusNotFound)
		return
	}
	defer f.Close()
	io.Copy(w, f)
}

func opens(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open(filepath.Join(base, r.FormValue("name"))) // want pathjoin/untrusted
	send(w, f, err)
}

func refuses(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	file := filepath.Join(base, name) // want pathjoin/untrusted
	text, err := os.ReadFile(file)
	if err != nil {
		http.Error(w, "no", http.StatusNotFound)
		return
	}
	w.Write(text)
}

func find(name string) (string, []byte, error) {
	file := filepath.Join(base, name) // want pathjoin/untrusted
	text, err := os.ReadFile(file)
	return file, text, err
}

func returnsError(w http.ResponseWriter, r *http.Request) {
	_, text, err := find(r.FormValue("name"))
	if err != nil {
		http.Error(w, "no", http.StatusNotFound)
		return
	}
	w.Write(text)
}

func comparesPrefix(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(base, r.FormValue("name"))
	if !strings.HasPrefix(file, base) { // want pathjoin/broken-guard
		http.Error(w, "no", http.StatusNotFound)
		return
	}
	f, err := os.Open(file)
	send(w, f, err)
}

func comparesRel(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(base, r.FormValue("name"))
	if _, err := filepath.Rel(base, file); err != nil { // want pathjoin/broken-guard
		http.Error(w, "no", http.StatusNotFound)
		return
	}
	f, err := os.Open(file)
	send(w, f, err)
}

func formats(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	f, err := os.Open(base + "/" + name) // want pathjoin/untrusted
	send(w, f, err)
}
