package cors

import (
	"net/http"

	gincors "github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
	chicors "github.com/go-chi/cors"
	"github.com/gorilla/handlers"
	"github.com/rs/cors"
)

// Which routes stand behind a policy; the test of messages knows.

func adminBehindMiddleware(r *gin.Engine, h gin.HandlerFunc) {
	r.Use(gincors.New(gincors.Config{AllowOriginFunc: anyOrigin, AllowCredentials: true})) // want corswild/reflected-credentials
	r.GET("/admin/behind", h)
}

func adminBehindAGroup(r *gin.Engine, h gin.HandlerFunc) {
	api := r.Group("/api")
	api.Use(gincors.New(gincors.Config{AllowOriginFunc: anyOrigin, AllowCredentials: true})) // want corswild/reflected-credentials
	v1 := api.Group("/v1")
	v1.GET("/admin/group", h)
}

func adminBeforeMiddleware(r *gin.Engine, h gin.HandlerFunc) {
	r.GET("/admin/before", h)
	r.Use(gincors.New(gincors.Config{AllowOriginFunc: anyOrigin, AllowCredentials: true})) // want corswild/reflected-credentials
	r.GET("/articles", h)
}

func adminOfAnotherGroup(r *gin.Engine, h gin.HandlerFunc) {
	shop := r.Group("/shop")
	shop.Use(gincors.New(gincors.Config{AllowOriginFunc: anyOrigin, AllowCredentials: true})) // want corswild/reflected-credentials
	shop.GET("/articles", h)
	r.GET("/admin/other", h)
}

func adminInAMux(h http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/admin/mux", h)
	return cors.New(cors.Options{AllowOriginFunc: anyOrigin, AllowCredentials: true}).Handler(mux) // want corswild/reflected-credentials
}

func adminOfAWrappedMux(h http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/admin/wrapped", h)
	return handlers.CORS(handlers.AllowedOriginValidator(anyOrigin), handlers.AllowCredentials())(mux) // want corswild/reflected-credentials
}

func adminInAnotherMux(h http.Handler) (http.Handler, http.Handler) {
	mux, other := http.NewServeMux(), http.NewServeMux()
	mux.Handle("/articles", h)
	other.Handle("/admin/elsewhere", h)
	policy := chicors.Handler(chicors.Options{AllowOriginFunc: func(*http.Request, string) bool { return true }, AllowCredentials: true}) // want corswild/reflected-credentials
	return policy(mux), other
}
