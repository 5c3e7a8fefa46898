// Package web uses what the catalog describes.
package web

import (
	"net/http"

	"github.com/secvet/secvet/testdata/ownlibrary/store"
)

func method(c *store.Client, r *http.Request) error {
	return c.Run("SELECT 1 ORDER BY " + r.FormValue("sort")) // flaw: sqlconcat/untrusted
}

func throughInterface(s store.Runner, r *http.Request) error {
	return s.Run("SELECT 2 ORDER BY " + r.FormValue("sort")) // flaw: sqlconcat/untrusted
}

func generic(r *http.Request) error {
	return store.Each("SELECT 3 ORDER BY "+r.FormValue("sort"), func(int) {}) // flaw: sqlconcat/untrusted
}

func methodValue(c *store.Client, r *http.Request) error {
	run := c.Run
	return run("SELECT 4 ORDER BY " + r.FormValue("sort")) // flaw: sqlconcat/untrusted
}

func ownField(c *store.Client, job *store.Job) error {
	return c.Run("SELECT 5 ORDER BY " + job.Payload) // flaw: sqlconcat/untrusted
}

func ownPath(c *store.Client, r *http.Request) (string, error) {
	return store.Load(c, "/srv/"+r.FormValue("name")) // flaw: pathjoin/untrusted
}

func wrapped(c *store.Client, r *http.Request) error {
	return store.ByName(c, r.FormValue("sort"))
}

func samePackage() {
	discard("/srv/" + subject()) // flaw: pathjoin/untrusted
}

func subject() string { return "me" }

func discard(name string) {}

func cleaned(c *store.Client, r *http.Request) error {
	return c.Run("SELECT 6 ORDER BY " + store.Column(r.FormValue("sort")))
}

func constant(c *store.Client) error {
	return c.Run("SELECT 7 ORDER BY " + "id")
}
