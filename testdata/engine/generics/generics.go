// Package generics is about functions and types with type parameters: each
// instantiation is judged on its own.
package generics

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
	"github.com/secvet/secvet/testdata/engine/remote/dbutil"
)

func identity[T any](v T) T { return v }

func genericIdentity(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + identity(r.FormValue("sort")))) // want sqlconcat/untrusted
}

func genericIdentityOfConstant(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + identity("name")))
}

func orDefault[T comparable](v, fallback T) T {
	var zero T
	if v == zero {
		return fallback
	}
	return v
}

func genericDefault(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + orDefault(r.FormValue("sort"), "name"))) // want sqlconcat/untrusted
}

func genericDefaultOfNumber(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("limit"))
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM users LIMIT %v", orDefault(n, 10))))
}

func standardDefault(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + cmp.Or(r.FormValue("sort"), "name"))) // want sqlconcat/untrusted
}

func standardDefaultOfConstants(w http.ResponseWriter, r *http.Request) {
	var configured string
	page.Show(db.Query("SELECT id FROM users ORDER BY " + cmp.Or(configured, "name")))
}

func mapped[S, T any](list []S, f func(S) T) []T {
	out := make([]T, 0, len(list))
	for _, v := range list {
		out = append(out, f(v))
	}
	return out
}

func genericMap(w http.ResponseWriter, r *http.Request) {
	columns := mapped(r.URL.Query()["column"], strings.ToLower)
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users")) // want sqlconcat/untrusted
}

func genericMapToPlaceholders(w http.ResponseWriter, r *http.Request) {
	ids := r.URL.Query()["id"]
	marks := mapped(ids, func(string) string { return "?" })
	args := mapped(ids, func(id string) any { return id })
	page.Show(db.Query("SELECT id FROM users WHERE id IN ("+strings.Join(marks, ", ")+")", args...))
}

type pair[K, V any] struct {
	Key   K
	Value V
}

func genericField(w http.ResponseWriter, r *http.Request) {
	p := pair[string, string]{r.FormValue("column"), "1"}
	page.Show(db.Query("SELECT id FROM users WHERE " + p.Key + " = 1")) // want sqlconcat/untrusted
}

func otherGenericField(w http.ResponseWriter, r *http.Request) {
	p := pair[string, any]{"name", r.FormValue("name")}
	page.Show(db.Query("SELECT id FROM users WHERE "+p.Key+" = ?", p.Value))
}

type stack[T any] struct{ items []T }

func (s *stack[T]) push(v T) { s.items = append(s.items, v) }
func (s *stack[T]) pop() T {
	last := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return last
}

func genericMethods(w http.ResponseWriter, r *http.Request) {
	var s stack[string]
	s.push(r.FormValue("sort"))
	page.Show(db.Query("SELECT id FROM users ORDER BY " + s.pop())) // want sqlconcat/untrusted
}

func genericMethodsOfConstants(w http.ResponseWriter, r *http.Request) {
	var s stack[string]
	s.push("name")
	page.Show(db.Query("SELECT id FROM users ORDER BY " + s.pop()))
}

func genericMethodsOfNumbers(w http.ResponseWriter, r *http.Request) {
	var s stack[int]
	n, _ := strconv.Atoi(r.FormValue("limit"))
	s.push(n)
	page.Show(db.Query(fmt.Sprint("SELECT id FROM users LIMIT ", s.pop())))
}

func decode[T any](r *http.Request) (T, error) {
	var v T
	err := json.NewDecoder(r.Body).Decode(&v)
	return v, err
}

func genericDecode(w http.ResponseWriter, r *http.Request) {
	in, err := decode[struct{ Sort string }](r)
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + in.Sort)) // want sqlconcat/untrusted
}

func genericDecodeOfNumber(w http.ResponseWriter, r *http.Request) {
	in, err := decode[struct{ Limit int }](r)
	if err != nil {
		return
	}
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM users LIMIT %d", in.Limit)))
}

type table interface{ TableName() string }

type user struct{}

func (user) TableName() string { return "users" }

type order struct{}

func (order) TableName() string { return "orders" }

func findAll[T table](where string, args ...any) {
	var row T
	page.Show(db.Query("SELECT * FROM "+row.TableName()+" WHERE "+where, args...))
}

func genericTable(w http.ResponseWriter, r *http.Request) {
	findAll[user]("name = ?", r.FormValue("name"))
	findAll[order]("id = ?", r.FormValue("id"))
}

func genericTableForeignCondition(w http.ResponseWriter, r *http.Request) {
	findAll[user]("name = '" + r.FormValue("name") + "'") // want sqlconcat/untrusted
}

type text interface{ ~string | ~[]byte }

func quoted[T text](v T) string { return "'" + string(v) + "'" } // want sqlconcat/untrusted

func genericConstraint(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users WHERE name = " + quoted([]byte(r.FormValue("name")))))
}

type number interface{ ~int | ~int64 | ~float64 }

func bare[T number](v T) string { return fmt.Sprint(v) }

func genericConstraintOfNumbers(w http.ResponseWriter, r *http.Request) {
	f, _ := strconv.ParseFloat(r.FormValue("price"), 64)
	page.Show(db.Query("SELECT id FROM products WHERE price < " + bare(f)))
}

// Decoders leave fields alone that are not exported, in whatever package the type is.
func genericPaging(w http.ResponseWriter, r *http.Request) {
	var p dbutil.Paging[[]string]
	if json.NewDecoder(r.Body).Decode(&p) == nil {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + p.Checked().Sort)) // want sqlconcat/untrusted
	}
}

func genericPagingSorted(w http.ResponseWriter, r *http.Request) {
	var p dbutil.Paging[[]string]
	if json.NewDecoder(r.Body).Decode(&p) == nil {
		page.Show(p.Checked().Sorted("name").Query(db))
	}
}
