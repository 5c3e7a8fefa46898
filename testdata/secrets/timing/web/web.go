// Package web holds comparisons of secrets in the handlers of frameworks.
package web

import (
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"github.com/spf13/viper"
)

// ginHeader is a middleware with a key from the environment.
func ginHeader(c *gin.Context) {
	if c.GetHeader("X-API-Key") != os.Getenv("API_KEY") { // want timingcmp/secret-compare
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

type loginForm struct {
	User     string `json:"user"`
	Password string `json:"password"`
}

// ginBound compares a bound field with a setting.
func ginBound(c *gin.Context) {
	var in loginForm
	if err := c.ShouldBindJSON(&in); err != nil {
		return
	}
	if in.User != viper.GetString("admin.user") || in.Password != viper.GetString("admin.password") { // want timingcmp/secret-compare
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

// echoBasicAuth is the validator of a middleware.
func echoBasicAuth(username, password string, c echo.Context) (bool, error) {
	return username == os.Getenv("ADMIN_USER") && password == os.Getenv("ADMIN_PASSWORD"), nil // want timingcmp/secret-compare
}

// echoQuery is a query parameter.
func echoQuery(c echo.Context) error {
	if c.QueryParam("token") != viper.GetString("token") { // want timingcmp/secret-compare
		return echo.ErrUnauthorized
	}
	return nil
}
