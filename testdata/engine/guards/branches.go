// Package guards is about checks: on which paths they hold, what they hold for,
// and what only looks like one.
package guards

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"runtime"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

func equalConstant(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if sort == "name" {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
	}
}

func otherBranchOfEqual(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if sort == "name" {
		w.Header().Set("X-Sort", "default")
	} else {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
	}
}

func elseOfNotEqual(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if sort != "name" {
		http.NotFound(w, r)
	} else {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
	}
}

func earlyReturn(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if dir != "asc" && dir != "desc" {
		http.Error(w, "bad direction", http.StatusBadRequest)
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir))
}

func missingReturn(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if dir != "asc" && dir != "desc" {
		http.Error(w, "bad direction", http.StatusBadRequest)
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir)) // want sqlconcat/untrusted http.Error does not leave the handler
}

func orOfConstants(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if dir == "asc" || dir == "desc" {
		page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir))
	}
}

func orOfSomethingElse(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if dir == "asc" || len(dir) < 5 {
		page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir)) // want sqlconcat/untrusted
	}
}

func andOfSomethingElse(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if len(dir) < 5 && dir == "asc" {
		page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir))
	}
}

func rejectedOnlyWhenStrict(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if dir != "asc" && dir != "desc" && r.FormValue("strict") != "" {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir)) // want sqlconcat/untrusted
}

func negatedOr(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if !(dir == "asc" || dir == "desc") {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir))
}

func emptyOrConstant(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if dir != "" && dir != "desc" {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir))
}

func notEmpty(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if dir == "" {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir)) // want sqlconcat/untrusted
}

func switchWithDefault(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	switch sort {
	case "name", "email":
	case "date":
		w.Header().Set("X-Slow", "1")
	default:
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func switchWithoutDefault(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	switch sort {
	case "name", "email":
		w.Header().Set("X-Fast", "1")
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func switchDefaultStays(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	switch sort {
	case "name", "email":
	default:
		log.Print("unknown column")
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func switchDefaultAssigns(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	switch sort {
	case "name", "email":
	default:
		sort = "id"
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func switchCase(w http.ResponseWriter, r *http.Request) {
	switch sort := r.FormValue("sort"); sort {
	case "name", "email":
		page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
	}
}

func switchDefaultCase(w http.ResponseWriter, r *http.Request) {
	switch sort := r.FormValue("sort"); sort {
	case "name", "email":
		page.Show(db.Query("SELECT id FROM users ORDER BY name"))
	default:
		page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
	}
}

func switchTrue(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	switch {
	case sort == "name":
	case sort == "email" && r.FormValue("admin") != "":
	default:
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func switchTrueWithHole(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	switch {
	case sort == "name":
	case len(sort) > 40:
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func switchFallthrough(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	switch sort {
	case "name":
		fallthrough
	case "email":
		page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
	default:
		return
	}
}

func continueOnUnknown(w http.ResponseWriter, r *http.Request) {
	for _, table := range r.URL.Query()["table"] {
		if table != "users" && table != "orders" {
			continue
		}
		page.Count(db.QueryRow("SELECT count(*) FROM " + table))
	}
}

func continueOfInnerLoop(w http.ResponseWriter, r *http.Request) {
	for _, table := range r.URL.Query()["table"] {
		for _, known := range []string{"users", "orders"} {
			if table != known {
				continue
			}
		}
		page.Count(db.QueryRow("SELECT count(*) FROM " + table)) // want sqlconcat/untrusted
	}
}

func labelledContinue(w http.ResponseWriter, r *http.Request) {
tables:
	for _, table := range r.URL.Query()["table"] {
		for _, c := range table {
			if c < 'a' || c > 'z' {
				continue tables
			}
		}
		page.Count(db.QueryRow("SELECT count(*) FROM " + table))
	}
}

func panicOnUnknown(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if dir != "asc" && dir != "desc" {
		panic("unknown direction")
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir))
}

func fatalOnUnknown(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if dir != "asc" && dir != "desc" {
		log.Fatalf("unknown direction %q", dir)
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir))
}

func exitOnUnknown(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if dir != "asc" && dir != "desc" {
		os.Exit(1)
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir))
}

func goexitOnUnknown(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if dir != "asc" && dir != "desc" {
		runtime.Goexit()
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir))
}

func fail(text string) {
	log.Print(text)
	panic(http.ErrAbortHandler)
}

func ownFailOnUnknown(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if dir != "asc" && dir != "desc" {
		fail("unknown direction")
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir))
}

func warn(text string) {
	if text == "" {
		panic("no text")
	}
	log.Print(text)
}

func ownWarnOnUnknown(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if dir != "asc" && dir != "desc" {
		warn("unknown direction")
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir)) // want sqlconcat/untrusted warn comes back
}

func storedInVariable(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	known := dir == "asc" || dir == "desc"
	if !known {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir))
}

func storedInVariableAndIgnored(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	known := dir == "asc" || dir == "desc"
	log.Print(known)
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir)) // want sqlconcat/untrusted
}

func changedAfterCheck(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if dir != "asc" && dir != "desc" {
		return
	}
	dir += r.FormValue("nulls") // want sqlconcat/untrusted
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir))
}

func checkOfOtherValue(w http.ResponseWriter, r *http.Request) {
	sort, dir := r.FormValue("sort"), r.FormValue("dir")
	if dir != "asc" && dir != "desc" {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort + " " + dir)) // want sqlconcat/untrusted
}

