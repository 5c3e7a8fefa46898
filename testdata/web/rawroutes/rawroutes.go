// Package rawroutes has a router that matches the path as it came and decodes what it
// hands over: "..%2F" arrives as "../".
package rawroutes

import (
	"net/http"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
)

const root = "/srv/files"

// Routes is the router.
func Routes() http.Handler {
	e := gin.New()
	e.UseRawPath = true
	e.GET("/backups/:backup", func(c *gin.Context) {
		_ = os.Remove(filepath.Join(root, c.Param("backup")+".tar.gz")) // want pathjoin/untrusted
	})
	return e
}
