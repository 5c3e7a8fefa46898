// Package gosec holds the probes on which gosec 2.30 was measured: 14 safe
// shapes that it reports and 13 flawed ones that it misses.
package gosec

import (
	"archive/tar"
	"archive/zip"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

const base = "/srv/files"

var errName = errors.New("bad name")

// The safe shapes that gosec reports.

func safeNumber(w http.ResponseWriter, r *http.Request) { // G701
	id, err := strconv.Atoi(r.FormValue("id"))
	if err != nil {
		return
	}
	page.Show(db.Query(fmt.Sprintf("SELECT name FROM users WHERE id = %d", id)))
}

func safeSlicesContains(w http.ResponseWriter, r *http.Request) { // G701 G202
	sort := r.FormValue("sort")
	if !slices.Contains([]string{"name", "date"}, sort) {
		return
	}
	page.Show(db.Query("SELECT name FROM users ORDER BY " + sort))
}

func safeSwitch(w http.ResponseWriter, r *http.Request) { // G701 G202
	sort := r.FormValue("sort")
	switch sort {
	case "name", "date":
	default:
		return
	}
	page.Show(db.Query("SELECT name FROM users ORDER BY " + sort))
}

func safePlaceholders(w http.ResponseWriter, r *http.Request) { // G701 G202
	ids := strings.Split(r.FormValue("ids"), ",")
	args := make([]any, len(ids))
	for i := range ids {
		args[i] = ids[i]
	}
	marks := strings.Repeat("?,", len(ids))
	page.Show(db.Query("SELECT name FROM users WHERE id IN ("+marks[:len(marks)-1]+")", args...))
}

type users struct{ table string }

var people = users{table: "people"}

func (u users) all(ctx context.Context) (*sql.Rows, error) { // G201
	return db.QueryContext(ctx, fmt.Sprintf("SELECT name FROM %s", u.table))
}

func safeTableInField(w http.ResponseWriter, r *http.Request) { page.Show(people.all(r.Context())) }

func safeIsLocal(w http.ResponseWriter, r *http.Request) { // G703 G304
	name := r.FormValue("name")
	if !filepath.IsLocal(name) {
		return
	}
	page.File(os.Open(filepath.Join(base, name)))
}

func safePrefix(w http.ResponseWriter, r *http.Request) { // G703 G304
	p := filepath.Join(base, r.FormValue("name"))
	if !strings.HasPrefix(p, base+string(os.PathSeparator)) {
		return
	}
	page.File(os.Open(p))
}

func safeContent(w http.ResponseWriter, r *http.Request) { // G703
	page.Ok(os.WriteFile("/srv/files/note.txt", []byte(r.FormValue("note")), 0o600))
}

func safeCleanBelowSlash(w http.ResponseWriter, r *http.Request) { // G703
	page.File(os.Open(filepath.Join(base, filepath.Clean("/"+r.FormValue("name")))))
}

// Load reads a file that its caller names.
func Load(path string) ([]byte, error) { return os.ReadFile(path) } // note pathjoin/parameter G304

func safeHome(w http.ResponseWriter, r *http.Request) { // G703
	page.Bytes(os.ReadFile(filepath.Join(os.Getenv("HOME"), ".cfg"))) // note pathjoin/operator
}

// safeServeFile: net/http refuses requests whose path holds "..".
func safeServeFile(w http.ResponseWriter, r *http.Request) { // G703
	http.ServeFile(w, r, filepath.Join(base, r.URL.Path))
}

func create(name string, f *zip.File) error {
	src, err := f.Open()
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := os.Create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, src)
	return errors.Join(err, dst.Close())
}

// SafeZipIsLocal: G305 G304.
func SafeZipIsLocal(dst string, z *zip.Reader) error {
	for _, f := range z.File {
		if !filepath.IsLocal(f.Name) {
			return errName
		}
		if err := create(filepath.Join(dst, f.Name), f); err != nil {
			return err
		}
	}
	return nil
}

