package guards

import (
	"errors"
	"net/http"
	"sync"

	"github.com/secvet/secvet/testdata/engine/page"
)

// directory keeps the check of its columns in a field.
type directory struct {
	mapped  map[string]string
	allowed func(string) bool
}

var (
	columnsOf = map[string]map[string]struct{}{}
	columnsMu sync.RWMutex
)

func register(table string, columns ...string) func(string) bool {
	columnsMu.Lock()
	defer columnsMu.Unlock()
	columnsOf[table] = make(map[string]struct{})
	for _, c := range columns {
		columnsOf[table][c] = struct{}{}
	}
	return allowedIn(table)
}

func allowedIn(table string) func(string) bool {
	return func(column string) bool {
		columnsMu.RLock()
		defer columnsMu.RUnlock()
		if _, ok := columnsOf[table]; !ok {
			return false
		}
		_, ok := columnsOf[table][column]
		return ok
	}
}

func newDirectory() *directory {
	d := &directory{mapped: map[string]string{"age": "born DESC"}}
	d.allowed = register("people", "name", "born")
	return d
}

func (d *directory) order(sort string) string {
	if m, ok := d.mapped[sort]; ok {
		sort = m
	} else if !d.allowed(sort) {
		sort = ""
	}
	return sort
}

// people is used by handlers only through its methods.
var people = newDirectory()

func checkInField(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY id, " + people.order(r.FormValue("sort"))))
}

// archive keeps its check in a field too, and one of the checks is none.
type archive struct {
	allowed func(string) bool
}

var (
	strict = &archive{allowed: allowedIn("people")}
	lax    = &archive{allowed: func(column string) bool { return column != "password" }}
)

// Sorted is for those who may see everything.
func Sorted(column string, all bool) string {
	if all {
		return lax.order(column)
	}
	return strict.order(column)
}

func (a *archive) order(sort string) string {
	if !a.allowed(sort) {
		return "id"
	}
	return sort
}

func checkInFieldOrNone(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + lax.order(r.FormValue("sort")))) // want sqlconcat/untrusted
}

var orders = struct {
	sync.RWMutex
	known map[string]bool
}{known: map[string]bool{"name": true, "born": true}}

func isOrder(s string) bool {
	orders.RLock()
	defer orders.RUnlock()
	_, ok := orders.known[s]
	return ok
}

func checkUnderLock(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !isOrder(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

// isUnlocked asks under a lock too, and then answers something else.
func isUnlocked(s string) (ok bool) {
	orders.RLock()
	defer func() {
		orders.RUnlock()
		ok = true
	}()
	_, ok = orders.known[s]
	return ok
}

func checkOverturned(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !isUnlocked(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

var errOrder = errors.New("unknown order")

func orderUnderLock(s string) (string, error) {
	orders.RLock()
	defer orders.RUnlock()
	if !orders.known[s] {
		return s, errOrder
	}
	return s, nil
}

func errorUnderLock(w http.ResponseWriter, r *http.Request) {
	sort, err := orderUnderLock(r.FormValue("sort"))
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}
