package patterns

import (
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
)

// Requests whose lists of structures are checked before they are used.

type term struct {
	Field struct{ Name string }
	Dir   string
	Value string
}

type search struct {
	Terms  []term
	Nested *struct{ Terms []term }
}

func plainWord(s string) bool {
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r == '_') {
			return false
		}
	}
	return s != ""
}

// validate looks at the names of all fields, and at one direction.
func (s *search) validate() error {
	for _, t := range s.Terms {
		if !plainWord(t.Field.Name) {
			return errors.New("unknown field")
		}
	}
	if s.Nested != nil {
		for i := range s.Nested.Terms {
			for _, r := range s.Nested.Terms[i].Dir {
				if r < 'a' || r > 'z' {
					return errors.New("unknown direction")
				}
			}
		}
	}
	return nil
}

// validateSome leaves when it has seen a good one.
func (s *search) validateSome() error {
	for _, t := range s.Terms {
		if plainWord(t.Field.Name) {
			return nil
		}
	}
	return errors.New("no known field")
}

func searched(db *sql.DB, r *http.Request) {
	s := search{}
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		return
	}
	if err := s.validate(); err != nil {
		return
	}
	for _, t := range s.Terms {
		db.Query("SELECT id FROM docs ORDER BY " + t.Field.Name)
		db.Query("SELECT id FROM docs ORDER BY name " + t.Dir) // want sqlconcat/untrusted
	}
	if s.Nested == nil {
		return
	}
	for _, t := range s.Nested.Terms {
		db.Query("SELECT id FROM docs ORDER BY name " + t.Dir)
		db.Query("SELECT id FROM docs ORDER BY " + t.Field.Name) // want sqlconcat/untrusted
	}
}

func searchedUnchecked(db *sql.DB, r *http.Request) {
	var s search
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		return
	}
	if s.validateSome() != nil {
		return
	}
	for _, t := range s.Terms {
		db.Query("SELECT id FROM docs ORDER BY " + t.Field.Name) // want sqlconcat/untrusted
	}
}
