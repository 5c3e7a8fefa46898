// Package lists asks functions about the elements of lists, and has identifiers of
// another package's.
package lists

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/samber/lo"

	"github.com/secvet/secvet/testdata/values/ident"
)

func isWord(s string) bool {
	if s == "" {
		return false
	}
	for _, r := range s {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' {
			continue
		}
		return false
	}
	return true
}

func isOdd(s string) bool { return !isWord(s) }

// everyElement is used when all of its elements are words.
func everyElement(db *sql.DB, r *http.Request) {
	path := strings.Split(r.FormValue("path"), ".")
	if lo.EveryBy(path, isWord) {
		db.Query("SELECT doc #>> '{" + strings.Join(path, ",") + "}' FROM docs")
	}
	if !lo.EveryBy(path, isOdd) {
		db.Query("SELECT doc #>> '{" + strings.Join(path, ",") + "}' FROM docs") // want sqlconcat/untrusted
	}
}

// someElement is used when one of its elements is a word.
func someElement(db *sql.DB, r *http.Request) {
	path := strings.Split(r.FormValue("path"), ".")
	if lo.SomeBy(path, isWord) {
		db.Query("SELECT doc #>> '{" + strings.Join(path, ",") + "}' FROM docs") // want sqlconcat/untrusted
	}
}

// noElement is used when none of its elements is anything but a word.
func noElement(db *sql.DB, r *http.Request) {
	columns := r.Form["column"]
	if lo.NoneBy(columns, isOdd) {
		db.Query("SELECT " + strings.Join(columns, ",") + " FROM docs")
	}
	if !lo.NoneBy(columns, isOdd) {
		db.Query("SELECT " + strings.Join(columns, ",") + " FROM docs") // want sqlconcat/untrusted
	}
}

// byID has what another package made of a text.
func byID(db *sql.DB, r *http.Request) {
	id, err := ident.Parse(r.FormValue("id"))
	if err != nil {
		return
	}
	find(db, id.Text())
	db.Query("SELECT id FROM docs WHERE label = '" + ident.NewLabel(r.FormValue("label")).Text() + "'") // want sqlconcat/untrusted
}

func find(db *sql.DB, id string) { db.Query("SELECT id FROM docs WHERE id = '" + id + "'") }

// byQuery has the names in a query checked by another package.
func byQuery(db *sql.DB, r *http.Request) {
	var q ident.Query
	if json.NewDecoder(r.Body).Decode(&q) != nil || q.Validate() != nil {
		return
	}
	for _, c := range q.Sort {
		db.Query("SELECT id FROM docs ORDER BY " + c.Name)
		db.Query("SELECT id FROM docs ORDER BY name " + c.Direction) // want sqlconcat/untrusted
	}
	if q.Filters != nil {
		for _, item := range q.Filters.Items {
			db.Query("SELECT id FROM docs WHERE " + item.Key.Name + " = 1")
			db.Query("SELECT id FROM docs WHERE name = '" + item.Value + "'") // want sqlconcat/untrusted
		}
	}
}
