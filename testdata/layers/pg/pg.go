// Package pg keeps tickets in a database.
package pg

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/secvet/secvet/testdata/layers/domain"
)

// Tickets is a domain.Tickets.
type Tickets struct {
	db *sql.DB
}

// NewTickets returns the tickets in db.
func NewTickets(db *sql.DB) *Tickets { return &Tickets{db: db} }

// List pastes the words that are looked for, and the order.
func (t *Tickets) List(ctx context.Context, f domain.Filter) ([]domain.Ticket, error) {
	var where []string
	if f.Term != "" {
		where = append(where, "title LIKE '%"+f.Term+"%'") // flaw: sqlconcat/untrusted
	}
	var args []any
	if f.State != "" {
		where = append(where, "state = ?")
		args = append(args, f.State)
	}
	q := "SELECT id, title, state FROM tickets"
	if len(where) > 0 {
		q += " WHERE " + strings.Join(where, " AND ")
	}
	q += fmt.Sprintf(" ORDER BY %s LIMIT %d", f.Page.Sort, f.Page.Limit) // flaw: sqlconcat/untrusted
	if len(f.Then) > 0 {
		q += `, "` + f.Then[0].Column + `"` // flaw: sqlconcat/untrusted
	}
	if len(f.Back) > 0 {
		q += ", " + f.Back[0].Column
	}
	return t.query(ctx, q, args...)
}

// ListSorted gets a column that its only caller has checked.
func (t *Tickets) ListSorted(ctx context.Context, column string) ([]domain.Ticket, error) {
	return t.query(ctx, "SELECT id, title, state FROM tickets ORDER BY "+column)
}

// ByState is only called with constants.
func (t *Tickets) ByState(ctx context.Context, state string) ([]domain.Ticket, error) {
	return t.query(ctx, "SELECT id, title, state FROM tickets WHERE state = '"+state+"'")
}

// Rename gets the title in a structure behind a pointer.
func (t *Tickets) Rename(ctx context.Context, ticket *domain.Ticket) error {
	_, err := t.db.ExecContext(ctx, fmt.Sprintf("UPDATE tickets SET title = '%s' WHERE id = %d", ticket.Title, ticket.ID)) // flaw: sqlconcat/untrusted
	return err
}

// Count is called by nobody: what it may be given, the program does not say.
func (t *Tickets) Count(ctx context.Context, table string) (n int, err error) {
	err = t.db.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+table).Scan(&n)
	return n, err
}

// Tagged passes the tag as it should be.
func (t *Tickets) Tagged(ctx context.Context, tag string) ([]domain.Ticket, error) {
	return t.query(ctx, "SELECT id, title, state FROM tickets WHERE tag = ?", tag)
}

// Overview looks deep into what it is given; of that, callers choose the order alone.
func (t *Tickets) Overview(ctx context.Context, o domain.Overview) ([]domain.Ticket, error) {
	q := "SELECT id, title, state FROM tickets WHERE state = '" + o.List.Filter.State + "'"
	return t.query(ctx, q+" ORDER BY "+o.List.Filter.Page.Sort) // flaw: sqlconcat/untrusted
}

// Add is given its table in a structure that may hold anything.
func (t *Tickets) Add(ctx context.Context, row map[string]any, clauses ...domain.Clause) error {
	for _, c := range clauses {
		if name, ok := c.Data.(string); ok && c.Kind == "into" {
			if _, err := t.db.ExecContext(ctx, "INSERT INTO "+name+" (title) VALUES (?)", row["title"]); err != nil { // flaw: sqlconcat/untrusted
				return err
			}
		}
	}
	return nil
}

// Prune is given tables that the program names, and numbers.
func (t *Tickets) Prune(ctx context.Context, clauses ...domain.Clause) error {
	q := "DELETE FROM "
	for _, c := range clauses {
		switch data := c.Data.(type) {
		case string:
			q += data
		case int:
			q += fmt.Sprintf(" LIMIT %d", data)
		}
	}
	_, err := t.db.ExecContext(ctx, q)
	return err
}

