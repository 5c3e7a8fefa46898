// Package g125 joins elements of an address.
package g125

import (
	"net/http"
	"net/url"
)

func Avatar(r *http.Request) (string, error) {
	return url.JoinPath("https://images.example.com/users", r.FormValue("name"), "avatar") // gosec: G125
}
