package sinks

import (
	"crypto/tls"
	"html/template"
	"io/ioutil"
	"net/http"
	"os"
	"path/filepath"
	texttemplate "text/template"
	"time"
)

func restOfOS(w http.ResponseWriter, r *http.Request) {
	use(os.OpenFile(r.FormValue("a"), os.O_RDONLY, 0))           // want pathjoin/untrusted
	use(os.Link(r.FormValue("b"), "/srv/x"))                     // want pathjoin/untrusted
	use(os.Lchown(r.FormValue("c"), 0, 0))                       // want pathjoin/untrusted
	use(os.Chtimes(r.FormValue("d"), time.Now(), time.Now()))    // want pathjoin/untrusted
	use(filepath.Walk(r.FormValue("e"), nil))                    // want pathjoin/untrusted
	use(ioutil.ReadDir(r.FormValue("f")))                        // want pathjoin/untrusted
	use(ioutil.TempDir(r.FormValue("g"), "x"))                   // want pathjoin/untrusted
	use(ioutil.WriteFile("/srv/x", []byte(r.FormValue("h")), 0)) // content is no path
	use(os.CopyFS("/srv/x", os.DirFS(r.FormValue("i"))))         // want pathjoin/untrusted
}

func restOfTemplates(w http.ResponseWriter, r *http.Request) {
	use(template.New("x").ParseGlob(r.FormValue("a")))                         // want pathjoin/untrusted
	use(template.New("x").ParseFiles("base.html", r.FormValue("b")))           // want pathjoin/untrusted
	use(texttemplate.ParseGlob(r.FormValue("c")))                              // want pathjoin/untrusted
	use(texttemplate.New("x").ParseGlob(r.FormValue("d")))                     // want pathjoin/untrusted
	use(template.ParseFS(os.DirFS(root), r.FormValue("confined by its root"))) // names in a file system
}

func restOfServers(w http.ResponseWriter, r *http.Request) {
	use(tls.LoadX509KeyPair(r.FormValue("a"), "key.pem"))                        // want pathjoin/untrusted
	use(http.ListenAndServeTLS(":443", "cert.pem", r.FormValue("b"), nil))       // want pathjoin/untrusted
	http.FileServer(http.Dir(filepath.Join(root, "public"))).ServeHTTP(w, r)     // confined
	http.FileServerFS(os.DirFS(root)).ServeHTTP(w, r)                            // confined
	http.ServeFileFS(w, r, os.DirFS(filepath.Join(root, r.FormValue("c"))), "x") // want pathjoin/untrusted
}

func restOfRoot(w http.ResponseWriter, r *http.Request) {
	dir, err := os.OpenRoot(root)
	if err != nil {
		return
	}
	defer dir.Close()
	name := r.FormValue("name")
	use(dir.Create(name))
	use(dir.ReadFile(name))
	use(dir.Readlink(name))
	use(dir.Lstat(name))
	use(dir.Link(name, r.FormValue("to")))
	use(dir.Chmod(name, 0o600))
	use(dir.Chown(name, 0, 0))
	use(dir.Lchown(name, 0, 0))
	use(dir.Chtimes(name, time.Now(), time.Now()))
	use(dir.FS().Open(name))
	use(os.ReadFile(filepath.Join(dir.Name(), name))) // want pathjoin/untrusted its name leaves the protection
}
