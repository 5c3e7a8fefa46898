package patterns

import (
	"database/sql"
	"fmt"
	"net/http"
	"strings"
)

// Texts in quotes that are not compared and not kept: labels of rows, and settings.

func kinds(db *sql.DB) ([]string, error) {
	rows, err := db.Query("SELECT name FROM kinds")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// countsOfKinds tells the rows of several tables apart.
func countsOfKinds(db *sql.DB) (*sql.Rows, error) {
	names, err := kinds(db)
	if err != nil {
		return nil, err
	}
	parts := make([]string, len(names))
	for i, name := range names {
		parts[i] = fmt.Sprintf("SELECT '%s' AS kind, count(*) FROM events_%d", name, i)
	}
	return db.Query(strings.Join(parts, " UNION ALL "))
}

func countsOfKindsKept(db *sql.DB) error {
	names, err := kinds(db)
	if err != nil {
		return err
	}
	for i, name := range names {
		db.Exec(fmt.Sprintf("INSERT INTO counts SELECT '%s', count(*) FROM events_%d", name, i))          // want sqlconcat/dynamic
		db.Query(fmt.Sprintf("SELECT '%s', count(*) FROM events WHERE kind = '%s'", name, name))          // want sqlconcat/dynamic
		db.Query(fmt.Sprintf("SELECT count(*), lower('%s') FROM events", name))                           // want sqlconcat/dynamic
		db.Query(fmt.Sprintf("SELECT '%s' = secret, count(*) FROM events GROUP BY secret LIMIT 1", name)) // want sqlconcat/dynamic
	}
	return nil
}

func countsLabelledByRequest(db *sql.DB, r *http.Request) {
	db.Query("SELECT '" + r.FormValue("kind") + "' AS kind, count(*) FROM events") // want sqlconcat/untrusted
}

// office has a zone that this package reads nowhere.
type office struct{ zone, tenant string }

func (o *office) Use(db *sql.DB) {
	db.Exec("SET SESSION time_zone = '" + o.zone + "'")
	db.Exec("SET client_encoding TO '" + o.zone + "'")
	db.Exec("SET app.tenant = '" + o.tenant + "'")               // want sqlconcat/dynamic
	db.Exec("UPDATE offices SET time_zone = '" + o.tenant + "'") // want sqlconcat/dynamic
}

func useZoneOfRow(db *sql.DB) error {
	var zone, password string
	if err := db.QueryRow("SELECT zone, password FROM offices").Scan(&zone, &password); err != nil {
		return err
	}
	db.Exec("SET PASSWORD = '" + password + "'") // want sqlconcat/dynamic
	_, err := db.Exec("SET time_zone = '" + zone + "'")
	return err
}

// UseZone takes the zone from anybody.
func UseZone(db *sql.DB, zone string) {
	db.Exec("SET SESSION time_zone = '" + zone + "'") // want sqlconcat/dynamic
}

func useZoneOfRequest(db *sql.DB, r *http.Request) {
	db.Exec("SET SESSION time_zone = '" + r.FormValue("zone") + "'") // want sqlconcat/untrusted
}

// EventsOfLog asks the server for what is in one of its logs.
func EventsOfLog(db *sql.DB, log string, position int) (*sql.Rows, error) {
	return db.Query(fmt.Sprintf("SHOW BINLOG EVENTS IN '%s' FROM %d LIMIT 10", log, position))
}

func eventsOfLogInRequest(db *sql.DB, r *http.Request) {
	db.Query("SHOW BINLOG EVENTS IN '" + r.FormValue("log") + "'") // want sqlconcat/untrusted
}
