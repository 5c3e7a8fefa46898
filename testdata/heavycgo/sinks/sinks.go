// Package sinks hands text of a request to SQLite libraries that need cgo, and
// beside it as an argument.
package sinks

import (
	"database/sql"
	"database/sql/driver"
	"net/http"

	"crawshaw.io/sqlite"
	"crawshaw.io/sqlite/sqlitex"
	"github.com/mattn/go-sqlite3"
)

func crawshaw(conn *sqlite.Conn, r *http.Request) {
	name := r.FormValue("name")
	conn.Prep("SELECT id FROM members WHERE name = '" + name + "'")                 // want sqlconcat/untrusted
	conn.PrepareTransient("SELECT id FROM members ORDER BY " + name)                // want sqlconcat/untrusted
	sqlitex.Exec(conn, "DELETE FROM members WHERE name = '"+name+"'", nil)          // want sqlconcat/untrusted
	sqlitex.ExecScript(conn, "DELETE FROM members WHERE name = '"+name+"'; VACUUM") // want sqlconcat/untrusted
}

func crawshawBound(conn *sqlite.Conn, r *http.Request) {
	name := r.FormValue("name")
	conn.Prep("SELECT id FROM members WHERE name = $name").SetText("$name", name)
	sqlitex.Exec(conn, "DELETE FROM members WHERE name = ?", nil, name)
	sqlitex.ExecScript(conn, "DELETE FROM members; VACUUM")
}

// hooked reaches the driver's connection below database/sql.
func hooked(conn *sql.Conn, r *http.Request) error {
	name := r.FormValue("name")
	return conn.Raw(func(c any) error {
		_, err := c.(*sqlite3.SQLiteConn).Exec("DELETE FROM members WHERE name = '"+name+"'", nil) // want sqlconcat/untrusted
		return err
	})
}

func hookedBound(conn *sql.Conn, r *http.Request) error {
	name := r.FormValue("name")
	return conn.Raw(func(c any) error {
		_, err := c.(*sqlite3.SQLiteConn).Exec("DELETE FROM members WHERE name = ?", []driver.Value{name})
		return err
	})
}
