// Package panel is what people log in to, from a browser: they are users of it, not of the
// machine, whatever the messages are asked for.
package panel

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
)

// Store is where papers are.
type Store interface {
	Whole(path string) ([]byte, error)
	Below(path string) ([]byte, error)
	Either(path string) ([]byte, error)
	Joined(path string) ([]byte, error)
	Prepare(path string) error
}

// Drawers looks like a file system; what it does with names is its own.
type Drawers interface {
	Create(name string, data []byte) error
	Remove(name string) error
}

// Panel answers requests.
type Panel struct {
	Store   Store
	Drawers Drawers
	Root    string
}

type command struct {
	Path string `json:"path"`
	Name string `json:"name"`
}

// ServeHTTP does what a user asks for.
func (p *Panel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if _, err := r.Cookie("session"); err != nil {
		return
	}
	var c command
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
		return
	}
	os.Remove(c.Path)   // flaw: pathjoin/named
	os.ReadFile(c.Name) // flaw: pathjoin/untrusted
	p.Store.Whole(c.Path)
	p.Store.Below(c.Path)
	p.Store.Either(c.Path)
	p.Store.Either(r.FormValue("path"))
	p.Store.Joined(filepath.Join(p.Root, c.Path)) // flaw: pathjoin/untrusted
	p.Store.Prepare(c.Path)
	p.Drawers.Create(filepath.Join(p.Root, c.Name), nil) // flaw: pathjoin/untrusted
	p.Drawers.Remove(c.Name)
}
