package decode

import (
	"encoding/json"
	"net/http"

	"github.com/secvet/secvet/testdata/engine/page"
)

// report holds what is decoded by a pointer.
type report struct {
	query *search
	parts []*part
}

type part struct {
	Name string
	Body []byte
}

func heldPointer(w http.ResponseWriter, r *http.Request) {
	rep := &report{}
	rep.query = new(search)
	if err := json.NewDecoder(r.Body).Decode(rep.query); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + rep.query.Sort)) // want sqlconcat/untrusted
}

func heldPointerMadeWhenNeeded(w http.ResponseWriter, r *http.Request) {
	rep := new(report)
	if r.ContentLength > 0 {
		rep.query = new(search)
	}
	if rep.query == nil {
		rep.query = &search{Sort: "id"}
	}
	if err := json.NewDecoder(r.Body).Decode(rep.query); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + rep.query.Sort)) // want sqlconcat/untrusted
}

// collect fills a structure in a loop, from parts whose bytes are documents.
func collect(parts []*part) (*report, error) {
	rep := new(report)
	for _, p := range parts {
		rep.parts = append(rep.parts, &part{Name: p.Name, Body: p.Body})
		if p.Name == "query" {
			if rep.query == nil {
				rep.query = new(search)
			}
			if err := json.Unmarshal(p.Body, rep.query); err != nil {
				return rep, err
			}
		}
	}
	if rep.query == nil {
		return rep, http.ErrMissingFile
	}
	return rep, nil
}

func heldPointerInLoop(w http.ResponseWriter, r *http.Request) {
	var parts []*part
	if err := json.NewDecoder(r.Body).Decode(&parts); err != nil {
		return
	}
	rep, err := collect(parts)
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + rep.query.Sort)) // want sqlconcat/untrusted
}

// heldByAnother decodes into another structure of the same type.
func heldByAnother(w http.ResponseWriter, r *http.Request) {
	rep, other := &report{query: &search{Sort: "id"}}, &report{query: new(search)}
	if err := json.NewDecoder(r.Body).Decode(other.query); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + rep.query.Sort))
}

// oneOfTwo fills the one that a pointer leads to.
func oneOfTwo(w http.ResponseWriter, r *http.Request) {
	first, second := &search{Sort: "id"}, &search{Sort: "name"}
	to := first
	if r.URL.Query().Has("second") {
		to = second
	}
	if err := json.NewDecoder(r.Body).Decode(to); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + second.Sort)) // want sqlconcat/untrusted
}

// setOneOfTwo writes to a field of the one that a pointer leads to.
func setOneOfTwo(w http.ResponseWriter, r *http.Request) {
	first, second := &search{Sort: "id"}, &search{Sort: "name"}
	to := first
	if r.URL.Query().Has("second") {
		to = second
	}
	to.Sort = r.URL.Query().Get("sort")
	page.Show(db.Query("SELECT id FROM users ORDER BY " + first.Sort)) // want sqlconcat/untrusted
}
