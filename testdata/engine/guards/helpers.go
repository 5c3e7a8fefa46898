package guards

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

func isColumn(s string) bool { return s == "name" || s == "date" }

func helperBool(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !isColumn(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func helperBoolWrongBranch(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if isColumn(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func helperBoolIgnored(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	_ = isColumn(sort)
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func isForbidden(s string) bool { return s != "name" && s != "date" }

func helperNegative(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if isForbidden(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func isShort(s string) bool { return len(s) < 20 }

func helperThatChecksLength(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !isShort(sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func helperError(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if err := checkColumn(sort); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func helperErrorLogged(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if err := checkColumn(sort); err != nil {
		log.Print(err)
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func helperErrorInverted(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if err := checkColumn(sort); err == nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func columnOf(s string) (string, error) {
	s = strings.ToLower(s)
	if !isColumn(s) {
		return "", fmt.Errorf("unknown column %q", s)
	}
	return s, nil
}

func helperValue(w http.ResponseWriter, r *http.Request) {
	sort, err := columnOf(r.FormValue("sort"))
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func helperValueOtherUsed(w http.ResponseWriter, r *http.Request) {
	_, err := columnOf(r.FormValue("sort"))
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + r.FormValue("then"))) // want sqlconcat/untrusted
}

// laxColumnOf returns the text with its error.
func laxColumnOf(s string) (string, error) {
	if !isColumn(s) {
		return s, errors.New("unknown column")
	}
	return s, nil
}

func laxHelperErrorChecked(w http.ResponseWriter, r *http.Request) {
	sort, err := laxColumnOf(r.FormValue("sort"))
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func laxHelperErrorIgnored(w http.ResponseWriter, r *http.Request) {
	sort, _ := laxColumnOf(r.FormValue("sort"))
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func strictHelperErrorIgnored(w http.ResponseWriter, r *http.Request) {
	sort, _ := columnOf(r.FormValue("sort"))
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // empty or a column
}

func columnAndOk(s string) (string, bool) {
	if isColumn(s) {
		return s, true
	}
	return s, false
}

func helperOk(w http.ResponseWriter, r *http.Request) {
	if sort, ok := columnAndOk(r.FormValue("sort")); ok {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
	}
}

func helperNotOk(w http.ResponseWriter, r *http.Request) {
	if sort, ok := columnAndOk(r.FormValue("sort")); !ok {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
	}
}

// checkTwice is a helper that relies on another.
func checkTwice(s string) error {
	if err := checkColumn(s); err != nil {
		return fmt.Errorf("sort: %w", err)
	}
	return nil
}

func helperOfHelper(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if err := checkTwice(sort); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

// checkSometimes lets everything pass for trusted callers.
func checkSometimes(s string, trusted bool) error {
	if trusted {
		return nil
	}
	return checkColumn(s)
}

func helperWithBackDoor(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if err := checkSometimes(sort, r.FormValue("trusted") != ""); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func checkBoth(a, b string) error {
	if err := checkColumn(a); err != nil {
		return err
	}
	return checkDirection(b)
}

func helperOfTwoArguments(w http.ResponseWriter, r *http.Request) {
	sort, dir := r.FormValue("sort"), r.FormValue("dir")
	if err := checkBoth(sort, dir); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort + " " + dir))
}

func checkFirst(a, _ string) error { return checkColumn(a) }

func helperOfFirstArgument(w http.ResponseWriter, r *http.Request) {
	sort, dir := r.FormValue("sort"), r.FormValue("dir")
	if err := checkFirst(sort, dir); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort + " " + dir)) // want sqlconcat/untrusted
}

// require answers the request itself when the check fails.
func require(w http.ResponseWriter, s string) bool {
	if isColumn(s) {
		return true
	}
	http.Error(w, "unknown column", http.StatusBadRequest)
	return false
}

func helperThatAnswers(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !require(w, sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

// mustColumn panics for unknown columns.
func mustColumn(s string) string {
	if !isColumn(s) {
		panic("unknown column")
	}
	return s
}

func helperThatPanics(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + mustColumn(r.FormValue("sort"))))
}

func columnOrDefault(s string) string {
	if isColumn(s) {
		return s
	}
	return "id"
}

func helperWithDefault(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + columnOrDefault(r.FormValue("sort"))))
}

func closureAsCheck(w http.ResponseWriter, r *http.Request) {
	valid := func(s string) bool { return s == "asc" || s == "desc" }
	dir := r.FormValue("dir")
	if !valid(dir) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir))
}

func closureAsCheckOfNothing(w http.ResponseWriter, r *http.Request) {
	valid := func(string) bool { return true }
	dir := r.FormValue("dir")
	if !valid(dir) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir)) // want sqlconcat/untrusted
}

// normalise checks and writes back through the pointer.
func (l *listing) normalise() error {
	l.Sort = strings.ToLower(l.Sort)
	return checkColumn(l.Sort)
}

func checkThatWritesBack(w http.ResponseWriter, r *http.Request) {
	l := &listing{Sort: r.FormValue("sort")}
	if err := l.normalise(); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + l.Sort))
}

func (l listing) valid() error {
	if l.Sort == "" {
		return errors.New("no order")
	}
	return nil
}

func checkOfPresence(w http.ResponseWriter, r *http.Request) {
	l := listing{Sort: r.FormValue("sort")}
	if err := l.valid(); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + l.Sort)) // want sqlconcat/untrusted
}
