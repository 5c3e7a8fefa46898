// Package sessions keeps who is logged in.
package sessions

import "net/http"

// User is who sends a request, by the cookie.
func User(r *http.Request) string {
	c, err := r.Cookie("session")
	if err != nil {
		return ""
	}
	return c.Value
}
