// Package cors is code that decides which websites may call it, on which
// corswild is tested.
package cors

import (
	_ "github.com/coder/websocket"
	_ "github.com/emicklei/go-restful/v3"
	_ "github.com/fasthttp/websocket"
	_ "github.com/gin-contrib/cors"
	_ "github.com/gin-gonic/gin"
	_ "github.com/go-chi/chi/v5/middleware"
	_ "github.com/go-chi/cors"
	_ "github.com/gobwas/ws"
	_ "github.com/gofiber/contrib/websocket"
	_ "github.com/gofiber/fiber/v2/middleware/basicauth"
	_ "github.com/gofiber/fiber/v2/middleware/cors"
	_ "github.com/gofiber/fiber/v3/middleware/basicauth"
	_ "github.com/gofiber/fiber/v3/middleware/cors"
	_ "github.com/gorilla/handlers"
	_ "github.com/gorilla/websocket"
	_ "github.com/labstack/echo/v4/middleware"
	_ "github.com/labstack/echo/v5/middleware"
	_ "github.com/lxzan/gws"
	_ "github.com/olahol/melody"
	_ "github.com/rs/cors"
	_ "github.com/rs/cors/wrapper/gin"
	_ "github.com/valyala/fasthttp"
	_ "golang.org/x/net/websocket"
	_ "nhooyr.io/websocket"
)
