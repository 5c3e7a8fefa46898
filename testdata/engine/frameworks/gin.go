// Package frameworks is about the libraries that requests and statements pass
// through: gin, sqlx, gorm and pgx.
package frameworks

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
	"github.com/gin-gonic/gin/binding"
	"github.com/go-playground/validator/v10"

	"github.com/secvet/secvet/testdata/engine/page"
)

const uploads = "/srv/uploads"

func ginQuery(c *gin.Context) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + c.Query("sort"))) // want sqlconcat/untrusted
}

func ginQueryAsArgument(c *gin.Context) {
	page.Show(db.Query("SELECT id FROM users WHERE name = ?", c.Query("name")))
}

func ginDefaultQuery(c *gin.Context) {
	page.Show(db.Query("SELECT id FROM users ORDER BY " + c.DefaultQuery("sort", "name"))) // want sqlconcat/untrusted
}

func ginParam(c *gin.Context) {
	page.Bytes(os.ReadFile(filepath.Join(uploads, c.Param("name")))) // want pathjoin/untrusted
}

func ginParamLocal(c *gin.Context) {
	name := c.Param("name")
	if !filepath.IsLocal(name) {
		c.AbortWithStatus(http.StatusNotFound)
		return
	}
	page.Bytes(os.ReadFile(filepath.Join(uploads, name)))
}

func ginAbortWithoutReturn(c *gin.Context) {
	sort := c.Query("sort")
	if sort != "name" && sort != "date" {
		c.AbortWithStatus(http.StatusBadRequest)
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + sort)) // want sqlconcat/untrusted Abort keeps later handlers from running, not this one
}

type listing struct {
	Sort    string   `form:"sort"`
	Dir     string   `form:"dir" binding:"oneof=asc desc"`
	ID      string   `form:"id" binding:"required,uuid"`
	Code    string   `form:"code" binding:"alphanum,max=8"`
	Digits  string   `form:"digits" binding:"numeric"`
	Name    string   `form:"name" binding:"required,max=80"`
	Kind    string   `form:"kind" validate:"oneof=user admin"`
	Limit   int      `form:"limit"`
	Columns []string `form:"column" binding:"dive,oneof=name email"`
}

func ginBoundField(c *gin.Context) {
	var in listing
	if err := c.ShouldBindQuery(&in); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY " + in.Sort)) // want sqlconcat/untrusted
}

func ginBoundOneOf(c *gin.Context) {
	var in listing
	if err := c.ShouldBindQuery(&in); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + in.Dir))
}

func ginBoundOneOfUnchecked(c *gin.Context) {
	var in listing
	_ = c.ShouldBindQuery(&in)
	page.Show(db.Query("SELECT id FROM users ORDER BY name " + in.Dir)) // want sqlconcat/untrusted the field is filled before it is validated
}

func ginBoundAndAborted(c *gin.Context) {
	var in listing
	if c.BindQuery(&in) != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE id = '" + in.ID + "'"))
}

func ginBoundAlphanumeric(c *gin.Context) {
	var in listing
	if err := c.ShouldBind(&in); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM coupons WHERE code = '" + in.Code + "' OR digits = '" + in.Digits + "'"))
}

func ginBoundLength(c *gin.Context) {
	var in listing
	if err := c.ShouldBind(&in); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE name = '" + in.Name + "'")) // want sqlconcat/untrusted
}

// checks and bound are a program's own way to have all requests validated.
var checks = validator.New()

type checked struct {
	Sort string `form:"sort"`
	Dir  string `form:"dir" validate:"omitempty,oneof=asc desc"`
}

func bound(c *gin.Context, in any) error {
	if err := c.ShouldBindQuery(in); err != nil {
		return err
	}
	if err := checks.Struct(in); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return err
	}
	return nil
}

func unchecked(c *gin.Context, in any) error {
	if err := c.ShouldBindQuery(in); err != nil {
		return err
	}
	if checks.Struct(in) != nil {
		c.Status(http.StatusAccepted)
	}
	return nil
}

func ginBoundByHelper(c *gin.Context) {
	var in checked
	if bound(c, &in) == nil {
		page.Show(db.Query("SELECT id FROM users ORDER BY name " + in.Dir))
	}
}

func ginBoundByHelperUntagged(c *gin.Context) {
	var in checked
	if bound(c, &in) == nil {
		page.Show(db.Query("SELECT id FROM users ORDER BY " + in.Sort)) // want sqlconcat/untrusted
	}
}

func ginBoundByHelperThatGoesOn(c *gin.Context) {
	var in checked
	if unchecked(c, &in) == nil {
		page.Show(db.Query("SELECT id FROM users ORDER BY name " + in.Dir)) // want sqlconcat/untrusted
	}
}

func ginBoundWrongTag(c *gin.Context) {
	var in listing
	if err := c.ShouldBind(&in); err != nil {
		return
	}
	page.Show(db.Query("SELECT id FROM users WHERE kind = '" + in.Kind + "'")) // want sqlconcat/untrusted gin reads binding tags, not validate tags
}

func ginBoundNumber(c *gin.Context) {
	var in listing
	if err := c.ShouldBind(&in); err != nil {
		return
	}
	page.Show(db.Query(fmt.Sprintf("SELECT id FROM users LIMIT %d", in.Limit)))
}

func ginBoundElements(c *gin.Context) {
	var in listing
	if err := c.ShouldBindWith(&in, binding.Form); err != nil {
		return
	}
	for _, column := range in.Columns {
		page.Show(db.Query("SELECT " + column + " FROM users"))
	}
}

func ginJSONTable(c *gin.Context) {
	var filter map[string]any
	if err := c.ShouldBindJSON(&filter); err != nil {
		return
	}
	for column, value := range filter {
		page.Show(db.Query("SELECT id FROM users WHERE "+column+" = ?", value)) // want sqlconcat/untrusted
	}
}

func ginKept(c *gin.Context) {
	c.Set("sort", c.Query("sort"))
	page.Show(db.Query("SELECT id FROM users ORDER BY " + c.GetString("sort"))) // want sqlconcat/untrusted
}

func ginSavedUpload(c *gin.Context) {
	file, err := c.FormFile("file")
	if err != nil {
		return
	}
	page.Ok(c.SaveUploadedFile(file, filepath.Join(uploads, c.PostForm("folder"), file.Filename))) // want pathjoin/untrusted
}

func ginServed(c *gin.Context) {
	c.File(filepath.Join(uploads, c.Query("name"))) // want pathjoin/untrusted
}

func ginServedConstant(c *gin.Context) {
	c.FileAttachment(filepath.Join(uploads, "terms.pdf"), c.Query("name"))
}
