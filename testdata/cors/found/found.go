// Package found asks whether something was found by the origin, or only made of it.
package found

import (
	"net/http"
	"net/url"

	"github.com/gorilla/handlers"

	"github.com/secvet/secvet/testdata/cors/found/domains"
)

func foundElsewhere(known []domains.Domain) func(http.Handler) http.Handler {
	return handlers.CORS(handlers.AllowCredentials(), handlers.AllowedOriginValidator(func(origin string) bool {
		return domains.Find(origin, known) != nil
	}))
}

func parsedElsewhere() func(http.Handler) http.Handler {
	return handlers.CORS(handlers.AllowCredentials(), handlers.AllowedOriginValidator(func(origin string) bool { // want corswild/reflected-credentials
		return domains.Parse(origin) != nil
	}))
}

type tenant struct{ host string }

func tenantOf(origin string, tenants []*tenant) *tenant {
	for _, t := range tenants {
		if "https://"+t.host == origin {
			return t
		}
	}
	return nil
}

func foundHere(tenants []*tenant) func(http.Handler) http.Handler {
	return handlers.CORS(handlers.AllowCredentials(), handlers.AllowedOriginValidator(func(origin string) bool {
		return tenantOf(origin, tenants) != nil
	}))
}

func addressOf(origin string) *url.URL {
	u, err := url.Parse(origin)
	if err != nil {
		return nil
	}
	return u
}

func parsedHere() func(http.Handler) http.Handler {
	return handlers.CORS(handlers.AllowCredentials(), handlers.AllowedOriginValidator(func(origin string) bool { // want corswild/reflected-credentials
		return addressOf(origin) != nil
	}))
}

func foundInMap(tenants map[string]*tenant) func(http.Handler) http.Handler {
	return handlers.CORS(handlers.AllowCredentials(), handlers.AllowedOriginValidator(func(origin string) bool {
		return tenants[origin] != nil
	}))
}

func notFound(tenants map[string]*tenant) func(http.Handler) http.Handler {
	return handlers.CORS(handlers.AllowCredentials(), handlers.AllowedOriginValidator(func(origin string) bool { // want corswild/reflected-credentials
		return tenants[origin] == nil
	}))
}
