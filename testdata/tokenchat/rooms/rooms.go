// Package rooms opens websockets for whom the program lets in.
package rooms

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/golang-jwt/jwt/v4"
	"github.com/gorilla/websocket"

	"github.com/secvet/secvet/testdata/tokenchat/signed"
)

var upgrader = websocket.Upgrader{
	CheckOrigin: func(*http.Request) bool { return true }, // flaw: corswild/websocket-any-origin
}

// Enter greets a visitor.
func Enter(c *gin.Context) {
	conn, err := upgrader.Upgrade(c.Writer, c.Request, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	conn.WriteMessage(websocket.TextMessage, []byte("hello"))
}

// Invited greets whoever was invited.
func Invited(c *gin.Context) {
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(c.Query("invitation"), &claims, func(*jwt.Token) (any, error) { return signed.With, nil },
		jwt.WithValidMethods([]string{"HS256"}))
	if err != nil {
		c.AbortWithStatus(http.StatusForbidden)
		return
	}
	c.String(http.StatusOK, "hello %s", claims.Subject)
}
