// Package mysqlstore keeps accounts in MySQL: what its protocol prescribes for its own
// logins is none of its business.
package mysqlstore

import (
	"crypto/sha1"
	"database/sql"
	"encoding/hex"
	"net/http"
)

// MySQL is the store.
type MySQL struct{ db *sql.DB }

func (m *MySQL) createUser(r *http.Request) error {
	sum := sha1.Sum([]byte(r.FormValue("password"))) // want weakhash/password-fast-hash
	_, err := m.db.Exec("INSERT INTO accounts (name, hash) VALUES (?, ?)", r.FormValue("name"), hex.EncodeToString(sum[:]))
	return err
}
