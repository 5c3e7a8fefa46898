// Package sinks hands text of a request to the SQL sinks of the frameworks that
// bring a database layer of their own, and beside it in the way that they keep apart
// from the statement.
package sinks

import (
	"context"
	"net/http"

	"github.com/beego/beego/v2/client/orm"
	"github.com/gogf/gf/v2/database/gdb"
	"github.com/zeromicro/go-zero/core/stores/sqlc"
	"github.com/zeromicro/go-zero/core/stores/sqlx"
)

type member struct {
	ID   int64  `db:"id"`
	Name string `db:"name"`
}

func beego(o orm.Ormer, qs orm.QuerySeter, b orm.QueryBuilder, r *http.Request) {
	name, sort := r.FormValue("name"), r.FormValue("sort")
	o.Raw("SELECT id FROM members WHERE name = '" + name + "'")                 // want sqlconcat/untrusted
	qs.FilterRaw("name", "= '"+name+"'")                                        // want sqlconcat/untrusted
	qs.SetCond(orm.NewCondition().Raw("name", "= '"+name+"'"))                  // want sqlconcat/untrusted
	qs.Aggregate("count(" + name + ")")                                         // want sqlconcat/untrusted
	b.Select("id").From("members").Where("name = '" + name + "'").OrderBy("id") // want sqlconcat/untrusted
	b.Select("id").From("members").OrderBy(sort)                                // want sqlconcat/untrusted
}

func beegoBound(o orm.Ormer, qs orm.QuerySeter, b orm.QueryBuilder, r *http.Request) {
	name := r.FormValue("name")
	o.Raw("SELECT id FROM members WHERE name = ?", name)
	qs.Filter("name", name).OrderBy("-id")
	text := b.Select("id").From("members").Where("name = ?").OrderBy("id").Desc().String()
	o.Raw(text, name)
}

func zero(ctx context.Context, conn sqlx.SqlConn, cached sqlc.CachedConn, r *http.Request) {
	name := r.FormValue("name")
	var found member
	var all []member
	conn.Exec("DELETE FROM members WHERE name = '" + name + "'")                                       // want sqlconcat/untrusted
	conn.QueryRowCtx(ctx, &found, "SELECT id, name FROM members WHERE name = '"+name+"'")              // want sqlconcat/untrusted
	conn.QueryRows(&all, "SELECT id, name FROM members ORDER BY "+name)                                // want sqlconcat/untrusted
	cached.QueryRowsNoCacheCtx(ctx, &all, "SELECT id, name FROM members WHERE name LIKE '%"+name+"%'") // want sqlconcat/untrusted
	cached.ExecNoCache("DELETE FROM members WHERE name = '" + name + "'")                              // want sqlconcat/untrusted
}

func zeroBound(ctx context.Context, conn sqlx.SqlConn, cached sqlc.CachedConn, r *http.Request) {
	name := r.FormValue("name")
	var found member
	var all []member
	conn.Exec("DELETE FROM members WHERE name = ?", name)
	conn.QueryRowCtx(ctx, &found, "SELECT id, name FROM members WHERE name = ?", name)
	cached.QueryRowsNoCacheCtx(ctx, &all, "SELECT id, name FROM members WHERE name LIKE ?", "%"+name+"%")
	// What a cached query is keyed by is no statement.
	cached.QueryRowCtx(ctx, &found, "member:"+name, func(ctx context.Context, conn sqlx.SqlConn, v any) error {
		return conn.QueryRowCtx(ctx, v, "SELECT id, name FROM members WHERE name = ?", name)
	})
}

func frame(ctx context.Context, db gdb.DB, tx gdb.TX, r *http.Request) {
	name, sort := r.FormValue("name"), r.FormValue("sort")
	db.GetAll(ctx, "SELECT id FROM members WHERE name = '"+name+"'")   // want sqlconcat/untrusted
	tx.Exec("DELETE FROM members WHERE name = '" + name + "'")         // want sqlconcat/untrusted
	db.Model("members").Where("name = '" + name + "'").All()           // want sqlconcat/untrusted
	db.Model("members").Order(sort).All()                              // want sqlconcat/untrusted
	db.Model("members").Fields(name).All()                             // want sqlconcat/untrusted
	db.Model("members").Wheref("name = '%s' AND age > ?", name, 18)    // want sqlconcat/untrusted
	db.Model("members").Wheref("age > ? AND state = "+name, 18)        // want sqlconcat/untrusted
	db.Raw("SELECT id FROM members WHERE name = '" + name + "'").All() // want sqlconcat/untrusted
}

func frameBound(ctx context.Context, db gdb.DB, tx gdb.TX, r *http.Request) {
	name := r.FormValue("name")
	db.GetAll(ctx, "SELECT id FROM members WHERE name = ?", name)
	tx.Exec("DELETE FROM members WHERE name = ?", name)
	db.Model("members").Where("name", name).Order("id DESC").All()
	db.Model("members").Where("name = ?", name).All()
	db.Model("members").Wheref("%s > ? AND name = ?", "age", 18, name).All()
	db.Model("members").Wheref("age > %d", len(name)).All()
	db.Model("members").Where(map[string]any{"name": name}).All()
	db.Model("members").WhereLike("name", "%"+name+"%").All()
	db.Model("members").WherePri(name).All()
}
