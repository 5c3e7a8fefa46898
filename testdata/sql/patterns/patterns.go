// Package patterns builds statements in ways that testdata/engine doesn't have: some
// are safe, and some only look it.
package patterns

import (
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/Masterminds/squirrel"
	"github.com/aarondl/strmangle"
	"github.com/google/uuid"
	"github.com/shopspring/decimal"
)

func validUUID(db *sql.DB, r *http.Request) {
	id := r.FormValue("id")
	if uuid.Validate(id) != nil {
		return
	}
	db.Query("SELECT name FROM users WHERE id = '" + id + "'")
}

func uuidAsText(db *sql.DB, r *http.Request) {
	id, err := uuid.Parse(r.FormValue("id"))
	if err != nil {
		return
	}
	db.Query("SELECT name FROM users WHERE id = '" + id.String() + "'")
	db.Query(fmt.Sprintf("SELECT name FROM users WHERE id = '%s'", id))
}

// A decimal is written with digits, a sign and a point.
func decimalAsText(db *sql.DB, r *http.Request) {
	factor := decimal.NewFromInt(1)
	if text := r.FormValue("factor"); text != "" {
		parsed, err := decimal.NewFromString(text)
		if err != nil {
			return
		}
		factor = parsed
	}
	db.Query("SELECT sum(amount) * " + factor.String() + " FROM orders")
	db.Query(fmt.Sprintf("SELECT sum(amount) * %s FROM orders", factor))
	db.Query("SELECT sum(amount) * " + r.FormValue("tax") + " FROM orders") // want sqlconcat/untrusted
}

// priced has a decimal that came in a document.
func priced(db *sql.DB, r *http.Request) {
	var offer struct {
		Price    *decimal.Decimal `json:"price"`
		Currency string           `json:"currency"`
	}
	if json.NewDecoder(r.Body).Decode(&offer) != nil || offer.Price == nil {
		return
	}
	db.Exec("UPDATE offers SET price = " + offer.Price.StringFixed(2))
	db.Exec("UPDATE offers SET currency = '" + offer.Currency + "'") // want sqlconcat/untrusted
}

// A UUID may stand between any two characters for uuid.Parse, quotes too.
func parsedUUID(db *sql.DB, r *http.Request) {
	id := r.FormValue("id")
	if _, err := uuid.Parse(id); err != nil {
		return
	}
	db.Query("SELECT name FROM users WHERE id = '" + id + "'") // want sqlconcat/untrusted
}

func durationAsText(db *sql.DB, r *http.Request) {
	age, err := time.ParseDuration(r.FormValue("age"))
	if err != nil {
		return
	}
	db.Query("SELECT name FROM users WHERE age > interval '" + age.String() + "'")
	db.Query(fmt.Sprintf("SELECT name FROM users WHERE age > interval '%v'", age))
}

func queryEscaped(db *sql.DB, r *http.Request) {
	db.Query("SELECT name FROM users WHERE link = '" + url.QueryEscape(r.FormValue("link")) + "'")
}

func queryEscapedName(db *sql.DB, r *http.Request) {
	db.Query("SELECT name FROM users ORDER BY " + url.QueryEscape(r.FormValue("sort"))) // want sqlconcat/untrusted
}

func hexadecimal(db *sql.DB, r *http.Request) {
	db.Query("SELECT name FROM users WHERE hash = '" + hex.EncodeToString([]byte(r.FormValue("hash"))) + "'")
	db.Query(fmt.Sprintf("SELECT name FROM users WHERE hash = x'%x'", r.FormValue("hash")))
}

func base64Encoded(db *sql.DB, r *http.Request) {
	db.Query("SELECT name FROM users WHERE hash = '" + base64.URLEncoding.EncodeToString([]byte(r.FormValue("hash"))) + "'")
}

func appendedNumber(db *sql.DB, r *http.Request) {
	n, _ := strconv.ParseInt(r.FormValue("n"), 10, 64)
	text := strconv.AppendInt([]byte("SELECT name FROM users LIMIT "), n, 10)
	db.Query(string(text))
}

func fieldTags(db *sql.DB, r *http.Request) {
	var row struct {
		Name string `db:"name"`
	}
	t := reflect.TypeOf(row)
	var columns []string
	for i := range t.NumField() {
		columns = append(columns, t.Field(i).Tag.Get("db"))
	}
	db.Query("SELECT "+strings.Join(columns, ", ")+" FROM users WHERE name = ?", r.FormValue("name"))
}

func placeholdersOfLibraries(db *sql.DB, r *http.Request) {
	names := r.Form["name"]
	args := make([]any, len(names))
	for i, n := range names {
		args[i] = n
	}
	db.Query("SELECT id FROM users WHERE name IN ("+squirrel.Placeholders(len(names))+")", args...)
	db.Query("SELECT id FROM users WHERE name IN ("+strmangle.Placeholders(true, len(names), 1, 1)+")", args...)
}

// Quotes doubled are enough for most databases, not for MySQL.
func quotesDoubled(db *sql.DB, r *http.Request) {
	name := strings.ReplaceAll(r.FormValue("name"), "'", "''")
	db.Query("SELECT id FROM users WHERE name = '" + name + "'") // want sqlconcat/dynamic
	db.Query("SELECT id FROM users ORDER BY " + name)            // want sqlconcat/untrusted
}

// Quoted has a caller to trust for its name.
func Quoted(db *sql.DB, name string) {
	db.Query("SELECT id FROM users WHERE name = '" + strings.ReplaceAll(name, "'", "''") + "'")
	db.Query("SELECT id FROM users WHERE name = '" + strings.ReplaceAll(name, "'", `"`) + "'") // want sqlconcat/dynamic
}

