// Package paths is about the file operations of web frameworks.
package paths

import (
	"net/http"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/gorilla/mux"
	"github.com/julienschmidt/httprouter"
	echo4 "github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
	"github.com/valyala/fasthttp"
)

const root = "/srv/files"

func use(...any) {}

func ginServes(c *gin.Context) {
	c.File(filepath.Join(root, c.Query("a")))                   // want pathjoin/untrusted
	c.FileAttachment(filepath.Join(root, c.Param("b")), "x")    // http.ServeFile refuses ".." in the request's own path
	c.FileAttachment(filepath.Join(root, c.Query("b")), "x")    // want pathjoin/untrusted
	c.FileAttachment(filepath.Join(root, "x"), c.Query("name")) // the name shown to the client
	c.FileFromFS(c.Query("c"), http.Dir(root))                  // confined by the file system
	c.File(filepath.Join(root, c.Request.URL.Path))             // net/http refuses ".." in it
}

func ginSaves(c *gin.Context) {
	file, err := c.FormFile("file")
	if err != nil {
		return
	}
	use(c.SaveUploadedFile(file, filepath.Join(root, file.Filename)))      // the base name only
	use(c.SaveUploadedFile(file, filepath.Join(root, c.PostForm("name")))) // want pathjoin/untrusted
}

func ginRoot(e *gin.Engine, r *http.Request) {
	e.Static("/files", filepath.Join(root, r.FormValue("user"))) // want pathjoin/untrusted
}

func echo4Serves(c echo4.Context) error {
	if c.QueryParam("inline") != "" {
		return c.Inline(filepath.Join(root, c.Param("a")), "x") // want pathjoin/untrusted
	}
	return c.File(filepath.Join(root, c.QueryParam("b"))) // want pathjoin/untrusted
}

func echo5Serves(c *echo5.Context) error {
	return c.File(filepath.Join("files", c.QueryParam("b"))) // its file system is the working directory
}

func echo5Opens(c *echo5.Context) {
	use(os.Open(filepath.Join(root, c.Param("a")))) // want pathjoin/untrusted
}

func fiberServes(c *fiber.Ctx) error {
	if c.Query("download") != "" {
		return c.Download(filepath.Join(root, c.Params("a"))) // want pathjoin/untrusted
	}
	return c.SendFile(filepath.Join(root, c.Query("b"))) // want pathjoin/untrusted
}

func fiberSaves(c *fiber.Ctx) error {
	file, err := c.FormFile("file")
	if err != nil {
		return err
	}
	return c.SaveFile(file, root+"/"+c.FormValue("folder")+"/"+file.Filename) // want pathjoin/untrusted
}

func fiber3Serves(c fiber3.Ctx) error {
	return c.SendFile(filepath.Join(root, c.Query("a"))) // want pathjoin/untrusted
}

func fasthttpServes(ctx *fasthttp.RequestCtx) {
	ctx.SendFile(filepath.Join(root, string(ctx.FormValue("a"))))          // want pathjoin/untrusted
	fasthttp.ServeFile(ctx, root+"/"+string(ctx.QueryArgs().Peek("name"))) // want pathjoin/untrusted
}

func routers(w http.ResponseWriter, r *http.Request, p httprouter.Params) {
	use(os.Open(filepath.Join(root, p.ByName("a"))))            // want pathjoin/untrusted
	use(os.Open(filepath.Join(root, chi.URLParam(r, "b"))))     // want pathjoin/untrusted
	use(os.Open(filepath.Join(root, mux.Vars(r)["c"])))         // want pathjoin/untrusted
	use(os.Open(filepath.Join(root, r.PathValue("d"))))         // want pathjoin/untrusted
	http.ServeFile(w, r, filepath.Join(root, r.PathValue("e"))) // what is decoded for PathValue is decoded in r.URL.Path
}
