// Package params reads the parts of routes for handlers of other packages.
package params

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/mux"
)

// Chapter is one element of the path where the routes say so.
func Chapter(c *gin.Context) string { return c.Param("chapter") }

// Rest is what stands behind.
func Rest(c *gin.Context) string { return c.Param("rest") }

// Of is a part of a route of gorilla/mux.
func Of(r *http.Request) (string, bool) {
	part := mux.Vars(r)["film"]
	return part, part != ""
}
