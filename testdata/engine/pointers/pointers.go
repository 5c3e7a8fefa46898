// Package pointers is about writes through pointers and receivers.
package pointers

import (
	"flag"
	"net/http"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

func fill(dst *string, r *http.Request) { *dst = r.FormValue("sort") }
func fillConstant(dst *string, desc bool) {
	*dst = "name"
	if desc {
		*dst = "name DESC"
	}
}
func fillFrom(dst *string, src string)      { *dst = strings.TrimSpace(src) }
func exchange(a, b *string)                 { *a, *b = *b, *a }
func redirect(dst **string, target *string) { *dst = target }

func filledByHelper(w http.ResponseWriter, r *http.Request) {
	var sort string
	fill(&sort, r)
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func filledWithConstant(w http.ResponseWriter, r *http.Request) {
	var sort string
	fillConstant(&sort, r.FormValue("desc") != "")
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func filledFromArgument(w http.ResponseWriter, r *http.Request) {
	var sort string
	fillFrom(&sort, r.FormValue("sort"))
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func filledFromConstantArgument(w http.ResponseWriter, r *http.Request) {
	var sort string
	fillFrom(&sort, " name ")
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func exchanged(w http.ResponseWriter, r *http.Request) {
	column, name := r.FormValue("name"), "name"
	exchange(&column, &name)
	page.Show(db.Query("SELECT id FROM users WHERE "+column+" = ?", name))
}

func exchangedTwice(w http.ResponseWriter, r *http.Request) {
	column, name := r.FormValue("name"), "name"
	exchange(&column, &name)
	exchange(&column, &name)
	page.Show(db.Query("SELECT id FROM users WHERE "+column+" = ?", name)) // want sqlconcat/untrusted
}

func pointerToPointer(w http.ResponseWriter, r *http.Request) {
	clean, dirty := "name", r.FormValue("sort")
	p := &clean
	redirect(&p, &dirty)
	page.Show(db.Query("SELECT id FROM users ORDER BY " + *p)) // want sqlconcat/untrusted
}

// text is what lies behind a pointer, nothing when there is none.
func text(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}

func readThroughParameter(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	page.Show(db.Query("SELECT id FROM users ORDER BY " + text(&sort))) // want sqlconcat/untrusted
}

func constantReadThroughParameter(w http.ResponseWriter, r *http.Request) {
	sort := "name"
	if r.FormValue("new") != "" {
		sort = "date"
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + text(&sort)))
}

func twoPointersOneVariable(w http.ResponseWriter, r *http.Request) {
	sort := "name"
	p, q := &sort, &sort
	*p = r.FormValue("sort")
	page.Show(db.Query("SELECT id FROM users ORDER BY " + *q)) // want sqlconcat/untrusted
}

func twoPointersTwoVariables(w http.ResponseWriter, r *http.Request) {
	sort, name := "name", ""
	p, q := &name, &sort
	*p = r.FormValue("name")
	page.Show(db.Query("SELECT id FROM users WHERE name = ? ORDER BY "+*q, name))
}

func pointerToElement(w http.ResponseWriter, r *http.Request) {
	columns := []string{"id", "name"}
	p := &columns[1]
	*p = r.FormValue("column")
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users")) // want sqlconcat/untrusted
}

func pointerFromNew(w http.ResponseWriter, r *http.Request) {
	p := new(string)
	*p = r.FormValue("sort")
	page.Show(db.Query("SELECT id FROM users ORDER BY " + *p)) // want sqlconcat/untrusted
}

func pointerFromFlags(w http.ResponseWriter, r *http.Request) {
	set := flag.NewFlagSet("", flag.ContinueOnError)
	sort := set.String("sort", "name", "column to sort by")
	if err := set.Parse(strings.Fields(r.FormValue("command"))); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + *sort)) // want sqlconcat/untrusted the flags come from the request here
}

type cursor struct{ column, value string }

func (c *cursor) setColumn(s string) { c.column = s }
func (c *cursor) setValue(s string)  { c.value = s }
func (c cursor) lost(s string)       { c.column = s; _ = c }

func writtenByMethod(w http.ResponseWriter, r *http.Request) {
	var c cursor
	c.setColumn(r.FormValue("column"))
	page.Show(db.Query("SELECT id FROM users WHERE "+c.column+" > ?", c.value)) // want sqlconcat/untrusted
}

func otherFieldWrittenByMethod(w http.ResponseWriter, r *http.Request) {
	c := cursor{column: "id"}
	c.setValue(r.FormValue("after"))
	page.Show(db.Query("SELECT id FROM users WHERE "+c.column+" > ?", c.value))
}

func writtenToCopy(w http.ResponseWriter, r *http.Request) {
	c := cursor{column: "id"}
	c.lost(r.FormValue("column"))
	page.Show(db.Query("SELECT id FROM users WHERE "+c.column+" > ?", c.value))
}

func fillList(dst *[]string, r *http.Request) { *dst = append(*dst, r.URL.Query()["column"]...) }

func listFilledByHelper(w http.ResponseWriter, r *http.Request) {
	columns := []string{"id"}
	fillList(&columns, r)
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users")) // want sqlconcat/untrusted
}

func fillElements(dst []string, s string) {
	for i := range dst {
		dst[i] = s
	}
}

func elementsFilledByHelper(w http.ResponseWriter, r *http.Request) {
	columns := make([]string, 2)
	fillElements(columns, r.FormValue("column"))
	page.Show(db.Query("SELECT " + strings.Join(columns, ", ") + " FROM users")) // want sqlconcat/untrusted
}

func elementsFilledWithMarks(w http.ResponseWriter, r *http.Request) {
	marks := make([]string, 2)
	fillElements(marks, "?")
	page.Show(db.Query("SELECT id FROM users WHERE id IN ("+strings.Join(marks, ", ")+")", r.FormValue("a"), r.FormValue("b")))
}

func fillTable(dst map[string]string, r *http.Request) {
	for _, name := range []string{"sort", "name"} {
		dst[name] = r.FormValue(name)
	}
}

func tableFilledByHelper(w http.ResponseWriter, r *http.Request) {
	params := map[string]string{}
	fillTable(params, r)
	page.Show(db.Query("SELECT id FROM users ORDER BY " + params["sort"])) // want sqlconcat/untrusted
}

// lastSort is a package variable that a request reaches.
var lastSort = "name"

func packageVariable(w http.ResponseWriter, r *http.Request) {
	if s := r.FormValue("sort"); s != "" {
		lastSort = s
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + lastSort)) // want sqlconcat/untrusted
}

// baseQuery is a package variable that is set in init only.
var baseQuery = "SELECT id FROM users"

func init() { baseQuery += " WHERE deleted = 0" }

func packageVariableOfConstants(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query(baseQuery+" AND name = ?", r.FormValue("name")))
}

// preferred is what was asked for last.
var preferred string

func equalTextHere(w http.ResponseWriter, r *http.Request) {
	preferred = r.FormValue("sort")
	page.Show(db.Query("SELECT id FROM users ORDER BY " + preferred)) // want sqlconcat/untrusted
}

func equalTextThere(w http.ResponseWriter, r *http.Request) {
	preferred = r.FormValue("order")
	page.Show(db.Query("SELECT id FROM users ORDER BY " + preferred)) // want sqlconcat/untrusted
}
