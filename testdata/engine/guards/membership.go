package guards

import (
	"maps"
	"net/http"
	"slices"
	"sort"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

var (
	known    = []string{"name", "email", "date"}
	knownSet = map[string]struct{}{"name": {}, "email": {}, "date": {}}
	enabled  = map[string]bool{"name": true, "email": true, "secret": false}
)

func containedInList(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	if !slices.Contains(known, column) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
}

func containedInLocalList(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	if slices.Contains([]string{"name", "date"}, column) {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
	}
}

func notContainedInList(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	if slices.Contains([]string{"password", "secret"}, column) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted a list of what is forbidden
}

func containedInForeignList(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	column := q.Get("sort")
	if !slices.Contains(q["allowed"], column) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted
}

func indexInList(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	if slices.Index(known, column) < 0 {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
}

func elementFound(w http.ResponseWriter, r *http.Request) {
	i := slices.Index(known, r.FormValue("sort"))
	if i < 0 {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + known[i]))
}

func foundByFunction(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	if !slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, column) }) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
}

func foundByPrefixFunction(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	if !slices.ContainsFunc(known, func(k string) bool { return strings.HasPrefix(column, k) }) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted
}

func searchedInSortedList(w http.ResponseWriter, r *http.Request) {
	names := []string{"date", "email", "name"}
	column := r.FormValue("sort")
	i := sort.SearchStrings(names, column)
	if i == len(names) || names[i] != column {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
}

func searchedWithoutComparison(w http.ResponseWriter, r *http.Request) {
	names := []string{"date", "email", "name"}
	column := r.FormValue("sort")
	if sort.SearchStrings(names, column) == len(names) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted SearchStrings finds a place for everything
}

func inSet(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	if _, ok := knownSet[column]; !ok {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
}

func inBoolSet(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	if !enabled[column] {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
}

func notInSet(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	if enabled[column] {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted
}

func inSetOfList(w http.ResponseWriter, r *http.Request) {
	set := map[string]bool{}
	for _, k := range known {
		set[k] = true
	}
	column := r.FormValue("sort")
	if !set[column] {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
}

func ownLoop(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	found := false
	for _, k := range known {
		if k == column {
			found = true
			break
		}
	}
	if !found {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
}

func ownLoopWithoutVerdict(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	for _, k := range known {
		if k == column {
			w.Header().Set("X-Known", k)
			break
		}
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted
}

func useInsideOwnLoop(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	for _, k := range known {
		if k == column {
			page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
		}
	}
}

func member(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

func ownMember(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	if !member(known, column) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
}

func ownMemberOfForeignList(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	column := q.Get("sort")
	if !member(q["allowed"], column) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted
}

func anyMember(list []string, s string) bool {
	for range list {
		if s != "" {
			return true
		}
	}
	return false
}

func ownMemberThatIsNone(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	if !anyMember(known, column) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted
}

type set map[string]struct{}

func newSet(names ...string) set {
	s := set{}
	for _, n := range names {
		s[n] = struct{}{}
	}
	return s
}

func (s set) has(name string) bool { _, ok := s[name]; return ok }

var columnSet = newSet("name", "email")

func ownSetType(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	if !columnSet.has(column) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
}

func allMembers(w http.ResponseWriter, r *http.Request) {
	columns := r.URL.Query()["column"]
	for _, c := range columns {
		if !slices.Contains(known, c) {
			http.Error(w, "unknown column", http.StatusBadRequest)
			return
		}
	}
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users"))
}

func someMembers(w http.ResponseWriter, r *http.Request) {
	columns := r.URL.Query()["column"]
	for _, c := range columns {
		if slices.Contains(known, c) {
			break
		}
	}
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users")) // want sqlconcat/untrusted
}

func keysOfSetListed(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	if !slices.Contains(slices.Collect(maps.Keys(knownSet)), column) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
}

type column string

func (c column) valid() bool {
	switch c {
	case "name", "email":
		return true
	}
	return false
}

func methodOfValue(w http.ResponseWriter, r *http.Request) {
	c := column(r.FormValue("sort"))
	if !c.valid() {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + string(c)))
}

func methodOfOtherValue(w http.ResponseWriter, r *http.Request) {
	c, d := column(r.FormValue("sort")), column(r.FormValue("then"))
	if !c.valid() {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + string(d))) // want sqlconcat/untrusted
}

type listing struct{ Sort, Name string }

func (l *listing) check() bool { return slices.Contains(known, l.Sort) }

func methodOfStruct(w http.ResponseWriter, r *http.Request) {
	l := &listing{Sort: r.FormValue("sort"), Name: r.FormValue("name")}
	if !l.check() {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE name = ? ORDER BY "+l.Sort, l.Name))
}

func methodOfStructOtherField(w http.ResponseWriter, r *http.Request) {
	l := &listing{Sort: r.FormValue("sort"), Name: r.FormValue("name")}
	if !l.check() {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + l.Name + "' ORDER BY " + l.Sort)) // want sqlconcat/untrusted
}

type sortable struct{ param, column string }

var sortables = []sortable{{"name", "u.name"}, {"date", "u.created_at"}}

func foundInTable(w http.ResponseWriter, r *http.Request) {
	order := r.FormValue("sort")
	if i := slices.IndexFunc(sortables, func(s sortable) bool { return s.param == order }); i >= 0 {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + order))
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + order)) // want sqlconcat/untrusted
}

func foundAmongForeign(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	if !slices.ContainsFunc(r.Form["known"], func(k string) bool { return k == column }) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted
}

func anotherOneFound(w http.ResponseWriter, r *http.Request) {
	column, group := r.FormValue("sort"), r.FormValue("group")
	if !slices.ContainsFunc(known, func(k string) bool { return k == group }) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted
}

func changedWhenFound(w http.ResponseWriter, r *http.Request) {
	column := r.FormValue("sort")
	ok := slices.ContainsFunc(known, func(k string) bool { return k == column })
	column += r.FormValue("direction")
	if ok {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted
	}
}
