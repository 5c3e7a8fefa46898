// Package closures is about functions as values: closures and what they
// capture, function values, method values, go and defer.
package closures

import (
	"database/sql"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/secvet/secvet/testdata/engine/page"
)

func captured(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	list := func() {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
	}
	list()
}

func capturedConstant(w http.ResponseWriter, r *http.Request) {
	table := "users"
	list := func(name string) {
		page.Show(db.Query("SELECT id FROM "+table+" WHERE name = ?", name))
	}
	list(r.FormValue("name"))
}

func capturedAndChanged(w http.ResponseWriter, r *http.Request) {
	order := "name"
	list := func() {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + order)) // want sqlconcat/untrusted
	}
	if s := r.FormValue("sort"); s != "" {
		order = s
	}
	list()
}

// What was checked before the closure was made holds in it.
func capturedAfterCheck(w http.ResponseWriter, r *http.Request) {
	for _, order := range r.URL.Query()["sort"] {
		column := strings.TrimSpace(order)
		if !slices.Contains([]string{"name", "mail"}, column) {
			return
		}
		var wg sync.WaitGroup
		wg.Go(func() {
			page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
		})
		wg.Wait()
	}
}

type job struct {
	sort  string
	entry *jobEntry
}

type jobEntry struct{ order string }

func (j *job) prepare() { j.entry = &jobEntry{order: j.sort} }

func (j *job) run() {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + j.entry.order)) // want sqlconcat/untrusted
}

func start(j *job) *sync.WaitGroup {
	j.prepare()
	wg := new(sync.WaitGroup)
	wg.Add(1)
	go func() {
		j.run()
		wg.Done()
	}()
	return wg
}

// What lies behind a captured pointer was filled by a method before.
func capturedPointer(w http.ResponseWriter, r *http.Request) {
	start(&job{sort: r.FormValue("sort")}).Wait()
}

func capturedBeforeCheck(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	list := func() {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted
	}
	list()
	if !slices.Contains([]string{"name", "mail"}, column) {
		return
	}
	list()
}

func capturedCheckedAndChanged(w http.ResponseWriter, r *http.Request) {
	var column string
	for _, column = range r.URL.Query()["sort"] {
		if !slices.Contains([]string{"name", "mail"}, column) {
			column = "name"
		}
		defer func() {
			page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted
		}()
	}
	column = r.FormValue("sort")
}

func closureSetsVariable(w http.ResponseWriter, r *http.Request) {
	var order string
	read := func() { order = r.FormValue("sort") }
	read()
	page.Show(db.Query("SELECT id FROM users ORDER BY " + order)) // want sqlconcat/untrusted
}

func closureSetsConstant(w http.ResponseWriter, r *http.Request) {
	order := "name"
	read := func() {
		if r.FormValue("desc") != "" {
			order = "name DESC"
		}
	}
	read()
	page.Show(db.Query("SELECT id FROM users ORDER BY " + order))
}

func closureArgument(w http.ResponseWriter, r *http.Request) {
	quote := func(s string) string { return "'" + s + "'" } // want sqlconcat/untrusted
	page.Show(db.Query("SELECT id FROM users WHERE name = " + quote(r.FormValue("name"))))
}

func closureArgumentConstant(w http.ResponseWriter, r *http.Request) {
	quote := func(s string) string { return "'" + s + "'" }
	page.Show(db.Query("SELECT id FROM users WHERE kind = " + quote("user")))
}

func closureResult(w http.ResponseWriter, r *http.Request) {
	param := func(name string) string { return r.FormValue(name) }
	page.Show(db.Query("SELECT id FROM users ORDER BY " + param("sort"))) // want sqlconcat/untrusted
}

func closureResultAsArgument(w http.ResponseWriter, r *http.Request) {
	param := func(name string) string { return r.FormValue(name) }
	page.Show(db.Query("SELECT id FROM users WHERE name = ?", param("name")))
}

// ClosureHandler returns a handler, as constructors of handlers do.
func ClosureHandler(db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + r.FormValue("sort"))) // want sqlconcat/untrusted
	}
}

