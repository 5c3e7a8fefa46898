package cors

import (
	"github.com/gin-gonic/gin"
	wrapped "github.com/rs/cors/wrapper/gin"
)

func wrappedDefault() gin.HandlerFunc {
	return wrapped.Default() // want corswild/wildcard
}

func wrappedStarWithCredentials() gin.HandlerFunc {
	return wrapped.New(wrapped.Options{AllowedOrigins: []string{"*"}, AllowCredentials: true}) // want corswild/wildcard-credentials
}

func wrappedFunc() gin.HandlerFunc {
	return wrapped.New(wrapped.Options{AllowOriginFunc: func(string) bool { return true }, AllowCredentials: true}) // want corswild/reflected-credentials
}

func wrappedListed() gin.HandlerFunc {
	return wrapped.New(wrapped.Options{AllowedOrigins: []string{"https://example.com"}, AllowCredentials: true})
}
