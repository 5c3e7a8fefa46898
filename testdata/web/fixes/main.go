// Program fixes answers requests with gin, for files that hostile names lead to: see
// the program of that name in the module files.
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/gin-gonic/gin"
)

var base string

func main() {
	top, err := os.MkdirTemp("", "fixes")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(top)
	base = filepath.Join(top, "data")
	if err := os.Mkdir(base, 0o700); err != nil {
		panic(err)
	}
	for name, text := range map[string]string{"data/good": "good", "secret": "secret"} {
		if err := os.WriteFile(filepath.Join(top, filepath.FromSlash(name)), []byte(text), 0o600); err != nil {
			panic(err)
		}
	}
	gin.SetMode(gin.ReleaseMode)
	for name, h := range map[string]gin.HandlerFunc{"reads": reads} {
		e := gin.New()
		e.GET("/", h)
		worst := "holds"
		for _, hostile := range []string{"../secret", "x/../../secret", filepath.Join(top, "secret")} {
			if ask(e, hostile) == "secret" {
				worst = "leaks"
			}
		}
		fmt.Println(name, ask(e, "good"), worst)
	}
}

func ask(e *gin.Engine, name string) string {
	w := httptest.NewRecorder()
	e.ServeHTTP(w, httptest.NewRequest("GET", "/?name="+url.QueryEscape(name), nil))
	return strings.TrimSpace(w.Body.String())
}

func reads(c *gin.Context) {
	name := c.Query("name")
	text, err := os.ReadFile(filepath.Join(base, name)) // want pathjoin/untrusted
	if err != nil {
		c.AbortWithStatus(http.StatusNotFound)
		return
	}
	c.Data(http.StatusOK, "text/plain", text)
}
