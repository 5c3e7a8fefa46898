package cors

import (
	"net/http"
	"os"
	"slices"
	"strings"

	gincors "github.com/gin-contrib/cors"
	"github.com/gin-gonic/gin"
	chicors "github.com/go-chi/cors"
	"github.com/gorilla/handlers"
	echomw "github.com/labstack/echo/v4/middleware"
	echo5 "github.com/labstack/echo/v5"
	echo5mw "github.com/labstack/echo/v5/middleware"
	"github.com/rs/cors"
)

func rsZeroValue() *cors.Cors {
	return cors.New(cors.Options{}) // want corswild/wildcard
}

func rsDefault() *cors.Cors {
	return cors.Default() // want corswild/wildcard
}

func rsStarWithCredentials() *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: []string{"*"}, AllowCredentials: true}) // want corswild/wildcard-credentials
}

func rsNothingWithCredentials() *cors.Cors {
	return cors.New(cors.Options{AllowCredentials: true}) // want corswild/wildcard-credentials
}

func rsSchemeStar() *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: []string{"https://*"}, AllowCredentials: true}) // want corswild/reflected-credentials
}

func rsLetterStar() *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: []string{"h*"}, AllowCredentials: true}) // want corswild/reflected-credentials
}

func rsSubdomains() *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: []string{"https://*.example.com"}, AllowCredentials: true})
}

func rsStarWithoutDot() *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: []string{"https://*example.com"}, AllowCredentials: true}) // want corswild/weak-origin-check
}

func rsAnyPort() *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: []string{"http://localhost:*"}, AllowCredentials: true})
}

func rsHostingService() *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: []string{"https://*.vercel.app"}, AllowCredentials: true}) // want corswild/weak-origin-check
}

func rsFuncTrue() *cors.Cors {
	return cors.New(cors.Options{ // want corswild/reflected-credentials
		AllowOriginFunc:  func(origin string) bool { return true },
		AllowCredentials: true,
	})
}

func rsFuncTrueWithoutCredentials() *cors.Cors {
	return cors.New(cors.Options{ // want corswild/wildcard
		AllowOriginFunc: func(origin string) bool { return true },
	})
}

func rsRequestFunc() *cors.Cors {
	return cors.New(cors.Options{ // want corswild/reflected-credentials
		AllowOriginRequestFunc: func(r *http.Request, origin string) bool { return origin != "" },
		AllowCredentials:       true,
	})
}

func rsVaryRequestFunc() *cors.Cors {
	return cors.New(cors.Options{ // want corswild/reflected-credentials
		AllowOriginVaryRequestFunc: func(r *http.Request, origin string) (bool, []string) { return true, nil },
		AllowCredentials:           true,
	})
}

func rsNull() *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: []string{"https://example.com", "null"}, AllowCredentials: true}) // want corswild/null-credentials
}

func rsNullWithoutCredentials() *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: []string{"https://example.com", "null"}})
}

func rsPrivateNetwork() *cors.Cors {
	return cors.New(cors.Options{AllowPrivateNetwork: true}) // want corswild/wildcard-private corswild/wildcard
}

func rsPrivateNetworkListed() *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: []string{"https://example.com"}, AllowPrivateNetwork: true})
}

func rsFieldsSetLater() *cors.Cors {
	opts := cors.Options{AllowedMethods: []string{"GET"}}
	opts.AllowedOrigins = append(opts.AllowedOrigins, "https://example.com")
	opts.AllowedOrigins = append(opts.AllowedOrigins, "https://*")
	opts.AllowCredentials = true
	return cors.New(opts) // want corswild/reflected-credentials
}

func rsFieldsSetLaterListed() *cors.Cors {
	opts := cors.Options{}
	opts.AllowedOrigins = append(opts.AllowedOrigins, "https://example.com")
	opts.AllowCredentials = true
	return cors.New(opts)
}

var packageOrigins = []string{"*"}

func rsPackageVariable() *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: packageOrigins, AllowCredentials: true}) // want corswild/wildcard-credentials
}

func rsFromEnvironment() *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: strings.Split(os.Getenv("ORIGINS"), ","), AllowCredentials: true})
}

type corsConfig struct {
	Origins     []string
	Credentials bool
}

func rsFromConfiguration(c corsConfig) *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: c.Origins, AllowCredentials: c.Credentials})
}

func rsStarWithConfiguredCredentials(c corsConfig) *cors.Cors {
	return cors.New(cors.Options{AllowedOrigins: []string{"*"}, AllowCredentials: c.Credentials})
}

func rsFromHelper() *cors.Cors {
	return cors.New(corsOptions()) // want corswild/reflected-credentials
}

func corsOptions() cors.Options {
	return cors.Options{AllowOriginFunc: anyOrigin, AllowCredentials: true}
}

func anyOrigin(string) bool { return true }

