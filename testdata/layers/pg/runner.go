package pg

import (
	"context"
	"database/sql"
)

// Runner runs what it is given.
type Runner struct{ DB *sql.DB }

// Exec runs a statement that somebody else built.
func (r Runner) Exec(ctx context.Context, statement string) error {
	_, err := r.DB.ExecContext(ctx, statement)
	return err
}
