package paths

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"sync"

	"github.com/secvet/secvet/testdata/engine/page"
	"github.com/secvet/secvet/testdata/engine/remote/lazy"
)

// Patterns that are put together, and patterns that are compiled late.

const (
	alphanumeric = `[A-Za-z0-9]+`
	separator    = `[._-]`
)

func group(s string) string    { return `(?:` + s + `)` }
func anchored(s string) string { return `^` + s + `$` }

var (
	madeOfParts      = regexp.MustCompile(anchored(alphanumeric + group(separator+group(alphanumeric)) + `*`))
	madeOfLooseParts = regexp.MustCompile(alphanumeric + group(separator+group(alphanumeric)) + `*`)
	late             = lazy.New(anchored(alphanumeric))
	lateLoose        = lazy.New(alphanumeric)
	words            = lazy.Of(`^[a-z]+$`)
	changed          = lazy.New(`^[a-z]+$`)
	once             = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z]+$`) })
	onceLoose        = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[a-z]+`) })
)

func matchesMadeOfParts(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !madeOfParts.MatchString(name) {
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func matchesMadeOfLooseParts(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !madeOfLooseParts.MatchString(name) { // want pathjoin/broken-guard
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func matchesLate(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !late.MatchString(name) {
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func matchesLateLoose(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !lateLoose.MatchString(name) {
		return
	}
	page.File(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted
}

func matchesWords(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !words.MatchString(name) {
		return
	}
	page.File(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted
}

func setChanged(w http.ResponseWriter, r *http.Request) { changed = lazy.New(`.`) }

func matchesChanged(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !changed.MatchString(name) {
		return
	}
	page.File(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted
}

func matchesOnce(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !once().MatchString(name) {
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func matchesOnceLoose(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !onceLoose().MatchString(name) { // want pathjoin/broken-guard
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

var (
	stored      = regexp.MustCompile(`^/stored/([\w-]+)(\.[a-z]+)?$`)
	storedLoose = regexp.MustCompile(`^/stored/([^?]+)(\.[a-z]+)?$`)
)

// A group has what its own part of the expression lets through.
func groupOfExpression(w http.ResponseWriter, r *http.Request) {
	found := stored.FindStringSubmatch(r.FormValue("file"))
	if len(found) < 2 {
		return
	}
	page.File(os.Open(filepath.Join(root, found[1])))
}

func groupOfLooseExpression(w http.ResponseWriter, r *http.Request) {
	found := storedLoose.FindStringSubmatch(r.FormValue("file"))
	if len(found) < 2 {
		return
	}
	page.File(os.Open(filepath.Join(root, found[1]))) // want pathjoin/untrusted
}
