// Package question is code on a database whose placeholders are question marks. Its
// test holds before and after the fixes.
package question

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"strings"

	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite"
)

func open() (*sql.DB, error) { return sql.Open("sqlite", ":memory:") }

func first(rows *sql.Rows, err error) string {
	if err != nil {
		return err.Error()
	}
	defer rows.Close()
	var name string
	if rows.Next() {
		if err := rows.Scan(&name); err != nil {
			return err.Error()
		}
	}
	return name
}

func quotedValue(db *sql.DB, r *http.Request) string {
	return first(db.Query("SELECT name FROM users WHERE name = '" + r.FormValue("name") + "'")) // want sqlconcat/untrusted
}

func quotedValueThenMore(db *sql.DB, r *http.Request) string {
	return first(db.Query("SELECT name FROM users WHERE name = '" + r.FormValue("name") + "' AND age > 3 ORDER BY name")) // want sqlconcat/untrusted
}

func bareValue(db *sql.DB, r *http.Request) string {
	id := r.FormValue("id")
	return first(db.Query("SELECT name FROM users WHERE id = " + id)) // want sqlconcat/untrusted
}

func wildcards(ctx context.Context, db *sql.DB, r *http.Request) string {
	return first(db.QueryContext(ctx, "SELECT name FROM users WHERE name LIKE '%"+r.FormValue("part")+"%'")) // want sqlconcat/untrusted
}

func formatted(db *sql.DB, r *http.Request) string {
	name := r.FormValue("name")
	return first(db.Query(fmt.Sprintf("SELECT name FROM users WHERE name = '%s'", name))) // want sqlconcat/untrusted
}

func formattedWithWildcards(db *sql.DB, r *http.Request) string {
	name := r.FormValue("part")
	return first(db.Query(fmt.Sprintf("SELECT name FROM users WHERE name LIKE '%s%%' AND age < 100", name))) // want sqlconcat/untrusted
}

func formattedBesideNumber(db *sql.DB, r *http.Request) string {
	return first(db.Query(fmt.Sprintf(`SELECT name FROM users WHERE name = '%s' LIMIT %d`, r.FormValue("name"), 10))) // want sqlconcat/untrusted
}

func amongArguments(db *sql.DB, r *http.Request) string {
	name := r.FormValue("name")
	return first(db.Query("SELECT name FROM users WHERE age > ? AND name = '"+name+"' AND id < ?", 5, 100)) // want sqlconcat/untrusted
}

func twoValues(db *sql.DB, r *http.Request) string {
	return first(db.Query("SELECT name FROM users WHERE name = '" + r.FormValue("name") + "' AND city = '" + r.FormValue("city") + "'")) // want sqlconcat/untrusted sqlconcat/untrusted
}

func inVariable(db *sql.DB, r *http.Request) string {
	name := r.FormValue("name")
	query := "SELECT name " + // want sqlconcat/untrusted
		"FROM users " +
		"WHERE name = '" + name + "' " +
		"ORDER BY id"
	return first(db.Query(query))
}

func inserted(db *sql.DB, r *http.Request) error {
	_, err := db.Exec("INSERT INTO users (name, city, age, id) VALUES ('" + r.FormValue("name") + "', 'x', 7, 9)") // want sqlconcat/untrusted
	return err
}

type label string

func namedType(db *sql.DB, r *http.Request) string {
	name := label(r.FormValue("name"))
	return first(db.Query(string("SELECT name FROM users WHERE name = '" + name + "'"))) // want sqlconcat/untrusted
}

func throughSqlx(db *sqlx.DB, r *http.Request) (name string, err error) {
	err = db.Get(&name, "SELECT name FROM users WHERE name = '"+r.FormValue("name")+"'") // want sqlconcat/untrusted
	return name, err
}

// What follows has no fix: the statement would be another one.

func sorted(db *sql.DB, r *http.Request) string {
	return first(db.Query("SELECT name FROM users ORDER BY " + r.FormValue("sort"))) // want sqlconcat/untrusted
}

func valueAndName(db *sql.DB, r *http.Request) string {
	return first(db.Query("SELECT name FROM users WHERE name = '" + r.FormValue("name") + "' ORDER BY " + r.FormValue("sort"))) // want sqlconcat/untrusted sqlconcat/untrusted
}

func listOfValues(db *sql.DB, r *http.Request) string {
	return first(db.Query("SELECT name FROM users WHERE name IN ('" + strings.Join(r.Form["name"], "','") + "')")) // want sqlconcat/untrusted
}

func textAroundValue(db *sql.DB, r *http.Request) string {
	return first(db.Query("SELECT name FROM users WHERE name = 'Mr " + r.FormValue("name") + "'")) // want sqlconcat/untrusted
}

func ownEscaping(db *sql.DB, r *http.Request) string {
	name := strings.ReplaceAll(r.FormValue("name"), "\"", "\"\"")
	return first(db.Query("SELECT name FROM users WHERE name = '" + name + "'")) // want sqlconcat/untrusted
}

func argumentsInSlice(db *sql.DB, args []any, r *http.Request) string {
	return first(db.Query("SELECT name FROM users WHERE age > ? AND name = '"+r.FormValue("name")+"'", args...)) // want sqlconcat/untrusted
}

func prepared(db *sql.DB, r *http.Request) (*sql.Stmt, error) {
	return db.Prepare("SELECT name FROM users WHERE name = '" + r.FormValue("name") + "'") // want sqlconcat/untrusted
}

func limited(db *sql.DB, r *http.Request) string {
	return first(db.Query("SELECT name FROM users LIMIT " + r.FormValue("limit"))) // want sqlconcat/untrusted
}

func schema(db *sql.DB, r *http.Request) error {
	_, err := db.Exec("CREATE TABLE t (name TEXT CHECK (name = '" + r.FormValue("name") + "'))") // want sqlconcat/untrusted
	return err
}

func changedBetween(db *sql.DB, r *http.Request) string {
	name := r.FormValue("name")
	query := "SELECT name FROM users WHERE name = '" + name + "'" // want sqlconcat/untrusted
	name = strings.ToUpper(name)
	return first(db.Query(query)) + name
}

func usedTwice(db *sql.DB, r *http.Request) string {
	query := "SELECT name FROM users WHERE name = '" + r.FormValue("name") + "'" // want sqlconcat/untrusted
	return query + first(db.Query(query))
}
