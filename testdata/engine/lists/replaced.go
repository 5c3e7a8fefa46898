package lists

import (
	"net/http"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

func column(s string) string {
	if s == "name" || s == "email" {
		return s
	}
	return "id"
}

func replacedInPlace(w http.ResponseWriter, r *http.Request) {
	columns := strings.Split(r.FormValue("columns"), ",")
	for i, c := range columns {
		columns[i] = column(c)
	}
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users"))
}

func replacedInPlaceByIndex(w http.ResponseWriter, r *http.Request) {
	columns := r.URL.Query()["columns"]
	for i := range columns {
		columns[i] = column(columns[i])
	}
	page.Show(db.Query("SELECT id, " + strings.Join(columns, ", ") + " FROM users"))
}

func replacedInPlaceSometimes(w http.ResponseWriter, r *http.Request) {
	columns := strings.Split(r.FormValue("columns"), ",")
	for i, c := range columns {
		if strings.HasPrefix(c, "user_") {
			columns[i] = column(c)
		}
	}
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users")) // want sqlconcat/untrusted
}

func replacedInPlaceButFirst(w http.ResponseWriter, r *http.Request) {
	columns := strings.Split(r.FormValue("columns"), ",")
	for i := 1; i < len(columns); i++ {
		columns[i] = column(columns[i])
	}
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users")) // want sqlconcat/untrusted
}

func replacedUntilBad(w http.ResponseWriter, r *http.Request) {
	columns := strings.Split(r.FormValue("columns"), ",")
	for i, c := range columns {
		if len(c) > 2 {
			break
		}
		columns[i] = column(c)
	}
	page.Show(db.Query("SELECT id, " + strings.Join(columns, ", ") + " FROM users")) // want sqlconcat/untrusted
}

func elementOfSplitReplaced(w http.ResponseWriter, r *http.Request) {
	columns := strings.Split("id,name", ",")
	columns[1] = r.FormValue("column")
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users")) // want sqlconcat/untrusted
}
