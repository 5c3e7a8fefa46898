package paths

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

// What builds a path passes on what is in it.

func joinedAsAddress(w http.ResponseWriter, r *http.Request) {
	name, err := url.JoinPath("/srv/files", r.FormValue("name")) // want pathjoin/untrusted
	if err != nil {
		return
	}
	page.File(os.Open(name))
}

func formattedName(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(fmt.Sprintf("%s/%s.txt", root, r.FormValue("name")))) // want pathjoin/untrusted
}

func folderOfName(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Join(root, filepath.Dir(r.FormValue("name")), "index"))) // want pathjoin/untrusted
}

// The folder of a name without a slash is the one that it was joined to.
func besideName(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.ContainsAny(name, `/\`) {
		return
	}
	file := filepath.Join(root, name)
	page.File(os.Open(filepath.Join(filepath.Dir(file), "index")))
}

func folderOfNameRemoved(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.ContainsAny(name, `/\`) { // want pathjoin/broken-guard the folder of root/.. is two up
		return
	}
	_ = os.RemoveAll(filepath.Dir(filepath.Join(root, name)))
}

func belowName(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.ContainsAny(name, `/\`) { // want pathjoin/broken-guard
		return
	}
	page.File(os.Open(filepath.Join(root, name, "index")))
}

func splitName(w http.ResponseWriter, r *http.Request) {
	dir, file := filepath.Split(r.FormValue("name"))
	page.File(os.Open(filepath.Join(root, dir, "index"))) // want pathjoin/untrusted
	page.File(os.Open(filepath.Join(root, file)))
}

func slashesTurned(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Join(root, filepath.FromSlash(r.FormValue("name"))))) // want pathjoin/untrusted
}

func expanded(w http.ResponseWriter, r *http.Request) {
	name := os.Expand("${user}/notes", func(string) string { return r.FormValue("user") })
	page.File(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted
}

// What is decoded after the check is what counts.

func checkedBeforeHTML(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "..") { // want pathjoin/broken-guard
		return
	}
	page.File(os.Open(filepath.Join(root, html.UnescapeString(name))))
}

func checkedBeforeBase64(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) { // want pathjoin/broken-guard
		return
	}
	text, err := base64.StdEncoding.DecodeString(name)
	if err != nil {
		return
	}
	page.File(os.Open(filepath.Join(root, string(text))))
}

func checkedAfterHex(w http.ResponseWriter, r *http.Request) {
	text, err := hex.DecodeString(r.FormValue("name"))
	if err != nil || !filepath.IsLocal(string(text)) {
		return
	}
	page.File(os.Open(filepath.Join(root, string(text))))
}

func decodedHex(w http.ResponseWriter, r *http.Request) {
	text, err := hex.DecodeString(r.FormValue("name"))
	if err != nil {
		return
	}
	page.File(os.Open(filepath.Join(root, string(text)))) // want pathjoin/untrusted
}

// Names that a listing of a folder of the program's own answers are there.

func listed(w http.ResponseWriter, r *http.Request) {
	entries, err := os.ReadDir(root)
	if err != nil {
		return
	}
	for _, e := range entries {
		page.File(os.Open(filepath.Join(root, e.Name())))
	}
}

func matched(w http.ResponseWriter, r *http.Request) {
	names, err := filepath.Glob(root + "/*.txt")
	if err != nil {
		return
	}
	for _, name := range names {
		page.File(os.Open(name))
	}
}

// allowed is fixed.
var allowed = []string{"a.txt", "b.txt"}

func oneOfAllowed(w http.ResponseWriter, r *http.Request) {
	if name := r.FormValue("name"); slices.Contains(allowed, name) {
		page.File(os.Open(filepath.Join(root, name)))
	}
}

func oneRune(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.ContainsRune(name, '/') { // want pathjoin/broken-guard one element, which RemoveAll must not get as ".."
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
	_ = os.RemoveAll(filepath.Join(root, name))
}

func cleanedName(w http.ResponseWriter, r *http.Request) {
	name := path.Base(path.Clean("/" + r.FormValue("name")))
	_ = os.RemoveAll(filepath.Join(root, "x-"+name))
}
