// Program fixes makes and opens files that hostile names lead to. As it stands every
// function is flawed; with the suggested fixes applied none touches what lies outside
// its folder, and all still do what they are for.
package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
)

var base, outside string

// trial is one flawed function. It answers what it read or wrote for a name.
type trial struct {
	name string
	ask  func(name string) string
	// through says that it follows no link out of the folder once it is repaired.
	through bool
}

func main() {
	top, err := os.MkdirTemp("", "fixes")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(top)
	base, outside = filepath.Join(top, "data"), filepath.Join(top, "secret")
	for name, text := range map[string]string{"data/good": "good", "data/sub/good": "good", "secret": "secret", "data-evil/secret": "secret"} {
		file := filepath.Join(top, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, []byte(text), 0o600)); err != nil {
			panic(err)
		}
	}
	if err := os.Symlink("..", filepath.Join(base, "link")); err != nil {
		panic(err)
	}
	for _, t := range []trial{
		{"opens", handler(opens), true},
		{"opensBySlashes", handler(opensBySlashes), true},
		{"opensSum", handler(opensSum), true},
		{"opensBelow", handler(opensBelow), true},
		{"opensBelowName", handler(opensBelowName), true},
		{"refuses", handler(refuses), false},
		{"returnsError", handler(returnsError), false},
		{"comparesPrefix", handler(comparesPrefix), false},
		{"comparesPrefixThen", handler(comparesPrefixThen), false},
		{"comparesRel", handler(comparesRel), false},
		{"comparesDots", handler(comparesDots), false},
		{"unzips", archive(unzips), false},
		{"untars", archive(untars), false},
	} {
		fmt.Printf("%s %s %s\n", t.name, t.ask("good"), t.worst())
	}
}

// worst is the worst answer to hostile names.
func (t trial) worst() string {
	names := []string{"..", "../secret", "../data-evil/secret", "sub/../../secret", outside}
	if t.through {
		names = append(names, "link/secret")
	}
	for _, name := range names {
		if text := t.ask(name); strings.Contains(text, "secret") {
			return "leaks"
		}
	}
	return "holds"
}

func handler(h http.HandlerFunc) func(string) string {
	return func(name string) string {
		w := httptest.NewRecorder()
		h(w, httptest.NewRequest("GET", "/?name="+url.QueryEscape(name), nil))
		if w.Code != http.StatusOK {
			return "refused"
		}
		return strings.TrimSpace(w.Body.String())
	}
}

// archive asks a function to extract an archive with one entry of the name.
func archive(extract func(entry string) error) func(string) string {
	return func(name string) string {
		if err := os.WriteFile(outside, []byte("as before"), 0o600); err != nil {
			panic(err)
		}
		defer os.WriteFile(outside, []byte("secret"), 0o600)
		err := extract(name)
		if text, _ := os.ReadFile(outside); string(text) != "as before" {
			return "secret overwritten"
		}
		if err != nil {
			return "refused"
		}
		return "good"
	}
}

func send(w http.ResponseWriter, f *os.File, err error) {
	if err != nil {
		http.Error(w, "no", http.StatusNotFound)
		return
	}
	defer f.Close()
	io.Copy(w, f)
}

func opens(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open(filepath.Join(base, r.FormValue("name"))) // want pathjoin/untrusted
	send(w, f, err)
}

func opensBySlashes(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open(path.Join(base, r.FormValue("name"))) // want pathjoin/untrusted
	send(w, f, err)
}

func opensSum(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open(base + "/" + r.FormValue("name")) // want pathjoin/untrusted
	send(w, f, err)
}

func opensBelow(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open(filepath.Join(base, ".", r.FormValue("name"))) // want pathjoin/untrusted
	send(w, f, err)
}

func opensBelowName(w http.ResponseWriter, r *http.Request) {
	here := "."
	if r.Method == http.MethodHead {
		here = "sub"
	}
	f, err := os.Open(filepath.Join(base, here, r.FormValue("name"))) // want pathjoin/untrusted
	send(w, f, err)
}

func refuses(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	file := filepath.Join(base, name) // want pathjoin/untrusted
	text, err := os.ReadFile(file)
	if err != nil {
		http.Error(w, "no", http.StatusNotFound)
		return
	}
	w.Write(text)
}

func find(name string) (string, []byte, error) {
	file := filepath.Join(base, name) // want pathjoin/untrusted
	text, err := os.ReadFile(file)
	return file, text, err
}

func returnsError(w http.ResponseWriter, r *http.Request) {
	_, text, err := find(r.FormValue("name"))
	if err != nil {
		http.Error(w, "no", http.StatusNotFound)
		return
	}
	w.Write(text)
}

func comparesPrefix(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(base, r.FormValue("name"))
	if !strings.HasPrefix(file, base) { // want pathjoin/broken-guard
		http.Error(w, "no", http.StatusNotFound)
		return
	}
	f, err := os.Open(file)
	send(w, f, err)
}

func comparesPrefixThen(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(base, r.FormValue("name"))
	if r.Method == http.MethodGet && strings.HasPrefix(file, filepath.Clean(base)) { // want pathjoin/broken-guard
		f, err := os.Open(file)
		send(w, f, err)
		return
	}
	http.Error(w, "no", http.StatusNotFound)
}

func comparesRel(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(base, r.FormValue("name"))
	if _, err := filepath.Rel(base, file); err != nil { // want pathjoin/broken-guard
		http.Error(w, "no", http.StatusNotFound)
		return
	}
	f, err := os.Open(file)
	send(w, f, err)
}

// comparesDots lists a folder: the one above holds the secret.
func comparesDots(w http.ResponseWriter, r *http.Request) {
	dir := filepath.Join(base, strings.Replace(r.FormValue("name"), "good", "sub", 1))
	rel, err := filepath.Rel(base, dir)
	if err != nil || strings.HasPrefix(rel, "../") { // want pathjoin/broken-guard
		http.Error(w, "no", http.StatusNotFound)
		return
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		http.Error(w, "no", http.StatusNotFound)
		return
	}
	for _, e := range entries {
		fmt.Fprintln(w, e.Name())
	}
}

func unzips(entry string) error {
	var file bytes.Buffer
	zw := zip.NewWriter(&file)
	w, err := zw.Create(entry)
	if err != nil {
		return err
	}
	if _, err := w.Write([]byte("secret")); err != nil {
		return err
	}
	if err := zw.Close(); err != nil {
		return err
	}
	z, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		return err
	}
	for _, f := range z.File {
		if f.FileInfo().IsDir() {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return err
		}
		if err := write(filepath.Join(base, f.Name), r); err != nil { // want pathjoin/archive
			return err
		}
	}
	return nil
}

func untars(entry string) error {
	var file bytes.Buffer
	tw := tar.NewWriter(&file)
	if err := tw.WriteHeader(&tar.Header{Name: entry, Mode: 0o600, Size: 6}); err != nil {
		return err
	}
	if _, err := tw.Write([]byte("secret")); err != nil {
		return err
	}
	tr := tar.NewReader(&file)
	h, err := tr.Next()
	if err != nil {
		return err
	}
	return write(filepath.Join(base, h.Name), tr) // want pathjoin/archive
}

func write(name string, r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return os.WriteFile(name, text, 0o600)
}