func chiZeroValue() func(http.Handler) http.Handler {
	return chicors.Handler(chicors.Options{}) // want corswild/wildcard
}

func chiReadmeWithCredentials() func(http.Handler) http.Handler {
	return chicors.Handler(chicors.Options{ // want corswild/reflected-credentials
		AllowedOrigins:   []string{"https://*", "http://*"},
		AllowCredentials: true,
	})
}

func chiReadme() func(http.Handler) http.Handler {
	return chicors.Handler(chicors.Options{ // want corswild/wildcard
		AllowedOrigins:   []string{"https://*", "http://*"},
		AllowCredentials: false,
	})
}

func chiFunc() func(http.Handler) http.Handler {
	return chicors.Handler(chicors.Options{ // want corswild/reflected-credentials
		AllowOriginFunc:  func(r *http.Request, origin string) bool { return true },
		AllowCredentials: true,
	})
}

func chiAllowAll() func(http.Handler) http.Handler {
	return chicors.AllowAll().Handler // want corswild/wildcard
}

func ginDefault() gin.HandlerFunc {
	return gincors.Default() // want corswild/wildcard
}

func ginNothing() gin.HandlerFunc {
	return gincors.New(gincors.Config{}) // panics at start
}

func ginAllWithCredentials() gin.HandlerFunc {
	return gincors.New(gincors.Config{AllowAllOrigins: true, AllowCredentials: true}) // want corswild/wildcard-credentials
}

func ginDefaultConfigAll() gin.HandlerFunc {
	config := gincors.DefaultConfig()
	config.AllowAllOrigins = true
	config.AllowCredentials = true
	return gincors.New(config) // want corswild/wildcard-credentials
}

func ginDefaultConfigListed() gin.HandlerFunc {
	config := gincors.DefaultConfig()
	config.AllowOrigins = []string{"https://example.com"}
	config.AllowCredentials = true
	return gincors.New(config)
}

func ginDefaultConfigWithoutCredentials() gin.HandlerFunc {
	config := gincors.DefaultConfig()
	config.AllowAllOrigins = true
	return gincors.New(config) // want corswild/wildcard
}

func ginAllBesideNull() gin.HandlerFunc {
	config := gincors.Config{AllowOrigins: []string{"null"}, AllowCredentials: true}
	config.AllowAllOrigins = true
	return gincors.New(config) // want corswild/wildcard-credentials
}

func ginSchemeStar() gin.HandlerFunc {
	return gincors.New(gincors.Config{AllowOrigins: []string{"https://*"}, AllowWildcard: true, AllowCredentials: true}) // want corswild/reflected-credentials
}

func ginSchemeStarWithoutWildcard() gin.HandlerFunc {
	return gincors.New(gincors.Config{AllowOrigins: []string{"https://*"}, AllowCredentials: true}) // matches nothing
}

func ginRegexpAny() gin.HandlerFunc {
	return gincors.New(gincors.Config{AllowOrigins: []string{"/https://.*/"}, AllowCredentials: true}) // want corswild/reflected-credentials
}

func ginRegexpUnanchored() gin.HandlerFunc {
	return gincors.New(gincors.Config{AllowOrigins: []string{`/https:\/\/example\.com/`}, AllowCredentials: true}) // want corswild/weak-origin-check
}

func ginRegexpAnchored() gin.HandlerFunc {
	return gincors.New(gincors.Config{AllowOrigins: []string{`/^https:\/\/example\.com$/`}, AllowCredentials: true})
}

func ginFunc() gin.HandlerFunc {
	return gincors.New(gincors.Config{ // want corswild/reflected-credentials
		AllowOriginFunc:  func(origin string) bool { return true },
		AllowCredentials: true,
	})
}

func ginContextFunc() gin.HandlerFunc {
	return gincors.New(gincors.Config{ // want corswild/reflected-credentials
		AllowOriginWithContextFunc: func(c *gin.Context, origin string) bool { return true },
		AllowCredentials:           true,
	})
}

func gorillaNothing() func(http.Handler) http.Handler {
	return handlers.CORS() // want corswild/wildcard
}

func gorillaStarAmongOthers() func(http.Handler) http.Handler {
	return handlers.CORS(handlers.AllowedOrigins([]string{"https://example.com", "*"}), handlers.AllowCredentials()) // want corswild/wildcard-credentials
}

func gorillaInDevelopment(h http.Handler, devMode bool) http.Handler {
	if devMode {
		return handlers.CORS(handlers.AllowCredentials(), handlers.AllowedOriginValidator(func(string) bool { return true }))(h)
	}
	return h
}

func gorillaBesidesDevelopment(h http.Handler, devMode bool) http.Handler {
	if !devMode {
		return handlers.CORS(handlers.AllowCredentials(), handlers.AllowedOriginValidator(func(string) bool { return true }))(h) // want corswild/reflected-credentials
	}
	return h
}