// SafeZipPrefix: G305 G304.
func SafeZipPrefix(dst string, z *zip.Reader) error {
	dst = filepath.Clean(dst)
	for _, f := range z.File {
		p := filepath.Join(dst, f.Name)
		if !strings.HasPrefix(p, dst+string(os.PathSeparator)) {
			return errName
		}
		if err := create(p, f); err != nil {
			return err
		}
	}
	return nil
}

// The flawed shapes that gosec misses.

func flawedBuilder(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT name FROM users WHERE name = '")
	b.WriteString(r.FormValue("name")) // want sqlconcat/untrusted
	b.WriteString("'")
	page.Show(db.Query(b.String()))
}

func flawedDefer(w http.ResponseWriter, r *http.Request) {
	defer db.Exec("DELETE FROM sessions WHERE id = '" + r.FormValue("id") + "'") // want sqlconcat/untrusted
}

type repo struct{}

func (repo) find(ctx context.Context, name string) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM users WHERE name = '"+name+"'") // want sqlconcat/untrusted
}

func flawedMethod(w http.ResponseWriter, r *http.Request) {
	page.Show(repo{}.find(r.Context(), r.FormValue("name")))
}

func flawedRel(w http.ResponseWriter, r *http.Request) {
	p := filepath.Join(base, r.FormValue("name"))
	if _, err := filepath.Rel(base, p); err != nil { // want pathjoin/broken-guard
		return
	}
	page.File(os.Open(p))
}

func flawedRemoveAllOfBase(w http.ResponseWriter, r *http.Request) {
	page.Ok(os.RemoveAll(filepath.Join(base, filepath.Base(r.FormValue("name"))))) // want pathjoin/untrusted or pathjoin/broken-guard
}

func flawedSymlink(w http.ResponseWriter, r *http.Request) {
	page.Ok(os.Symlink(r.FormValue("target"), filepath.Join(base, "link"))) // want pathjoin/untrusted
}

func flawedReadDir(w http.ResponseWriter, r *http.Request) {
	page.Entries(os.ReadDir(r.FormValue("dir"))) // want pathjoin/untrusted
}

func flawedTruncate(w http.ResponseWriter, r *http.Request) {
	page.Ok(os.Truncate(filepath.Join(base, r.FormValue("name")), 0)) // want pathjoin/untrusted
}

func flawedChdir(w http.ResponseWriter, r *http.Request) {
	page.Ok(os.Chdir(filepath.Join(base, r.FormValue("dir")))) // want pathjoin/untrusted
}

// FlawedZipConcatenation needs no Join.
func FlawedZipConcatenation(dst string, z *zip.Reader) error {
	for _, f := range z.File {
		if err := create(dst+"/"+f.Name, f); err != nil { // want pathjoin/archive
			return err
		}
	}
	return nil
}

// FlawedZipClean takes Clean for a check.
func FlawedZipClean(dst string, z *zip.Reader) error {
	for _, f := range z.File {
		n := filepath.Clean(f.Name) // want pathjoin/broken-guard
		if err := create(filepath.Join(dst, n), f); err != nil {
			return err
		}
	}
	return nil
}

// FlawedZipHelper joins in another function.
func FlawedZipHelper(dst string, z *zip.Reader) error {
	for _, f := range z.File {
		if err := createBelow(dst, f.Name, f); err != nil {
			return err
		}
	}
	return nil
}

func createBelow(dst, name string, f *zip.File) error {
	return create(filepath.Join(dst, name), f) // want pathjoin/archive
}

// FlawedTarLink makes a link that leads anywhere.
func FlawedTarLink(dst string, t *tar.Reader) error {
	for {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if h.Typeflag != tar.TypeSymlink || !filepath.IsLocal(h.Name) {
			continue
		}
		if err := os.Symlink(h.Linkname, filepath.Join(dst, h.Name)); err != nil { // want pathjoin/link-target
			return err
		}
	}
}
