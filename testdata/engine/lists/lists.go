// Package lists is about slices, arrays and variadic arguments.
package lists

import (
	"maps"
	"net/http"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

func appendedPiece(w http.ResponseWriter, r *http.Request) {
	conds := []string{"active = 1"}
	conds = append(conds, "name = '"+r.FormValue("name")+"'") // want sqlconcat/untrusted
	page.Show(db.Query("SELECT id FROM users WHERE " + strings.Join(conds, " AND ")))
}

func appendedConstants(w http.ResponseWriter, r *http.Request) {
	conds := []string{"active = 1"}
	if r.FormValue("admin") != "" {
		conds = append(conds, "admin = 1", "locked = 0")
	}
	page.Show(db.Query("SELECT id FROM users WHERE " + strings.Join(conds, " AND ")))
}

func argumentsAreNotText(w http.ResponseWriter, r *http.Request) {
	conds, args := []string{}, []any{}
	for _, column := range [...]string{"name", "email", "city"} {
		if v := r.FormValue(column); v != "" {
			conds, args = append(conds, column+" = ?"), append(args, v)
		}
	}
	page.Show(db.Query("SELECT id FROM users WHERE "+strings.Join(conds, " AND "), args...))
}

func storedAtIndex(w http.ResponseWriter, r *http.Request) {
	parts := make([]string, 2)
	parts[0] = "SELECT id FROM users ORDER BY"
	parts[1] = r.FormValue("sort")
	page.Show(db.Query(strings.Join(parts, " "))) // want sqlconcat/untrusted
}

func markStoredAtIndex(w http.ResponseWriter, r *http.Request) {
	ids := r.URL.Query()["id"]
	marks, args := make([]string, len(ids)), make([]any, len(ids))
	for i, id := range ids {
		marks[i], args[i] = "$"+strconv.Itoa(i+1), id
	}
	page.Show(db.Query("SELECT id FROM users WHERE id IN ("+strings.Join(marks, ",")+")", args...))
}

func arrayElement(w http.ResponseWriter, r *http.Request) {
	var parts [2]string
	parts[0] = "SELECT id FROM users ORDER BY "
	parts[1] = r.FormValue("sort")
	page.Show(db.Query(parts[0] + parts[1])) // want sqlconcat/untrusted
}

// constantElement uses the constant one of two elements, at a constant index.
func constantElement(w http.ResponseWriter, r *http.Request) {
	pair := [2]string{"name", r.FormValue("name")}
	page.Show(db.Query("SELECT id FROM users WHERE "+pair[0]+" = ?", pair[1]))
}

func firstOfRequest(w http.ResponseWriter, r *http.Request) {
	names := r.URL.Query()["name"]
	if len(names) == 0 {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + names[0] + "'")) // want sqlconcat/untrusted
}

func indexFromRequest(w http.ResponseWriter, r *http.Request) {
	columns := []string{"name", "email", "created"}
	i, err := strconv.Atoi(r.FormValue("sort"))
	if err != nil || i < 0 || i >= len(columns) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + columns[i]))
}

func rangedElements(w http.ResponseWriter, r *http.Request) {
	for _, table := range []string{"users", "orders"} {
		page.Count(db.QueryRow("SELECT count(*) FROM " + table))
	}
}

func rangedForeignElements(w http.ResponseWriter, r *http.Request) {
	for _, table := range r.URL.Query()["table"] {
		page.Count(db.QueryRow("SELECT count(*) FROM " + table)) // want sqlconcat/untrusted
	}
}

func rangedIndex(w http.ResponseWriter, r *http.Request) {
	for i := range r.URL.Query()["shard"] {
		page.Count(db.QueryRow("SELECT count(*) FROM shard_" + strconv.Itoa(i)))
	}
}

func copied(w http.ResponseWriter, r *http.Request) {
	names := make([]string, 3)
	copy(names, r.URL.Query()["name"])
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + names[0] + "'")) // want sqlconcat/untrusted
}

func copiedConstants(w http.ResponseWriter, r *http.Request) {
	names := make([]string, 3)
	copy(names, []string{"a", "b", "c"})
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + names[0] + "'"))
}

