// Package closed is about functions that nobody outside the package can call:
// what their parameters hold is what their calls hand over.
package closed

import (
	"net/http"
	"strconv"

	"github.com/secvet/secvet/testdata/engine/page"
)

// count is called with constants only.
func count(table string) {
	page.Count(db.QueryRow("SELECT count(*) FROM " + table))
}

func callsWithConstants(w http.ResponseWriter, r *http.Request) {
	count("users")
	if r.FormValue("all") != "" {
		count("orders")
	}
}

// countAny has one caller that hands over a request's text.
func countAny(table string) {
	page.Count(db.QueryRow("SELECT count(*) FROM " + table)) // want sqlconcat/untrusted
}

func callsWithForeign(w http.ResponseWriter, r *http.Request) {
	countAny("users")
	countAny(r.FormValue("table"))
}

// CountExported can be called by anyone, with anything.
func CountExported(name string) {
	page.Count(db.QueryRow("SELECT count(*) FROM users WHERE name = '" + name + "'")) // want sqlconcat/dynamic
}

// countForgotten is called by nobody: what would be handed over is open.
func countForgotten(name string) {
	page.Count(db.QueryRow("SELECT count(*) FROM users WHERE name = '" + name + "'")) // want sqlconcat/dynamic
}

// CountExportedNumber can be called by anyone, with a number.
func CountExportedNumber(id int) {
	page.Count(db.QueryRow("SELECT count(*) FROM users WHERE id = " + strconv.Itoa(id)))
}

// countShard is called with numbers, through another closed function.
func countShard(suffix string) {
	page.Count(db.QueryRow("SELECT count(*) FROM users_" + suffix))
}

func eachShard(n int) {
	for i := range n {
		countShard(strconv.Itoa(i))
	}
}

func callsThroughClosed(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("shards"))
	eachShard(n)
}

// countCallback escapes as a value, but only to callers in the package.
func countCallback(table string) {
	page.Count(db.QueryRow("SELECT count(*) FROM " + table))
}

func forEach(names []string, do func(string)) {
	for _, n := range names {
		do(n)
	}
}

func callsThroughValue(w http.ResponseWriter, r *http.Request) {
	forEach([]string{"users", "orders"}, countCallback)
}

// store is a type of the package: its methods have the package's calls only.
type store struct{ table string }

func (s store) count(cond string) {
	page.Count(db.QueryRow("SELECT count(*) FROM " + s.table + " WHERE " + cond))
}

func callsMethodWithConstants(w http.ResponseWriter, r *http.Request) {
	s := store{"users"}
	s.count("active = 1")
	s.count("active = 0")
}

// checked is called behind a check only.
func checked(column string) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
}

func callsBehindCheck(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	if column != "name" && column != "date" {
		return
	}
	checked(column)
}

// halfChecked has a second caller that checks nothing.
func halfChecked(column string) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted
}

func callsHalfCheckedBehindCheck(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	if column != "name" && column != "date" {
		return
	}
	halfChecked(column)
}

func callsHalfCheckedUnchecked(w http.ResponseWriter, r *http.Request) {
	halfChecked(r.FormValue("sort"))
}
