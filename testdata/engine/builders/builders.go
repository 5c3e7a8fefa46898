// Package builders is about text that grows in a builder or a buffer.
package builders

import (
	"bufio"
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"text/template"
	"unicode"

	"github.com/secvet/secvet/testdata/engine/page"
)

func builder(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT id FROM users WHERE name = '")
	b.WriteString(r.FormValue("name")) // want sqlconcat/untrusted
	b.WriteString("'")
	page.Show(db.Query(b.String()))
}

func builderOfPlaceholders(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	var args []any
	b.WriteString("SELECT id FROM users WHERE id IN (")
	for i, id := range r.URL.Query()["id"] {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('?')
		args = append(args, id)
	}
	b.WriteString(")")
	page.Show(db.Query(b.String(), args...))
}

func builderOfNumberedPlaceholders(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	var args []any
	b.WriteString("SELECT id FROM users WHERE 1 = 1")
	for _, column := range []string{"name", "email"} {
		if v := r.FormValue(column); v != "" {
			args = append(args, v)
			fmt.Fprintf(&b, " AND %s = $%d", column, len(args))
		}
	}
	page.Show(db.Query(b.String(), args...))
}

func builderResetBeforeUse(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString(r.FormValue("name"))
	w.Header().Set("X-Name", b.String())
	b.Reset()
	b.WriteString("SELECT id FROM users")
	page.Show(db.Query(b.String()))
}

func builderWrittenAfterUse(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT id FROM users")
	page.Show(db.Query(b.String()))
	b.WriteString(" for " + r.FormValue("name"))
	io.WriteString(w, b.String())
}

func twoBuilders(w http.ResponseWriter, r *http.Request) {
	var where, log strings.Builder
	where.WriteString("name = ?")
	log.WriteString("name = " + r.FormValue("name"))
	io.WriteString(w, log.String())
	page.Show(db.Query("SELECT id FROM users WHERE "+where.String(), r.FormValue("name")))
}

func builderOnOneBranch(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT id FROM users")
	if sort := r.FormValue("sort"); sort != "" {
		b.WriteString(" ORDER BY ")
		b.WriteString(sort) // want sqlconcat/untrusted
	}
	page.Show(db.Query(b.String()))
}

func buffer(w http.ResponseWriter, r *http.Request) {
	buf := bytes.NewBufferString("SELECT id FROM users ORDER BY ")
	buf.WriteString(r.FormValue("sort")) // want sqlconcat/untrusted
	page.Show(db.Query(buf.String()))
}

func bufferStartedForeign(w http.ResponseWriter, r *http.Request) {
	buf := bytes.NewBufferString(r.FormValue("q"))
	page.Show(db.Query(buf.String())) // want sqlconcat/untrusted
}

func bufferOfBytes(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	buf.Write([]byte("SELECT id FROM users ORDER BY "))
	buf.Write([]byte(r.FormValue("sort"))) // want sqlconcat/untrusted
	page.Show(db.Query(string(buf.Bytes())))
}

func bufferOfNumbers(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("limit"))
	var buf bytes.Buffer
	buf.WriteString("SELECT id FROM users LIMIT ")
	buf.Write(strconv.AppendInt(nil, int64(n), 10))
	page.Show(db.Query(buf.String()))
}

func bufferFilledFromBody(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	if _, err := io.Copy(&buf, r.Body); err != nil {
		return
	}
	page.Show(db.Query(buf.String())) // want sqlconcat/untrusted
}

func bufferReadFromBody(w http.ResponseWriter, r *http.Request) {
	var buf bytes.Buffer
	if _, err := buf.ReadFrom(r.Body); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM docs WHERE body = '" + buf.String() + "'")) // want sqlconcat/untrusted
}

func runeWritten(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT id FROM users WHERE name = '")
	for _, c := range r.FormValue("name") {
		b.WriteRune(c) // want sqlconcat/untrusted
	}
	b.WriteString("'")
	page.Show(db.Query(b.String()))
}

func lettersWritten(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT id FROM users WHERE name = '")
	for _, c := range r.FormValue("name") {
		if c >= 'a' && c <= 'z' {
			b.WriteRune(c)
		}
	}
	b.WriteString("'")
	page.Show(db.Query(b.String()))
}

func formattedIntoBuilder(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	fmt.Fprintf(&b, "SELECT id FROM users ORDER BY %s", r.FormValue("sort")) // want sqlconcat/untrusted
	page.Show(db.Query(b.String()))
}

func formattedNumberIntoBuilder(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("limit"))
	var b strings.Builder
	fmt.Fprintf(&b, "SELECT id FROM users LIMIT %d", n)
	page.Show(db.Query(b.String()))
}

func writeStringIntoBuilder(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	io.WriteString(&b, "SELECT id FROM users ORDER BY ")
	io.WriteString(&b, r.FormValue("sort")) // want sqlconcat/untrusted
	page.Show(db.Query(b.String()))
}

func bufferedWriter(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	out := bufio.NewWriter(&b)
	out.WriteString("SELECT id FROM users ORDER BY ")
	out.WriteString(r.FormValue("sort")) // want sqlconcat/untrusted
	out.Flush()
	page.Show(db.Query(b.String()))
}

var orderBy = template.Must(template.New("q").Parse("SELECT id FROM users ORDER BY {{.}}"))

