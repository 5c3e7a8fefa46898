package paths

import (
	"net/http"
	"path/filepath"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	echo4 "github.com/labstack/echo/v4"
	echo5 "github.com/labstack/echo/v5"
	"github.com/valyala/fasthttp"
)

func ginTemplates(e *gin.Engine, g *gin.RouterGroup, r *http.Request) {
	e.LoadHTMLGlob(r.FormValue("a"))                          // want pathjoin/untrusted
	e.LoadHTMLFiles("base.html", r.FormValue("b"))            // want pathjoin/untrusted
	g.StaticFile("/x", filepath.Join(root, r.FormValue("c"))) // want pathjoin/untrusted
	g.StaticFile(r.FormValue("route"), "/srv/files/x")        // the route is no path
}

func echo4Attaches(c echo4.Context) error {
	if c.QueryParam("name") != "" {
		return c.Attachment("/srv/files/x", c.QueryParam("name")) // the name shown to the client
	}
	return c.Attachment(filepath.Join(root, c.Param("a")), "x") // want pathjoin/untrusted
}

func echo4Roots(e *echo4.Echo, r *http.Request) {
	e.Static("/files", filepath.Join(root, r.FormValue("a"))) // want pathjoin/untrusted
	e.File("/file", filepath.Join(root, r.FormValue("b")))    // want pathjoin/untrusted
}

func echo5ServesFS(c *echo5.Context, dir http.Dir) error {
	return c.FileFS(c.QueryParam("a"), echo5.NewDefaultFS(string(dir))) // confined by the file system
}

func fiberStores(c *fiber.Ctx, s fiber.Storage) error {
	file, err := c.FormFile("file")
	if err != nil {
		return err
	}
	if c.FormValue("user") != "" {
		return c.SaveFileToStorage(file, "users/"+c.FormValue("user"), s) // want pathjoin/limited below a folder of the storage
	}
	return c.SaveFileToStorage(file, c.FormValue("key"), s) // a key of the storage's own
}

func fasthttpServesAll(ctx *fasthttp.RequestCtx) {
	name := root + "/" + string(ctx.FormValue("name")) // want pathjoin/untrusted
	fasthttp.ServeFileBytes(ctx, []byte(name))
	fasthttp.ServeFileUncompressed(ctx, name)
	fasthttp.ServeFileBytesUncompressed(ctx, []byte(name))
	fasthttp.ServeFileLiteral(ctx, name)
	ctx.SendFileBytes([]byte(name))
	ctx.SendFileLiteral(name)
	_ = ctx.Response.SendFile(name)
}

func fasthttpSaves(ctx *fasthttp.RequestCtx) error {
	file, err := ctx.FormFile("file")
	if err != nil {
		return err
	}
	if ctx.QueryArgs().Has("own") {
		return fasthttp.SaveMultipartFile(file, filepath.Join(root, file.Filename)) // the base name only
	}
	return fasthttp.SaveMultipartFile(file, filepath.Join(root, string(ctx.FormValue("name")))) // want pathjoin/untrusted
}
