package paths

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
	"github.com/secvet/secvet/testdata/engine/remote/folders"
)

// Paths that are joined of lists: a name that may start with a slash is harmless
// behind another.

// withoutDots refuses "..", and nothing else.
func withoutDots(name string) (string, error) {
	name = filepath.Clean(name)
	for _, elem := range strings.Split(name, "/") {
		if elem == ".." {
			return "", errors.New("invalid name")
		}
	}
	return name, nil
}

func joinAll(elems ...string) string { return filepath.Join(elems...) }

func listBehindFolder(w http.ResponseWriter, r *http.Request) {
	name, err := withoutDots(r.FormValue("name"))
	if err != nil {
		return
	}
	page.File(os.Open(joinAll(root, name)))
}

func listInFront(w http.ResponseWriter, r *http.Request) {
	name, err := withoutDots(r.FormValue("name")) // want pathjoin/broken-guard "/etc/passwd"
	if err != nil {
		return
	}
	page.File(os.Open(joinAll(name, "index.html")))
}

func listUnchecked(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(joinEach(root, r.FormValue("name"))))
}

func joinEach(elems ...string) string {
	return filepath.Join(elems...) // want pathjoin/untrusted
}

func appendedToFolder(w http.ResponseWriter, r *http.Request) {
	name, err := withoutDots(r.FormValue("name"))
	if err != nil {
		return
	}
	elems := append([]string{root}, name)
	page.File(os.Open(filepath.Join(elems...)))
}

func listInFolderElsewhere(w http.ResponseWriter, r *http.Request) {
	name, err := withoutDots(r.FormValue("name"))
	if err != nil {
		return
	}
	tree := &folders.Tree{Base: root}
	page.File(os.Open(tree.Path("public", folders.Path("shared", name))))
}

func listInFrontElsewhere(w http.ResponseWriter, r *http.Request) {
	name, err := withoutDots(r.FormValue("name")) // want pathjoin/broken-guard "/etc/passwd"
	if err != nil {
		return
	}
	page.File(os.Open(folders.Path(name, "index.html")))
}

// A path of many shapes is told of as a mixture.
func keptElsewhere(w http.ResponseWriter, r *http.Request) {
	name, err := withoutDots(r.FormValue("name"))
	if err != nil {
		return
	}
	tree := &folders.Tree{Base: root}
	page.File(os.Open(tree.Kept("a", name)))
}

func keptUnchecked(w http.ResponseWriter, r *http.Request) {
	tree := &folders.Tree{Base: root}
	page.File(os.Open(tree.Kept("a", r.FormValue("name")))) // want pathjoin/untrusted
}

// Elements that a loop appends stand behind those that the list starts with.
func grownInLoop(w http.ResponseWriter, r *http.Request) {
	elems := make([]string, 0, len(r.Form["name"])+1)
	elems = append(elems, root)
	for _, name := range r.Form["name"] {
		elems = append(elems, filepath.Clean("/"+name))
	}
	page.File(os.Open(filepath.Join(elems...)))
}

func grownFromNothing(w http.ResponseWriter, r *http.Request) {
	var elems []string
	for _, name := range r.Form["name"] {
		elems = append(elems, filepath.Clean("/"+name)) // want pathjoin/untrusted
	}
	page.File(os.Open(filepath.Join(elems...)))
}
