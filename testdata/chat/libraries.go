// Package chat lets people talk. It knows them by a cookie, which it reads in one
// package, and opens their websockets in another: only the program as a whole shows
// that a website can do so for them.
package chat

import (
	_ "github.com/alexedwards/scs/v2"
	_ "github.com/gin-contrib/sessions"
	_ "github.com/gofiber/fiber/v2/middleware/session"
	_ "github.com/gofiber/fiber/v3/middleware/session"
	_ "github.com/gorilla/sessions"
	_ "github.com/gorilla/websocket"
	_ "github.com/labstack/echo-contrib/session"
)
