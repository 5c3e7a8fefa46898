// Package text is about text that is put together in one function.
package text

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/secvet/secvet/testdata/engine/page"
)

func concatenation(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + r.FormValue("name") + "'")) // want sqlconcat/untrusted
}

func placeholder(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users WHERE name = ?", r.FormValue("name")))
}

func wholeStatement(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query(r.FormValue("q"))) // want sqlconcat/untrusted
}

func constantPieces(w http.ResponseWriter, r *http.Request) {
	const columns = "id, name"
	table := "users"
	q := "SELECT " + columns
	q += " FROM " + table
	page.Show(db.Query(q))
}

func concatenationInSteps(w http.ResponseWriter, r *http.Request) {
	q := "SELECT id FROM users"
	q += " WHERE name = '"
	q += r.FormValue("name") // want sqlconcat/untrusted
	q += "'"
	page.Show(db.Query(q))
}

func overwrittenBeforeUse(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	w.Header().Set("X-Name", name)
	name = "anonymous"
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + name + "'"))
}

func oneBranchForeign(w http.ResponseWriter, r *http.Request) {
	order := "name"
	if s := r.FormValue("sort"); s != "" {
		order = s
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + order)) // want sqlconcat/untrusted
}

func allBranchesConstant(w http.ResponseWriter, r *http.Request) {
	order := "name ASC"
	if r.FormValue("desc") != "" {
		order = "name DESC"
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + order))
}

func builtInLoop(w http.ResponseWriter, r *http.Request) {
	q := "SELECT id FROM users WHERE 1 = 0"
	for _, name := range r.URL.Query()["name"] {
		q += " OR name = '" + name + "'" // want sqlconcat/untrusted
	}
	page.Show(db.Query(q))
}

func placeholdersInLoop(w http.ResponseWriter, r *http.Request) {
	q := "SELECT id FROM users WHERE 1 = 0"
	var args []any
	for _, name := range r.URL.Query()["name"] {
		q += " OR name = ?"
		args = append(args, name)
	}
	page.Show(db.Query(q, args...))
}

func numberedPlaceholders(w http.ResponseWriter, r *http.Request) {
	q := "SELECT id FROM users WHERE 1 = 0"
	var args []any
	for i, name := range r.URL.Query()["name"] {
		q += " OR name = $" + strconv.Itoa(i+1)
		args = append(args, name)
	}
	page.Show(db.Query(q, args...))
}

func numberAsText(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("limit"))
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users LIMIT " + strconv.Itoa(n)))
}

// originalAfterParsing: Atoi says no to anything but a number, so the text that
// it accepted is one.
func originalAfterParsing(w http.ResponseWriter, r *http.Request) {
	limit := r.FormValue("limit")
	if _, err := strconv.Atoi(limit); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users LIMIT " + limit))
}

func originalAfterIgnoredParsing(w http.ResponseWriter, r *http.Request) {
	limit := r.FormValue("limit")
	if _, err := strconv.Atoi(limit); err != nil {
		w.Header().Set("X-Warning", "not a number")
	}
	page.Show(db.Query("SELECT id FROM users LIMIT " + limit)) // want sqlconcat/untrusted
}

// zeroAfterFailedParsing: a failed Atoi leaves 0, still a number.
func zeroAfterFailedParsing(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("limit"))
	page.Show(db.Query("SELECT id FROM users LIMIT " + fmt.Sprint(n)))
}

func timeAsText(w http.ResponseWriter, r *http.Request) {
	t, err := time.Parse(time.RFC3339, r.FormValue("since"))
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE created > '" + t.Format(time.DateOnly) + "'"))
}

func boolAsText(w http.ResponseWriter, r *http.Request) {
	b, _ := strconv.ParseBool(r.FormValue("active"))
	page.Show(db.Query("SELECT id FROM users WHERE active = " + strconv.FormatBool(b)))
}

func lengthAsText(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users LIMIT " + strconv.Itoa(len(r.FormValue("x")))))
}

func bytesAndBack(w http.ResponseWriter, r *http.Request) {
	b := []byte("SELECT id FROM users WHERE name = '")
	b = append(b, r.FormValue("name")...) // want sqlconcat/untrusted
	b = append(b, '\'')
	page.Show(db.Query(string(b)))
}

