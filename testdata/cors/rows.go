package cors

import (
	"net/http"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"
	fibercors "github.com/gofiber/fiber/v2/middleware/cors"
	fiber3cors "github.com/gofiber/fiber/v3/middleware/cors"
	"github.com/rs/cors"
)

// Settings and checks that stand nowhere else.

func rsAllowAll() *cors.Cors {
	return cors.AllowAll() // want corswild/wildcard
}

func fiberSchemeStar(app *fiber.App) {
	app.Use(fibercors.New(fibercors.Config{AllowOrigins: "https://*", AllowCredentials: true})) // panics at start
}

func fiber3StarWithCredentials() any {
	return fiber3cors.New(fiber3cors.Config{AllowOrigins: []string{"*"}, AllowCredentials: true}) // panics at start
}

func fiber3Listed() any {
	return fiber3cors.New(fiber3cors.Config{AllowOrigins: []string{"https://example.com"}, AllowCredentials: true})
}

func answer(w http.ResponseWriter, origin string) {
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func globWithoutDot(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if ok, err := path.Match("https://*example.com", origin); ok && err == nil { // want corswild/weak-origin-check
		answer(w, origin)
	}
}

func globOfSubdomains(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if ok, err := path.Match("https://*.example.com", origin); ok && err == nil {
		answer(w, origin)
	}
}

func globOfAnyHost(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if ok, _ := path.Match("https://*", origin); ok {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corswild/reflected-credentials
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func foldedEqual(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.EqualFold(origin, "https://example.com") {
		answer(w, origin)
	}
}