func checkAfterUse(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
	if sort != "name" {
		return
	}
	log.Print(sort)
}

func checkOnOnePath(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if r.Method == http.MethodGet {
		if sort != "name" {
			return
		}
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func checkOnBothPaths(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if r.Method == http.MethodGet {
		if sort != "name" {
			return
		}
	} else if sort != "date" {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func checkInGoroutine(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	go func() {
		if sort != "name" {
			return
		}
		log.Print("known")
	}()
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func defaultForUnknown(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if sort != "name" && sort != "date" {
		sort = "id"
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort))
}

func defaultForEmpty(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if sort == "" {
		sort = "id"
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func collectedErrors(w http.ResponseWriter, r *http.Request) {
	sort, dir := r.FormValue("sort"), r.FormValue("dir")
	if err := errors.Join(checkColumn(sort), checkDirection(dir)); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort + " " + dir))
}

func secondErrorOverwritesFirst(w http.ResponseWriter, r *http.Request) {
	sort, dir := r.FormValue("sort"), r.FormValue("dir")
	err := checkColumn(sort)
	err = checkDirection(dir)
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort + " " + dir)) // want sqlconcat/untrusted
}

func errorOfEither(w http.ResponseWriter, r *http.Request) {
	sort, dir := r.FormValue("sort"), r.FormValue("dir")
	err := checkColumn(sort)
	if err == nil {
		err = checkDirection(dir)
	}
	if err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort + " " + dir))
}

func checkColumn(s string) error {
	switch s {
	case "name", "date":
		return nil
	}
	return errors.New("unknown column")
}

func checkDirection(s string) error {
	if s == "asc" || s == "desc" {
		return nil
	}
	return errors.New("unknown direction")
}

// Checks of a derived copy: what they say about the original.

func lowerCopy(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	switch strings.ToLower(dir) {
	case "asc", "desc":
	default:
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir))
}

func foldedCopy(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if !strings.EqualFold(dir, "asc") && !strings.EqualFold(dir, "desc") {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir))
}

func trimmedCopy(w http.ResponseWriter, r *http.Request) {
	dir := r.FormValue("dir")
	if d := strings.TrimSpace(dir); d != "asc" && d != "desc" {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + dir)) // the original has blanks more, no harm
}

func prefixOnly(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !strings.HasPrefix(sort, "name") {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func prefixCutAndChecked(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	column, desc := strings.CutPrefix(sort, "-")
	if column != "name" && column != "date" {
		return
	}
	if desc {
		column += " DESC"
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
}

func firstWordChecked(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	column, _, _ := strings.Cut(sort, " ")
	if column != "name" && column != "date" {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted only the first word was checked
}

func firstWordCheckedAndUsed(w http.ResponseWriter, r *http.Request) {
	column, _, _ := strings.Cut(r.FormValue("sort"), " ")
	if column != "name" && column != "date" {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + column))
}

func containsConstant(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !strings.Contains(sort, "name") {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

func containedInConstant(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if !strings.Contains("name email date", sort) {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // any part of that text is harmless
}

func lengthOnly(w http.ResponseWriter, r *http.Request) {
	sort := r.FormValue("sort")
	if len(sort) > 10 {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted
}

// byDirection is given any value, and looks at it before it is written.
func byDirection(dir any) {
	if dir != "asc" && dir != "desc" {
		return
	}
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM users ORDER BY name %v", dir)))
}

func checkedAny(w http.ResponseWriter, r *http.Request) { byDirection(r.FormValue("dir")) }

func byAnyDirection(dir any) {
	if dir == "none" {
		return
	}
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM users ORDER BY name %v", dir))) // want sqlconcat/untrusted
}

func uncheckedAny(w http.ResponseWriter, r *http.Request) { byAnyDirection(r.FormValue("dir")) }
