// Package fields is about struct fields: each is a value of its own.
package fields

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

type filter struct {
	Name   string
	Sort   string
	Limit  int
	Nested nested
	Link   *nested
}

type nested struct{ Column, Value string }

func fieldByValue(w http.ResponseWriter, r *http.Request) {
	f := filter{Name: r.FormValue("name"), Sort: r.FormValue("sort")}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + f.Sort)) // want sqlconcat/untrusted
}

func otherField(w http.ResponseWriter, r *http.Request) {
	f := filter{Name: r.FormValue("name"), Sort: "created"}
	page.Show(db.Query("SELECT id FROM users WHERE name = ? ORDER BY "+f.Sort, f.Name))
}

func fieldSetLater(w http.ResponseWriter, r *http.Request) {
	var f filter
	f.Sort = r.FormValue("sort")
	page.Show(db.Query("SELECT id FROM users ORDER BY " + f.Sort)) // want sqlconcat/untrusted
}

func fieldOverwritten(w http.ResponseWriter, r *http.Request) {
	f := filter{Sort: r.FormValue("sort")}
	f.Sort = "name"
	page.Show(db.Query("SELECT id FROM users ORDER BY " + f.Sort))
}

// The new content is made of the old one.
func fieldTrimmed(w http.ResponseWriter, r *http.Request) {
	f := filter{Name: r.FormValue("name"), Sort: r.FormValue("sort")}
	listTrimmed(f)
}

func listTrimmed(f filter) {
	if f.Limit <= 0 {
		f.Limit = 20
	}
	f.Sort = strings.ToLower(strings.TrimSpace(f.Sort))
	page.Show(db.Query("SELECT id FROM users ORDER BY " + f.Sort)) // want sqlconcat/untrusted
}

func fieldLookedUp(w http.ResponseWriter, r *http.Request) {
	f := filter{Sort: r.FormValue("sort")}
	f.Sort = map[string]string{"name": "name", "age": "age DESC"}[f.Sort]
	page.Show(db.Query("SELECT id FROM users ORDER BY 1 " + f.Sort))
}

func fieldGrownInLoop(w http.ResponseWriter, r *http.Request) {
	f := filter{Sort: "1"}
	for _, column := range r.URL.Query()["sort"] {
		f.Sort = f.Sort + ", " + column
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + f.Sort)) // want sqlconcat/untrusted
}

func fieldByPointer(w http.ResponseWriter, r *http.Request) {
	f := &filter{}
	f.Sort = r.FormValue("sort")
	listByPointer(f)
}

func listByPointer(f *filter) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + f.Sort)) // want sqlconcat/untrusted
}

func otherFieldByPointer(w http.ResponseWriter, r *http.Request) {
	f := &filter{Sort: "name"}
	f.Name = r.FormValue("name")
	listNamed(f)
}

func listNamed(f *filter) {
	page.Show(db.Query("SELECT id FROM users WHERE name = ? ORDER BY "+f.Sort, f.Name))
}

func structCopied(w http.ResponseWriter, r *http.Request) {
	f := filter{Sort: r.FormValue("sort")}
	g := f
	f.Sort = "name"
	page.Show(db.Query("SELECT id FROM users ORDER BY " + g.Sort)) // want sqlconcat/untrusted
}

func originalOfCopy(w http.ResponseWriter, r *http.Request) {
	f := filter{Sort: "name"}
	g := f
	g.Sort = r.FormValue("sort")
	w.Header().Set("X-Sort", g.Sort)
	page.Show(db.Query("SELECT id FROM users ORDER BY " + f.Sort))
}

func nestedField(w http.ResponseWriter, r *http.Request) {
	f := filter{Nested: nested{Column: r.FormValue("column"), Value: "1"}}
	page.Show(db.Query("SELECT id FROM users WHERE " + f.Nested.Column + " = 1")) // want sqlconcat/untrusted
}