func templateIntoBuilder(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	if err := orderBy.Execute(&b, r.FormValue("sort")); err != nil { // want sqlconcat/untrusted
		return
	}
	page.Show(db.Query(b.String()))
}

func templateOfConstants(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	if err := orderBy.Execute(&b, "name"); err != nil {
		return
	}
	page.Show(db.Query(b.String()))
}

func builderPassedToHelper(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT id FROM users")
	writeOrder(&b, r.FormValue("sort"))
	page.Show(db.Query(b.String()))
}

func writeOrder(b *strings.Builder, column string) {
	b.WriteString(" ORDER BY ")
	b.WriteString(column) // want sqlconcat/untrusted
}

func builderPassedToCleanHelper(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT id FROM users WHERE name = ?")
	writeDirection(&b, r.FormValue("dir"))
	page.Show(db.Query(b.String(), r.FormValue("name")))
}

func writeDirection(b *strings.Builder, dir string) {
	b.WriteString(" ORDER BY name")
	if dir == "down" {
		b.WriteString(" DESC")
	}
}

// helperWithTwoCallers: the same helper writes a constant here.
func helperWithCleanCaller(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT id FROM users")
	writeLimit(&b, "10")
	page.Show(db.Query(b.String()))
}

func helperWithDirtyCaller(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT id FROM users")
	writeLimit(&b, r.FormValue("limit"))
	page.Show(db.Query(b.String()))
}

func writeLimit(w io.Writer, n string) {
	fmt.Fprintf(w, " LIMIT %s", n) // want sqlconcat/untrusted one of its two callers hands it a request's text
}

// query collects a statement and its arguments.
type query struct {
	text strings.Builder
	args []any
}

func (q *query) add(text string, args ...any) *query {
	q.text.WriteString(text)
	q.args = append(q.args, args...)
	return q
}

func (q *query) addf(format string, operands ...any) *query {
	fmt.Fprintf(&q.text, format, operands...)
	return q
}

func ownBuilderOfPlaceholders(w http.ResponseWriter, r *http.Request) {
	q := new(query)
	q.add("SELECT id FROM users WHERE 1 = 1")
	if name := r.FormValue("name"); name != "" {
		q.add(" AND name = ?", name)
	}
	page.Show(db.Query(q.text.String(), q.args...))
}

// ownBuilderChained builds the text in the call: the wrapper only carries it.
func ownBuilderChained(w http.ResponseWriter, r *http.Request) {
	q := new(query).add("SELECT id FROM users").add(" ORDER BY " + r.FormValue("sort")) // want sqlconcat/untrusted
	page.Show(db.Query(q.text.String(), q.args...))
}

func ownBuilderFormatted(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("limit"))
	q := new(query).addf("SELECT id FROM %s LIMIT %d", "users", n)
	page.Show(db.Query(q.text.String()))
}

func runesKept(w http.ResponseWriter, r *http.Request) {
	column := make([]rune, 0, 16)
	for _, c := range r.FormValue("sort") {
		if unicode.IsLetter(c) || unicode.IsDigit(c) || c == '_' {
			column = append(column, c)
		}
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + string(column)))
}

func runesDropped(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	for _, c := range r.FormValue("name") {
		switch c {
		case '\'', '"', '`', '\\', 0, '\n':
			continue
		}
		b.WriteRune(c)
	}
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + b.String() + "'"))
}

func tooFewRunesDropped(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	for _, c := range r.FormValue("name") {
		if c == ';' || unicode.IsSpace(c) {
			continue
		}
		b.WriteRune(c)
	}
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + b.String() + "'")) // want sqlconcat/untrusted
}

func bytesKept(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	out := ""
	for i := 0; i < len(name); i++ {
		if c := name[i]; c >= '0' && c <= '9' {
			out += string(c)
		}
	}
	page.Show(db.Query("SELECT id FROM users WHERE number = " + out))
}

// The character is written before it is looked at.
func writtenThenJudged(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	letters := 0
	for _, c := range r.FormValue("name") {
		b.WriteRune(c)
		if unicode.IsLetter(c) {
			letters++
		}
	}
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + b.String() + "'")) // want sqlconcat/untrusted
}

// What is kept on one branch is not what is kept on the other.
func keptElsewhere(w http.ResponseWriter, r *http.Request) {
	var letters, rest strings.Builder
	for _, c := range r.FormValue("name") {
		if unicode.IsLetter(c) {
			letters.WriteRune(c)
		} else {
			rest.WriteRune(c)
		}
	}
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + letters.String() + "'"))
	page.Show(db.Query("SELECT id FROM users WHERE note = '" + rest.String() + "'")) // want sqlconcat/untrusted
}

// bufferHandedOn gives the bytes to a function that could write to them, before they
// are used.
func bufferHandedOn(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	b.WriteString("SELECT id FROM users ORDER BY ")
	b.WriteString(r.FormValue("sort")) // want sqlconcat/untrusted
	page.Show(queryBytes(b.Bytes()))
}

func queryBytes(text []byte) (*sql.Rows, error) { return db.Query(string(text)) }

// bufferOverwritten gives its bytes to a function that does write to them.
func bufferOverwritten(w http.ResponseWriter, r *http.Request) {
	b := bytes.NewBufferString("SELECT id FROM users WHERE name = ?")
	page.Show(queryNamed(b.Bytes(), r.FormValue("name")))
}

func queryNamed(text []byte, name string) (*sql.Rows, error) { return db.Query(string(text), name) }
