// Package sinks is about the operations that take a path, and which argument it
// is.
package sinks

import (
	"archive/zip"
	"crypto/tls"
	"html/template"
	"io/ioutil"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"plugin"
	"syscall"
	texttemplate "text/template"

	"github.com/go-git/go-git/v5"
	"github.com/google/renameio/v2"
	"github.com/otiai10/copy"
	"github.com/pkg/sftp"
	"golang.org/x/sys/unix"
)

const root = "/srv/files"

func use(...any) {}

func below(r *http.Request) string {
	return filepath.Join(root, r.FormValue("name")) // want pathjoin/untrusted every operation below is led out here, once
}

func readers(w http.ResponseWriter, r *http.Request) {
	use(os.Open(below(r)))
	use(os.OpenFile(below(r), os.O_RDONLY, 0))
	use(os.ReadFile(below(r)))
	use(ioutil.ReadFile(below(r)))
	use(zip.OpenReader(below(r)))
}

func readWhole(w http.ResponseWriter, r *http.Request) {
	use(os.ReadFile(r.FormValue("a")))                              // want pathjoin/untrusted
	use(ioutil.ReadFile(r.FormValue("b")))                          // want pathjoin/untrusted
	use(zip.OpenReader(r.FormValue("c")))                           // want pathjoin/untrusted
	use(template.ParseFiles(r.FormValue("d")))                      // want pathjoin/untrusted
	use(template.ParseFiles("base.html", r.FormValue("e")))         // want pathjoin/untrusted
	use(template.ParseGlob(r.FormValue("f")))                       // want pathjoin/untrusted
	use(texttemplate.ParseFiles(r.FormValue("g")))                  // want pathjoin/untrusted
	use(texttemplate.New("x").ParseFiles(r.FormValue("h")))         // want pathjoin/untrusted
	use(tls.LoadX509KeyPair("cert.pem", r.FormValue("i")))          // want pathjoin/untrusted
	use(syscall.Open(r.FormValue("j"), syscall.O_RDONLY, 0))        // want pathjoin/untrusted
	use(unix.Open(r.FormValue("k"), unix.O_RDONLY, 0))              // want pathjoin/untrusted
	use(unix.Openat(3, r.FormValue("l"), unix.O_RDONLY, 0))         // want pathjoin/untrusted
	use(git.PlainOpen(r.FormValue("m")))                            // want pathjoin/untrusted
	use(plugin.Open(r.FormValue("n")))                              // want pathjoin/untrusted
	use(template.New("x").Parse(r.FormValue("text is not a path"))) // a template, not a file
}

func writers(w http.ResponseWriter, r *http.Request) {
	use(os.Create(r.FormValue("a")))                                   // want pathjoin/untrusted
	use(os.WriteFile(r.FormValue("b"), nil, 0o600))                    // want pathjoin/untrusted
	use(os.WriteFile("/srv/note", []byte(r.FormValue("text")), 0o600)) // content is no path
	use(os.Truncate(r.FormValue("c"), 0))                              // want pathjoin/untrusted
	use(os.Mkdir(r.FormValue("d"), 0o700))                             // want pathjoin/untrusted
	use(os.MkdirAll(r.FormValue("e"), 0o700))                          // want pathjoin/untrusted
	use(os.Rename(r.FormValue("f"), "/srv/x"))                         // want pathjoin/untrusted
	use(os.Rename("/srv/x", r.FormValue("g")))                         // want pathjoin/untrusted
	use(os.Link("/srv/x", r.FormValue("h")))                           // want pathjoin/untrusted
	use(os.CreateTemp(r.FormValue("i"), "x-*"))                        // want pathjoin/untrusted
	use(os.MkdirTemp(r.FormValue("j"), "x-*"))                         // want pathjoin/untrusted
	use(os.CreateTemp("/srv/tmp", r.FormValue("k")+"-*"))              // the pattern may hold no separator
	use(ioutil.WriteFile(r.FormValue("l"), nil, 0o600))                // want pathjoin/untrusted
	use(ioutil.TempFile(r.FormValue("m"), "x"))                        // want pathjoin/untrusted
	use(os.CopyFS(r.FormValue("n"), os.DirFS(root)))                   // want pathjoin/untrusted
	use(syscall.Mkdir(r.FormValue("o"), 0o700))                        // want pathjoin/untrusted
	use(unix.Mkdirat(3, r.FormValue("p"), 0o700))                      // want pathjoin/untrusted
	use(renameio.WriteFile(r.FormValue("q"), nil, 0o600))              // want pathjoin/untrusted
	use(copy.Copy("/srv/x", r.FormValue("r")))                         // want pathjoin/untrusted
	use(git.PlainClone(r.FormValue("s"), false, nil))                  // want pathjoin/untrusted
}

