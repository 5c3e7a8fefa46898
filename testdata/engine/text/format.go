package text

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"net/netip"
	"os"
	"strconv"
	"time"

	"github.com/secvet/secvet/testdata/engine/page"
)

func formattedString(w http.ResponseWriter, r *http.Request) {
	q := fmt.Sprintf("SELECT id FROM users WHERE name = '%s'", r.FormValue("name")) // want sqlconcat/untrusted
	page.Show(db.Query(q))
}

func formattedNumber(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("limit"))
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM users LIMIT %d", n)))
}

func formattedNumberAsValue(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.ParseUint(r.FormValue("limit"), 10, 32)
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM users LIMIT %v OFFSET %s", n, strconv.FormatUint(n, 10))))
}

// formattedStringAsNumber: fmt prints the value of a string that it was asked
// to print as a number: %!d(string=...).
func formattedStringAsNumber(w http.ResponseWriter, r *http.Request) {
	q := "SELECT id FROM users LIMIT %d"
	page.Show(db.Query(fmt.Sprintf(q, any(r.FormValue("limit"))))) // want sqlconcat/untrusted
}

func formattedQuoted(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM users WHERE name = %q", r.FormValue("name")))) // want sqlconcat/untrusted %q quotes for Go, not for SQL
}

func formattedHex(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM users WHERE digest = x'%x'", r.FormValue("name"))))
}

func formattedType(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM users WHERE kind = '%T'", any(r.FormValue("name")))))
}

func secondOfTwoOperands(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query(fmt.Sprintf("SELECT %s FROM users WHERE name = '%s'", "id", r.FormValue("name")))) // want sqlconcat/untrusted
}

func indexedOperandUsed(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM %[2]s LIMIT %[1]d", 10, r.FormValue("table")))) // want sqlconcat/untrusted
}

func widthFromRequest(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("width"))
	page.Show(db.Query(fmt.Sprintf("SELECT '%*d'", n, 7)))
}

func foreignFormat(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query(fmt.Sprintf(r.FormValue("format"), 7))) // want sqlconcat/untrusted
}

func formattedTime(w http.ResponseWriter, r *http.Request) {
	d, err := time.ParseDuration(r.FormValue("since"))
	if err != nil {
		return
	}
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM events WHERE age < '%s'", d)))
}

func formattedAddress(w http.ResponseWriter, r *http.Request) {
	addr, err := netip.ParseAddr(r.FormValue("ip"))
	if err != nil {
		return
	}
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM hosts WHERE ip = '%s'", addr.WithZone(""))))
}

func formattedAddressWithZone(w http.ResponseWriter, r *http.Request) {
	addr, err := netip.ParseAddr(r.FormValue("ip"))
	if err != nil {
		return
	}
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM hosts WHERE ip = '%s'", addr))) // want sqlconcat/untrusted the zone behind "%" is any text: fe80::1%' OR '1
}

type point struct{ X, Y int }

func formattedStructOfNumbers(w http.ResponseWriter, r *http.Request) {
	var p point
	p.X, _ = strconv.Atoi(r.FormValue("x"))
	p.Y, _ = strconv.Atoi(r.FormValue("y"))
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM places WHERE at = '%v'", p)))
}

type label struct{ text string }

func (l label) String() string { return "<" + l.text + ">" }

func formattedStringer(w http.ResponseWriter, r *http.Request) {
	l := label{r.FormValue("label")}
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM notes WHERE label = '%s'", l))) // want sqlconcat/untrusted
}

type color int

func (c color) String() string {
	if c == 1 {
		return "red"
	}
	return "blue"
}

func formattedStringerOfConstants(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.FormValue("color"))
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM notes WHERE color = '%v'", color(n))))
}

func formattedSlice(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM users WHERE name IN ('%s')", r.URL.Query()["name"]))) // want sqlconcat/untrusted
}

func sprint(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query(fmt.Sprint("SELECT id FROM users ORDER BY ", r.FormValue("sort")))) // want sqlconcat/untrusted
}

func sprintOfConstants(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query(fmt.Sprint("SELECT id FROM users LIMIT ", 10)))
}

func appendFormatted(w http.ResponseWriter, r *http.Request) {
	b := fmt.Appendf(nil, "SELECT id FROM users ORDER BY %s", r.FormValue("sort")) // want sqlconcat/untrusted
	page.Show(db.Query(string(b)))
}

func errorText(w http.ResponseWriter, r *http.Request) {
	_, err := strconv.Atoi(r.FormValue("id"))
	if err != nil {
		page.Done(db.Exec("INSERT INTO log (text) VALUES ('" + err.Error() + "')")) // want sqlconcat/untrusted the error of Atoi repeats its input
	}
}

func scannedNumber(w http.ResponseWriter, r *http.Request) {
	var year, month int
	if _, err := fmt.Sscanf(r.FormValue("month"), "%d-%d", &year, &month); err != nil {
		return
	}
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM sales_%04d_%02d", year, month)))
}

func scannedWord(w http.ResponseWriter, r *http.Request) {
	var column string
	if _, err := fmt.Sscan(r.FormValue("sort"), &column); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column)) // want sqlconcat/untrusted a word may hold quotes and brackets
}

// oneOfFormats chooses the statement; what is put into it is the flaw.
func oneOfFormats(w http.ResponseWriter, r *http.Request) {
	layout := "SELECT id FROM users ORDER BY %s LIMIT %d"
	if r.FormValue("all") != "" {
		layout = "SELECT id, name FROM users ORDER BY %s LIMIT %d"
	}
	q := fmt.Sprintf(layout, r.FormValue("sort"), 20) // want sqlconcat/untrusted
	page.Show(db.Query(q))
}

func oneOfFormatsOfConstants(w http.ResponseWriter, r *http.Request) {
	layout := "SELECT id FROM users WHERE name = ? ORDER BY %s"
	if r.FormValue("all") != "" {
		layout = "SELECT id, name FROM users WHERE name = ? ORDER BY %s"
	}
	page.Show(db.Query(fmt.Sprintf(layout, "name"), r.FormValue("name")))
}

// delimiter is one of a dialect's.
func delimiter(dialect func() string) string { return dialect() }

// unknownFormat has pieces that nobody knows; it is built where the values go in.
func unknownFormat(w http.ResponseWriter, r *http.Request) {
	quote := delimiter(func() string { return os.Getenv("QUOTE") })
	layout := "SELECT id FROM " + quote + "users" + quote + " ORDER BY %s %s"
	q := fmt.Sprintf(layout, "name", r.FormValue("direction")) // want sqlconcat/untrusted
	page.Show(runLogged(q))
}

func runLogged(q string) (*sql.Rows, error) {
	log.Print(q)
	return db.Query(q)
}
