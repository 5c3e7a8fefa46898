package sinks

import (
	"context"
	"net/http"

	"github.com/go-gorp/gorp/v3"
	"github.com/go-pg/pg/v10"
	"github.com/go-pg/pg/v10/orm"
	"github.com/go-pg/pg/v10/types"
	"github.com/uptrace/bun"
	"xorm.io/builder"
	"xorm.io/xorm"
)

func xormMethods(e *xorm.Engine, r *http.Request) {
	name := r.FormValue("name")
	var all []user
	e.Query("SELECT * FROM users WHERE name = '" + name + "'")          // want sqlconcat/untrusted
	e.Exec("DELETE FROM users WHERE name = '" + name + "'")             // want sqlconcat/untrusted
	e.SQL("SELECT * FROM users WHERE name = '" + name + "'").Find(&all) // want sqlconcat/untrusted
	e.Where("name = '" + name + "'").And("a = " + name).Find(&all)      // want sqlconcat/untrusted sqlconcat/untrusted
	e.OrderBy(name).Find(&all)                                          // want sqlconcat/untrusted
	e.Join("LEFT", "orders", "orders.state = '"+name+"'").Find(&all)    // want sqlconcat/untrusted
	e.Where(builder.Expr("name = '" + name + "'")).Find(&all)           // want sqlconcat/untrusted
	e.In(name, 1, 2).Find(&all)                                         // want sqlconcat/untrusted
}

func xormBound(e *xorm.Engine, r *http.Request) {
	name := r.FormValue("name")
	var all []user
	e.Query("SELECT * FROM users WHERE name = ?", name)
	e.Exec("DELETE FROM users WHERE name = ?", name)
	e.Where("name = ?", name).And("a = ?", name).Find(&all)
	e.Where(builder.Eq{"name": name}).Find(&all)
	e.In("name", name).Find(&all)
	e.Where(builder.Expr("name = ?", name)).Find(&all)
}

func goPg(ctx context.Context, db *pg.DB, r *http.Request) {
	name := r.FormValue("name")
	var all []user
	db.Exec("DELETE FROM users WHERE name = '" + name + "'")                // want sqlconcat/untrusted
	db.QueryContext(ctx, &all, "SELECT * FROM users ORDER BY "+name)        // want sqlconcat/untrusted
	db.Model(&all).Where("name = '" + name + "'").Select()                  // want sqlconcat/untrusted
	db.Model(&all).ColumnExpr(name).OrderExpr("name " + name).Select()      // want sqlconcat/untrusted sqlconcat/untrusted
	db.Model(&all).Where("name = ?", types.Safe(name)).Select()             // want sqlconcat/untrusted
	db.Exec("DELETE FROM users WHERE ?", pg.SafeQuery("name = '"+name+"'")) // want sqlconcat/untrusted
}

func goPgBound(ctx context.Context, db *pg.DB, r *http.Request) {
	name := r.FormValue("name")
	var all []user
	db.Exec("DELETE FROM users WHERE name = ?", name)
	db.QueryContext(ctx, &all, "SELECT * FROM users ORDER BY ?", pg.Ident(name))
	db.Model(&all).Where("name = ?", name).Column(name).Order(name + " DESC").Select()
	db.Model(&all).Where("name IN (?)", pg.In(r.Form["name"])).Select()
}

func bunMethods(ctx context.Context, db *bun.DB, r *http.Request) {
	name := r.FormValue("name")
	var all []user
	db.ExecContext(ctx, "DELETE FROM users WHERE name = '"+name+"'")         // want sqlconcat/untrusted
	db.NewRaw("SELECT * FROM users WHERE name = '"+name+"'").Scan(ctx, &all) // want sqlconcat/untrusted
	db.NewSelect().Model(&all).Where("name = '" + name + "'").Scan(ctx)      // want sqlconcat/untrusted
	db.NewSelect().Model(&all).OrderExpr("name " + name).Scan(ctx)           // want sqlconcat/untrusted
	db.NewUpdate().Model(&all).Set("name = '" + name + "'").Exec(ctx)        // want sqlconcat/untrusted
	db.NewDelete().Model(&all).Where("name = '" + name + "'").Exec(ctx)      // want sqlconcat/untrusted
	db.NewSelect().Model(&all).Where("name = ?", bun.Safe(name)).Scan(ctx)   // want sqlconcat/untrusted
}

func bunBound(ctx context.Context, db *bun.DB, r *http.Request) {
	name := r.FormValue("name")
	var all []user
	db.ExecContext(ctx, "DELETE FROM users WHERE name = ?", name)
	db.NewRaw("SELECT * FROM ? WHERE name = ?", bun.Ident(name), name).Scan(ctx, &all)
	db.NewSelect().Model(&all).Where("name = ?", name).Order(name + " DESC").Scan(ctx)
	db.NewSelect().Model(&all).Where("name IN (?)", bun.In(r.Form["name"])).Scan(ctx)
	db.NewUpdate().Model(&all).Set("name = ?", name).Exec(ctx)
}

func gorpMethods(db *gorp.DbMap, r *http.Request) {
	name := r.FormValue("name")
	var all []user
	db.Select(&all, "SELECT * FROM users WHERE name = '"+name+"'") // want sqlconcat/untrusted
	db.Exec("DELETE FROM users WHERE name = '" + name + "'")       // want sqlconcat/untrusted
	db.SelectInt("SELECT count(*) FROM " + name)                   // want sqlconcat/untrusted
	db.Select(&all, "SELECT * FROM users WHERE name = :name", map[string]any{"name": name})
	db.Exec("DELETE FROM users WHERE name = ?", name)
}

func goPgBuilder(q *orm.Query, db orm.DB, r *http.Request) {
	name := r.FormValue("name")
	q.Where("name = '" + name + "'")                                 // want sqlconcat/untrusted
	q.WhereOr("name = '" + name + "' OR id = 1")                     // want sqlconcat/untrusted
	q.WhereIn(name+" IN (?)", 1)                                     // want sqlconcat/untrusted
	q.Having("count(*) > " + name)                                   // want sqlconcat/untrusted
	q.ColumnExpr(name)                                               // want sqlconcat/untrusted
	q.OrderExpr("name " + name)                                      // want sqlconcat/untrusted
	q.Join("JOIN orders ON orders.state = '" + name + "'").For(name) // want sqlconcat/untrusted sqlconcat/untrusted
	q.Value("name", "upper('"+name+"')")                             // want sqlconcat/untrusted
	q.Set("name = '" + name + "'").Returning(name)                   // want sqlconcat/untrusted sqlconcat/untrusted
	db.Exec("DELETE FROM users WHERE name = '" + name + "'")         // want sqlconcat/untrusted
	db.QueryOne(nil, "SELECT * FROM users WHERE name = '"+name+"'")  // want sqlconcat/untrusted
	q.Exec("UPDATE users SET name = '" + name + "'")                 // want sqlconcat/untrusted
}

func goPgBuilderBound(q *orm.Query, db orm.DB, r *http.Request) {
	name := r.FormValue("name")
	q.Where("name = ?", name).WhereOr("id IN (?)", r.Form["id"]).Having("count(*) > ?", name)
	q.Column(name).Order(name).Group(name)
	q.ColumnExpr("upper(?)", name).Set("name = ?", name).Value("name", "upper(?)", name)
	db.Exec("DELETE FROM users WHERE name = ?", name)
	db.QueryOne(nil, "SELECT * FROM users WHERE name = ?", name)
}
