// Package orders lists orders and hands out their documents.
package orders

import (
	"archive/zip"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/secvet/secvet/testdata/drivers/agree/ask"
)

// Archive keeps orders in a database, and their documents in a folder.
type Archive struct {
	DB  *sql.DB
	Dir string
}

// List lists orders in the order that the client asks for.
func (a *Archive) List(w http.ResponseWriter, r *http.Request) {
	rows, err := a.DB.QueryContext(r.Context(), "SELECT id, name FROM orders ORDER BY "+ask.Sort(r)) // flaw
	a.write(w, rows, err)
}

// ListByColumn lists orders by one of some columns.
func (a *Archive) ListByColumn(w http.ResponseWriter, r *http.Request) {
	rows, err := a.DB.QueryContext(r.Context(), "SELECT id, name FROM orders ORDER BY "+ask.Column(r))
	a.write(w, rows, err)
}

// Of lists the orders of a customer.
func (a *Archive) Of(w http.ResponseWriter, r *http.Request) {
	rows, err := a.DB.Query("SELECT id, name FROM orders WHERE customer = '" + r.FormValue("customer") + "'") // flaw, with a fix
	a.write(w, rows, err)
}

// With lists the orders of a customer, who is an argument of the statement.
func (a *Archive) With(w http.ResponseWriter, r *http.Request) {
	rows, err := a.DB.Query("SELECT id, name FROM orders WHERE customer = ?", r.FormValue("customer"))
	a.write(w, rows, err)
}

func (a *Archive) write(w io.Writer, rows *sql.Rows, err error) {
	if err != nil {
		fmt.Fprintln(w, "try again later")
		return
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var name string
		if rows.Scan(&id, &name) == nil {
			fmt.Fprintln(w, id, name)
		}
	}
}

// Document serves a document of an order.
func (a *Archive) Document(w http.ResponseWriter, r *http.Request) {
	f, err := os.Open(filepath.Join(a.Dir, r.PathValue("name"))) // flaw
	send(w, f, err)
}

// Invoice serves an invoice, whose name must stay in the folder.
func (a *Archive) Invoice(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	if !filepath.IsLocal(name) {
		http.NotFound(w, r)
		return
	}
	f, err := os.Open(filepath.Join(a.Dir, name))
	send(w, f, err)
}

// Label serves a label, and its check of the name lets siblings of the folder pass.
func (a *Archive) Label(w http.ResponseWriter, r *http.Request) {
	name := filepath.Join(a.Dir, r.PathValue("name"))
	if !strings.HasPrefix(name, a.Dir) { // flaw
		http.NotFound(w, r)
		return
	}
	f, err := os.Open(name)
	send(w, f, err)
}

func send(w http.ResponseWriter, f *os.File, err error) {
	if err != nil {
		http.Error(w, "there is no such document", http.StatusNotFound)
		return
	}
	defer f.Close()
	io.Copy(w, f)
}

// Unpack puts the documents of an archive into the folder.
func (a *Archive) Unpack(r *zip.Reader) error {
	for _, f := range r.File {
		out, err := os.Create(filepath.Join(a.Dir, f.Name)) // flaw
		if err != nil {
			return err
		}
		if err := out.Close(); err != nil {
			return err
		}
	}
	return nil
}
