package cors

import (
	"github.com/gofiber/fiber/v2"
	fibercors "github.com/gofiber/fiber/v2/middleware/cors"
	fiber3cors "github.com/gofiber/fiber/v3/middleware/cors"
)

func fiberDefault(app *fiber.App) {
	app.Use(fibercors.New()) // want corswild/wildcard
}

func fiberZero(app *fiber.App) {
	app.Use(fibercors.New(fibercors.Config{})) // want corswild/wildcard
}

func fiberStarWithCredentials(app *fiber.App) {
	app.Use(fibercors.New(fibercors.Config{AllowOrigins: "*", AllowCredentials: true})) // panics at start
}

func fiberConfigDefault(app *fiber.App) {
	config := fibercors.ConfigDefault
	app.Use(fibercors.New(config)) // want corswild/wildcard
}

func fiberFunc(app *fiber.App) {
	app.Use(fibercors.New(fibercors.Config{ // want corswild/reflected-credentials
		AllowOriginsFunc: func(origin string) bool { return true },
		AllowCredentials: true,
	}))
}

func fiberPolicyListed(app *fiber.App) {
	app.Use(fibercors.New(fibercors.Config{AllowOrigins: "https://example.com, https://example.org", AllowCredentials: true}))
}

func fiber3Func() any {
	return fiber3cors.New(fiber3cors.Config{ // want corswild/reflected-credentials
		AllowOriginsFunc: func(origin string) bool { return true },
		AllowCredentials: true,
	})
}

func fiber3PrivateNetwork() any {
	return fiber3cors.New(fiber3cors.Config{AllowPrivateNetwork: true}) // want corswild/wildcard-private corswild/wildcard
}
