// Package dollar is code on libraries with placeholders of their own: numbered ones
// of pgx, and the question marks of gorm whatever the database.
package dollar

import (
	"context"
	"fmt"
	"net/http"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"gorm.io/gorm"
)

func numbered(ctx context.Context, pool *pgxpool.Pool, r *http.Request) (pgx.Rows, error) {
	return pool.Query(ctx, "SELECT id FROM users WHERE age > $1 AND name = '"+r.FormValue("name")+"' AND city = '"+r.FormValue("city")+"'", 3) // want sqlconcat/untrusted sqlconcat/untrusted
}

func repeatedNumber(ctx context.Context, pool *pgxpool.Pool, r *http.Request) (pgx.Rows, error) {
	return pool.Query(ctx, fmt.Sprintf("SELECT id FROM users WHERE (age = $1 OR id = $1) AND name::text <> '%s'", r.FormValue("name")), 3) // want sqlconcat/untrusted
}

func withNames(ctx context.Context, pool *pgxpool.Pool, r *http.Request) (pgx.Rows, error) {
	return pool.Query(ctx, "SELECT id FROM users WHERE age > @age AND name = '"+r.FormValue("name")+"'", pgx.NamedArgs{"age": 3}) // want sqlconcat/untrusted
}

func condition(db *gorm.DB, r *http.Request) *gorm.DB {
	return db.Where("age > ? AND name = '"+r.FormValue("name")+"'", 3) // want sqlconcat/untrusted
}

func conditionInFind(db *gorm.DB, r *http.Request) *gorm.DB {
	return db.First(&struct{ ID int }{}, "name = '"+r.FormValue("name")+"'") // want sqlconcat/untrusted
}
