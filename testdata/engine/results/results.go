// Package results is about what functions return: several results, each for
// itself, named results, recursion, and callers kept apart.
package results

import (
	"errors"
	"net/http"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

// trim has a clean and a dirty caller; they must not be mixed.
func trim(s string) string { return strings.TrimSpace(s) }

func dirtyCaller(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + trim(r.FormValue("sort")))) // want sqlconcat/untrusted
}

func cleanCaller(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + trim(" name ")))
}

// where returns a text of placeholders and the values that belong to them.
func where(r *http.Request) (string, []any) {
	conds, args := []string{"1 = 1"}, []any{}
	if name := r.FormValue("name"); name != "" {
		conds, args = append(conds, "name = ?"), append(args, name)
	}
	return strings.Join(conds, " AND "), args
}

func eachResultApart(w http.ResponseWriter, r *http.Request) {
	cond, args := where(r)
	page.Show(db.Query("SELECT id FROM users WHERE "+cond, args...))
}

func sortAndName(r *http.Request) (sort, name string) {
	return r.FormValue("sort"), "anonymous"
}

func firstResult(w http.ResponseWriter, r *http.Request) {
	sort, _ := sortAndName(r)
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func secondResult(w http.ResponseWriter, r *http.Request) {
	_, name := sortAndName(r)
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + name + "'"))
}

func named(r *http.Request) (order string, err error) {
	order = "name"
	if s := r.FormValue("sort"); s != "" {
		order = s
	}
	return
}

func namedResult(w http.ResponseWriter, r *http.Request) {
	order, err := named(r)
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + order)) // want sqlconcat/untrusted
}

func namedConstants(r *http.Request) (order string) {
	order = "name"
	defer func() {
		if r.FormValue("desc") != "" {
			order += " DESC"
		}
	}()
	return order
}

func namedResultChangedByDefer(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + namedConstants(r)))
}

func recovered(r *http.Request) (order string) {
	defer func() {
		if recover() != nil {
			order = r.FormValue("sort")
		}
	}()
	panic("no order")
}

func namedResultSetByRecover(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + recovered(r))) // want sqlconcat/untrusted
}

// parse returns the text only with an error, for the message.
func parse(s string) (column, rejected string, err error) {
	switch s {
	case "name", "date":
		return s, "", nil
	}
	return "", s, errors.New("unknown column")
}

func resultWithoutError(w http.ResponseWriter, r *http.Request) {
	column, _, err := parse(r.FormValue("sort"))
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
}

func rejectedResult(w http.ResponseWriter, r *http.Request) {
	_, rejected, err := parse(r.FormValue("sort"))
	if err == nil {
		return
	}
	page.Done(db.Exec("INSERT INTO log (text) VALUES ('" + rejected + "')")) // want sqlconcat/untrusted
}

func passedOn(a, b string) (string, string) { return swap(b, a) }
func swap(a, b string) (string, string)     { return b, a }

func twiceSwapped(w http.ResponseWriter, r *http.Request) {
	table, name := passedOn("users", r.FormValue("name"))
	page.Show(db.Query("SELECT id FROM "+table+" WHERE name = ?", name))
}

func onceSwapped(w http.ResponseWriter, r *http.Request) {
	table, name := swap("users", r.FormValue("name"))
	page.Show(db.Query("SELECT id FROM "+table+" WHERE name = ?", name)) // want sqlconcat/untrusted swapped by mistake
}

func forwarded(w http.ResponseWriter, r *http.Request) {
	list(swap(r.FormValue("name"), "users"))
}

func list(table, name string) {
	page.Show(db.Query("SELECT id FROM "+table+" WHERE name = ?", name))
}

// nest is recursive: parentheses around the innermost text.
func nest(s string, depth int) string {
	if depth == 0 {
		return s
	}
	return nest("("+s+")", depth-1) // want sqlconcat/untrusted
}

func recursion(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users WHERE " + nest(r.FormValue("cond"), 2)))
}

func marks(n int) string {
	if n <= 1 {
		return "?"
	}
	return "?, " + marks(n-1)
}

func recursionOfConstants(w http.ResponseWriter, r *http.Request) {
	ids := r.URL.Query()["id"]
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	page.Show(db.Query("SELECT id FROM users WHERE id IN ("+marks(len(ids))+")", args...))
}

func even(s string, n int) string {
	if n == 0 {
		return s
	}
	return odd(s, n-1)
}

func odd(s string, n int) string {
	if n == 0 {
		return "name"
	}
	return even(s, n-1)
}

func mutualRecursion(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + even(r.FormValue("sort"), 4))) // want sqlconcat/untrusted
}

func mutualRecursionOfConstants(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + even("id", len(r.FormValue("n")))))
}

// deep hands its argument through four functions.
func deep1(s string) string { return deep2(s) }
func deep2(s string) string { return deep3(s, "x") }
func deep3(s, t string) string {
	if t == "" {
		return t
	}
	return deep4(t, s)
}
func deep4(t, s string) string { return s }

func fourCallsDeep(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + deep1(r.FormValue("sort")))) // want sqlconcat/untrusted
}

func fourCallsDeepConstant(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + deep1("name")))
}

// exec is a wrapper around the sink: its callers build the text.
func exec(q string, args ...any) { page.Done(db.Exec(q, args...)) }

func wrapper(w http.ResponseWriter, r *http.Request) {
	exec("DELETE FROM users WHERE name = '" + r.FormValue("name") + "'") // want sqlconcat/untrusted
}

func wrapperWithPlaceholder(w http.ResponseWriter, r *http.Request) {
	exec("DELETE FROM users WHERE name = ?", r.FormValue("name"))
}

func ignoredArgument(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + always(r.FormValue("sort"))))
}

func always(string) string { return "name" }