// ClosureHandlerOfConstants captures what its constructor prepared.
func ClosureHandlerOfConstants(db *sql.DB) http.HandlerFunc {
	q := "SELECT id FROM users" + " WHERE name = ?"
	return func(w http.ResponseWriter, r *http.Request) {
		page.Show(db.Query(q, r.FormValue("name")))
	}
}

func functionVariable(w http.ResponseWriter, r *http.Request) {
	build := orderByName
	if r.FormValue("free") != "" {
		build = orderByText
	}
	page.Show(db.Query("SELECT id FROM users" + build(r.FormValue("sort"))))
}

func orderByName(string) string   { return " ORDER BY name" }
func orderByText(s string) string { return " ORDER BY " + s } // want sqlconcat/untrusted

func functionVariableOfConstants(w http.ResponseWriter, r *http.Request) {
	build := ascending
	if r.FormValue("desc") != "" {
		build = descending
	}
	page.Show(db.Query("SELECT id FROM users" + build()))
}

func ascending() string  { return " ORDER BY name ASC" }
func descending() string { return " ORDER BY name DESC" }

func functionParameter(w http.ResponseWriter, r *http.Request) {
	with(r, func(sort string) {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
	})
}

func with(r *http.Request, do func(sort string)) { do(r.FormValue("sort")) }

func functionParameterOfNumber(w http.ResponseWriter, r *http.Request) {
	withNumber(r, func(table string, n int) {
		page.Show(db.Query("SELECT id FROM "+table+" LIMIT ?", n))
	})
}

func withNumber(r *http.Request, do func(table string, n int)) { do("users", len(r.FormValue("n"))) }

type handlerTable struct {
	order func(*http.Request) string
}

func functionInField(w http.ResponseWriter, r *http.Request) {
	t := handlerTable{order: func(r *http.Request) string { return r.FormValue("sort") }}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + t.order(r))) // want sqlconcat/untrusted
}

func functionInFieldOfConstants(w http.ResponseWriter, r *http.Request) {
	t := handlerTable{order: func(*http.Request) string { return "name" }}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + t.order(r)))
}

type sorter struct{ column string }

func (s sorter) clause() string { return " ORDER BY " + s.column } // want sqlconcat/untrusted
func (s sorter) or(column string) string {
	if column != "" {
		return column
	}
	return s.column
}

func methodValue(w http.ResponseWriter, r *http.Request) {
	clause := sorter{r.FormValue("sort")}.clause
	page.Show(db.Query("SELECT id FROM users" + clause()))
}

type grouper struct{ column string }

func (g grouper) clause() string { return " GROUP BY " + g.column }

func methodValueOfConstants(w http.ResponseWriter, r *http.Request) {
	clause := grouper{"city"}.clause
	page.Show(db.Query("SELECT count(*) FROM users" + clause()))
}

func methodExpression(w http.ResponseWriter, r *http.Request) {
	or := sorter.or
	page.Show(db.Query("SELECT " + or(sorter{"id"}, r.FormValue("column")) + " FROM users")) // want sqlconcat/untrusted
}

func methodExpressionOfConstants(w http.ResponseWriter, r *http.Request) {
	or := sorter.or
	page.Show(db.Query("SELECT " + or(sorter{"id"}, "name") + " FROM users"))
}

func sinkAsMethodValue(w http.ResponseWriter, r *http.Request) {
	query := db.Query
	page.Show(query("SELECT id FROM users ORDER BY " + r.FormValue("sort"))) // want sqlconcat/untrusted
}

func sinkAsMethodValueWithPlaceholder(w http.ResponseWriter, r *http.Request) {
	query := db.Query
	page.Show(query("SELECT id FROM users WHERE name = ?", r.FormValue("name")))
}

func deferred(w http.ResponseWriter, r *http.Request) {
	defer db.Exec("INSERT INTO visits (name) VALUES ('" + r.FormValue("name") + "')") // want sqlconcat/untrusted
}

