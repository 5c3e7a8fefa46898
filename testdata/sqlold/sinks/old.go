// Package sinks hands text of a request to the SQL sinks of older libraries, and
// beside it in the way that the library keeps apart from the statement.
package sinks

import (
	"context"
	"net/http"

	"github.com/astaxie/beego/orm"
	"github.com/go-pg/pg"
	"github.com/go-pg/pg/types"
	"github.com/gogf/gf/database/gdb"
	"github.com/jackc/pgconn"
	"github.com/jackc/pgx/v4"
	"github.com/jackc/pgx/v4/pgxpool"
	"github.com/jinzhu/gorm"
)

type user struct {
	ID   int
	Name string
}

func pgx4(ctx context.Context, conn *pgx.Conn, pool *pgxpool.Pool, raw *pgconn.PgConn, r *http.Request) {
	name := r.FormValue("name")
	conn.Query(ctx, "SELECT * FROM users WHERE name = '"+name+"'") // want sqlconcat/untrusted
	pool.QueryRow(ctx, "SELECT * FROM users ORDER BY "+name)       // want sqlconcat/untrusted
	raw.Exec(ctx, "LISTEN "+name)                                  // want sqlconcat/untrusted
	conn.Query(ctx, "SELECT * FROM users WHERE name = $1", name)
	pool.QueryRow(ctx, "SELECT * FROM "+pgx.Identifier{name}.Sanitize())
}

func gorm1(db *gorm.DB, r *http.Request) {
	name := r.FormValue("name")
	var all []user
	db.Raw("SELECT * FROM users WHERE name = '" + name + "'") // want sqlconcat/untrusted
	db.Where("name = '" + name + "'").Find(&all)              // want sqlconcat/untrusted
	db.Order(name).Find(&all)                                 // want sqlconcat/untrusted
	db.Find(&all, "name = '"+name+"'")                        // want sqlconcat/untrusted
	db.Raw("SELECT * FROM users WHERE name = ?", name)
	db.Where("name = ?", name).Find(&all)
	db.Where(user{Name: name}).Find(&all)
	db.Where(map[string]interface{}{"name": name}).Find(&all)
}

func goPg8(db *pg.DB, r *http.Request) {
	name := r.FormValue("name")
	var all []user
	db.Exec("DELETE FROM users WHERE name = '" + name + "'") // want sqlconcat/untrusted
	db.Model(&all).Where("name = '" + name + "'").Select()   // want sqlconcat/untrusted
	db.Model(&all).Where("name = ?", types.Q(name)).Select() // want sqlconcat/untrusted
	db.Exec("DELETE FROM users WHERE name = ?", name)
	db.Model(&all).Where("name = ?", name).Select()
}

func beego(o orm.Ormer, r *http.Request) {
	name := r.FormValue("name")
	o.Raw("SELECT * FROM users WHERE name = '" + name + "'") // want sqlconcat/untrusted
	builder, _ := orm.NewQueryBuilder("mysql")
	builder.Select("id").From("users").Where("name = '" + name + "'") // want sqlconcat/untrusted
	o.Raw("SELECT * FROM users WHERE name = ?", name)
	o.QueryTable("users").Filter("name", name)
	builder.Select("id").From("users").Where("name = ?")
}

func goFrame1(db gdb.DB, tx *gdb.TX, core *gdb.Core, r *http.Request) {
	name := r.FormValue("name")
	db.GetAll("SELECT * FROM users WHERE name = '" + name + "'")                  // want sqlconcat/untrusted
	db.Exec("DELETE FROM users WHERE name = '" + name + "'")                      // want sqlconcat/untrusted
	tx.GetOne("SELECT * FROM users WHERE name = '" + name + "'")                  // want sqlconcat/untrusted
	core.DoQuery(r.Context(), nil, "SELECT * FROM users WHERE name = '"+name+"'") // want sqlconcat/untrusted
	db.Model("users").Where("name = '" + name + "'").Order("name").All()          // want sqlconcat/untrusted
	db.Model("users").Order(name).All()                                           // want sqlconcat/untrusted
	db.Update("users", gdb.Map{"seen": 1}, "name = '"+name+"'")                   // want sqlconcat/untrusted
	db.GetAll("SELECT * FROM users WHERE name = ?", name)
	db.Model("users").Where("name", name).Where(gdb.Map{"name": name}).All()
	db.Update("users", gdb.Map{"name": name}, "name = ?", name)
}
