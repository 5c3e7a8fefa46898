// Package web answers requests.
package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"net/http"
	"os"
	"path/filepath"

	"github.com/secvet/secvet/testdata/reports/store"
)

// Server answers requests from a store and a folder.
type Server struct {
	Store  *store.Store
	Folder string
	Key    []byte
}

// List lists orders in the order that is asked for.
func (s *Server) List(w http.ResponseWriter, r *http.Request) {
	orders, err := s.Store.Orders(r.Context(), r.URL.Query().Get("sort"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	for _, id := range orders {
		w.Write([]byte(id + "\n"))
	}
}

// Search looks for orders of a customer.
func (s *Server) Search(w http.ResponseWriter, r *http.Request) {
	n, err := s.Store.Count(r.Context(), r.FormValue("customer"))
	if err != nil || n == 0 {
		http.NotFound(w, r)
	}
}

// Attachment sends a file.
func (s *Server) Attachment(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open(filepath.Join(s.Folder, "„Anhang“ 🎉", r.FormValue("datei")))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer f.Close()
	f.WriteTo(w)
}

// Icon sends an icon.
func (s *Server) Icon(w http.ResponseWriter, r *http.Request) {
	//secvet:ignore pathjoin/untrusted -- the proxy in front lets no slashes through
	icon, err := os.ReadFile(filepath.Join(s.Folder, "icons", r.FormValue("name")))
	if err == nil {
		w.Write(icon)
	}
}

// Hook takes what another service sends.
func (s *Server) Hook(w http.ResponseWriter, r *http.Request) {
	mac := hmac.New(sha256.New, s.Key)
	mac.Write([]byte(r.FormValue("message")))
	if string(mac.Sum(nil)) != r.Header.Get("X-Signature") {
		http.Error(w, "signature", http.StatusForbidden)
	}
}
