// Package old is where nobody outside of the module can reach.
package old

import (
	"context"
	"database/sql"
	"strings"
)

// Sorted is called by nobody, and nobody can.
func Sorted(ctx context.Context, db *sql.DB, order string) (*sql.Rows, error) {
	return db.QueryContext(ctx, "SELECT id FROM old ORDER BY "+order)
}

// Restore is handed on as a value.
func Restore(ctx context.Context, db *sql.DB, state string) error {
	_, err := db.ExecContext(ctx, "UPDATE old SET kept = 1 WHERE state = '"+state+"'") // flaw: sqlconcat/dynamic
	return err
}

// Jobs are what can be started by hand.
var Jobs = []func(context.Context, *sql.DB, string) error{Restore}

// Spec says what to do with a table.
type Spec struct {
	Table string
	Keep  string
	Words []string
}

// Convert is given the specs of domain.
func Convert(ctx context.Context, db *sql.DB, s Spec) error {
	if _, err := db.ExecContext(ctx, "DELETE FROM "+s.Table+" WHERE word NOT IN ('"+strings.Join(s.Words, "','")+"')"); err != nil {
		return err
	}
	_, err := db.ExecContext(ctx, "DELETE FROM "+s.Table+" WHERE kept <> '"+s.Keep+"'")
	return err
}

// Renamed is given one that is changed while the program runs.
func Renamed(ctx context.Context, db *sql.DB, s Spec) error {
	_, err := db.ExecContext(ctx, "DELETE FROM "+s.Table+" WHERE kept <> '"+s.Keep+"'") // flaw: sqlconcat/dynamic
	return err
}

// Rebuild runs more statements than a summary has room for; each part of the spec
// counts all the same.
func Rebuild(ctx context.Context, db *sql.DB, s Spec) {
	db.ExecContext(ctx, "DROP INDEX a ON "+s.Table)
	db.ExecContext(ctx, "DROP INDEX b ON "+s.Table)
	db.ExecContext(ctx, "DROP INDEX c ON "+s.Table)
	db.ExecContext(ctx, "DROP INDEX d ON "+s.Table)
	db.ExecContext(ctx, "DROP INDEX e ON "+s.Table)
	db.ExecContext(ctx, "DROP INDEX f ON "+s.Table)
	db.ExecContext(ctx, "DROP INDEX g ON "+s.Table)
	db.ExecContext(ctx, "DROP INDEX h ON "+s.Table)
	db.ExecContext(ctx, "DROP INDEX i ON "+s.Table)
	db.ExecContext(ctx, "DELETE FROM old WHERE kept <> '"+s.Keep+"'")
	db.ExecContext(ctx, "DELETE FROM old WHERE word IN ('"+strings.Join(s.Words, "','")+"')") // flaw: sqlconcat/dynamic
}
