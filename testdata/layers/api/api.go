// Package api answers requests.
package api

import (
	"encoding/json"
	"io"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/secvet/secvet/testdata/layers/domain"
)

// Server answers requests.
type Server struct {
	Service *domain.Service
	Files   domain.Attachments
	Disk    domain.Disk
}

// ServeHTTP lists tickets.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	limit, _ := strconv.Atoi(r.FormValue("limit"))
	found, err := s.Service.Search(r.Context(), domain.Filter{
		Term:  r.FormValue("q"),
		State: r.FormValue("state"),
		Page:  domain.Page{Sort: r.FormValue("sort"), Limit: limit},
		Then:  then(r.FormValue("then")),
		Back:  []domain.Order{{Column: "id", Descending: true}},
	})
	answer(w, found, err)
}

// Overview lists tickets in the order that a parameter of the request names.
func (s *Server) Overview(w http.ResponseWriter, r *http.Request) {
	f := domain.Filter{State: "open"}
	for key, values := range r.URL.Query() {
		switch key {
		case "sort":
			f.Page.Sort = strings.TrimSpace(values[0])
		case "limit":
			f.Page.Limit, _ = strconv.Atoi(values[0])
		}
	}
	found, err := s.Service.Overview(r.Context(), "", &f)
	answer(w, found, err)
}

// Add adds a row to the table that the request names.
func (s *Server) Add(w http.ResponseWriter, r *http.Request) {
	answer(w, nil, s.Service.Add(r.Context(), r.FormValue("table"), map[string]any{"title": r.FormValue("title")}))
}

// Prune removes as many as the request says.
func (s *Server) Prune(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("n"))
	answer(w, nil, s.Service.Prune(r.Context(), n))
}

func then(column string) []domain.Order {
	var order []domain.Order
	if column != "" {
		order = append(order, domain.Order{Column: strings.ToLower(column)})
	}
	return order
}

// Sorted lists tickets in an order that the service checks.
func (s *Server) Sorted(w http.ResponseWriter, r *http.Request) {
	found, err := s.Service.Sorted(r.Context(), r.FormValue("by"))
	answer(w, found, err)
}

// Waiting lists what waits.
func (s *Server) Waiting(w http.ResponseWriter, r *http.Request) {
	found, err := s.Service.Open(r.Context())
	answer(w, found, err)
}

// Tagged lists tickets by tag.
func (s *Server) Tagged(w http.ResponseWriter, r *http.Request) {
	found, err := s.Service.Tagged(r.Context(), r.FormValue("tag"))
	answer(w, found, err)
}

type renaming struct {
	ID    int64
	Title string
}

// Rename changes a title.
func (s *Server) Rename(w http.ResponseWriter, r *http.Request) {
	var body renaming
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	answer(w, nil, s.Service.Rename(r.Context(), body.ID, body.Title))
}

// Set changes a title.
func (s *Server) Set(w http.ResponseWriter, r *http.Request) {
	answer(w, nil, s.Service.Set(r.Context(), 1, r.FormValue("title")))
	answer(w, nil, s.Service.SetTo(r.Context(), 1, r.FormValue("expression")))
	answer(w, nil, s.Service.Note(r.Context(), 1, r.FormValue("note")))
}

// Download sends a file.
func (s *Server) Download(w http.ResponseWriter, r *http.Request) {
	f, err := s.Files.Open(r.PathValue("name"))
	send(w, f, err)
}

// DownloadChecked sends a file whose name is below the folder.
func (s *Server) DownloadChecked(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	if !filepath.IsLocal(name) {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	f, err := s.Files.OpenChecked(name)
	send(w, f, err)
}

const drafts = "/srv/drafts"

// Draft keeps a text until it is sent.
func (s *Server) Draft(w http.ResponseWriter, r *http.Request) {
	path := filepath.Join(drafts, r.FormValue("name")) // flaw: pathjoin/untrusted
	answer(w, nil, s.Disk.Put(path, []byte(r.FormValue("text"))))
}

// Reset empties a folder of drafts: what is below it has fixed names, and stands where
// the folder does.
func (s *Server) Reset(w http.ResponseWriter, r *http.Request) {
	folder := filepath.Join(drafts, r.FormValue("folder")) // flaw: pathjoin/untrusted
	answer(w, nil, s.Disk.Reset(folder))
}

// DraftChecked keeps a text whose name has no "..": joined, it stays below the folder.
func (s *Server) DraftChecked(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "..") {
		http.Error(w, "no such draft", http.StatusNotFound)
		return
	}
	path := filepath.Join(drafts, name)
	answer(w, nil, s.Disk.PutChecked(path, []byte(r.FormValue("text"))))
}

// Remove removes a file; the store checks the name.
func (s *Server) Remove(w http.ResponseWriter, r *http.Request) {
	answer(w, nil, s.Files.Remove(r.PathValue("name")))
}

// Import reads a bundle.
func (s *Server) Import(w http.ResponseWriter, r *http.Request) {
	var b domain.Bundle
	if err := json.NewDecoder(r.Body).Decode(&b); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	_, err := s.Files.Import(b)
	answer(w, nil, err)
	_, err = s.Files.ImportChecked(b)
	answer(w, nil, err)
}

func answer(w http.ResponseWriter, found []domain.Ticket, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	json.NewEncoder(w).Encode(found)
}

func send(w http.ResponseWriter, f io.ReadCloser, err error) {
	if err != nil {
		http.Error(w, "no such file", http.StatusNotFound)
		return
	}
	defer f.Close()
	io.Copy(w, f)
}
