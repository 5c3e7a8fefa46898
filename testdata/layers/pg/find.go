package pg

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
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

// Listing is what is asked of a list.
type Listing struct {
	Words, Sort, Order string
	Count, All         bool
	Size, Offset       int
}

// Text is more than a summary tells piece by piece; where pieces are built into it, it
// tells all the same.
func (l *Listing) Text() string {
	where := fmt.Sprintf("where active = %t AND (kind IS NULL OR kind <> '%s') ", true, "robot")
	order := ""
	if len(l.Words) > 0 {
		like := "%" + l.Words + "%"
		where += fmt.Sprintf("AND title ILIKE '%s' ", like) // flaw: sqlconcat/untrusted
	}
	if len(l.Sort) > 0 && !l.Count {
		switch l.Sort {
		case "title", "state":
			order += fmt.Sprintf("ORDER BY %s ", l.Sort)
		}
		if l.Sort == "title" && l.Order == "asc" {
			order += "DESC"
		}
		if l.Sort == "state" && l.Order == "desc" {
			order += l.Order
		}
	}
	if l.Size > 0 && !l.Count && !l.All {
		order += " LIMIT " + strconv.Itoa(l.Size) + " OFFSET " + strconv.Itoa(l.Offset) + ""
	}
	if l.Count {
		return fmt.Sprintf("SELECT count(*) FROM tickets LEFT JOIN seen ON seen.ticket = tickets.id %s %s", where, order)
	}
	return fmt.Sprintf("SELECT tickets.*, seen.at FROM tickets LEFT JOIN seen ON seen.ticket = tickets.id %s %s", where, order)
}

// Choice says how to list; callers may leave it away.
type Choice struct {
	Columns []string
	Order   domain.Order
}

// Some lists tickets as its last argument says, which others leave to the program.
func (t *Tickets) Some(ctx context.Context, choice ...Choice) ([]domain.Ticket, error) {
	q := "SELECT id, title, state FROM tickets"
	if len(choice) > 0 {
		q += " ORDER BY " + choice[0].Order.Column // flaw: sqlconcat/untrusted
	}
	return t.query(ctx, q)
}

// ByRank is told the order by the program alone.
func (t *Tickets) ByRank(ctx context.Context, choice ...Choice) ([]domain.Ticket, error) {
	q := "SELECT id, title, state FROM tickets"
	if len(choice) > 0 {
		q += " ORDER BY " + choice[0].Order.Column
	}
	return t.query(ctx, q)
}