func removers(w http.ResponseWriter, r *http.Request) {
	use(os.Remove(r.FormValue("a")))      // want pathjoin/untrusted
	use(os.RemoveAll(r.FormValue("b")))   // want pathjoin/untrusted
	use(syscall.Unlink(r.FormValue("c"))) // want pathjoin/untrusted
	use(unix.Rmdir(r.FormValue("d")))     // want pathjoin/untrusted
}

func others(w http.ResponseWriter, r *http.Request) {
	use(os.Symlink(r.FormValue("a"), "/srv/link"))           // want pathjoin/untrusted
	use(os.Symlink("target", r.FormValue("b")))              // want pathjoin/untrusted
	use(os.Chmod(r.FormValue("c"), 0o600))                   // want pathjoin/untrusted
	use(os.Chown(r.FormValue("d"), 0, 0))                    // want pathjoin/untrusted
	use(os.Chdir(r.FormValue("e")))                          // want pathjoin/untrusted
	use(os.ReadDir(r.FormValue("f")))                        // want pathjoin/untrusted
	use(filepath.Glob(r.FormValue("g")))                     // want pathjoin/untrusted
	use(filepath.WalkDir(r.FormValue("h"), nil))             // want pathjoin/untrusted
	use(os.DirFS(r.FormValue("i")))                          // want pathjoin/untrusted
	use(os.OpenRoot(r.FormValue("j")))                       // want pathjoin/untrusted
	use(os.OpenInRoot(r.FormValue("k"), "x"))                // want pathjoin/untrusted
	use(http.Dir(r.FormValue("l")))                          // want pathjoin/untrusted
	http.ServeFile(w, r, r.FormValue("m"))                   // want pathjoin/untrusted
	http.ServeFile(w, r, filepath.Join(root, r.URL.Path))    // ServeFile refuses ".." in the request's own path
	http.ServeFileFS(w, r, os.DirFS(root), r.FormValue("n")) // confined by the file system
}

func statThenOpen(w http.ResponseWriter, r *http.Request) {
	name := filepath.Join(root, r.FormValue("name")) // want pathjoin/untrusted one finding, for the worse of the two
	if _, err := os.Stat(name); err != nil {
		return
	}
	use(os.Open(name))
}

func onServer(w http.ResponseWriter, r *http.Request, c *sftp.Client) {
	use(c.Open(path.Join("/upload", r.FormValue("name")))) // want pathjoin/limited the path is the server's
}

func deferred(w http.ResponseWriter, r *http.Request) {
	defer os.Remove(filepath.Join(root, r.FormValue("a"))) // want pathjoin/untrusted
	go os.Remove(root + "/" + r.FormValue("b"))            // want pathjoin/untrusted
}

func methodValue(w http.ResponseWriter, r *http.Request) {
	remove := os.Remove
	use(remove(filepath.Join(root, r.FormValue("a")))) // want pathjoin/untrusted
}

func confinedByRoot(w http.ResponseWriter, r *http.Request) {
	use(os.OpenInRoot(root, r.FormValue("a")))
	dir, err := os.OpenRoot(root)
	if err != nil {
		return
	}
	defer dir.Close()
	name := r.FormValue("name")
	use(dir.Open(name))
	use(dir.OpenFile(name, 0, 0))
	use(dir.OpenRoot(name))
	use(dir.Mkdir(name, 0o700))
	use(dir.MkdirAll(name, 0o700))
	use(dir.Remove(name))
	use(dir.RemoveAll(name))
	use(dir.Rename(name, r.FormValue("to")))
	use(dir.Stat(name))
	use(dir.WriteFile(name, nil, 0o600))
	use(dir.Symlink("target", name))
	use(os.DirFS(root).Open(name))
	use(http.Dir(root).Open(name))
}
