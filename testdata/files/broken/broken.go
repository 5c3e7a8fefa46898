// Package broken is about checks that do not hold what they promise.
package broken

import (
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

const root = "/srv/files"

func use(...any) {}

func bad(w http.ResponseWriter) { http.Error(w, "invalid name", http.StatusBadRequest) }

func prefixWithoutSeparator(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	if !strings.HasPrefix(file, root) { // want pathjoin/broken-guard "/srv/files-evil/x"
		bad(w)
		return
	}
	use(os.Open(file))
}

func prefixOfUncleaned(w http.ResponseWriter, r *http.Request) {
	file := root + "/" + r.FormValue("name")
	if !strings.HasPrefix(file, root+"/") { // want pathjoin/broken-guard
		bad(w)
		return
	}
	use(os.Open(file))
}

func relErrorOnly(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	if _, err := filepath.Rel(root, file); err != nil { // want pathjoin/broken-guard
		bad(w)
		return
	}
	use(os.Open(file))
}

func branchStays(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) { // want pathjoin/broken-guard
		bad(w)
	}
	use(os.Open(filepath.Join(root, name)))
}

func checkBeforeUnescape(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "..") { // want pathjoin/broken-guard
		bad(w)
		return
	}
	name, err := url.PathUnescape(name)
	if err != nil {
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name)))
}

func cleanOnly(w http.ResponseWriter, r *http.Request) {
	name := filepath.Clean(r.FormValue("name")) // want pathjoin/broken-guard
	use(os.Open(filepath.Join(root, name)))
}

func cleanBySlashes(w http.ResponseWriter, r *http.Request) {
	name := path.Clean(r.FormValue("name")) // want pathjoin/broken-guard
	use(os.Open(root + "/" + name))
}

func replaced(w http.ResponseWriter, r *http.Request) {
	a := strings.ReplaceAll(r.FormValue("a"), "../", "") // want pathjoin/broken-guard "....//"
	use(os.Open(filepath.Join(root, a)))
	b := strings.Replace(r.FormValue("b"), "..", "", 1) // want pathjoin/broken-guard
	use(os.Open(filepath.Join(root, b)))
	c := strings.ReplaceAll(r.FormValue("c"), "..", ".") // want pathjoin/broken-guard
	use(os.Open(filepath.Join(root, c)))
	d := strings.TrimPrefix(r.FormValue("d"), "../") // want pathjoin/broken-guard
	use(os.Open(filepath.Join(root, d)))
	e := strings.TrimLeft(r.FormValue("e"), "./") // want pathjoin/broken-guard
	use(os.Open(filepath.Join(root, e)))
}

func absoluteHasNoDots(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "..") { // want pathjoin/broken-guard "/etc/passwd"
		bad(w)
		return
	}
	use(os.Open(name))
}

func trailingDots(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "../") { // want pathjoin/broken-guard ".."
		bad(w)
		return
	}
	use(os.RemoveAll(filepath.Join(root, name)))
}

func dotsAtStartOnly(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.HasPrefix(name, "..") { // want pathjoin/broken-guard "a/../../etc"
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name)))
}

var (
	word   = regexp.MustCompile(`[a-z]+`)
	dotted = regexp.MustCompile(`^[\w./]+$`)
)

func patternWithoutAnchors(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !word.MatchString(name) { // want pathjoin/broken-guard
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name)))
}

func patternWithDots(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !dotted.MatchString(name) { // want pathjoin/broken-guard
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name)))
}

func baseOfFolder(w http.ResponseWriter, r *http.Request) {
	name := filepath.Base(r.FormValue("name")) // want pathjoin/broken-guard ".."
	use(os.RemoveAll(filepath.Join(root, name)))
}

func baseInTheMiddle(w http.ResponseWriter, r *http.Request) {
	user := filepath.Base(r.FormValue("user")) // want pathjoin/broken-guard "../profile.json" is one folder up
	use(os.Create(filepath.Join(root, user, "profile.json")))
}

func noSlashForFolder(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "/") { // want pathjoin/broken-guard ".."
		bad(w)
		return
	}
	use(os.RemoveAll(filepath.Join(root, name)))
}

func inside(base, file string) bool {
	return strings.HasPrefix(file, base) // want pathjoin/broken-guard
}

func helperWithoutSeparator(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	if !inside(root, file) {
		bad(w)
		return
	}
	use(os.Open(file))
}

// Not a check at all: which route it is.
func routed(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/static/") {
		use(os.Open(filepath.Join(root, r.URL.Path))) // want pathjoin/untrusted
	}
}

// A check of another value.
func otherValue(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(filepath.Base(name)) { // want pathjoin/broken-guard "../../etc/passwd"
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name)))
}

func partOfName(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if base := path.Base(name); strings.Contains(base, "..") { // want pathjoin/broken-guard
		bad(w)
		return
	}
	use(os.Create(filepath.Join(root, name)))
}

// The base name is looked at for another reason.
func hidden(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.HasPrefix(filepath.Base(name), ".") {
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted
}

// Both are looked at, and what was checked is used.
func wholeAndPart(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) || !filepath.IsLocal(filepath.Base(name)) {
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name)))
	base := filepath.Base(r.FormValue("base"))
	if !filepath.IsLocal(base) {
		bad(w)
		return
	}
	use(os.RemoveAll(filepath.Join(root, "kept", base, "x")))
}
