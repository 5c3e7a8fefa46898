// Package sinks hands text of a request to every kind of SQL sink that the
// libraries of this module have, and beside it in the way that the library keeps
// apart from the statement.
package sinks

import (
	"context"
	"database/sql"
	"net/http"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

func standardDB(ctx context.Context, db *sql.DB, r *http.Request) {
	name := r.FormValue("name")
	db.Query("SELECT id FROM users WHERE name = '" + name + "'")                           // want sqlconcat/untrusted
	db.QueryRow("SELECT id FROM users WHERE name LIKE '%" + name + "%'")                   // want sqlconcat/untrusted
	db.Exec("DELETE FROM users WHERE name = " + name)                                      // want sqlconcat/untrusted
	db.Prepare("SELECT id FROM users ORDER BY " + name)                                    // want sqlconcat/untrusted
	db.QueryContext(ctx, "SELECT id FROM users LIMIT "+name)                               // want sqlconcat/untrusted
	db.QueryRowContext(ctx, "SELECT id FROM "+name)                                        // want sqlconcat/untrusted
	db.ExecContext(ctx, "UPDATE users SET "+name+" = 1")                                   // want sqlconcat/untrusted
	db.PrepareContext(ctx, "SELECT id FROM users WHERE name IN ('"+name+"')")              // want sqlconcat/untrusted
	db.Query("SELECT id FROM users /* asked for by " + r.Header.Get("User-Agent") + " */") // want sqlconcat/untrusted
}

func standardDBBound(ctx context.Context, db *sql.DB, r *http.Request) {
	name := r.FormValue("name")
	db.Query("SELECT id FROM users WHERE name = ?", name)
	db.QueryRow("SELECT id FROM users WHERE name LIKE ?", "%"+name+"%")
	db.ExecContext(ctx, "DELETE FROM users WHERE name = $1", name)
	db.QueryContext(ctx, "SELECT id FROM users WHERE name = @name", sql.Named("name", name))
	if stmt, err := db.PrepareContext(ctx, "SELECT id FROM users WHERE name = ?"); err == nil {
		stmt.QueryContext(ctx, name)
		stmt.Exec("x' OR '1' = '1" + name)
	}
}

func standardTx(ctx context.Context, tx *sql.Tx, r *http.Request) {
	tx.Query("SELECT 1 FROM " + r.FormValue("table"))                          // want sqlconcat/untrusted
	tx.ExecContext(ctx, "DROP TABLE "+r.FormValue("table"))                    // want sqlconcat/untrusted
	go tx.Exec("DELETE FROM users WHERE name = '" + r.FormValue("n") + "'")    // want sqlconcat/untrusted
	defer tx.Exec("INSERT INTO log VALUES ('" + r.FormValue("message") + "')") // want sqlconcat/untrusted
	exec := tx.Exec
	exec("DELETE FROM users WHERE id = " + r.FormValue("id")) // want sqlconcat/untrusted
	(*sql.Tx).Exec(tx, "DELETE FROM "+r.FormValue("table"))   // want sqlconcat/untrusted
}

func standardTxBound(ctx context.Context, tx *sql.Tx, r *http.Request) {
	tx.Query("SELECT 1 FROM users WHERE name = ?", r.FormValue("table"))
	go tx.Exec("DELETE FROM users WHERE name = ?", r.FormValue("n"))
	exec := tx.Exec
	exec("DELETE FROM users WHERE id = ?", r.FormValue("id"))
	(*sql.Tx).Exec(tx, "DELETE FROM users WHERE id = ?", r.FormValue("id"))
}

func standardConn(ctx context.Context, c *sql.Conn, r *http.Request) {
	c.QueryContext(ctx, "SELECT 1 FROM "+r.FormValue("table")) // want sqlconcat/untrusted
	c.QueryContext(ctx, "SELECT 1 FROM users WHERE name = ?", r.FormValue("table"))
}

// wrapped is an application's own handle: what it inherits is the library's.
type wrapped struct{ *sql.DB }

func embedded(db wrapped, r *http.Request) {
	db.Query("SELECT 1 FROM " + r.FormValue("table")) // want sqlconcat/untrusted
	db.Query("SELECT 1 FROM users WHERE name = ?", r.FormValue("name"))
}

// DBTX is what sqlc generates for database/sql.
type DBTX interface {
	ExecContext(context.Context, string, ...interface{}) (sql.Result, error)
	PrepareContext(context.Context, string) (*sql.Stmt, error)
	QueryContext(context.Context, string, ...interface{}) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...interface{}) *sql.Row
}

func shaped(ctx context.Context, db DBTX, r *http.Request) {
	db.ExecContext(ctx, "DELETE FROM users WHERE name = '"+r.FormValue("name")+"'") // want sqlconcat/untrusted
	db.QueryContext(ctx, "SELECT id FROM users ORDER BY "+r.FormValue("sort"))      // want sqlconcat/untrusted
	db.QueryRowContext(ctx, "SELECT id FROM "+r.FormValue("table"))                 // want sqlconcat/untrusted
	db.PrepareContext(ctx, "SELECT id FROM "+r.FormValue("table"))                  // want sqlconcat/untrusted
	db.ExecContext(ctx, "DELETE FROM users WHERE name = ?", r.FormValue("name"))
}

// PgxDBTX is what sqlc generates for pgx.
type PgxDBTX interface {
	Exec(context.Context, string, ...interface{}) (pgconn.CommandTag, error)
	Query(context.Context, string, ...interface{}) (pgx.Rows, error)
	QueryRow(context.Context, string, ...interface{}) pgx.Row
}

func shapedPgx(ctx context.Context, db PgxDBTX, r *http.Request) {
	db.Exec(ctx, "DELETE FROM users WHERE name = '"+r.FormValue("name")+"'") // want sqlconcat/untrusted
	db.Query(ctx, "SELECT id FROM users ORDER BY "+r.FormValue("sort"))      // want sqlconcat/untrusted
	db.QueryRow(ctx, "SELECT id FROM "+r.FormValue("table"))                 // want sqlconcat/untrusted
	db.Query(ctx, "SELECT id FROM users WHERE name = $1", r.FormValue("name"))
}

// searcher has methods of the same names that take no SQL.
type searcher interface {
	Query(context.Context, string, ...interface{}) ([]string, error)
	Exec(string) error
}

func otherShape(ctx context.Context, s searcher, r *http.Request) {
	s.Query(ctx, "name:"+r.FormValue("name"))
	s.Exec("reindex " + r.FormValue("index"))
}