func bytesCopied(w http.ResponseWriter, r *http.Request) {
	b := make([]byte, 64)
	n := copy(b, r.FormValue("sort"))
	page.Show(db.Query("SELECT id FROM users ORDER BY " + string(b[:n]))) // want sqlconcat/untrusted
}

func subslice(w http.ResponseWriter, r *http.Request) {
	all := append([]string{"id"}, r.URL.Query()["column"]...)
	page.Show(db.Query("SELECT " + strings.Join(all[1:], ",") + " FROM users")) // want sqlconcat/untrusted
}

func variadic(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query(selectColumns("id", r.FormValue("column"))))
}

func variadicOfConstants(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query(selectNames("id", "name")))
}

func selectColumns(columns ...string) string {
	return "SELECT " + strings.Join(columns, ", ") + " FROM users" // want sqlconcat/untrusted
}

func selectNames(columns ...string) string {
	return "SELECT " + strings.Join(columns, ", ") + " FROM users"
}

func concatenatedLists(w http.ResponseWriter, r *http.Request) {
	all := slices.Concat([]string{"id"}, r.URL.Query()["column"])
	page.Show(db.Query("SELECT " + strings.Join(all, ", ") + " FROM users")) // want sqlconcat/untrusted
}

func clonedAndSorted(w http.ResponseWriter, r *http.Request) {
	columns := slices.Clone(r.URL.Query()["column"])
	sort.Strings(columns)
	columns = slices.Compact(columns)
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users")) // want sqlconcat/untrusted
}

func sortedKeysOfConstants(w http.ResponseWriter, r *http.Request) {
	columns := map[string]bool{"id": true, "name": true}
	list := slices.Sorted(maps.Keys(columns))
	page.Show(db.Query("SELECT " + strings.Join(list, ", ") + " FROM users"))
}

func listOfLists(w http.ResponseWriter, r *http.Request) {
	rows := [][]string{{"id"}, r.URL.Query()["column"]}
	for _, row := range rows {
		page.Show(db.Query("SELECT " + strings.Join(row, ", ") + " FROM users")) // want sqlconcat/untrusted
	}
}

// filteredByAllowlist keeps known columns only.
func filteredByAllowlist(w http.ResponseWriter, r *http.Request) {
	var columns []string
	for _, c := range r.URL.Query()["column"] {
		if c == "id" || c == "name" {
			columns = append(columns, c)
		}
	}
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users"))
}

func filteredByLength(w http.ResponseWriter, r *http.Request) {
	var columns []string
	for _, c := range r.URL.Query()["column"] {
		if len(c) < 30 {
			columns = append(columns, c)
		}
	}
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users")) // want sqlconcat/untrusted
}

func deletedWhereUnknown(w http.ResponseWriter, r *http.Request) {
	known := []string{"id", "name"}
	columns := slices.DeleteFunc(r.URL.Query()["column"], func(c string) bool { return !slices.Contains(known, c) })
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users"))
}

func rangedAfterAppend(w http.ResponseWriter, r *http.Request) {
	conds := []string{"active = 1"}
	conds = append(conds, "name = '"+r.FormValue("name")+"'") // want sqlconcat/untrusted
	where := ""
	for _, c := range conds {
		where += " AND " + c
	}
	page.Show(db.Query("SELECT id FROM users WHERE 1 = 1" + where))
}

func rangedAfterAppendOfConstants(w http.ResponseWriter, r *http.Request) {
	conds := []string{"active = 1"}
	if r.FormValue("admin") != "" {
		conds = append(conds, "admin = 1")
	}
	for _, c := range conds {
		page.Show(db.Query("SELECT id FROM users WHERE " + c))
	}
}

func rangedAfterCheckedAppend(w http.ResponseWriter, r *http.Request) {
	var columns []string
	for _, c := range r.URL.Query()["column"] {
		if c == "id" || c == "name" {
			columns = append(columns, c)
		}
	}
	for _, c := range columns {
		page.Show(db.Query("SELECT " + c + " FROM users"))
	}
}

