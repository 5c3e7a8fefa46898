// Package library hands what a client sends to a library that secvet knows nothing
// of but its code.
package library

import (
	"net/http"

	"github.com/tsenart/nap"
)

// Balance looks up a balance.
func Balance(db *nap.DB, r *http.Request) error {
	rows, err := db.Query("SELECT balance FROM accounts WHERE owner = '" + r.FormValue("owner") + "'")
	if err != nil {
		return err
	}
	return rows.Close()
}
