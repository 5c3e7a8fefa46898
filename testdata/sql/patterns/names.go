package patterns

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/Masterminds/squirrel"
	"github.com/lib/pq"
)

// Names in single quotes, and names that are not quoted.

// LabelledWithTable names the table as text as well.
func LabelledWithTable(db *sql.DB, table string) {
	db.Query(fmt.Sprintf(`SELECT '%[1]s', id FROM %[1]q WHERE active`, table))
	db.Query("SELECT '" + table + "' AS source, id FROM " + table)
	db.Exec(fmt.Sprintf("IF OBJECT_ID ('%[1]s') IS NOT NULL DROP TABLE %[1]s", "staging."+table))
}

// LabelledWithNote has a text that is no name.
func LabelledWithNote(db *sql.DB, table, note string) {
	db.Query(fmt.Sprintf(`SELECT '%s', id FROM %q WHERE active`, note, table))  // want sqlconcat/dynamic
	db.Query("SELECT id FROM t WHERE a = '" + note + "' OR b = '" + note + "'") // want sqlconcat/dynamic
}

func labelledByRequest(db *sql.DB, r *http.Request) {
	db.Query(fmt.Sprintf(`SELECT '%[1]s', id FROM %[1]s`, r.FormValue("table"))) // want sqlconcat/untrusted
}

// DescribedTable asks the database what it knows of a table.
func DescribedTable(db *sql.DB, schema, table string) {
	db.Query("SELECT column_name FROM information_schema.columns WHERE table_schema = '" + schema + "' AND table_name = '" + table + "'")
	db.Query("SELECT name FROM pragma_table_info('" + table + "')")
	db.Query("SELECT pg_get_serial_sequence('" + schema + "', '" + table + "')")
	db.Exec("ALTER TABLE " + table + " CONVERT TO CHARACTER SET '" + schema + "'")
	db.Query("SELECT id FROM tables WHERE table_name = '" + table + "'") // want sqlconcat/dynamic
}

func describedByRequest(db *sql.DB, r *http.Request) {
	db.Query("SELECT 1 FROM pg_database WHERE datname = '" + r.FormValue("name") + "'")                     // want sqlconcat/untrusted
	db.Query("SELECT 1 FROM pg_database WHERE datname = '" + pq.QuoteIdentifier(r.FormValue("name")) + "'") // want sqlconcat/untrusted
}

// revoke quotes the names that it is given, and forgets those that it reads.
func revoke(db *sql.DB, user string) error {
	rows, err := db.Query("SELECT table_schema FROM information_schema.role_table_grants WHERE grantee = $1", user)
	if err != nil {
		return err
	}
	for rows.Next() {
		var schema string
		if err := rows.Scan(&schema); err != nil {
			return err
		}
		db.Exec(fmt.Sprintf("REVOKE ALL ON ALL TABLES IN SCHEMA %s FROM %s", schema, pq.QuoteIdentifier(user))) // want sqlconcat/dynamic
		db.Exec(fmt.Sprintf("REVOKE USAGE ON SCHEMA %s FROM %s", pq.QuoteIdentifier(schema), pq.QuoteIdentifier(user)))
		db.Exec(fmt.Sprintf("ANALYZE %s.%s", schema, "users"))
		db.Exec(fmt.Sprintf(`REVOKE USAGE ON SCHEMA "%s" FROM %s`, schema, pq.QuoteIdentifier(user)))
	}
	return rows.Err()
}

// onceQuoted leaves alone what has its quotation marks already.
func onceQuoted(name string) string {
	if len(name) > 2 && name[0] == '"' && name[len(name)-1] == '"' {
		return name
	}
	return pq.QuoteIdentifier(name)
}

// dropTriggers quotes the names that it reads, and some of them only here and there.
func dropTriggers(db *sql.DB, quoting bool) error {
	rows, err := db.Query("SELECT evtname FROM pg_event_trigger")
	if err != nil {
		return err
	}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		db.Exec("DROP EVENT TRIGGER IF EXISTS " + onceQuoted(name))
		db.Exec(fmt.Sprintf("ALTER EVENT TRIGGER %s RENAME TO %s", pq.QuoteIdentifier(name), name)) // want sqlconcat/dynamic
		statement := "DROP EVENT TRIGGER " + name                                                   // want sqlconcat/dynamic
		if quoting {
			statement = "DROP EVENT TRIGGER " + pq.QuoteIdentifier(name)
		}
		db.Exec(statement)
	}
	return rows.Err()
}

// Revoke is given a user.
func Revoke(db *sql.DB, user string) error { return revoke(db, user) }

type direction string

