// Package elsewhere leaves the decision about origins to another package.
package elsewhere

import (
	"net/http"

	gorilla "github.com/gorilla/websocket"
	"github.com/rs/cors"

	"github.com/secvet/secvet/testdata/cors/elsewhere/access"
)

var feed = gorilla.Upgrader{CheckOrigin: access.Everybody} // want corswild/websocket-any-origin

func everyOrigin() *cors.Cors {
	return cors.New(cors.Options{AllowOriginFunc: access.EveryOrigin, AllowCredentials: true}) // want corswild/reflected-credentials
}

func nobody() *cors.Cors {
	return cors.New(cors.Options{AllowOriginFunc: access.Nobody, AllowCredentials: true})
}

func office() *cors.Cors {
	return cors.New(cors.Options{AllowOriginFunc: access.Office, AllowCredentials: true})
}

func method(p *access.Policy) *cors.Cors {
	return cors.New(cors.Options{AllowOriginFunc: p.Allowed, AllowCredentials: true})
}

func openMethod(p *access.Policy) *cors.Cors {
	return cors.New(cors.Options{AllowOriginFunc: p.Open, AllowCredentials: true}) // want corswild/reflected-credentials
}

func asked(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); access.EveryOrigin(origin) {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corswild/reflected-credentials
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func askedOffice(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); access.Office(origin) {
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}
