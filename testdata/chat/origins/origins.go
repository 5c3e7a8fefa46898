// Package origins knows the websites that may talk to the chat.
package origins

import (
	"net/http"
	"net/url"
	"strings"
)

// Ours says whether a request comes from one of our websites.
func Ours(r *http.Request) bool {
	u, err := url.Parse(r.Header.Get("Origin"))
	return err == nil && strings.HasSuffix(u.Hostname(), "chat.example") // flaw: corswild/weak-origin-check
}

// Home says whether a request comes from our first website.
func Home(r *http.Request) bool { return r.Header.Get("Origin") == "https://chat.example" }

// Rules are the websites that an operator added.
type Rules struct{ Listed map[string]bool }

// Known says whether a website may read what its visitors may.
func (l *Rules) Known(origin string) bool {
	return l.Listed[origin] || strings.HasPrefix(origin, "https://chat.example") // flaw: corswild/weak-origin-check
}

// Picture says whether a name is that of a picture. Nobody asks it about websites.
func Picture(name string) bool { return strings.HasSuffix(name, "png") }

// Friendly is asked about websites that get no more than everybody gets.
func Friendly(origin string) bool { return strings.Contains(origin, "chat.example") }
