// Package named is about whole paths in what frameworks bind.
package named

import (
	"os"

	"github.com/gin-gonic/gin"
	echo4 "github.com/labstack/echo/v4"
)

func use(...any) {}

type command struct {
	Path string `json:"path" binding:"required"`
	Dir  string `form:"dir"`
	Both string `form:"path" json:"path"`
	// Folder has no tag: a form may fill it.
	Folder string
}

func ginBinds(c *gin.Context) {
	var body command
	if c.ShouldBindJSON(&body) != nil {
		return
	}
	use(os.ReadFile(body.Path))   // want pathjoin/named
	use(os.ReadFile(body.Dir))    // want pathjoin/untrusted
	use(os.ReadFile(body.Both))   // want pathjoin/untrusted
	use(os.ReadFile(body.Folder)) // want pathjoin/untrusted
}

func echoBinds(c echo4.Context) error {
	var body command
	if err := c.Bind(&body); err != nil {
		return err
	}
	return c.File(body.Path) // want pathjoin/named
}
