package broken

import (
	"errors"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// What a base name is not enough for: it may be "..".
func baseOfFolders(w http.ResponseWriter, r *http.Request) {
	a := filepath.Base(r.FormValue("a")) // want pathjoin/broken-guard
	use(os.ReadDir(filepath.Join(root, a)))
	b := filepath.Base(r.FormValue("b")) // want pathjoin/broken-guard
	use(os.Chmod(filepath.Join(root, b), 0o700))
	c := filepath.Base(r.FormValue("c")) // want pathjoin/broken-guard
	use(os.DirFS(filepath.Join(root, c)))
	d := filepath.Base(r.FormValue("d")) // want pathjoin/broken-guard
	use(filepath.WalkDir(filepath.Join(root, d), nil))
	e := path.Base(r.FormValue("e")) // want pathjoin/broken-guard
	use(os.Rename(filepath.Join(root, e), "/srv/trash"))
	f := path.Base(r.FormValue("f")) // want pathjoin/broken-guard
	use(os.OpenRoot(filepath.Join(root, f)))
}

func escapedForFolder(w http.ResponseWriter, r *http.Request) {
	use(os.RemoveAll(filepath.Join(root, url.PathEscape(r.FormValue("name"))))) // want pathjoin/broken-guard or pathjoin/untrusted
}

// ".." itself is not looked for.
func relativeWithoutDots(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	rel, err := filepath.Rel(root, file)
	if err != nil || strings.HasPrefix(rel, "../") { // want pathjoin/broken-guard ".."
		bad(w)
		return
	}
	use(os.RemoveAll(file))
}

func dotsRemovedOfWholePath(w http.ResponseWriter, r *http.Request) {
	name := strings.ReplaceAll(r.FormValue("name"), "..", "") // want pathjoin/broken-guard "/etc/passwd"
	use(os.Open(name))
}

func dotsTrimmedFromBothEnds(w http.ResponseWriter, r *http.Request) {
	name := strings.Trim(r.FormValue("name"), "./") // want pathjoin/broken-guard "a/../../etc/passwd"
	use(os.Open(filepath.Join(root, name)))
}

// check forgets that an error must be answered.
func check(name string) error {
	if !filepath.IsLocal(name) {
		return errors.New("invalid name")
	}
	return nil
}

func errorNotLookedAt(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	_ = check(name)
	use(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted
}

func prefixOfAbsolute(base string, w http.ResponseWriter, r *http.Request) {
	file, err := filepath.Abs(filepath.Join(base, r.FormValue("name")))
	if err != nil || !strings.HasPrefix(file, base) { // want pathjoin/broken-guard
		bad(w)
		return
	}
	use(os.Open(file))
}

// resolve takes the beginning of a text for a folder.
func resolve(base, name string) (string, error) {
	file := filepath.Join(base, name)
	if strings.HasPrefix(file, filepath.Clean(base)) { // want pathjoin/broken-guard
		return file, nil
	}
	return "", errors.New("invalid name")
}

func resolved(w http.ResponseWriter, r *http.Request) {
	file, err := resolve(root, r.FormValue("name"))
	if err != nil {
		bad(w)
		return
	}
	use(os.Create(file))
}

func prefixOfUncleanedThenJoined(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !strings.HasPrefix(root+"/"+name, root+"/public/") { // want pathjoin/broken-guard
		bad(w)
		return
	}
	use(os.Open(root + "/" + name))
}

func checkedCopyUnescaped(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "..") || strings.Contains(name, "/") { // want pathjoin/broken-guard
		bad(w)
		return
	}
	if plain, err := url.QueryUnescape(name); err == nil {
		use(os.Create(filepath.Join(root, plain)))
	}
}
