// Package contexts is about values that travel in a context, by key.
package contexts

import (
	"context"
	"net/http"

	"github.com/secvet/secvet/testdata/engine/page"
)

type (
	sortKey   struct{}
	tenantKey struct{}
	userKey   struct{}
)

func inOneFunction(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(r.Context(), sortKey{}, r.FormValue("sort"))
	sort, _ := ctx.Value(sortKey{}).(string)
	page.Show(db.QueryContext(ctx, "SELECT id FROM users ORDER BY "+sort)) // want sqlconcat/untrusted
}

func otherKey(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(r.Context(), userKey{}, r.FormValue("user"))
	ctx = context.WithValue(ctx, tenantKey{}, "main")
	tenant, _ := ctx.Value(tenantKey{}).(string)
	page.Show(db.QueryContext(ctx, "SELECT id FROM "+tenant+".users WHERE name = ?", ctx.Value(userKey{})))
}

func numberInContext(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(r.Context(), userKey{}, len(r.FormValue("user")))
	id, _ := ctx.Value(userKey{}).(int)
	page.Show(db.QueryContext(ctx, "SELECT id FROM users WHERE id = ?", id))
}

type requestKey string

const schemaKey requestKey = "schema"

// Schema is middleware that keeps a header for the handlers behind it.
func Schema(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), schemaKey, r.Header.Get("X-Schema"))
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func schemaOf(ctx context.Context) string {
	s, _ := ctx.Value(schemaKey).(string)
	return s
}

func behindMiddleware(w http.ResponseWriter, r *http.Request) {
	page.Show(db.QueryContext(r.Context(), "SELECT id FROM "+schemaOf(r.Context())+".users")) // want sqlconcat/untrusted
}

type regionKey struct{}

var regions = map[string]string{"eu": "region_eu", "us": "region_us"}

// Region is middleware that keeps one of two constants.
func Region(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		region, ok := regions[r.Header.Get("X-Region")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), regionKey{}, region)))
	})
}

func behindCleanMiddleware(w http.ResponseWriter, r *http.Request) {
	region := r.Context().Value(regionKey{}).(string)
	page.Show(db.QueryContext(r.Context(), "SELECT id FROM "+region+".users"))
}

type pageKey struct{}

type paging struct{ sort, dir string }

func structInContext(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(r.Context(), pageKey{}, paging{sort: r.FormValue("sort"), dir: "ASC"})
	p := ctx.Value(pageKey{}).(paging)
	page.Show(db.QueryContext(ctx, "SELECT id FROM users ORDER BY "+p.sort)) // want sqlconcat/untrusted
}

func otherFieldInContext(w http.ResponseWriter, r *http.Request) {
	ctx := context.WithValue(r.Context(), pageKey{}, paging{sort: r.FormValue("sort"), dir: "ASC"})
	p := ctx.Value(pageKey{}).(paging)
	page.Show(db.QueryContext(ctx, "SELECT id FROM users ORDER BY name "+p.dir))
}
