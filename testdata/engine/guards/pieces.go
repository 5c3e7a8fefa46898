package guards

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

// What a check of one piece of a text, or of the key of an entry, says of another.

func otherPieceOfCut(w http.ResponseWriter, r *http.Request) {
	column, direction, _ := strings.Cut(r.FormValue("sort"), " ")
	if direction != "asc" && direction != "desc" {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column + " " + direction)) // want sqlconcat/untrusted
}

func bothPiecesOfCut(w http.ResponseWriter, r *http.Request) {
	column, direction, _ := strings.Cut(r.FormValue("sort"), " ")
	if direction != "asc" && direction != "desc" || !slices.Contains(known, column) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column + " " + direction))
}

func otherPieceOfSplit(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.FormValue("sort"), " ")
	if len(parts) != 2 || parts[1] != "asc" && parts[1] != "desc" {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + parts[0] + " " + parts[1])) // want sqlconcat/untrusted
}

func bothPiecesOfSplit(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.FormValue("sort"), " ")
	if len(parts) != 2 || parts[1] != "asc" && parts[1] != "desc" || !identifier.MatchString(parts[0]) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + parts[0] + " " + parts[1]))
}

func allPiecesOfSplit(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.FormValue("sort"), ".")
	for _, part := range parts {
		if !identifier.MatchString(part) {
			return
		}
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + parts[0]))
}

func piecesOfGoodText(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !words.MatchString(sort) {
		return
	}
	column, direction, _ := strings.Cut(sort, " ")
	page.Show(db.Query("SELECT id FROM users WHERE kind = '" + column + "' AND way = '" + direction + "'"))
}

func keyIsNoValue(w http.ResponseWriter, r *http.Request) {
	order := "id"
	for key, values := range r.URL.Query() {
		switch key {
		case "sort":
			order = values[0]
		}
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + order)) // want sqlconcat/untrusted
}

func keyIsKnown(w http.ResponseWriter, r *http.Request) {
	order := "id"
	for key := range r.URL.Query() {
		if key == "name" || key == "email" {
			order = key
		}
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + order))
}

func allKeysChecked(w http.ResponseWriter, r *http.Request) {
	var given map[string]string
	if err := json.NewDecoder(r.Body).Decode(&given); err != nil {
		return
	}
	for key := range given {
		if !slices.Contains(known, key) {
			return
		}
	}
	for key, value := range given {
		page.Show(db.Query("SELECT id FROM users WHERE "+key+" = ?", value))
	}
}

func allKeysButNoValueChecked(w http.ResponseWriter, r *http.Request) {
	var given map[string]string
	if err := json.NewDecoder(r.Body).Decode(&given); err != nil {
		return
	}
	for key := range given {
		if !slices.Contains(known, key) {
			return
		}
	}
	for key, value := range given {
		page.Show(db.Query("SELECT id FROM users WHERE " + key + " = '" + value + "'")) // want sqlconcat/untrusted
	}
}

func allValuesChecked(w http.ResponseWriter, r *http.Request) {
	var given map[string]string
	if err := json.NewDecoder(r.Body).Decode(&given); err != nil {
		return
	}
	for _, value := range given {
		if !identifier.MatchString(value) {
			return
		}
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + given["sort"]))
}

func someKeysChecked(w http.ResponseWriter, r *http.Request) {
	var given map[string]string
	if err := json.NewDecoder(r.Body).Decode(&given); err != nil {
		return
	}
	for key := range given {
		if !slices.Contains(known, key) {
			break
		}
	}
	for key, value := range given {
		page.Show(db.Query("SELECT id FROM users WHERE "+key+" = ?", value)) // want sqlconcat/untrusted
	}
}