// Latest is given a page that says nothing of the order.
func (t *Tickets) Latest(ctx context.Context, p domain.Page) ([]domain.Ticket, error) {
	q := "SELECT id, title, state FROM tickets"
	if p.Sort != "" {
		q += " ORDER BY " + p.Sort
	}
	return t.query(ctx, q)
}

func (t *Tickets) query(ctx context.Context, q string, args ...any) ([]domain.Ticket, error) {
	rows, err := t.db.QueryContext(ctx, q, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []domain.Ticket
	for rows.Next() {
		var k domain.Ticket
		if err := rows.Scan(&k.ID, &k.Title, &k.State); err != nil {
			return nil, err
		}
		all = append(all, k)
	}
	return all, rows.Err()
}

// Purge is called with constants alone, from admin.
func Purge(ctx context.Context, db *sql.DB, state string) error {
	_, err := db.ExecContext(ctx, "DELETE FROM tickets WHERE state = '"+state+"'")
	return err
}

// Archive is called with constants too, but handed on as a value as well: nobody
// sees all calls.
func Archive(ctx context.Context, db *sql.DB, state string) error {
	_, err := db.ExecContext(ctx, "INSERT INTO archive SELECT * FROM tickets WHERE state = '"+state+"'") // flaw: sqlconcat/dynamic
	return err
}

// Export is given what a row says.
func Export(ctx context.Context, db *sql.DB, state string) error {
	_, err := db.ExecContext(ctx, "UPDATE tickets SET exported = 1 WHERE state = '"+state+"'") // flaw: sqlconcat/dynamic
	return err
}

// Shelve is called in this package only, with constants.
func Shelve(ctx context.Context, db *sql.DB, state string) error {
	_, err := db.ExecContext(ctx, "UPDATE tickets SET shelf = 1 WHERE state = '"+state+"'")
	return err
}

// ShelveAll shelves what is done.
func (t *Tickets) ShelveAll(ctx context.Context) error {
	for _, state := range []string{"closed", "spam"} {
		if err := Shelve(ctx, t.db, state); err != nil {
			return err
		}
	}
	return nil
}

// Mark is called with a constant by admin, and with who knows what here.
func Mark(ctx context.Context, db *sql.DB, state string) error {
	_, err := db.ExecContext(ctx, "UPDATE tickets SET marked = 1 WHERE state = '"+state+"'") // flaw: sqlconcat/dynamic
	return err
}

// MarkAs marks what a function names.
func (t *Tickets) MarkAs(ctx context.Context, name func() string) error {
	return Mark(ctx, t.db, name())
}

// Set is given texts only, which have no parts.
func (t *Tickets) Set(ctx context.Context, id int64, value any) error {
	if raw, ok := value.(domain.Raw); ok {
		_, err := t.db.ExecContext(ctx, "UPDATE tickets SET title = lower("+raw.Text+") WHERE id = ?", id)
		return err
	}
	_, err := t.db.ExecContext(ctx, "UPDATE tickets SET title = ? WHERE id = ?", value, id)
	return err
}

// SetTo is given expressions.
func (t *Tickets) SetTo(ctx context.Context, id int64, value any) error {
	if raw, ok := value.(domain.Raw); ok {
		_, err := t.db.ExecContext(ctx, "UPDATE tickets SET title = lower("+raw.Text+") WHERE id = ?", id) // flaw: sqlconcat/untrusted
		return err
	}
	_, err := t.db.ExecContext(ctx, "UPDATE tickets SET title = ? WHERE id = ?", value, id)
	return err
}

// Note writes whatever it is given.
func (t *Tickets) Note(ctx context.Context, id int64, value any) error {
	_, err := t.db.ExecContext(ctx, fmt.Sprintf("INSERT INTO notes VALUES (%d, '%v')", id, value)) // flaw: sqlconcat/untrusted
	return err
}

// OnCluster is called with a setting, and with a constant.
func OnCluster(ctx context.Context, db *sql.DB, cluster string) error {
	_, err := db.ExecContext(ctx, "CREATE TABLE log ON CLUSTER '"+cluster+"'")
	return err
}
