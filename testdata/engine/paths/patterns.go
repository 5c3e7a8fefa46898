package paths

import (
	"errors"
	"net/http"
	"os"
	"path"
	"path/filepath"

	"github.com/secvet/secvet/testdata/engine/page"
)

// Patterns of file names: what they let through.

func ownPattern(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if ok, err := path.Match("report-*.csv", name); err != nil || !ok {
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func patternForAll(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if ok, err := path.Match("*", name); err != nil || !ok { // want pathjoin/broken-guard two dots match
		return
	}
	page.File(os.Open(filepath.Join(root, name, "index")))
}

func patternOfFolders(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if ok, err := filepath.Match("users/*/*.txt", name); err != nil || !ok {
		return
	}
	page.File(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted users/../x.txt matches, and leads to root/x.txt
}

func patternFromOutside(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if ok, err := path.Match(r.FormValue("pattern"), name); err != nil || !ok {
		return
	}
	page.File(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted
}

func patternNotMatched(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if ok, err := path.Match("*.exe", name); err != nil || ok {
		return
	}
	page.File(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted
}

// shares serves the files that its operator's patterns name.
type shares struct{ patterns []string }

func newShares(patterns []string) (*shares, error) {
	s := &shares{}
	for _, p := range patterns {
		if _, err := filepath.Match(p, ""); err != nil {
			return nil, err
		}
		s.patterns = append(s.patterns, p)
	}
	return s, nil
}

func matchesOne(patterns []string, file string) bool {
	for _, p := range patterns {
		if ok, err := filepath.Match(p, file); err == nil && ok {
			return true
		}
	}
	return false
}

var errNotShared = errors.New("not shared")

func (s *shares) open(name string) (*os.File, error) {
	name = filepath.Clean(name)
	if !matchesOne(s.patterns, name) {
		return nil, errNotShared
	}
	return os.Open(name)
}

func (s *shares) serve(w http.ResponseWriter, r *http.Request) {
	page.File(s.open(r.FormValue("file")))
}

func (s *shares) openAny(name string) (*os.File, error) {
	return os.Open(filepath.Clean(name)) // want pathjoin/untrusted
}

func (s *shares) serveAny(w http.ResponseWriter, r *http.Request) {
	page.File(s.openAny(r.FormValue("file")))
}
