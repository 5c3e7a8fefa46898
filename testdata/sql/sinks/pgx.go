package sinks

import (
	"context"
	"net/http"

	"github.com/georgysavva/scany/v2/pgxscan"
	"github.com/georgysavva/scany/v2/sqlscan"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/lib/pq"
)

func pgxMethods(ctx context.Context, conn *pgx.Conn, tx pgx.Tx, pool *pgxpool.Pool, raw *pgconn.PgConn, r *http.Request) {
	name := r.FormValue("name")
	conn.Query(ctx, "SELECT * FROM users WHERE name = '"+name+"'") // want sqlconcat/untrusted
	conn.Prepare(ctx, "find", "SELECT * FROM "+name)               // want sqlconcat/untrusted
	tx.Exec(ctx, "DELETE FROM users WHERE name = '"+name+"'")      // want sqlconcat/untrusted
	pool.QueryRow(ctx, "SELECT * FROM users ORDER BY "+name)       // want sqlconcat/untrusted
	raw.Exec(ctx, "LISTEN "+name)                                  // want sqlconcat/untrusted
	batch := &pgx.Batch{}
	batch.Queue("SELECT * FROM users WHERE name = '" + name + "'") // want sqlconcat/untrusted
	pool.SendBatch(ctx, batch)
	var all []user
	pgxscan.Select(ctx, pool, &all, "SELECT * FROM users ORDER BY "+name) // want sqlconcat/untrusted
}

func pgxBound(ctx context.Context, conn *pgx.Conn, tx pgx.Tx, pool *pgxpool.Pool, r *http.Request) {
	name := r.FormValue("name")
	conn.Query(ctx, "SELECT * FROM users WHERE name = $1", name)
	tx.Exec(ctx, "DELETE FROM users WHERE name = @name", pgx.NamedArgs{"name": name})
	pool.QueryRow(ctx, "SELECT * FROM "+pgx.Identifier{name}.Sanitize())
	pool.QueryRow(ctx, "SELECT * FROM users WHERE name = ANY($1)", r.Form["name"])
	conn.CopyFrom(ctx, pgx.Identifier{name}, []string{name}, nil)
	batch := &pgx.Batch{}
	batch.Queue("SELECT * FROM users WHERE name = $1", name)
	var all []user
	pgxscan.Select(ctx, pool, &all, "SELECT * FROM users WHERE name = $1", name)
}

func scanned(ctx context.Context, db sqlscan.Querier, r *http.Request) {
	name := r.FormValue("name")
	var all []user
	var one user
	sqlscan.Select(ctx, db, &all, "SELECT * FROM users ORDER BY "+name)         // want sqlconcat/untrusted
	sqlscan.Get(ctx, db, &one, "SELECT * FROM users WHERE name = '"+name+"'")   // want sqlconcat/untrusted
	db.QueryContext(ctx, "SELECT * FROM users WHERE name = '"+name+"' LIMIT 1") // want sqlconcat/untrusted
	sqlscan.Get(ctx, db, &one, "SELECT * FROM users WHERE name = $1", name)
	sqlscan.Select(ctx, db, &all, "SELECT * FROM users WHERE name = $1", name)
}

func rewritten(ctx context.Context, conn *pgx.Conn, r *http.Request) {
	name := r.FormValue("name")
	text, args, _ := pgx.NamedArgs{"name": name}.RewriteQuery(ctx, conn, "SELECT * FROM users WHERE name = @name", nil)
	conn.Query(ctx, text, args...)
	text, args, _ = pgx.NamedArgs{"name": name}.RewriteQuery(ctx, conn, "SELECT * FROM users ORDER BY "+name, nil) // want sqlconcat/untrusted
	conn.Query(ctx, text, args...)
}

func quotedByDriver(ctx context.Context, db DBTX, r *http.Request) {
	db.QueryContext(ctx, "SELECT * FROM "+pq.QuoteIdentifier(r.FormValue("table")))
	db.QueryContext(ctx, "SELECT * FROM users WHERE name = "+pq.QuoteLiteral(r.FormValue("name")))
	db.QueryContext(ctx, "SELECT * FROM users ORDER BY "+pq.QuoteLiteral(r.FormValue("name"))+r.FormValue("direction")) // want sqlconcat/untrusted
}
