package sinks

import (
	"context"
	"net/http"

	"github.com/jmoiron/sqlx"
)

type user struct {
	ID   int
	Name string
}

func sqlxMethods(ctx context.Context, db *sqlx.DB, r *http.Request) {
	name := r.FormValue("name")
	var one user
	var all []user
	db.Queryx("SELECT * FROM users WHERE name = '" + name + "'")                  // want sqlconcat/untrusted
	db.QueryRowx("SELECT * FROM users WHERE name = '" + name + "'")               // want sqlconcat/untrusted
	db.MustExec("DELETE FROM users WHERE name = '" + name + "'")                  // want sqlconcat/untrusted
	db.NamedExec("DELETE FROM "+name+" WHERE name = :name", one)                  // want sqlconcat/untrusted
	db.NamedQueryContext(ctx, "SELECT * FROM "+name+" WHERE name = :name", one)   // want sqlconcat/untrusted
	db.Preparex("SELECT * FROM " + name)                                          // want sqlconcat/untrusted
	db.PrepareNamed("SELECT * FROM " + name)                                      // want sqlconcat/untrusted
	db.Get(&one, "SELECT * FROM users WHERE name = '"+name+"'")                   // want sqlconcat/untrusted
	db.SelectContext(ctx, &all, "SELECT * FROM users ORDER BY "+name)             // want sqlconcat/untrusted
	db.QueryContext(ctx, "SELECT * FROM users ORDER BY "+name)                    // want sqlconcat/untrusted
	sqlx.Get(db, &one, "SELECT * FROM users WHERE name = '"+name+"'")             // want sqlconcat/untrusted
	sqlx.SelectContext(ctx, db, &all, "SELECT * FROM users ORDER BY "+name)       // want sqlconcat/untrusted
	sqlx.MustExec(db, "DELETE FROM "+name)                                        // want sqlconcat/untrusted
	sqlx.NamedExec(db, "DELETE FROM "+name, one)                                  // want sqlconcat/untrusted
	query, args, _ := sqlx.In("SELECT * FROM "+name+" WHERE id IN (?)", []int{1}) // want sqlconcat/untrusted
	db.Select(&all, db.Rebind(query), args...)
}

func sqlxBound(ctx context.Context, db *sqlx.DB, r *http.Request) {
	name := r.FormValue("name")
	var one user
	var all []user
	db.Queryx("SELECT * FROM users WHERE name = ?", name)
	db.NamedExec("DELETE FROM users WHERE name = :name", user{Name: name})
	db.NamedQuery("SELECT * FROM users WHERE name = :name", map[string]any{"name": name})
	db.Get(&one, "SELECT * FROM users WHERE name = $1", name)
	sqlx.SelectContext(ctx, db, &all, "SELECT * FROM users WHERE name = ?", name)
	query, args, _ := sqlx.In("SELECT * FROM users WHERE name IN (?)", r.Form["name"])
	db.Select(&all, db.Rebind(query), args...)
	query, args, _ = sqlx.Named("SELECT * FROM users WHERE name = :name", user{Name: name})
	db.Select(&all, query, args...)
}
