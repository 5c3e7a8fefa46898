package pg

import (
	"context"
	"database/sql"
	"strings"

	"github.com/secvet/secvet/testdata/layers/domain"
)

type settings struct {
	sort, state, tag string
	where            []string
}

// Option says what Find looks for.
type Option func(*settings)

// SortedBy sorts by a column, whatever it is called.
func SortedBy(column string) Option { return func(s *settings) { s.sort = column } }

// InState is only called with constants.
func InState(state string) Option { return func(s *settings) { s.state = state } }

// Tagged looks for a tag.
func Tagged(tag string) Option { return func(s *settings) { s.tag = tag } }

// Where adds a condition.
func Where(condition string) Option {
	return func(s *settings) { s.where = append(s.where, condition) }
}

// Find lists what the options ask for.
func (t *Tickets) Find(ctx context.Context, opts ...Option) ([]domain.Ticket, error) {
	s := settings{sort: "id", state: "open"}
	for _, o := range opts {
		o(&s)
	}
	q := "SELECT id, title, state FROM tickets WHERE tag = ? AND state = '" + s.state + "'"
	for _, condition := range s.where {
		q += " AND " + condition // flaw: sqlconcat/untrusted
	}
	return t.query(ctx, q+" ORDER BY "+s.sort, s.tag) // flaw: sqlconcat/untrusted
}

// Reason writes down why a ticket was closed, in a transaction.
func (t *Tickets) Reason(ctx context.Context, id int64, reason, author string) error {
	return t.atomically(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE tickets SET reason = '"+reason+"', author = ? WHERE id = ?", author, id) // flaw: sqlconcat/untrusted
		return err
	})
}

func (t *Tickets) atomically(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, err := t.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

// Run runs a statement that its callers build.
func (t *Tickets) Run(ctx context.Context, q string, args ...any) ([]domain.Ticket, error) {
	return t.query(ctx, q, args...)
}

// Text is a statement under construction.
type Text struct {
	b    strings.Builder
	args []any
}

// Select begins a statement.
func Select(columns string) *Text {
	t := &Text{}
	t.b.WriteString("SELECT " + columns + " FROM tickets")
	return t
}

// Where adds a condition.
func (t *Text) Where(condition string, args ...any) *Text {
	t.b.WriteString(" WHERE " + condition)
	t.args = append(t.args, args...)
	return t
}

// Order adds an order.
func (t *Text) Order(by string) *Text {
	t.b.WriteString(" ORDER BY " + by) // flaw: sqlconcat/untrusted
	return t
}

// RunText runs a statement.
func (t *Tickets) RunText(ctx context.Context, text *Text) ([]domain.Ticket, error) {
	return t.query(ctx, text.b.String(), text.args...)
}