func otherNestedField(w http.ResponseWriter, r *http.Request) {
	f := filter{Nested: nested{Column: "name", Value: r.FormValue("value")}}
	page.Show(db.Query("SELECT id FROM users WHERE "+f.Nested.Column+" = ?", f.Nested.Value))
}

func linkedField(w http.ResponseWriter, r *http.Request) {
	f := filter{Link: &nested{}}
	f.Link.Column = r.FormValue("column")
	page.Show(db.Query("SELECT " + f.Link.Column + " FROM users")) // want sqlconcat/untrusted
}

func otherLinkedField(w http.ResponseWriter, r *http.Request) {
	f := filter{Link: &nested{Column: "id"}}
	f.Link.Value = r.FormValue("value")
	page.Show(db.Query("SELECT " + f.Link.Column + " FROM users"))
}

type paging struct {
	filter
	Page int
}

func embeddedField(w http.ResponseWriter, r *http.Request) {
	var p paging
	p.Sort = r.FormValue("sort")
	page.Show(db.Query("SELECT id FROM users ORDER BY " + p.filter.Sort)) // want sqlconcat/untrusted
}

func otherEmbeddedField(w http.ResponseWriter, r *http.Request) {
	var p paging
	p.Name = r.FormValue("name")
	p.Sort = "name"
	page.Show(db.Query("SELECT id FROM users WHERE name = ? ORDER BY "+p.Sort, p.Name))
}

func anonymousStruct(w http.ResponseWriter, r *http.Request) {
	in := struct{ table, key string }{"users", r.FormValue("key")}
	page.Show(db.Query("SELECT id FROM " + in.table + " WHERE key = '" + in.key + "'")) // want sqlconcat/untrusted
}

func structInSlice(w http.ResponseWriter, r *http.Request) {
	list := []nested{{"name", r.FormValue("name")}, {"city", r.FormValue("city")}}
	var conds []string
	var args []any
	for _, n := range list {
		conds = append(conds, n.Column+" = ?")
		args = append(args, n.Value)
	}
	page.Show(db.Query("SELECT id FROM users WHERE "+strings.Join(conds, " AND "), args...))
}

func foreignStructInSlice(w http.ResponseWriter, r *http.Request) {
	list := []nested{{r.FormValue("column"), "1"}}
	for _, n := range list {
		page.Show(db.Query("SELECT id FROM users WHERE " + n.Column + " = 1")) // want sqlconcat/untrusted
	}
}

func structInMap(w http.ResponseWriter, r *http.Request) {
	tables := map[string]nested{"user": {Column: "users", Value: r.FormValue("x")}}
	page.Show(db.Query("SELECT id FROM " + tables["user"].Column))
}

// A field that is set in one function of the package and read in another.

type session struct {
	sort  string
	table string
}

func (s *session) load(r *http.Request) {
	s.sort = r.FormValue("sort")
	s.table = "users"
}

func (s *session) list() {
	page.Show(db.Query("SELECT id FROM " + s.table + " ORDER BY " + s.sort)) // want sqlconcat/untrusted
}

func (s *session) count() {
	page.Count(db.QueryRow("SELECT count(*) FROM " + s.table))
}

func setInOneMethodReadInAnother(w http.ResponseWriter, r *http.Request) {
	var s session
	s.load(r)
	s.list()
	s.count()
}

// repository has its table name from its constructors only.
type repository struct{ table string }

func newUsers() *repository  { return &repository{table: "users"} }
func newOrders() *repository { return &repository{table: "orders"} }

func (p *repository) find(id string) {
	page.Show(db.Query("SELECT id FROM "+p.table+" WHERE id = ?", id))
}

func tableFromConstructors(w http.ResponseWriter, r *http.Request) {
	newUsers().find(r.FormValue("user"))
	newOrders().find(r.FormValue("order"))
}

// archive has its table name from a constructor that a request reaches.
type archive struct{ table string }

func newArchive(year string) *archive { return &archive{table: "orders_" + year} } // want sqlconcat/untrusted

