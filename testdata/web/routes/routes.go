// Package routes has routers whose routes say which parts of the path are one element.
package routes

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
	"github.com/julienschmidt/httprouter"
	"github.com/labstack/echo/v4"

	"github.com/secvet/secvet/testdata/web/params"
)

const root = "/srv/files"

func use(...any) {}

// Gin is the router of gin: what a name with a colon matches has no slash, decoded or
// not.
func Gin() http.Handler {
	e := gin.New()
	g := e.Group("/backups")
	g.GET("/:backup", func(c *gin.Context) {
		use(os.Open(filepath.Join(root, c.Param("backup")+".tar.gz")))
		use(os.RemoveAll(filepath.Join(root, c.Param("backup")))) // want pathjoin/broken-guard or pathjoin/untrusted ".." removes the folder above
	})
	g.GET("/:backup/files/*file", func(c *gin.Context) {
		use(os.Open(filepath.Join(root, c.Param("backup"), c.Param("file")))) // want pathjoin/untrusted
	})
	g.GET("/of/:owner", func(c *gin.Context) {
		if owner, err := url.PathUnescape(c.Param("owner")); err == nil {
			use(os.Open(filepath.Join(root, owner))) // want pathjoin/untrusted decoded a second time
		}
	})
	g.GET("/named/:kind", named("kind"))
	g.GET("/chapters/:chapter/*rest", func(c *gin.Context) {
		use(os.Open(filepath.Join(root, params.Chapter(c))))
		use(os.Open(filepath.Join(root, params.Rest(c)))) // want pathjoin/untrusted
	})
	return e
}

// The name is not known where it is asked for.
func named(name string) gin.HandlerFunc {
	return func(c *gin.Context) {
		use(os.Open(filepath.Join(root, c.Param(name)))) // want pathjoin/untrusted
	}
}

// elsewhere is a handler of a route that the package does not see.
func elsewhere(c *gin.Context) {
	use(os.Open(filepath.Join(root, c.Param("elsewhere")))) // want pathjoin/untrusted
}

// Router is the router of httprouter.
func Router() http.Handler {
	r := httprouter.New()
	r.GET("/pages/:page", func(w http.ResponseWriter, _ *http.Request, p httprouter.Params) {
		use(os.Open(filepath.Join(root, p.ByName("page"))))
	})
	r.GET("/static/*path", func(w http.ResponseWriter, _ *http.Request, p httprouter.Params) {
		use(os.Open(filepath.Join(root, p.ByName("path")))) // want pathjoin/untrusted
	})
	return r
}

// Chi is the router of chi, which takes the path as it came where that is encoded, and
// does not decode what it hands over.
func Chi() http.Handler {
	r := chi.NewRouter()
	r.Get("/images/{image}", func(w http.ResponseWriter, r *http.Request) {
		use(os.Open(filepath.Join(root, chi.URLParam(r, "image"))))
	})
	r.Get("/images/{image}/*", func(w http.ResponseWriter, r *http.Request) {
		use(os.Open(filepath.Join(root, chi.URLParam(r, "*")))) // want pathjoin/untrusted
	})
	r.Get("/years/{year:[0-9]{4}}", func(w http.ResponseWriter, r *http.Request) {
		use(os.Open(filepath.Join(root, chi.URLParam(r, "year"))))
	})
	r.Get("/albums/{album:[a-z./]+}", func(w http.ResponseWriter, r *http.Request) {
		use(os.Open(filepath.Join(root, chi.URLParam(r, "album")))) // want pathjoin/untrusted
	})
	r.Get("/songs/{song:.+}.mp3", func(w http.ResponseWriter, r *http.Request) {
		use(os.Open(filepath.Join(root, chi.URLParam(r, "song")))) // want pathjoin/untrusted
	})
	return r
}

// Echo is the router of echo, which does as chi does.
func Echo() http.Handler {
	e := echo.New()
	e.GET("/notes/:note", func(c echo.Context) error {
		return c.File(filepath.Join(root, c.Param("note")))
	})
	e.GET("/notes/:note/*", func(c echo.Context) error {
		return c.File(filepath.Join(root, c.Param("*"))) // want pathjoin/untrusted
	})
	return e
}

// Fiber is the router of fiber.
func Fiber() *fiber.App {
	app := fiber.New()
	app.Get("/books/:book", func(c *fiber.Ctx) error {
		return c.SendFile(filepath.Join(root, c.Params("book")))
	})
	app.Get("/books/:book/+", func(c *fiber.Ctx) error {
		return c.SendFile(filepath.Join(root, c.Params("+"))) // want pathjoin/untrusted
	})
	return app
}

// Mux is the router of gorilla/mux.
func Mux() http.Handler {
	m := mux.NewRouter().SkipClean(true)
	m.HandleFunc("/films/{film}", func(w http.ResponseWriter, r *http.Request) {
		use(os.Open(filepath.Join(root, mux.Vars(r)["film"])))
		if film, ok := params.Of(r); ok {
			use(os.Create(filepath.Join(root, film)))
		}
	})
	m.HandleFunc("/films/{film}/{reel:[a-z]+[0-9]}", func(w http.ResponseWriter, r *http.Request) {
		use(os.Open(filepath.Join(root, mux.Vars(r)["reel"])))
	})
	m.HandleFunc("/films/{film}/{part:.*}", func(w http.ResponseWriter, r *http.Request) {
		use(os.Open(filepath.Join(root, mux.Vars(r)["part"]))) // want pathjoin/untrusted
	})
	return m
}

// ServeMux decodes what it hands over: "..%2F" arrives as "../".
func ServeMux() http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("/plays/{play}", func(w http.ResponseWriter, r *http.Request) {
		use(os.Open(filepath.Join(root, r.PathValue("play")))) // want pathjoin/untrusted
	})
	return m
}

var _ = elsewhere
