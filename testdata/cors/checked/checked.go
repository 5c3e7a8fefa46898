// Package checked gives melody a check of its own.
package checked

import (
	"net/http"

	"github.com/olahol/melody"
)

func melodyWithCheck() *melody.Melody {
	m := melody.New()
	m.Upgrader.CheckOrigin = func(r *http.Request) bool { return r.Header.Get("Origin") == "https://example.com" }
	return m
}
