// Package own opens websockets with the same libraries for its own website.
package own

import (
	"errors"
	"net/http"

	"github.com/gobwas/ws"
	"github.com/olahol/melody"
	"golang.org/x/net/websocket"
)

const site = "https://example.com"

func netServer(serve func(*websocket.Conn)) http.Handler {
	return websocket.Server{Handler: serve, Handshake: func(c *websocket.Config, r *http.Request) error {
		if origin, err := websocket.Origin(c, r); err != nil || origin.String() != site {
			return errors.New("origin")
		}
		return nil
	}}
}

func melodyOwn() *melody.Melody {
	m := melody.New()
	m.Upgrader.CheckOrigin = func(r *http.Request) bool { return r.Header.Get("Origin") == site }
	return m
}

func gobwasOwn(w http.ResponseWriter, r *http.Request) error {
	if r.Header.Get("Origin") != site {
		return errors.New("origin")
	}
	conn, _, _, err := ws.UpgradeHTTP(r, w)
	if err != nil {
		return err
	}
	return conn.Close()
}
