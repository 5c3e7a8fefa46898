// Package paths is about file names: where they go, how they are joined, and
// which checks keep them inside a folder.
package paths

import (
	"fmt"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strconv"

	"github.com/secvet/secvet/testdata/engine/page"
)

const root = "/srv/files"

func joined(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Join(root, r.FormValue("name")))) // want pathjoin/untrusted
}

func joinedConstant(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Join(root, "readme.txt")))
}

func concatenated(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(root + "/" + r.FormValue("name"))) // want pathjoin/untrusted
}

func formatted(w http.ResponseWriter, r *http.Request) {
	name := fmt.Sprintf("%s/%s.txt", root, r.FormValue("name")) // want pathjoin/untrusted
	page.Bytes(os.ReadFile(name))
}

func formattedNumber(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.Atoi(r.FormValue("id"))
	page.Bytes(os.ReadFile(fmt.Sprintf("%s/%d.txt", root, id)))
}

func wholePath(w http.ResponseWriter, r *http.Request) {
	page.Bytes(os.ReadFile(r.FormValue("path"))) // want pathjoin/untrusted
}

func joinedWithSlashes(w http.ResponseWriter, r *http.Request) {
	page.Bytes(os.ReadFile(path.Join(root, r.PathValue("name")))) // want pathjoin/untrusted a path value may hold slashes: %2F
}

func contentIsNotAPath(w http.ResponseWriter, r *http.Request) {
	page.Ok(os.WriteFile(filepath.Join(root, "note.txt"), []byte(r.FormValue("text")), 0o600))
}

func nameOfWrittenFile(w http.ResponseWriter, r *http.Request) {
	page.Ok(os.WriteFile(filepath.Join(root, r.FormValue("name")), []byte("text"), 0o600)) // want pathjoin/untrusted
}

func removed(w http.ResponseWriter, r *http.Request) {
	page.Ok(os.Remove(filepath.Join(root, r.FormValue("name")))) // want pathjoin/untrusted
}

func renamedTo(w http.ResponseWriter, r *http.Request) {
	page.Ok(os.Rename(filepath.Join(root, "new"), filepath.Join(root, r.FormValue("name")))) // want pathjoin/untrusted
}

func madeFolder(w http.ResponseWriter, r *http.Request) {
	page.Ok(os.MkdirAll(filepath.Join(root, r.FormValue("name")), 0o755)) // want pathjoin/untrusted
}

func temporaryFile(w http.ResponseWriter, r *http.Request) {
	page.File(os.CreateTemp(root, r.FormValue("name")+"-*")) // the pattern may not hold a separator
}

func temporaryFileInFolder(w http.ResponseWriter, r *http.Request) {
	page.File(os.CreateTemp(filepath.Join(root, r.FormValue("dir")), "x-*")) // want pathjoin/untrusted
}

func extensionOnly(w http.ResponseWriter, r *http.Request) {
	page.File(os.Create(filepath.Join(root, "upload"+filepath.Ext(r.FormValue("name"))))) // an extension holds no separator
}

func directoryOnly(w http.ResponseWriter, r *http.Request) {
	page.Entries(os.ReadDir(filepath.Join(root, filepath.Dir(r.FormValue("name"))))) // want pathjoin/untrusted
}

func deferredRemove(w http.ResponseWriter, r *http.Request) {
	defer os.Remove(filepath.Join(root, r.FormValue("name"))) // want pathjoin/untrusted
}

func listedNames(w http.ResponseWriter, r *http.Request) {
	entries, err := os.ReadDir(root)
	if err != nil {
		return
	}
	for _, e := range entries {
		page.Bytes(os.ReadFile(filepath.Join(root, e.Name()))) // names that exist in a folder of ours
	}
}

func servedByPath(w http.ResponseWriter, r *http.Request) {
	http.ServeFile(w, r, filepath.Join(root, r.FormValue("name"))) // want pathjoin/untrusted
}

func servedByFileServer(w http.ResponseWriter, r *http.Request) {
	http.FileServer(http.Dir(root)).ServeHTTP(w, r)
}

func servedFromForeignRoot(w http.ResponseWriter, r *http.Request) {
	http.FileServer(http.Dir(filepath.Join(root, r.FormValue("user")))).ServeHTTP(w, r) // want pathjoin/untrusted
}

func inFileSystem(w http.ResponseWriter, r *http.Request) {
	if f, err := os.DirFS(root).Open(r.FormValue("name")); err == nil {
		f.Close()
	}
}

func hexName(w http.ResponseWriter, r *http.Request) {
	page.Bytes(os.ReadFile(filepath.Join(root, fmt.Sprintf("%x", r.FormValue("name")))))
}

func helperJoins(w http.ResponseWriter, r *http.Request) {
	page.Bytes(os.ReadFile(inRoot(r.FormValue("name"))))
}

func inRoot(name string) string { return filepath.Join(root, name) } // want pathjoin/untrusted

func helperJoinsConstant(w http.ResponseWriter, r *http.Request) {
	page.Bytes(os.ReadFile(inAssets("logo.svg")))
}

func inAssets(name string) string { return filepath.Join(root, "assets", name) }

func helperOpens(w http.ResponseWriter, r *http.Request) {
	page.Bytes(read(filepath.Join(root, r.FormValue("name")))) // want pathjoin/untrusted
}

func helperOpensConstant(w http.ResponseWriter, r *http.Request) {
	page.Bytes(read(filepath.Join(root, "readme.txt")))
}

func read(name string) ([]byte, error) { return os.ReadFile(name) }

// ReadConfig takes its path from whoever calls it; that alone is no flaw.
func ReadConfig(name string) ([]byte, error) { return os.ReadFile(name) } // note pathjoin/parameter

func uploadedName(w http.ResponseWriter, r *http.Request) {
	_, header, err := r.FormFile("file")
	if err != nil {
		return
	}
	page.File(os.Create(filepath.Join(root, header.Filename))) // net/http keeps the base name only, and a folder can't be created as a file
}

func uploadedNameRemoved(w http.ResponseWriter, r *http.Request) {
	_, header, err := r.FormFile("file")
	if err != nil {
		return
	}
	page.Ok(os.RemoveAll(filepath.Join(root, header.Filename))) // want pathjoin/untrusted the base name may be ".."
}