func deferredWithPlaceholder(w http.ResponseWriter, r *http.Request) {
	defer db.Exec("INSERT INTO visits (name) VALUES (?)", r.FormValue("name"))
}

func deferredClosure(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	defer func() {
		page.Done(db.Exec("INSERT INTO visits (name) VALUES ('" + name + "')")) // want sqlconcat/untrusted
	}()
}

func started(w http.ResponseWriter, r *http.Request) {
	go db.Exec("INSERT INTO visits (name) VALUES ('" + r.FormValue("name") + "')") // want sqlconcat/untrusted
}

func startedWithPlaceholder(w http.ResponseWriter, r *http.Request) {
	go db.Exec("INSERT INTO visits (name) VALUES (?)", r.FormValue("name"))
}

func startedClosure(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	wg.Go(func() {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + r.FormValue("sort"))) // want sqlconcat/untrusted
	})
	wg.Wait()
}

func startedWithArgument(w http.ResponseWriter, r *http.Request) {
	for _, table := range r.URL.Query()["table"] {
		go func(t string) {
			page.Count(db.QueryRow("SELECT count(*) FROM " + t)) // want sqlconcat/untrusted
		}(table)
	}
}

func startedWithConstant(w http.ResponseWriter, r *http.Request) {
	for _, table := range []string{"users", "orders"} {
		go func(t string) {
			page.Count(db.QueryRow("SELECT count(*) FROM " + t))
		}(table)
	}
}

func onceSetsVariable(w http.ResponseWriter, r *http.Request) {
	var once sync.Once
	var sort string
	once.Do(func() { sort = r.FormValue("sort") })
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func lazyConstant(w http.ResponseWriter, r *http.Request) {
	sort := sync.OnceValue(func() string { return "name" })
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort()))
}

func lazyRequest(w http.ResponseWriter, r *http.Request) {
	sort := sync.OnceValue(func() string { return r.FormValue("sort") })
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort())) // want sqlconcat/untrusted
}

func lazyRequestAndError(w http.ResponseWriter, r *http.Request) {
	sort := sync.OnceValues(func() (string, error) { return r.FormValue("sort"), r.ParseForm() })
	if column, err := sort(); err == nil {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted
	}
}

func rangeOverFunction(w http.ResponseWriter, r *http.Request) {
	for sort := range sorts(r) {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
	}
}

func sorts(r *http.Request) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, s := range r.URL.Query()["sort"] {
			if !yield(s) {
				return
			}
		}
	}
}

func rangeOverFunctionOfConstants(w http.ResponseWriter, r *http.Request) {
	for table := range allTables {
		page.Count(db.QueryRow("SELECT count(*) FROM " + table))
	}
}

func allTables(yield func(string) bool) {
	_ = yield("users") && yield("orders")
}

// Parts are of one thing that a closure captures.
type Parts struct {
	Label label
	Sort  string
}

type label string

func (l label) String() string { return string(l) }

// showsCopy gives a function that is not known a copy of another part: it has no way
// back to the rest.
func showsCopy(w http.ResponseWriter, r *http.Request, show func(fmt.Stringer)) {
	shownCopy(show, &Parts{Sort: r.FormValue("sort")})
}

func shownCopy(show func(fmt.Stringer), p *Parts) {
	func() { show(p.Label) }()
	sortedBy(p)
}

func sortedBy(p *Parts) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + p.Sort)) // want sqlconcat/untrusted
}

// shownConstant has nothing of a caller's.
func shownConstant(show func(fmt.Stringer), p *Parts) {
	func() { show(p.Label) }()
	page.Show(db.Query("SELECT id FROM users ORDER BY " + p.Sort))
}

func showsConstants(w http.ResponseWriter, r *http.Request, show func(fmt.Stringer)) {
	p := &Parts{Label: label(r.FormValue("label"))}
	p.Sort = "name"
	shownConstant(show, p)
}

// ShownText is what anyone passes, and what a function that is not known is shown.
func ShownText(show func(fmt.Stringer), name label) {
	func() { show(name) }()
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + string(name) + "'")) // want sqlconcat/dynamic
}