const (
	ascending  direction = "ASC"
	descending direction = "DESC"
)

// label is a type of texts of which nobody says which there are.
type label string

// ranking has constants without its type, which its name tells.
type ranking string

const (
	rankingAge  = "age"
	rankingSize = "size"
)

// rank is a type of texts beside which others have constants.
type rank string

// Ranked is given one of the rankings, and anything.
func Ranked(db *sql.DB, by ranking, other rank) {
	db.Query("SELECT id FROM users ORDER BY " + string(by))
	db.Query("SELECT id FROM users ORDER BY " + rankingAge + ", " + rankingSize)
	db.Query("SELECT id FROM users WHERE rank = '" + string(other) + "'") // want sqlconcat/dynamic
}

type sorting struct {
	Column    string
	Direction direction
}

// Sorted is given one of two directions, and the last of them as text.
func Sorted(db *sql.DB, d direction, s sorting, l label) {
	db.Query("SELECT id FROM users ORDER BY email " + string(descending))
	db.Query("SELECT id FROM users ORDER BY name " + string(d)) // want sqlconcat/untrusted
	db.Query("SELECT id FROM users ORDER BY name " + string(s.Direction))
	db.Query("SELECT id FROM users WHERE label = '" + string(l) + "'") // want sqlconcat/dynamic
}

func sortedByRequest(db *sql.DB, r *http.Request) {
	Sorted(db, direction(r.FormValue("direction")), sorting{Column: "name", Direction: ascending}, "")
}

// A call in a chain is reported on its own line.
func chained(db squirrel.BaseRunner, r *http.Request) {
	squirrel.Select("id").
		From("users").
		Where("active").
		OrderBy(r.FormValue("sort")). // want sqlconcat/untrusted
		RunWith(db).
		Query()
	squirrel.Select("id").From("users").OrderBy(r.FormValue("sort")). // want sqlconcat/untrusted
										RunWith(db).
										Query()
}

// withoutBackticks refuses names that would end their quotation marks.
func withoutBackticks(db *sql.DB, r *http.Request) error {
	table := r.FormValue("table")
	if strings.Contains(table, "`") {
		return errors.New("backtick in the name of a table")
	}
	db.Query("SELECT id FROM `" + table + "`")
	db.Query("SELECT id FROM " + table)                        // want sqlconcat/untrusted
	db.Query(`SELECT id FROM "` + table + `"`)                 // want sqlconcat/untrusted
	db.Query("SELECT id FROM users WHERE x = '" + table + "'") // want sqlconcat/untrusted
	return nil
}

// withoutNameQuotes: they are taken out, or looked for.
func withoutNameQuotes(db *sql.DB, r *http.Request) {
	column := strings.ReplaceAll(r.FormValue("column"), `"`, "")
	db.Query(`SELECT "` + column + `" FROM users`)
	db.Query(`SELECT ` + column + ` FROM users`) // want sqlconcat/untrusted
	if strings.ContainsAny(r.FormValue("index"), "`\"'\\;") {
		return
	}
	db.Exec("ALTER TABLE users DROP INDEX `" + r.FormValue("index") + "`")
	db.Exec("ALTER TABLE users DROP INDEX " + r.FormValue("index")) // want sqlconcat/untrusted
}

var spaced = regexp.MustCompile(`^[A-Za-z0-9_ ().-]+$`)

// columnTitle has blanks and parentheses, but nothing that ends a quotation.
func columnTitle(db *sql.DB, r *http.Request) {
	title := r.FormValue("title")
	if !spaced.MatchString(title) {
		return
	}
	db.Query("SELECT id AS `" + title + "` FROM users")
	db.Query("SELECT id AS " + title + " FROM users") // want sqlconcat/untrusted
}

// InDoubleQuotes has values where MySQL and SQLite take a text for one.
func InDoubleQuotes(db *sql.DB, name, column string) {
	db.Query(fmt.Sprintf(`SELECT id FROM users WHERE name LIKE "%s" ORDER BY id`, name)) // want sqlconcat/dynamic
	db.Query(`SELECT id FROM users WHERE name = "` + name + `"`)                         // want sqlconcat/dynamic
	db.Exec(fmt.Sprintf(`INSERT INTO users (name, city) VALUES ("%s", "x")`, name))      // want sqlconcat/dynamic
	db.Query(fmt.Sprintf(`SELECT id, "%s" FROM users WHERE id = 1`, column))
	db.Query(fmt.Sprintf(`SELECT id FROM users JOIN pets ON users.pet = "%s"."id"`, column))
	db.Query(fmt.Sprintf(`SELECT "id" FROM "users" WHERE "name" = "%s"`, column))
}
