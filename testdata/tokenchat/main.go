// Command tokenchat lets people talk. It knows them by a token, which a library takes
// out of a cookie because it is told to.
package main

import (
	"log"
	"net/http"
	"os"

	ginjwt "github.com/appleboy/gin-jwt/v2"
	"github.com/gin-gonic/gin"

	"github.com/secvet/secvet/testdata/tokenchat/invites"
	"github.com/secvet/secvet/testdata/tokenchat/rooms"
)

func main() {
	tokens, err := ginjwt.New(&ginjwt.GinJWTMiddleware{
		Realm:       "chat",
		Key:         []byte(os.Getenv("TOKEN_KEY")),
		TokenLookup: "header: Authorization, cookie: jwt",
	})
	if err != nil {
		log.Fatal(err)
	}
	router := gin.New()
	router.GET("/enter", tokens.MiddlewareFunc(), rooms.Enter)
	router.GET("/invited", rooms.Invited)
	router.GET("/invite", tokens.MiddlewareFunc(), func(c *gin.Context) {
		invitation, err := invites.New(c.Query("friend"))
		if err != nil {
			c.AbortWithStatus(http.StatusInternalServerError)
			return
		}
		c.String(http.StatusOK, invitation)
	})
	log.Fatal(router.Run())
}