func gorillaValidator() func(http.Handler) http.Handler {
	any := handlers.AllowedOriginValidator(func(string) bool { return true })
	return handlers.CORS(any, handlers.AllowCredentials()) // want corswild/reflected-credentials
}

func gorillaListed() func(http.Handler) http.Handler {
	return handlers.CORS(handlers.AllowedOrigins([]string{"https://example.com"}), handlers.AllowCredentials())
}

func gorillaMethodsOnly() func(http.Handler) http.Handler {
	return handlers.CORS(handlers.AllowedMethods([]string{"GET"}), handlers.AllowCredentials()) // want corswild/wildcard-credentials
}

var _ = echomw.CORS() // want corswild/wildcard

func echoPolicies() {
	_ = echomw.CORSWithConfig(echomw.CORSConfig{})                                                            // want corswild/wildcard
	_ = echomw.CORSWithConfig(echomw.CORSConfig{AllowCredentials: true})                                      // want corswild/wildcard-credentials
	_ = echomw.CORSWithConfig(echomw.CORSConfig{AllowOrigins: []string{"*"}, AllowCredentials: true})         // want corswild/wildcard-credentials
	_ = echomw.CORSWithConfig(echomw.CORSConfig{AllowOrigins: []string{"https://*"}, AllowCredentials: true}) // want corswild/reflected-credentials
	_ = echomw.CORSWithConfig(echomw.CORSConfig{AllowOrigins: []string{"https://example.com"}, AllowCredentials: true})
	_ = echomw.CORSWithConfig(echomw.CORSConfig{ // want corswild/reflected-credentials
		AllowOrigins: []string{"*"}, AllowCredentials: true, UnsafeWildcardOriginWithAllowCredentials: true,
	})
	_ = echomw.CORSWithConfig(echomw.CORSConfig{ // want corswild/reflected-credentials
		AllowOriginFunc: func(origin string) (bool, error) { return true, nil }, AllowCredentials: true,
	})
	_ = echomw.CORSWithConfig(echomw.CORSConfig{
		AllowOriginFunc: func(origin string) (bool, error) { return origin == "https://example.com", nil }, AllowCredentials: true,
	})
	_ = echo5mw.CORS("*")                                                                                       // want corswild/wildcard
	_ = echo5mw.CORSWithConfig(echo5mw.CORSConfig{AllowOrigins: []string{"*"}, AllowCredentials: true})         // panics at start
	_ = echo5mw.CORSWithConfig(echo5mw.CORSConfig{AllowOrigins: []string{"https://*"}, AllowCredentials: true}) // matches nothing
	_ = echo5mw.CORSWithConfig(echo5mw.CORSConfig{                                                              // want corswild/reflected-credentials
		UnsafeAllowOriginFunc: func(c *echo5.Context, origin string) (string, bool, error) { return origin, true, nil },
		AllowCredentials:      true,
	})
}

func echoDefaultConfig() any {
	c := echomw.DefaultCORSConfig
	c.AllowCredentials = true
	return echomw.CORSWithConfig(c) // want corswild/wildcard-credentials
}

func adminBehindWildcard(mux *http.ServeMux) http.Handler {
	h := cors.New(cors.Options{AllowOriginFunc: anyOrigin, AllowCredentials: true}) // want corswild/reflected-credentials
	mux.HandleFunc("/admin/users", func(http.ResponseWriter, *http.Request) {})
	return h.Handler(mux)
}

func allowedOrigins() []string {
	if list := os.Getenv("ORIGINS"); list != "" {
		return strings.Split(list, ",")
	}
	return []string{"*"}
}

func ginCredentialsUnlessStar() gin.HandlerFunc {
	config := gincors.Config{AllowOrigins: allowedOrigins(), AllowMethods: []string{"GET"}}
	if len(config.AllowOrigins) == 1 && config.AllowOrigins[0] == "*" {
		config.AllowCredentials = false
	} else {
		config.AllowCredentials = true
	}
	return gincors.New(config)
}

func ginCredentialsUnlessListed() gin.HandlerFunc {
	origins := allowedOrigins()
	return gincors.New(gincors.Config{AllowOrigins: origins, AllowCredentials: !slices.Contains(origins, "*")})
}

func ginCredentialsIfSeveral() gin.HandlerFunc {
	config := gincors.Config{AllowOrigins: allowedOrigins()}
	if len(config.AllowOrigins) == 1 {
		config.AllowCredentials = true
	}
	return gincors.New(config) // want corswild/wildcard-credentials
}

func ginCredentialsForTheStar() gin.HandlerFunc {
	config := gincors.Config{AllowOrigins: allowedOrigins()}
	if config.AllowOrigins[0] == "*" {
		config.AllowCredentials = true
	}
	return gincors.New(config) // want corswild/wildcard-credentials
}
