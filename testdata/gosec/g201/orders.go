// Package g201 formats statements.
package g201

import (
	"database/sql"
	"fmt"
	"net/http"
	"strconv"
)

type Shop struct{ DB *sql.DB }

// ByCustomer takes the text of a request into the statement.
func (s *Shop) ByCustomer(w http.ResponseWriter, r *http.Request) {
	query := fmt.Sprintf("SELECT id FROM orders WHERE customer = '%s'", r.FormValue("customer")) // gosec: G201 // flaw: sqlconcat/untrusted
	rows, err := s.DB.Query(query)                                                               // gosec: G701
	show(w, rows, err)
}

// ByNumber formats a number, which can hold nothing but digits.
func (s *Shop) ByNumber(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("number"))
	if err != nil {
		http.Error(w, "not a number", http.StatusBadRequest)
		return
	}
	rows, err := s.DB.Query(fmt.Sprintf("SELECT id FROM orders WHERE number = %d", n)) // gosec: G701
	show(w, rows, err)
}

// Sorted formats the name of a column that is one of three.
func (s *Shop) Sorted(w http.ResponseWriter, r *http.Request) {
	column := "id"
	switch wish := r.FormValue("sort"); wish {
	case "customer", "number":
		column = wish
	}
	rows, err := s.DB.Query(fmt.Sprintf("SELECT id FROM orders ORDER BY %s", column)) // gosec: G701
	show(w, rows, err)
}

// Of is for whoever imports this package: nobody here can tell what customer holds.
func Of(db *sql.DB, customer string) (*sql.Rows, error) {
	query := fmt.Sprintf("SELECT id FROM orders WHERE customer = '%s'", customer) // flaw: sqlconcat/dynamic
	return db.Query(query)
}

// Count is for them as well. Programs decide on tables, not people.
func Count(db *sql.DB, table string) *sql.Row {
	return db.QueryRow(fmt.Sprintf("SELECT count(*) FROM %s", table))
}

func show(w http.ResponseWriter, rows *sql.Rows, err error) {
	if err != nil {
		http.Error(w, "no orders", http.StatusInternalServerError)
		return
	}
	defer rows.Close()
	for rows.Next() {
		fmt.Fprintln(w, "an order")
	}
}