func appendedNumber(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.ParseInt(r.FormValue("limit"), 10, 64)
	b := []byte("SELECT id FROM users LIMIT ")
	b = strconv.AppendInt(b, n, 10)
	page.Show(db.Query(string(b)))
}

func slicedOfText(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if len(sort) > 20 {
		sort = sort[:20]
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted a short text can do harm too
}

func directionByFirstByte(w http.ResponseWriter, r *http.Request) {
	dir := "ASC"
	if s := r.FormValue("dir"); s != "" && s[0] == '-' {
		dir = "DESC"
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir))
}

type status string

const (
	open   status = "open"
	closed status = "closed"
)

func namedTypeOfConstants(w http.ResponseWriter, r *http.Request) {
	s := open
	if r.FormValue("closed") != "" {
		s = closed
	}
	page.Show(db.Query("SELECT id FROM tickets WHERE status = '" + string(s) + "'"))
}

func namedTypeByConversion(w http.ResponseWriter, r *http.Request) {
	s := status(r.FormValue("status"))
	page.Show(db.Query("SELECT id FROM tickets WHERE status = '" + string(s) + "'")) // want sqlconcat/untrusted
}

func trimmedText(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimSpace(strings.ToLower(r.FormValue("name")))
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + name + "'")) // want sqlconcat/untrusted
}

func repeatedConstant(w http.ResponseWriter, r *http.Request) {
	ids := r.URL.Query()["id"]
	args := make([]any, len(ids))
	for i := range ids {
		args[i] = ids[i]
	}
	marks := strings.Repeat(",?", len(ids))[1:]
	page.Show(db.Query("SELECT id FROM users WHERE id IN ("+marks+")", args...))
}

func repeatedText(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT '" + strings.Repeat(r.FormValue("pad"), 3) + "'")) // want sqlconcat/untrusted
}

func joinedText(w http.ResponseWriter, r *http.Request) {
	names := "'" + strings.Join(r.URL.Query()["name"], "','") + "'" // want sqlconcat/untrusted
	page.Show(db.Query("SELECT id FROM users WHERE name IN (" + names + ")"))
}

func joinedConstants(w http.ResponseWriter, r *http.Request) {
	conds := []string{"active = 1"}
	var args []any
	if name := r.FormValue("name"); name != "" {
		conds = append(conds, "name = ?")
		args = append(args, name)
	}
	page.Show(db.Query("SELECT id FROM users WHERE "+strings.Join(conds, " AND "), args...))
}

func fieldsOfText(w http.ResponseWriter, r *http.Request) {
	for _, word := range strings.Fields(r.FormValue("q")) {
		page.Show(db.Query("SELECT id FROM docs WHERE body LIKE '%" + word + "%'")) // want sqlconcat/untrusted
	}
}

func cutText(w http.ResponseWriter, r *http.Request) {
	column, _, _ := strings.Cut(r.FormValue("sort"), ":")
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted
}

// cutDirection looks at one half only to choose between constants.
func cutDirection(w http.ResponseWriter, r *http.Request) {
	_, direction, _ := strings.Cut(r.FormValue("sort"), ":")
	if direction == "desc" {
		direction = "DESC"
	} else {
		direction = "ASC"
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + direction))
}

func replacerKeepsText(w http.ResponseWriter, r *http.Request) {
	clean := strings.NewReplacer("--", "", ";", "").Replace(r.FormValue("name"))
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + clean + "'")) // want sqlconcat/untrusted
}

// mapToDigits keeps digits and drops the rest.
func mapToDigits(w http.ResponseWriter, r *http.Request) {
	digits := strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, r.FormValue("phone"))
	page.Show(db.Query("SELECT id FROM users WHERE phone = '" + digits + "'"))
}

func sqlComment(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("/* " + r.Header.Get("X-Request-Id") + " */ SELECT id FROM users")) // want sqlconcat/untrusted "*/" ends the comment
}

type account struct{ name, note string }

// A conversion copies: what is written to the copy is not in the text.
func copyOfTextOverwritten(w http.ResponseWriter, r *http.Request) {
	a := &account{name: r.FormValue("name")}
	copy([]byte(a.name), "anonymous")
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + a.name + "'")) // want sqlconcat/untrusted
}

func copyOfTextFilled(w http.ResponseWriter, r *http.Request) {
	a := &account{name: "anonymous", note: r.FormValue("note")}
	copy([]byte(a.name), a.note)
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + a.name + "'"))
}
