// Package builders is about what paths are put together with: all of it passes on
// what is in a name, and none of it keeps a name inside a folder.
package builders

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
)

const root = "/srv/files"

func use(...any) {}

func turnedSlashes(w http.ResponseWriter, r *http.Request) {
	use(os.Open(filepath.Join(root, filepath.ToSlash(r.FormValue("a")))))                // want pathjoin/untrusted
	use(os.Open(filepath.Join(root, strings.ReplaceAll(r.FormValue("b"), `\`, "/"))))    // want pathjoin/untrusted
	use(os.Open(filepath.FromSlash(path.Join(root, r.FormValue("c")))))                  // want pathjoin/untrusted
	use(os.Open(filepath.Join(root, filepath.VolumeName(r.FormValue("d")), "file.txt"))) // want pathjoin/untrusted
}

func joinedAddress(base *url.URL, w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse("file:///srv/files")
	if err != nil {
		return
	}
	use(os.Open(u.JoinPath(r.FormValue("name")).Path)) // want pathjoin/untrusted
}

func listOfElements(w http.ResponseWriter, r *http.Request) {
	elements := strings.Split(r.FormValue("name"), ":")
	use(os.Open(filepath.Join(elements...)))                                 // want pathjoin/untrusted
	use(os.Open(filepath.Join(append([]string{root}, elements...)...)))      // want pathjoin/untrusted
	use(os.Open(root + "/" + strings.Join(elements, "/")))                   // want pathjoin/untrusted
	use(os.Open(filepath.Join(append([]string{root}, "a", "b")...)))         // constant
	use(os.Open(filepath.Join(root, fmt.Sprint(len(elements)), "part.txt"))) // a number
}

func written(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString(root)
	b.WriteByte('/')
	b.WriteString(r.FormValue("a")) // want pathjoin/untrusted
	use(os.Open(b.String()))
	var buf bytes.Buffer
	fmt.Fprintf(&buf, "%s/%s.txt", root, r.FormValue("b")) // want pathjoin/untrusted
	use(os.Open(buf.String()))
	use(os.Open(string(fmt.Appendf(nil, "%s/%s", root, r.FormValue("c"))))) // want pathjoin/untrusted
	use(os.Open(string(append([]byte(root+"/"), r.FormValue("d")...))))     // want pathjoin/untrusted
}

func cutOff(w http.ResponseWriter, r *http.Request) {
	use(os.Open(filepath.Join(root, strings.TrimPrefix(r.FormValue("a"), "/")))) // want pathjoin/untrusted
	use(os.Open(filepath.Join(root, strings.TrimSuffix(r.FormValue("b"), "/")))) // want pathjoin/untrusted
	use(os.Open(filepath.Join(root, strings.Trim(r.FormValue("c"), "/"))))       // want pathjoin/untrusted
	use(os.Open(filepath.Join(root, strings.TrimSpace(r.FormValue("d")))))       // want pathjoin/untrusted
	name, _, _ := strings.Cut(r.FormValue("e"), "?")
	use(os.Open(filepath.Join(root, name)))                              // want pathjoin/untrusted
	use(os.Open(filepath.Join(root, strings.ToLower(r.FormValue("f"))))) // want pathjoin/untrusted
}

func expandedByEnvironment(w http.ResponseWriter, r *http.Request) {
	use(os.Open(os.ExpandEnv(filepath.Join("$HOME", r.FormValue("name"))))) // want pathjoin/untrusted
	use(os.Open(os.ExpandEnv("$HOME/.config/program")))                     // the operator's
}

// The name is behind the extension that is put in its place.
func extensionReplaced(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	use(os.Create(filepath.Join(root, strings.TrimSuffix(name, filepath.Ext(name))+".png"))) // want pathjoin/untrusted
	use(os.Create(filepath.Join(root, "image"+filepath.Ext(name))))                          // an extension holds no separator
}
