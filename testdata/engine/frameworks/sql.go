package frameworks

import (
	"context"
	"net/http"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/secvet/secvet/testdata/engine/page"
)

type user struct {
	ID   int64  `db:"id"`
	Name string `db:"name"`
}

var (
	xdb  *sqlx.DB
	pool *pgxpool.Pool
	orm  *gorm.DB
)

// Connect sets what the handlers query.
func Connect(x *sqlx.DB, p *pgxpool.Pool, o *gorm.DB) { xdb, pool, orm = x, p, o }

func sqlxSelect(w http.ResponseWriter, r *http.Request) {
	var list []user
	page.Ok(xdb.Select(&list, "SELECT * FROM users ORDER BY "+r.FormValue("sort"))) // want sqlconcat/untrusted
}

func sqlxSelectWithPlaceholder(w http.ResponseWriter, r *http.Request) {
	var list []user
	page.Ok(xdb.SelectContext(r.Context(), &list, "SELECT * FROM users WHERE name = ?", r.FormValue("name")))
}

func sqlxIn(w http.ResponseWriter, r *http.Request) {
	q, args, err := sqlx.In("SELECT * FROM users WHERE id IN (?)", r.URL.Query()["id"])
	if err != nil {
		return
	}
	var list []user
	page.Ok(xdb.Select(&list, xdb.Rebind(q), args...))
}

func sqlxInForeignText(w http.ResponseWriter, r *http.Request) {
	q, args, err := sqlx.In("SELECT * FROM users WHERE id IN (?) ORDER BY "+r.FormValue("sort"), r.URL.Query()["id"]) // want sqlconcat/untrusted
	if err != nil {
		return
	}
	var list []user
	page.Ok(xdb.Select(&list, xdb.Rebind(q), args...))
}

func sqlxNamed(w http.ResponseWriter, r *http.Request) {
	rows, err := xdb.NamedQuery("SELECT * FROM users WHERE name = :name", map[string]any{"name": r.FormValue("name")})
	if err == nil {
		rows.Close()
	}
}

func sqlxPromoted(w http.ResponseWriter, r *http.Request) {
	page.Done(xdb.Exec("DELETE FROM " + r.FormValue("table"))) // want sqlconcat/untrusted
}

func pgxQuery(w http.ResponseWriter, r *http.Request) {
	rows, err := pool.Query(r.Context(), "SELECT id FROM users WHERE name = '"+r.FormValue("name")+"'") // want sqlconcat/untrusted
	if err == nil {
		rows.Close()
	}
}

func pgxQueryWithPlaceholder(w http.ResponseWriter, r *http.Request) {
	rows, err := pool.Query(r.Context(), "SELECT id FROM users WHERE name = $1", r.FormValue("name"))
	if err == nil {
		rows.Close()
	}
}

func pgxIdentifier(w http.ResponseWriter, r *http.Request) {
	sort := pgx.Identifier{r.FormValue("sort")}.Sanitize()
	rows, err := pool.Query(r.Context(), "SELECT id FROM users ORDER BY "+sort)
	if err == nil {
		rows.Close()
	}
}

func pgxBatch(w http.ResponseWriter, r *http.Request) {
	var b pgx.Batch
	for _, t := range r.URL.Query()["table"] {
		b.Queue("TRUNCATE " + t) // want sqlconcat/untrusted
	}
	page.Ok(pool.SendBatch(r.Context(), &b).Close())
}

func pgxBatchOfConstants(w http.ResponseWriter, r *http.Request) {
	var b pgx.Batch
	for _, id := range r.URL.Query()["id"] {
		b.Queue("DELETE FROM users WHERE id = $1", id)
	}
	page.Ok(pool.SendBatch(r.Context(), &b).Close())
}

func pgxTransaction(w http.ResponseWriter, r *http.Request) {
	page.Ok(pgx.BeginFunc(r.Context(), pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(r.Context(), "DELETE FROM users WHERE "+r.FormValue("cond")) // want sqlconcat/untrusted
		return err
	}))
}

func gormWhereText(w http.ResponseWriter, r *http.Request) {
	var list []user
	page.Ok(orm.Where("name = '" + r.FormValue("name") + "'").Find(&list).Error) // want sqlconcat/untrusted
}

func gormWherePlaceholder(w http.ResponseWriter, r *http.Request) {
	var list []user
	page.Ok(orm.Where("name = ?", r.FormValue("name")).Find(&list).Error)
}

func gormWhereStruct(w http.ResponseWriter, r *http.Request) {
	var list []user
	page.Ok(orm.Where(&user{Name: r.FormValue("name")}).Find(&list).Error)
}

func gormOrder(w http.ResponseWriter, r *http.Request) {
	var list []user
	page.Ok(orm.Order(r.FormValue("sort")).Find(&list).Error) // want sqlconcat/untrusted
}

func gormOrderByColumn(w http.ResponseWriter, r *http.Request) {
	var list []user
	by := clause.OrderByColumn{Column: clause.Column{Name: r.FormValue("sort")}, Desc: true}
	page.Ok(orm.Order(by).Find(&list).Error) // gorm quotes the column
}

func gormInlineCondition(w http.ResponseWriter, r *http.Request) {
	var u user
	page.Ok(orm.First(&u, r.FormValue("id")).Error) // want sqlconcat/untrusted a text that is no number is a condition
}

func gormInlineConditionWithPlaceholder(w http.ResponseWriter, r *http.Request) {
	var u user
	page.Ok(orm.First(&u, "id = ?", r.FormValue("id")).Error)
}

func gormRaw(w http.ResponseWriter, r *http.Request) {
	var n int64
	page.Ok(orm.Raw("SELECT count(*) FROM " + r.FormValue("table")).Scan(&n).Error) // want sqlconcat/untrusted
}

// scope is the usual way to share conditions with gorm.
func scope(r *http.Request) func(*gorm.DB) *gorm.DB {
	return func(tx *gorm.DB) *gorm.DB {
		if sort := r.FormValue("sort"); sort != "" {
			return tx.Order(strings.ToLower(sort)) // want sqlconcat/untrusted
		}
		return tx.Order("name")
	}
}

func gormScope(w http.ResponseWriter, r *http.Request) {
	var list []user
	page.Ok(orm.Scopes(scope(r)).Find(&list).Error)
}

func background(ctx context.Context) (int64, error) {
	var n int64
	err := pool.QueryRow(ctx, "SELECT count(*) FROM users").Scan(&n)
	return n, err
}

func constantInBackground(w http.ResponseWriter, r *http.Request) {
	_, err := background(r.Context())
	page.Ok(err)
}
