// Package tables is about maps, whose keys and values are two different things.
package tables

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

var columns = map[string]string{
	"name": "users.name",
	"date": "users.created",
}

func valueByForeignKey(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + columns[r.FormValue("sort")]))
}

func foreignKeyAfterLookup(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if _, ok := columns[sort]; !ok {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func foreignKeyAfterIgnoredLookup(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if _, ok := columns[sort]; !ok {
		w.Header().Set("X-Warning", "unknown column")
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func fallsBackToKey(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	column, ok := columns[sort]
	if !ok {
		column = sort
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted
}

func fallsBackToConstant(w http.ResponseWriter, r *http.Request) {
	column, ok := columns[r.FormValue("sort")]
	if !ok {
		column = "users.id"
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
}

func keysOfJSON(w http.ResponseWriter, r *http.Request) {
	var filter map[string]any
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		return
	}
	var conds []string
	var args []any
	for column, value := range filter {
		conds = append(conds, column+" = ?") // want sqlconcat/untrusted
		args = append(args, value)
	}
	page.Show(db.Query("SELECT id FROM users WHERE "+strings.Join(conds, " AND "), args...))
}

func knownKeysOfJSON(w http.ResponseWriter, r *http.Request) {
	var filter map[string]any
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		return
	}
	var conds []string
	var args []any
	for column, value := range filter {
		if _, known := columns[column]; !known {
			continue
		}
		conds = append(conds, column+" = ?")
		args = append(args, value)
	}
	page.Show(db.Query("SELECT id FROM users WHERE "+strings.Join(conds, " AND "), args...))
}

func valuesOfJSONAsArguments(w http.ResponseWriter, r *http.Request) {
	var filter map[string]any
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE name = ? AND city = ?", filter["name"], filter["city"]))
}

func constantKeysForeignValues(w http.ResponseWriter, r *http.Request) {
	set := map[string]string{
		"name": r.FormValue("name"),
		"city": r.FormValue("city"),
	}
	var assignments []string
	var args []any
	for column, value := range set {
		assignments = append(assignments, column+" = ?")
		args = append(args, value)
	}
	page.Done(db.Exec("UPDATE users SET "+strings.Join(assignments, ", "), args...))
}

func foreignValueOfConstantKey(w http.ResponseWriter, r *http.Request) {
	set := map[string]string{"name": r.FormValue("name")}
	page.Done(db.Exec("UPDATE users SET name = '" + set["name"] + "'")) // want sqlconcat/untrusted
}

func storedUnderForeignKey(w http.ResponseWriter, r *http.Request) {
	seen := map[string]int{}
	for _, name := range r.URL.Query()["column"] {
		seen[name]++
	}
	for name := range seen {
		page.Show(db.Query("SELECT " + name + " FROM users")) // want sqlconcat/untrusted
	}
}

func storedUnderConstantKey(w http.ResponseWriter, r *http.Request) {
	seen := map[string]string{}
	seen["name"] = r.FormValue("name")
	seen["city"] = r.FormValue("city")
	for column := range seen {
		page.Show(db.Query("SELECT " + column + " FROM users WHERE id = 1"))
	}
}

func keysOfForm(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		return
	}
	for column := range r.PostForm {
		page.Show(db.Query("SELECT id FROM users WHERE " + column + " IS NULL")) // want sqlconcat/untrusted
	}
}

func keysCollected(w http.ResponseWriter, r *http.Request) {
	var filter map[string]string
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		return
	}
	names := slices.Sorted(maps.Keys(filter))
	page.Show(db.Query("SELECT " + strings.Join(names, ", ") + " FROM users")) // want sqlconcat/untrusted
}

func valuesOfConstantTable(w http.ResponseWriter, r *http.Request) {
	list := slices.Sorted(maps.Values(columns))
	page.Show(db.Query("SELECT " + strings.Join(list, ", ") + " FROM users"))
}

func nestedTable(w http.ResponseWriter, r *http.Request) {
	var doc map[string]map[string]string
	if err := json.NewDecoder(r.Body).Decode(&doc); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + doc["page"]["sort"])) // want sqlconcat/untrusted
}

func tableOfFunctions(w http.ResponseWriter, r *http.Request) {
	clauses := map[string]func() string{
		"name": func() string { return "ORDER BY name" },
		"date": func() string { return "ORDER BY created DESC" },
	}
	clause, ok := clauses[r.FormValue("sort")]
	if !ok {
		return
	}
	page.Show(db.Query("SELECT id FROM users " + clause()))
}

func tableGrownFromRequest(w http.ResponseWriter, r *http.Request) {
	known := map[string]bool{"name": true}
	for _, c := range r.URL.Query()["extra"] {
		known[c] = true
	}
	sort := r.FormValue("sort")
	if !known[sort] {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted the request fills the allowlist
}