// seed fills a table for tests.
func seed(t *testing.T, db *sql.DB, r *http.Request) {
	if _, err := db.Exec("INSERT INTO users VALUES ('" + r.FormValue("name") + "')"); err != nil {
		t.Fatal(err)
	}
}

// Listed gets a statement out of a file whose name it is given.
func Listed(db *sql.DB, files interface{ ReadFile(string) ([]byte, error) }, name string) {
	text, err := files.ReadFile("lists/" + name + ".sql")
	if err != nil {
		return
	}
	db.Query("SELECT id FROM users WHERE list = '" + strings.TrimSpace(string(text)) + "'") // want sqlconcat/dynamic
	db.Query(fmt.Sprintf("SELECT id FROM users WHERE %s ORDER BY name", text))
}

// What follows only looks safe.

func lengthChecked(db *sql.DB, r *http.Request) {
	name := r.FormValue("name")
	if len(name) > 20 {
		return
	}
	db.Query("SELECT id FROM users WHERE name = '" + name + "'") // want sqlconcat/untrusted
}

func trimmedAndFolded(db *sql.DB, r *http.Request) {
	name := strings.ToLower(strings.TrimSpace(r.FormValue("name")))
	db.Query("SELECT id FROM users WHERE name = '" + name + "'") // want sqlconcat/untrusted
}

func prefixChecked(db *sql.DB, r *http.Request) {
	sort := r.FormValue("sort")
	if !strings.HasPrefix(sort, "created_") {
		return
	}
	db.Query("SELECT id FROM users ORDER BY " + sort) // want sqlconcat/untrusted
}

func validJSON(db *sql.DB, r *http.Request) {
	value := r.FormValue("value")
	if !json.Valid([]byte(value)) {
		return
	}
	db.Query("SELECT id FROM users WHERE settings = '" + value + "'") // want sqlconcat/untrusted
}

func escapedForHTML(db *sql.DB, r *http.Request) {
	db.Query("SELECT id FROM users ORDER BY " + html.EscapeString(r.FormValue("sort"))) // want sqlconcat/untrusted
}

func quotedForGo(db *sql.DB, r *http.Request) {
	db.Query(fmt.Sprintf("SELECT id FROM users WHERE name = %q", r.FormValue("name")))         // want sqlconcat/untrusted
	db.Query("SELECT id FROM users WHERE name = " + strconv.Quote(r.FormValue("name")))        // want sqlconcat/untrusted
	db.Query("SELECT id FROM users WHERE name = '" + strconv.Quote(r.FormValue("name")) + "'") // want sqlconcat/untrusted
}

func keysOfBody(db *sql.DB, r *http.Request) {
	var filter map[string]any
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		return
	}
	for column, value := range filter {
		db.Query("SELECT id FROM users WHERE "+column+" = ?", value) // want sqlconcat/untrusted
	}
}

func quotedByLax(db *sql.DB, r *http.Request) {
	db.Query("SELECT id FROM " + strmangle.IdentQuote('"', '"', r.FormValue("table"))) // want sqlconcat/untrusted
}

type status string

func convertedToEnum(db *sql.DB, r *http.Request) {
	db.Query("SELECT id FROM users WHERE status = '" + string(status(r.FormValue("status"))) + "'") // want sqlconcat/untrusted
}

func expanded(db *sql.DB, r *http.Request) {
	text := os.Expand("SELECT id FROM users ORDER BY $sort", func(name string) string { return r.FormValue(name) })
	db.Query(text) // want sqlconcat/untrusted
}

func withoutCopy(db *sql.DB, r *http.Request) {
	name := []byte(r.FormValue("name"))
	db.Query("SELECT id FROM users WHERE name = '" + unsafe.String(&name[0], len(name)) + "'") // want sqlconcat/untrusted
}

// ListOfNumbers formats numbers all at once.
func ListOfNumbers(db *sql.DB, ids []int64, names []string) {
	list := strings.Trim(strings.Join(strings.Split(fmt.Sprint(ids), " "), ","), "[]")
	db.Query("SELECT id FROM users WHERE id IN (" + list + ")")
	db.Query("SELECT id FROM users WHERE id IN (" + strings.Trim(fmt.Sprintf("%v", ids), "[]") + ")")
	list = strings.Trim(strings.Join(strings.Split(fmt.Sprint(names), " "), ","), "[]")
	db.Query("SELECT id FROM users WHERE id IN (" + list + ")") // want sqlconcat/dynamic
}

type pageOf struct {
	Limit, Offset int32
	Sort          string
}

// Paged writes numbers of a type that characters have, too.
func Paged(db *sql.DB, p *pageOf) {
	db.Query(fmt.Sprintf("SELECT id FROM users LIMIT %d OFFSET %v", p.Limit, p.Offset))
	db.Query(fmt.Sprintf("SELECT id FROM users ORDER BY %s LIMIT %d", p.Sort, p.Limit)) // want sqlconcat/dynamic
}

// spelled writes the characters of a name, and then their numbers.
func spelled(db *sql.DB, r *http.Request) {
	codes, name := "", ""
	for _, c := range r.FormValue("name") {
		codes += fmt.Sprintf("%d,", c)
		name += fmt.Sprintf("%c", c)
	}
	db.Query("SELECT id FROM users WHERE code IN (" + codes + "0)")
	db.Query("SELECT id FROM users WHERE name = '" + name + "'") // want sqlconcat/untrusted
}
