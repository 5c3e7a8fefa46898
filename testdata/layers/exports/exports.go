// Package exports writes and reads what methods of interfaces return.
package exports

import (
	"database/sql"
	"net/http"
	"os"
	"path/filepath"

	"github.com/secvet/secvet/testdata/layers/domain"
)

// Exports answers requests; who is behind the interfaces it does not know.
type Exports struct {
	db        *sql.DB
	names     domain.Names
	templates domain.Templates
	report    *domain.Report
	root      string
}

// New returns an Exports.
func New(db *sql.DB, n domain.Names, t domain.Templates, r *domain.Report, root string) *Exports {
	return &Exports{db, n, t, r, root}
}

// List lists what a visitor asks for.
func (e *Exports) List(v domain.Visitor) {
	e.db.Query("SELECT id FROM tickets ORDER BY " + v.Column()) // flaw: sqlconcat/untrusted
	e.db.Query("SELECT id FROM tickets ORDER BY " + v.KnownColumn())
	e.db.Query("SELECT id FROM themes WHERE name = '" + v.Theme() + "'")
	e.db.Query("SELECT id FROM tickets WHERE title = '" + v.Query().Term + "'") // flaw: sqlconcat/untrusted
	e.db.Query("SELECT id FROM tickets WHERE state = '" + v.Query().State + "'")
}

// ServeHTTP writes a file under a name that somebody makes of the title.
func (e *Exports) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	title := r.FormValue("title")
	os.WriteFile(filepath.Join(e.root, e.names.FileName(title)), nil, 0o600) // flaw: pathjoin/untrusted
	os.WriteFile(filepath.Join(e.root, e.names.FileName("report")), nil, 0o600)
	if name, err := e.names.SafeName(title); err == nil {
		os.WriteFile(filepath.Join(e.root, name), nil, 0o600)
	}
	os.Remove(filepath.Join(e.root, e.names.Numbered("ticket", domain.Ticket{ID: 7, Title: title})))
	os.Remove(filepath.Join(e.root, e.names.Numbered(title, domain.Ticket{ID: 7}))) // flaw: pathjoin/untrusted
	os.Remove(filepath.Join(e.root, e.names.Folder(title)))
}

// Show reads what a template and another package's name for it lead to.
func (e *Exports) Show(w http.ResponseWriter, r *http.Request) {
	title := r.PathValue("title")
	os.ReadFile(filepath.Join(e.root, e.templates.Fill(r.Context(), title))) // flaw: pathjoin/untrusted
	os.ReadFile(filepath.Join(e.root, e.report.Place(title)))
	os.ReadFile(filepath.Join(e.root, e.report.Place("summary")))
	if name, err := e.report.SafePlace(title); err == nil {
		os.ReadFile(filepath.Join(e.root, name))
	}
}

// Save is handed its title by a caller in another package.
func (e *Exports) Save(title string) error {
	return os.WriteFile(filepath.Join(e.root, e.named(title)), nil, 0o600) // flaw: pathjoin/untrusted
}

// SaveKnown is handed its title as well, always the same.
func (e *Exports) SaveKnown(title string) error {
	return os.WriteFile(filepath.Join(e.root, e.named(title)), nil, 0o600)
}

func (e *Exports) named(title string) string { return e.names.FileName(title) }
