// Package interfaces is about calls through interfaces whose implementations a
// package can see: its own and those of its imports.
package interfaces

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/secvet/secvet/testdata/engine/interfaces/store"
	"github.com/secvet/secvet/testdata/engine/page"
)

// sorter has two implementations in this package.
type sorter interface{ clause() string }

type byName struct{}

func (byName) clause() string { return "name" }

type byDate struct{ desc bool }

func (b byDate) clause() string {
	if b.desc {
		return "created DESC"
	}
	return "created"
}

func allImplementationsConstant(w http.ResponseWriter, r *http.Request) {
	var s sorter = byName{}
	if r.FormValue("by") == "date" {
		s = byDate{desc: true}
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + s.clause()))
}

// grouper has a constant and a foreign implementation.
type grouper interface{ clause() string }

type byCity struct{}

func (byCity) clause() string { return "city" }

type byText struct{ text string }

func (b byText) clause() string { return b.text }

func oneImplementationForeign(w http.ResponseWriter, r *http.Request) {
	var g grouper = byCity{}
	if t := r.FormValue("by"); t != "" {
		g = byText{t}
	}
	page.Show(db.Query("SELECT count(*) FROM users GROUP BY " + g.clause())) // want sqlconcat/untrusted
}

// tableNamer is implemented by the models.
type tableNamer interface{ TableName() string }

type user struct{}

func (user) TableName() string { return "users" }

type order struct{ id int }

func (*order) TableName() string { return "orders" }

func count(m tableNamer) {
	page.Count(db.QueryRow("SELECT count(*) FROM " + m.TableName()))
}

func tableNames(w http.ResponseWriter, r *http.Request) {
	count(user{})
	count(&order{id: 7})
}

// finder is implemented by repository, in this package.
type finder interface {
	find(ctx context.Context, name string) (*sql.Rows, error)
	findByID(ctx context.Context, id int) (*sql.Rows, error)
}

type repository struct{}

func (repository) find(ctx context.Context, name string) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM users WHERE name = '"+name+"'") // want sqlconcat/untrusted
}

func (repository) findByID(ctx context.Context, id int) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM users WHERE id = "+strconv.Itoa(id))
}

type server struct{ users finder }

var srv = server{users: repository{}}

func sinkBehindInterface(w http.ResponseWriter, r *http.Request) {
	page.Show(srv.users.find(r.Context(), r.FormValue("name")))
}

func numberBehindInterface(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.Atoi(r.FormValue("id"))
	page.Show(srv.users.findByID(r.Context(), id))
}

// lister is implemented by store.Store, in an imported package.
type lister interface {
	List(ctx context.Context, sort string) (*sql.Rows, error)
	ListKnown(ctx context.Context, sort string) (*sql.Rows, error)
}

var _ lister = store.Store{}

func sinkInImportedImplementation(w http.ResponseWriter, r *http.Request) {
	var l lister = store.Store{DB: db}
	page.Show(l.List(r.Context(), r.FormValue("sort"))) // reaches sqlconcat/untrusted
}

func checkInImportedImplementation(w http.ResponseWriter, r *http.Request) {
	var l lister = store.Store{DB: db}
	page.Show(l.ListKnown(r.Context(), r.FormValue("sort")))
}

// DBTX is the interface that sqlc writes: a sink by its shape.
type DBTX interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	PrepareContext(context.Context, string) (*sql.Stmt, error)
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

var tx DBTX

// Begin sets what the handlers below use.
func Begin(t DBTX) { tx = t }

func sinkByShape(w http.ResponseWriter, r *http.Request) {
	page.Show(tx.QueryContext(r.Context(), "SELECT id FROM users ORDER BY "+r.FormValue("sort"))) // want sqlconcat/untrusted
}

func sinkByShapeWithPlaceholder(w http.ResponseWriter, r *http.Request) {
	page.Show(tx.QueryContext(r.Context(), "SELECT id FROM users WHERE name = ?", r.FormValue("name")))
}

// searcher has a method of that name, and no database behind it.
type searcher interface {
	Query(ctx context.Context, text string) []string
}

type index map[string][]string

func (x index) Query(_ context.Context, text string) []string { return x[text] }

func queryOfSomethingElse(w http.ResponseWriter, r *http.Request) {
	var s searcher = index{}
	fmt.Fprint(w, s.Query(r.Context(), "title:"+r.FormValue("q")))
}

func wellKnownInterface(w http.ResponseWriter, r *http.Request) {
	var src io.Reader = strings.NewReader(r.FormValue("q"))
	text, err := io.ReadAll(src)
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM docs WHERE body = '" + string(text) + "'")) // want sqlconcat/untrusted
}

func wellKnownInterfaceOfConstant(w http.ResponseWriter, r *http.Request) {
	var src io.Reader = strings.NewReader("constant")
	text, err := io.ReadAll(src)
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM docs WHERE body = '" + string(text) + "'"))
}

func typeSwitch(w http.ResponseWriter, r *http.Request) {
	var v any = r.FormValue("v")
	if r.FormValue("number") != "" {
		v = len(r.FormValue("v"))
	}
	switch v := v.(type) {
	case int:
		page.Show(db.Query(fmt.Sprintf("SELECT id FROM users LIMIT %d", v)))
	case string:
		page.Show(db.Query("SELECT id FROM users ORDER BY " + v)) // want sqlconcat/untrusted
	}
}

type quiet struct{ sorter }

func embeddedInterface(w http.ResponseWriter, r *http.Request) {
	q := quiet{byName{}}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + q.clause()))
}
