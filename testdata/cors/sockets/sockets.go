// Package sockets opens websockets with libraries that check nothing by default.
package sockets

import (
	"net"
	"net/http"
	"net/url"

	"github.com/gobwas/ws"
	fiberws "github.com/gofiber/contrib/websocket"
	"github.com/gofiber/fiber/v2"
	"github.com/lxzan/gws"
	"github.com/olahol/melody"
	"golang.org/x/net/websocket"
)

func netHandler(serve func(*websocket.Conn)) http.Handler {
	return websocket.Handler(serve) // want corswild/websocket-any-origin
}

func netServer(serve func(*websocket.Conn)) http.Handler {
	return websocket.Server{Handler: serve} // want corswild/websocket-any-origin
}

// The server's own check decides, and its handler is no handler by itself.
func netServerWithHandshake(serve func(*websocket.Conn), origin *url.URL) http.Handler {
	return websocket.Server{
		Config:    websocket.Config{Origin: origin},
		Handler:   websocket.Handler(serve),
		Handshake: sameOrigin,
	}
}

func netServerOfHandler(serve func(*websocket.Conn)) http.Handler {
	return websocket.Server{Handler: websocket.Handler(serve)} // want corswild/websocket-any-origin
}

func sameOrigin(c *websocket.Config, r *http.Request) error {
	origin, err := websocket.Origin(c, r)
	if err != nil || origin.Host != c.Origin.Host {
		return websocket.ErrBadWebSocketOrigin
	}
	return nil
}

func gobwasOverHTTP(w http.ResponseWriter, r *http.Request) (net.Conn, error) {
	conn, _, _, err := ws.UpgradeHTTP(r, w) // want corswild/websocket-any-origin
	return conn, err
}

func melodyDefault() *melody.Melody {
	return melody.New() // want corswild/websocket-any-origin
}

func gwsDefault(h gws.Event) *gws.Upgrader {
	return gws.NewUpgrader(h, &gws.ServerOption{}) // want corswild/websocket-any-origin
}

func gwsWithoutOptions(h gws.Event) *gws.Upgrader {
	return gws.NewUpgrader(h, nil) // want corswild/websocket-any-origin
}

func fiberDefault() fiber.Handler {
	return fiberws.New(func(*fiberws.Conn) {}) // want corswild/websocket-any-origin
}

func fiberAnyOrigin() fiber.Handler {
	return fiberws.New(func(*fiberws.Conn) {}, fiberws.Config{Origins: []string{"*"}}) // want corswild/websocket-any-origin
}

func fiberOwn() fiber.Handler {
	return fiberws.New(func(*fiberws.Conn) {}, fiberws.Config{Origins: []string{"https://example.com"}})
}
