// Package groups opens websockets with a library that checks nothing by default.
package groups

import (
	fiberws "github.com/gofiber/contrib/websocket"
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/basicauth"
)

type known struct{ sessions, tokens map[string]string }

func fiberRoutes(k *known) {
	app := fiber.New()
	users := app.Group("/users", func(c *fiber.Ctx) error {
		if k.sessions[c.Cookies("session")] == "" {
			return fiber.ErrUnauthorized
		}
		return c.Next()
	})
	users.Get("/room", fiberws.New(func(c *fiberws.Conn) { c.Close() })) // want corswild/websocket-any-origin
	clients := app.Group("/clients", func(c *fiber.Ctx) error {
		if k.tokens[c.Get("Authorization")] == "" {
			return fiber.ErrUnauthorized
		}
		return c.Next()
	})
	clients.Get("/stream", fiberws.New(func(c *fiberws.Conn) { c.Close() })) // want corswild/websocket-unchecked-origin
	guarded := app.Group("/guarded", basicauth.New(basicauth.Config{Users: k.tokens}))
	guarded.Get("/room", fiberws.New(func(c *fiberws.Conn) { c.Close() })) // want corswild/websocket-any-origin
	app.Listen(":8080")
}
