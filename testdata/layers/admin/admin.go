// Package admin cleans up at night.
package admin

import (
	"context"
	"database/sql"

	"github.com/secvet/secvet/testdata/layers/internal/old"
	"github.com/secvet/secvet/testdata/layers/pg"
)

type job func(ctx context.Context, db *sql.DB, state string) error

// Nightly runs the jobs of the night.
func Nightly(ctx context.Context, db *sql.DB) error {
	if err := pg.Purge(ctx, db, "spam"); err != nil {
		return err
	}
	if err := pg.Archive(ctx, db, "closed"); err != nil {
		return err
	}
	if err := pg.Mark(ctx, db, "old"); err != nil {
		return err
	}
	if err := old.Convert(ctx, db, tickets); err != nil {
		return err
	}
	if err := old.Renamed(ctx, db, renamed); err != nil {
		return err
	}
	return exports(ctx, db)
}

// tickets says what is kept of them.
var tickets = old.Spec{
	Table: "old_tickets",
	Keep:  "forever",
	Words: []string{"closed", "spam"},
}

var renamed = old.Spec{Table: "old_tickets", Keep: "once"}

// Rebuild is given words of somebody's.
func Rebuild(ctx context.Context, db *sql.DB, words func() []string) {
	old.Rebuild(ctx, db, old.Spec{Table: "old_tickets", Keep: "forever", Words: words()})
}

// Keep changes what is kept.
func Keep(what string) { renamed.Keep = what }

// Jobs are what can be started by hand.
func Jobs() map[string]job { return map[string]job{"archive": pg.Archive} }

func exports(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "SELECT DISTINCT state FROM tickets")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var state string
		if err := rows.Scan(&state); err != nil {
			return err
		}
		if err := pg.Export(ctx, db, state); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Config is read from a file.
type Config struct{ Cluster string }

// Log makes a table on the cluster of the settings.
func Log(ctx context.Context, db *sql.DB, c *Config) error {
	if c.Cluster == "" {
		return pg.OnCluster(ctx, db, "default")
	}
	return pg.OnCluster(ctx, db, c.Cluster)
}
