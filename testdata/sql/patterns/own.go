package patterns

import (
	"database/sql"
	"fmt"

	"github.com/jmoiron/sqlx"
)

// What a database answers about itself nobody wrote into a row.

func countsOfTables(db *sql.DB) error {
	rows, err := db.Query("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var table string
		if err := rows.Scan(&table); err != nil {
			return err
		}
		if _, err := db.Exec(fmt.Sprintf("INSERT INTO counts SELECT '%s', count(*) FROM %q", table, table)); err != nil {
			return err
		}
	}
	return rows.Err()
}

func inZoneOfServer(db *sql.DB) error {
	var zone string
	if err := db.QueryRow("SELECT @@global.time_zone").Scan(&zone); err != nil {
		return err
	}
	_, err := db.Exec("SET SESSION time_zone = '" + zone + "'")
	return err
}

func inEncodingOfServer(db *sqlx.DB) error {
	var encoding string
	if err := db.Get(&encoding, "SHOW server_encoding"); err != nil {
		return err
	}
	_, err := db.Exec("SET client_encoding = '" + encoding + "'")
	return err
}

func eventsOfLastUser(db *sql.DB) error {
	var name string
	if err := db.QueryRow("SELECT name FROM users ORDER BY id DESC LIMIT 1").Scan(&name); err != nil {
		return err
	}
	_, err := db.Exec("DELETE FROM events WHERE name = '" + name + "'") // want sqlconcat/dynamic
	return err
}

func eventsOfKeptUser(db *sqlx.DB) error {
	var name string
	if err := db.Get(&name, "SELECT name FROM users WHERE kept"); err != nil {
		return err
	}
	_, err := db.Exec("DELETE FROM events WHERE name = '" + name + "'") // want sqlconcat/dynamic
	return err
}
