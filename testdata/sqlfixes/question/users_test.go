package question

import (
	"context"
	"database/sql"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/jmoiron/sqlx"
)

func database(t *testing.T) *sql.DB {
	t.Helper()
	db, err := open()
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	for _, text := range []string{
		"CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, city TEXT, age INTEGER)",
		"INSERT INTO users VALUES (1, 'ann', 'ulm', 40), (2, 'bob', 'bonn', 50)",
	} {
		if _, err := db.Exec(text); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

func TestAnswers(t *testing.T) {
	db := database(t)
	r := httptest.NewRequest(http.MethodGet, "/?name=bob&id=2&part=bo&city=bonn", nil)
	for name, got := range map[string]string{
		"quotedValue":            quotedValue(db, r),
		"quotedValueThenMore":    quotedValueThenMore(db, r),
		"bareValue":              bareValue(db, r),
		"wildcards":              wildcards(context.Background(), db, r),
		"formatted":              formatted(db, r),
		"formattedWithWildcards": formattedWithWildcards(db, r),
		"formattedBesideNumber":  formattedBesideNumber(db, r),
		"amongArguments":         amongArguments(db, r),
		"twoValues":              twoValues(db, r),
		"inVariable":             inVariable(db, r),
	} {
		if got != "bob" {
			t.Errorf("%s: %q, want bob", name, got)
		}
	}
	if name, err := throughSqlx(sqlx.NewDb(db, "sqlite"), r); name != "bob" || err != nil {
		t.Errorf("throughSqlx: %q, %v", name, err)
	}
	if err := inserted(db, r); err != nil {
		t.Error(err)
	}
}
