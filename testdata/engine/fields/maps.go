package fields

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

// search has a map for what has no field of its own.
type search struct {
	Equal map[string]string
	Table string
}

func mapInField(w http.ResponseWriter, r *http.Request) {
	s := search{Equal: map[string]string{}}
	s.Equal["name"] = r.FormValue("name")
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + s.Equal["name"] + "'")) // want sqlconcat/untrusted
}

func otherEntryOfMapInField(w http.ResponseWriter, r *http.Request) {
	s := search{Equal: map[string]string{}, Table: "users"}
	s.Equal["name"] = r.FormValue("name")
	s.Equal["state"] = "active"
	page.Show(db.Query("SELECT id FROM "+s.Table+" WHERE state = '"+s.Equal["state"]+"' AND name = ?", s.Equal["name"]))
}

func mapInFieldReplaced(w http.ResponseWriter, r *http.Request) {
	s := &search{Equal: make(map[string]string)}
	s.Equal["name"] = r.FormValue("name")
	s.Equal = map[string]string{"name": "nobody"}
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + s.Equal["name"] + "'"))
}

func mapInFieldFilledInLoop(w http.ResponseWriter, r *http.Request) {
	s := &search{Equal: make(map[string]string)}
	for _, column := range r.URL.Query()["column"] {
		s.Equal[column] = "any"
	}
	where := " WHERE 1 = 1"
	for column := range s.Equal {
		where += " AND " + column + " IS NOT NULL" // want sqlconcat/untrusted
	}
	page.Show(db.Query("SELECT id FROM users" + where))
}

func mapInFieldWithKnownKeys(w http.ResponseWriter, r *http.Request) {
	s := &search{Equal: make(map[string]string)}
	for _, column := range []string{"name", "email"} {
		s.Equal[column] = r.FormValue(column)
	}
	where := " WHERE 1 = 1"
	for column := range s.Equal {
		where += " AND " + column + " IS NOT NULL"
	}
	page.Show(db.Query("SELECT id FROM users" + where))
}

// condition gets the structure by value, and the map with it.
func condition(s search) string {
	var parts []string
	for _, value := range s.Equal {
		parts = append(parts, "name = '"+value+"'") // want sqlconcat/untrusted
	}
	return strings.Join(parts, " OR ")
}

func mapInFieldHandedOver(w http.ResponseWriter, r *http.Request) {
	s := search{Equal: map[string]string{}}
	for _, name := range r.URL.Query()["name"] {
		s.Equal["name"+strconv.Itoa(len(s.Equal))] = name
	}
	page.Show(db.Query("SELECT id FROM users WHERE " + condition(s)))
}

// pointed has a structure that is changed through its pointer after that was stored.
func pointed(w http.ResponseWriter, r *http.Request) {
	n := &nested{Column: "name"}
	f := filter{Link: n}
	n.Column = r.FormValue("column")
	page.Show(db.Query("SELECT id FROM users ORDER BY " + f.Link.Column)) // want sqlconcat/untrusted
}

func pointedElsewhere(w http.ResponseWriter, r *http.Request) {
	n := &nested{Column: "name"}
	f := filter{Link: n}
	n = &nested{Column: r.FormValue("column")}
	page.Show(db.Query("SELECT id FROM users WHERE ? <> '' ORDER BY "+f.Link.Column, n.Column))
}
