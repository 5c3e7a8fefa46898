package fields

import (
	"net/http"
	"net/url"

	"github.com/secvet/secvet/testdata/engine/page"
)

// An upstream is a server that requests are handed to. Its address is configured.
type upstream struct {
	address *url.URL
}

func newUpstream() *upstream { return &upstream{address: &url.URL{Host: "files", Path: "/v1"}} }

// A hop is an upstream whose address a request may change.
type hop struct {
	address *url.URL
}

// moved tells where something is now: another URL than those of all upstreams.
func moved(w http.ResponseWriter, r *http.Request) {
	next := &url.URL{Scheme: "https", Host: r.Host, Path: r.FormValue("next")}
	w.Header().Set("Location", next.String())
}

func (u *upstream) log(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM hops WHERE path = '" + u.address.Path + "'"))
}

func (h *hop) move(w http.ResponseWriter, r *http.Request) {
	h.address.Path = r.FormValue("path")
}

func (h *hop) log(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM hops WHERE path = '" + h.address.Path + "'")) // want sqlconcat/untrusted
}

// A mirror's address is replaced as a whole.
type mirror struct {
	address *url.URL
}

func (m *mirror) move(w http.ResponseWriter, r *http.Request) {
	m.address = &url.URL{Path: r.FormValue("path")}
}

func (m *mirror) log(w http.ResponseWriter, r *http.Request) {
	page.Show(db.Query("SELECT id FROM hops WHERE path = '" + m.address.Path + "'")) // want sqlconcat/untrusted
}
