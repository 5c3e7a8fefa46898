package stubbed

import (
	iriscors "github.com/iris-contrib/middleware/cors"
	gincors "github.com/itsjamie/gin-cors"
	"github.com/jub0bs/cors"
)

func ginStarWithCredentials() any {
	return gincors.Middleware(gincors.Config{Origins: "*", Credentials: true}) // want corswild/reflected-credentials
}

func ginStar() any {
	return gincors.Middleware(gincors.Config{Origins: "*"}) // want corswild/wildcard
}

func ginListed() any {
	return gincors.Middleware(gincors.Config{Origins: "https://shop.example.com, https://example.com", Credentials: true})
}

func ginNull() any {
	return gincors.Middleware(gincors.Config{Origins: "https://example.com, null", Credentials: true}) // want corswild/null-credentials
}

func irisEverybody() any {
	return iriscors.New(iriscors.Options{AllowCredentials: true, AllowOriginFunc: func(string) bool { return true }}) // want corswild/reflected-credentials
}

func irisScheme() any {
	return iriscors.New(iriscors.Options{AllowedOrigins: []string{"https://*"}, AllowCredentials: true}) // want corswild/reflected-credentials
}

func irisListed() any {
	return iriscors.New(iriscors.Options{AllowedOrigins: []string{"https://example.com"}, AllowCredentials: true})
}

func irisAllowAll() any {
	return iriscors.AllowAll() // want corswild/wildcard-credentials
}

func jub0bsStar() (any, error) {
	return cors.NewMiddleware(cors.Config{Origins: []string{"*"}}) // want corswild/wildcard
}

func jub0bsStarWithCredentials() (any, error) {
	return cors.NewMiddleware(cors.Config{Origins: []string{"*"}, Credentialed: true}) // an error
}

func jub0bsSubdomains() (any, error) {
	return cors.NewMiddleware(cors.Config{Origins: []string{"https://*.example.com"}, Credentialed: true})
}
