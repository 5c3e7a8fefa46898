// Package corsold uses versions of libraries that did other things with the same
// settings.
package corsold

import (
	"github.com/gofiber/fiber/v2"
	fibercors "github.com/gofiber/fiber/v2/middleware/cors"
	"github.com/labstack/echo/v4/middleware"
	"github.com/rs/cors"
)

func rsStarWithCredentials() *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: []string{"*"}, AllowCredentials: true}) // want corswild/reflected-credentials
}

func rsZeroWithCredentials() *cors.Cors {
	return cors.New(cors.Options{AllowCredentials: true}) // want corswild/reflected-credentials
}

func rsListed() *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: []string{"https://example.com"}, AllowCredentials: true})
}

func echoPolicies() {
	_ = middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: []string{"*"}, AllowCredentials: true}) // want corswild/reflected-credentials
	_ = middleware.CORSWithConfig(middleware.CORSConfig{AllowOrigins: []string{"https://example.com"}, AllowCredentials: true})
}

func fiberPolicies(app *fiber.App) {
	app.Use(fibercors.New(fibercors.Config{AllowOrigins: "*", AllowCredentials: true})) // want corswild/wildcard-credentials
	app.Use(fibercors.New(fibercors.Config{AllowCredentials: true}))                    // want corswild/wildcard-credentials
	app.Use(fibercors.New(fibercors.Config{AllowOrigins: "https://example.com, https://example.org", AllowCredentials: true}))
}
