package sinks

import (
	"database/sql"
	"fmt"

	sq "github.com/Masterminds/squirrel"
	"github.com/google/uuid"
	"github.com/uptrace/bun"
	"gorm.io/gorm"
	"xorm.io/xorm"
)

// Directory lists people in an order that its callers choose.
type Directory struct {
	gorm *gorm.DB
	xorm *xorm.Engine
	bun  *bun.DB
	sql  *sql.DB
	// Table is where the people are.
	Table string
}

// Sorted passes the order on as it is: it stands behind ORDER BY although no text
// here says so.
func (d *Directory) Sorted(order string, people any) {
	d.gorm.Order(order).Find(people)                          // want sqlconcat/dynamic
	d.gorm.Order("vip DESC, " + order).Find(people)           // want sqlconcat/dynamic
	d.xorm.OrderBy(order).Find(people)                        // want sqlconcat/dynamic
	sq.Select("id").From("people").OrderBy("vip DESC", order) // want sqlconcat/dynamic
	d.bun.NewSelect().Model(people).OrderExpr(order)          // want sqlconcat/dynamic
}

var sortings = map[string]string{"name": "name ASC", "age": "born DESC"}

// SortedByKey looks the order up.
func (d *Directory) SortedByKey(key string, descending bool, people any) {
	order, ok := sortings[key]
	if !ok {
		order = "id"
	}
	d.gorm.Order(order).Find(people)
	sq.Select("id").From("people").OrderBy(order)
	if descending {
		d.xorm.OrderBy("id DESC").Find(people)
	}
}

// Within passes a whole condition on: the callers write SQL.
func (d *Directory) Within(condition string, people any) {
	d.gorm.Where(condition).Find(people)
	sq.Select("id").From("people").Where(condition)
}

// Named has the name of the table in quotes, which SQLite takes for a name, and
// that of a person too.
func (d *Directory) Named(name string) error {
	_, err := d.sql.Exec(fmt.Sprintf("DELETE FROM '%s' WHERE name = '%s'", d.Table, name)) // want sqlconcat/dynamic
	return err
}

// Emptied has only the name of the table in it.
func (d *Directory) Emptied(table string) error {
	if _, err := d.sql.Exec(fmt.Sprintf("CREATE TABLE IF NOT EXISTS '%s' (name TEXT)", table)); err != nil {
		return err
	}
	_, err := d.sql.Exec(fmt.Sprintf("DELETE FROM '%s'", table))
	return err
}

// Sampled makes up a name of its own.
func (d *Directory) Sampled() error {
	_, err := d.sql.Exec("INSERT INTO samples VALUES ('" + uuid.NewString() + "')")
	return err
}
