// Package defaults opens websockets with libraries that check nothing by
// themselves, and never looks at an origin.
package defaults

import (
	"net"
	"net/http"

	"github.com/gobwas/ws"
	fiberws "github.com/gofiber/contrib/websocket"
	"github.com/gofiber/fiber/v2"
	"github.com/lxzan/gws"
	"github.com/olahol/melody"
	xnet "golang.org/x/net/websocket"
)

func fiberDefault() fiber.Handler {
	return fiberws.New(func(*fiberws.Conn) {}) // want corswild/websocket-any-origin
}

func fiberWithoutOrigins() fiber.Handler {
	return fiberws.New(func(*fiberws.Conn) {}, fiberws.Config{ReadBufferSize: 1}) // want corswild/websocket-any-origin
}

func fiberStar() fiber.Handler {
	return fiberws.New(func(*fiberws.Conn) {}, fiberws.Config{Origins: []string{"*"}}) // want corswild/websocket-any-origin
}

func fiberListed() fiber.Handler {
	return fiberws.New(func(*fiberws.Conn) {}, fiberws.Config{Origins: []string{"https://example.com"}})
}

func melodyDefault() *melody.Melody {
	return melody.New() // want corswild/websocket-any-origin
}

func gwsDefault(h gws.Event) *gws.Upgrader {
	return gws.NewUpgrader(h, &gws.ServerOption{}) // want corswild/websocket-any-origin
}

func gwsNil(h gws.Event) *gws.Upgrader {
	return gws.NewUpgrader(h, nil) // want corswild/websocket-any-origin
}

func gobwas(w http.ResponseWriter, r *http.Request) (net.Conn, error) {
	conn, _, _, err := ws.UpgradeHTTP(r, w) // want corswild/websocket-any-origin
	return conn, err
}

func xnetHandler(mux *http.ServeMux) {
	mux.Handle("/ws", xnet.Handler(func(*xnet.Conn) {})) // want corswild/websocket-any-origin
}
