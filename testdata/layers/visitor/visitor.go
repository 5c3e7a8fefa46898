// Package visitor knows whoever asks by their request.
package visitor

import (
	"net/http"

	"github.com/secvet/secvet/testdata/layers/domain"
)

// Web is a visitor with a browser.
type Web struct {
	r     *http.Request
	theme string
}

// Of returns the visitor who made a request.
func Of(r *http.Request) *Web {
	v := &Web{r: r, theme: "light"}
	if r.FormValue("dark") != "" {
		v.theme = "dark"
	}
	return v
}

// Column is what the request sorts by.
func (v *Web) Column() string { return v.r.URL.Query().Get("sort") }

// KnownColumn is one of two.
func (v *Web) KnownColumn() string {
	switch column := v.r.FormValue("sort"); column {
	case "title", "state":
		return column
	}
	return "id"
}

// Theme is chosen by the program.
func (v *Web) Theme() string { return v.theme }

// Query is what the request looks for.
func (v *Web) Query() domain.Filter {
	return domain.Filter{Term: v.r.FormValue("q"), State: "open"}
}
