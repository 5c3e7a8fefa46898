// Package ask reads what requests ask for.
package ask

import (
	"net/http"
	"strings"
)

// Sort returns the column to sort by, as the client writes it.
func Sort(r *http.Request) string {
	return strings.TrimSpace(r.URL.Query().Get("sort"))
}

// Column returns the column to sort by, one of those that there are.
func Column(r *http.Request) string {
	switch column := Sort(r); column {
	case "name", "price", "added":
		return column
	}
	return "name"
}