func elementBehindAppend(w http.ResponseWriter, r *http.Request) {
	parts := append([]string{"SELECT id FROM users ORDER BY "}, r.FormValue("sort"))
	page.Show(db.Query(parts[0] + parts[1])) // want sqlconcat/untrusted
}

func elementBeforeAppend(w http.ResponseWriter, r *http.Request) {
	args := append([]string{"SELECT id FROM users WHERE name = ?"}, r.FormValue("name"))
	page.Show(db.Query(args[0], args[1]))
}

// rest is what follows the first of several words.
// statementAndValues are appended one after the other: the statement is the first.
func statementAndValues(w http.ResponseWriter, r *http.Request) {
	all := []any{}
	all = append(all, "SELECT id FROM users WHERE name = ? AND tag = ?")
	all = append(all, r.FormValue("name"))
	all = append(all, any(r.FormValue("tag")))
	page.Show(db.Query(all[0].(string), all[1:]...))
}

func valuesAndStatement(w http.ResponseWriter, r *http.Request) {
	all := []any{}
	all = append(all, "SELECT 1")
	all = append(all, "SELECT id FROM users ORDER BY "+r.FormValue("sort")) // want sqlconcat/untrusted
	page.Show(db.Query(all[1].(string)))
}

func rest(words []string) []string {
	if len(words) > 1 {
		return words[1:]
	}
	return nil
}

func elementOfRest(w http.ResponseWriter, r *http.Request) {
	words := rest([]string{"name", r.FormValue("sort"), "date"})
	page.Show(db.Query("SELECT id FROM users ORDER BY " + words[0])) // want sqlconcat/untrusted
}

func constantElementOfRest(w http.ResponseWriter, r *http.Request) {
	words := rest([]string{r.FormValue("sort"), "name", "date"})
	page.Show(db.Query("SELECT id FROM users ORDER BY " + words[0]))
}

func elementOfSlice(w http.ResponseWriter, r *http.Request) {
	words := []string{"name", "date", r.FormValue("sort")}[1:]
	page.Show(db.Query("SELECT id FROM users ORDER BY " + words[1])) // want sqlconcat/untrusted
	page.Show(db.Query("SELECT id FROM orders ORDER BY " + words[0]))
}

func deletedWhereKnown(w http.ResponseWriter, r *http.Request) {
	known := []string{"id", "name"}
	columns := slices.DeleteFunc(r.URL.Query()["column"], func(c string) bool { return slices.Contains(known, c) })
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users")) // want sqlconcat/untrusted
}

// knownOf keeps the known ones of what is asked for, and gives back what is asked for
// where that is nothing.
func knownOf(asked []string) []string {
	if asked == nil {
		return []string{"id", "name"}
	}
	if len(asked) == 0 {
		return asked
	}
	set := make(map[string]bool)
	for _, a := range asked {
		set[a] = true
	}
	var columns []string
	for _, c := range []string{"id", "name", "email"} {
		if set[c] {
			columns = append(columns, c)
		}
	}
	return columns
}

func givenBackWhenEmpty(w http.ResponseWriter, r *http.Request) {
	columns := knownOf(strings.Split(r.FormValue("columns"), ","))
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users"))
}

// fewKnownOf gives back one that is asked for as well.
func fewKnownOf(asked []string) []string {
	if len(asked) < 2 {
		return asked
	}
	return []string{"id", "name"}
}

func givenBackWhenFew(w http.ResponseWriter, r *http.Request) {
	columns := fewKnownOf(strings.Split(r.FormValue("columns"), ","))
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users")) // want sqlconcat/untrusted
}

func emptyTextOfRequest(w http.ResponseWriter, r *http.Request) {
	order := r.FormValue("order")
	if 0 < len(order) {
		order = "name"
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY 1" + order))
}

func emptyBeforeWrite(w http.ResponseWriter, r *http.Request) {
	columns := map[string]string{}
	if len(columns) == 0 {
		columns["first"] = r.FormValue("first")
	}
	page.Show(db.Query("SELECT " + columns["first"] + " FROM users")) // want sqlconcat/untrusted
}
