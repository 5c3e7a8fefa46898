package decode

import (
	"encoding/json"
	"net/http"

	"github.com/secvet/secvet/testdata/engine/page"
)

// searchOf returns what its own return statement fills.
func searchOf(r *http.Request) (search, error) {
	var s search
	return s, json.NewDecoder(r.Body).Decode(&s)
}

func returnedFilled(w http.ResponseWriter, r *http.Request) {
	s, err := searchOf(r)
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + s.Sort)) // want sqlconcat/untrusted
}

// first sets what it is given.
func first(list []string, to *string) error {
	if len(list) == 0 {
		return http.ErrMissingFile
	}
	*to = list[0]
	return nil
}

func firstSort(r *http.Request) (string, error) {
	var sort string
	return sort, first(r.URL.Query()["sort"], &sort)
}

func returnedSet(w http.ResponseWriter, r *http.Request) {
	sort, err := firstSort(r)
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

// before returns a copy from before it was filled.
func before(r *http.Request) (search, error) {
	var s search
	old := s
	return old, json.NewDecoder(r.Body).Decode(&s)
}

func returnedOld(w http.ResponseWriter, r *http.Request) {
	s, err := before(r)
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + s.Sort))
}
