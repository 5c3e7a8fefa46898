package sinks

import (
	"context"
	"encoding/json"
	"net/http"

	sq "github.com/Masterminds/squirrel"
	"github.com/aarondl/sqlboiler/v4/boil"
	"github.com/aarondl/sqlboiler/v4/queries"
	"github.com/aarondl/sqlboiler/v4/queries/qm"
	"github.com/doug-martin/goqu/v9"
	"github.com/gocraft/dbr/v2"
	"github.com/huandu/go-sqlbuilder"
	"github.com/upper/db/v4"
)

func squirrelMethods(r *http.Request) {
	name := r.FormValue("name")
	sq.Select(name).From("users")                                // want sqlconcat/untrusted
	sq.Select("id").From(name)                                   // want sqlconcat/untrusted
	sq.Select("id").From("users").Where("name = '" + name + "'") // want sqlconcat/untrusted
	sq.Select("id").From("users").OrderBy(name)                  // want sqlconcat/untrusted
	sq.Select("id").From("users").Suffix("LIMIT " + name)        // want sqlconcat/untrusted
	sq.Update("users").Set(name, 1)                              // want sqlconcat/untrusted
	sq.Delete("users").Where(sq.Expr("name = '" + name + "'"))   // want sqlconcat/untrusted
	sq.Select("id").From("users").Where(sq.Eq{name: 1})          // want sqlconcat/untrusted
}

func squirrelKeys(r *http.Request) {
	var body map[string]any
	if json.NewDecoder(r.Body).Decode(&body) != nil {
		return
	}
	sq.Select("id").From("users").Where(sq.And{sq.Eq(body)}) // want sqlconcat/untrusted
	settings, err := json.Marshal(body)
	if err != nil {
		return
	}
	sq.Select("id").From("users").Where(sq.Eq{"settings": settings})
	sq.Select("id").From("users").Where(sq.Eq{"settings": body})
	filter := sq.Eq{"name": "x"}
	filter["settings"] = settings
	sq.Select("id").From("users").Where(filter)
}

func squirrelBound(db DBTX, ctx context.Context, r *http.Request) {
	name := r.FormValue("name")
	sq.Select("id").From("users").Where("name = ?", name)
	sq.Select("id").From("users").Where(sq.Eq{"name": name})
	sq.Update("users").Set("name", name)
	var body struct{ Name string }
	if json.NewDecoder(r.Body).Decode(&body) == nil {
		sq.Select("id").From("users").Where(sq.Eq{"name": body.Name}).Where(sq.And{sq.Like{"name": body.Name}})
	}
	sq.Delete("users").Where(sq.Expr("name = ?", name))
	text, args, err := sq.Select("id").From("users").Where(sq.Eq{"name": name}).ToSql()
	if err == nil {
		db.QueryContext(ctx, text, args...)
	}
}

func goquMethods(ctx context.Context, db *goqu.Database, r *http.Request) {
	name := r.FormValue("name")
	db.ExecContext(ctx, "DELETE FROM users WHERE name = '"+name+"'") // want sqlconcat/untrusted
	goqu.From("users").Where(goqu.L("name = '" + name + "'"))        // want sqlconcat/untrusted
	goqu.From(name).Select("id")                                     // want sqlconcat/untrusted
	goqu.From("users").Order(goqu.C(name).Asc())                     // want sqlconcat/untrusted
	goqu.From("users").Where(goqu.Ex{name: 1})                       // want sqlconcat/untrusted
}

func goquBound(ctx context.Context, db *goqu.Database, r *http.Request) {
	name := r.FormValue("name")
	db.ExecContext(ctx, "DELETE FROM users WHERE name = ?", name)
	goqu.From("users").Where(goqu.L("name = ?", name))
	goqu.From("users").Where(goqu.C("name").Eq(name))
	var any []goqu.Expression
	for _, column := range []string{"name", "email"} {
		any = append(any, goqu.Cast(goqu.I(column), "TEXT").ILike("%"+name+"%"))
	}
	goqu.From("users").Where(goqu.Or(any...))
	text, args, err := goqu.From("users").Where(goqu.Ex{"name": name}).ToSQL()
	if err == nil {
		db.ExecContext(ctx, text, args...)
	}
}

func boilerMethods(db boil.Executor, r *http.Request) {
	name := r.FormValue("name")
	queries.Raw("SELECT * FROM users WHERE name = '" + name + "'") // want sqlconcat/untrusted
	qm.Where("name = '" + name + "'")                              // want sqlconcat/untrusted
	qm.OrderBy(name)                                               // want sqlconcat/untrusted
	qm.Select("id", name)                                          // want sqlconcat/untrusted
	db.Exec("DELETE FROM users WHERE name = '" + name + "'")       // want sqlconcat/untrusted
	queries.Raw("SELECT * FROM users WHERE name = $1", name)
	qm.Where("name = ?", name)
	db.Exec("DELETE FROM users WHERE name = $1", name)
}

func dbrMethods(s *dbr.Session, r *http.Request) {
	name := r.FormValue("name")
	s.SelectBySql("SELECT * FROM users WHERE name = '" + name + "'") // want sqlconcat/untrusted
	s.Select(name).From("users")                                     // want sqlconcat/untrusted
	s.Select("id").From(name)                                        // want sqlconcat/untrusted
	s.Select("id").From("users").Where("name = '" + name + "'")      // want sqlconcat/untrusted
	s.Select("id").From("users").OrderBy(name)                       // want sqlconcat/untrusted
	s.SelectBySql("SELECT * FROM users WHERE name = ?", name)
	s.Select("id").From("users").Where("name = ?", name)
	s.Select("id").From("users").Where(dbr.Eq("name", name))
}

func upperMethods(sess db.Session, r *http.Request) {
	name := r.FormValue("name")
	sess.SQL().Query("SELECT * FROM users WHERE name = '" + name + "'")   // want sqlconcat/untrusted
	sess.SQL().SelectFrom("users").Where("name = '" + name + "'")         // want sqlconcat/untrusted
	sess.SQL().SelectFrom("users").Where(db.Raw("name = '" + name + "'")) // want sqlconcat/untrusted
	sess.SQL().Query("SELECT * FROM users WHERE name = ?", name)
	sess.SQL().SelectFrom("users").Where("name = ?", name)
	sess.SQL().SelectFrom("users").Where(db.Cond{"name": name})
	sess.Collection("users").Find(db.Cond{"name": name})
}

func sqlbuilderMethods(ctx context.Context, handle DBTX, r *http.Request) {
	name := r.FormValue("name")
	sb := sqlbuilder.NewSelectBuilder()
	sb.Select(name)                           // want sqlconcat/untrusted
	sb.From(name)                             // want sqlconcat/untrusted
	sb.Where("name = '" + name + "'")         // want sqlconcat/untrusted
	sb.OrderBy(name)                          // want sqlconcat/untrusted
	sb.Where(sb.Equal(name, 1))               // want sqlconcat/untrusted
	sqlbuilder.Build("SELECT * FROM " + name) // want sqlconcat/untrusted
}

func sqlbuilderBound(ctx context.Context, handle DBTX, r *http.Request) {
	name := r.FormValue("name")
	sb := sqlbuilder.NewSelectBuilder()
	sb.Select("id").From("users")
	sb.Where(sb.Equal("name", name), "age > "+sb.Var(r.FormValue("age")))
	text, args := sb.Build()
	handle.QueryContext(ctx, text, args...)
}