func (a *archive) find(id string) {
	page.Show(db.Query("SELECT id FROM "+a.table+" WHERE id = ?", id))
}

func tableFromRequest(w http.ResponseWriter, r *http.Request) {
	newArchive(r.FormValue("year")).find(r.FormValue("order"))
}

// Options structs and functional options.

type options struct {
	table string
	where string
	order string
}

func run(o options, args ...any) {
	q := "SELECT id FROM " + o.table
	if o.where != "" {
		q += " WHERE " + o.where
	}
	if o.order != "" {
		q += " ORDER BY " + o.order // want sqlconcat/untrusted
	}
	page.Show(db.Query(q, args...))
}

func optionsOfConstants(w http.ResponseWriter, r *http.Request) {
	run(options{table: "users", where: "name = ?"}, r.FormValue("name"))
}

func optionsWithForeignOrder(w http.ResponseWriter, r *http.Request) {
	run(options{table: "users", order: r.FormValue("sort")})
}

type option func(*options)

func withTable(name string) option  { return func(o *options) { o.table = name } }
func orderedBy(order string) option { return func(o *options) { o.order = order } }

func listWith(opts ...option) {
	o := options{table: "users"}
	for _, set := range opts {
		set(&o)
	}
	page.Show(db.Query("SELECT id FROM " + o.table + " ORDER BY " + o.order)) // want sqlconcat/untrusted
}

func functionalOption(w http.ResponseWriter, r *http.Request) {
	listWith(withTable("orders"), orderedBy(r.FormValue("sort")))
}

type setting func(*settings)

type settings struct{ table, note string }

func inTable(name string) setting  { return func(s *settings) { s.table = name } }
func withNote(text string) setting { return func(s *settings) { s.note = text } }

func countWith(opts ...setting) {
	s := settings{table: "users"}
	for _, set := range opts {
		set(&s)
	}
	page.Show(db.Query("SELECT count(*) FROM "+s.table+" WHERE note = ?", s.note))
}

func functionalOptionElsewhere(w http.ResponseWriter, r *http.Request) {
	countWith(inTable("orders"), withNote(r.FormValue("note")))
}

// chain sets fields through methods that return their receiver.
type chain struct{ table, order string }

func from(table string) *chain               { return &chain{table: table} }
func (c *chain) orderBy(order string) *chain { c.order = order; return c }
func (c *chain) list() {
	page.Show(db.Query("SELECT id FROM " + c.table + " ORDER BY " + c.order)) // want sqlconcat/untrusted
}

func chained(w http.ResponseWriter, r *http.Request) {
	from("users").orderBy(r.FormValue("sort")).list()
}

// tally is chain with constants everywhere.
type tally struct{ table, group string }

func tallyOf(table string) *tally              { return &tally{table: table} }
func (t *tally) groupedBy(group string) *tally { t.group = group; return t }
func (t *tally) list() {
	page.Show(db.Query("SELECT count(*) FROM " + t.table + " GROUP BY " + t.group))
}

func chainedConstants(w http.ResponseWriter, r *http.Request) {
	tallyOf("users").groupedBy("city").list()
}

// Request is known outside, so that its fields may be filled by anybody.
type Request struct{ Order, Table string }

// List lists what is asked for.
func (q *Request) List() {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + q.Order))
}

// Tables lists another table.
func (q *Request) Tables() {
	page.Show(db.Query("SELECT id FROM " + q.Table)) // want sqlconcat/untrusted
}

// What is overwritten at once is seen by nobody.
func correctedInPlace(w http.ResponseWriter, r *http.Request) {
	q := new(Request)
	q.Order = r.FormValue("sort")
	q.Order = strconv.Itoa(len(q.Order))
	q.List()
}

func seenBeforeCorrected(w http.ResponseWriter, r *http.Request) {
	q := new(Request)
	q.Table = r.FormValue("table")
	q.Tables()
	q.Table = "users"
}
