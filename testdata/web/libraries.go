//go:build libraries

// Package web is code on web frameworks that the analyzers are tested on.
package web

import (
	_ "github.com/danielgtaylor/huma/v2"
	_ "github.com/emicklei/go-restful/v3"
	_ "github.com/gin-gonic/gin"
	_ "github.com/gin-gonic/gin/binding"
	_ "github.com/go-chi/chi/v5"
	_ "github.com/go-chi/render"
	_ "github.com/go-playground/form/v4"
	_ "github.com/gofiber/fiber/v2"
	_ "github.com/gofiber/fiber/v3"
	_ "github.com/gorilla/mux"
	_ "github.com/gorilla/schema"
	_ "github.com/gorilla/websocket"
	_ "github.com/julienschmidt/httprouter"
	_ "github.com/labstack/echo/v4"
	_ "github.com/labstack/echo/v5"
	_ "github.com/valyala/fasthttp"
)
