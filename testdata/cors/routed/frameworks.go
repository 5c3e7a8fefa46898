package routed

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gorilla/mux"
	"github.com/gorilla/websocket"
	"github.com/labstack/echo/v4"
)

var (
	ginUsers    = websocket.Upgrader{CheckOrigin: anyOrigin} // want corswild/websocket-any-origin
	ginClients  = websocket.Upgrader{CheckOrigin: anyOrigin} // want corswild/websocket-unchecked-origin
	echoUsers   = websocket.Upgrader{CheckOrigin: anyOrigin} // want corswild/websocket-any-origin
	echoClients = websocket.Upgrader{CheckOrigin: anyOrigin}
	chiUsers    = websocket.Upgrader{CheckOrigin: anyOrigin} // want corswild/websocket-any-origin
	chiClients  = websocket.Upgrader{CheckOrigin: anyOrigin} // want corswild/websocket-unchecked-origin
	muxUsers    = websocket.Upgrader{CheckOrigin: anyOrigin} // want corswild/websocket-any-origin
	muxClients  = websocket.Upgrader{CheckOrigin: anyOrigin} // want corswild/websocket-unchecked-origin
)

func ginLoggedIn(k *known) gin.HandlerFunc {
	return func(c *gin.Context) {
		if session, err := c.Cookie("session"); err != nil || k.sessions[session] == "" {
			c.AbortWithStatus(http.StatusUnauthorized)
			return
		}
		c.Next()
	}
}

func ginBearer(k *known) gin.HandlerFunc {
	return func(c *gin.Context) {
		if k.tokens[c.GetHeader("Authorization")] == "" {
			c.AbortWithStatus(http.StatusUnauthorized)
		}
	}
}

func ginRoutes(k *known) {
	router := gin.New()
	users := router.Group("/users")
	users.Use(ginLoggedIn(k))
	users.GET("/room", func(c *gin.Context) { answer(ginUsers.Upgrade(c.Writer, c.Request, nil)) })
	clients := router.Group("/clients")
	clients.GET("/stream", ginBearer(k), func(c *gin.Context) { answer(ginClients.Upgrade(c.Writer, c.Request, nil)) })
	router.Run()
}

func echoLoggedIn(k *known) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if cookie, err := c.Cookie("session"); err != nil || k.sessions[cookie.Value] == "" {
				return echo.ErrUnauthorized
			}
			return next(c)
		}
	}
}

func (k *known) echoBearer(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if k.tokens[c.Request().Header.Get("Authorization")] == "" {
			return echo.ErrUnauthorized
		}
		return next(c)
	}
}

func echoRoutes(k *known) {
	e := echo.New()
	users := e.Group("/users", echoLoggedIn(k))
	users.GET("/room", func(c echo.Context) error {
		answer(echoUsers.Upgrade(c.Response(), c.Request(), nil))
		return nil
	})
	e.GET("/stream", func(c echo.Context) error {
		answer(echoClients.Upgrade(c.Response(), c.Request(), nil))
		return nil
	}, k.echoBearer)
	e.Start(":8080")
}

func chiRoutes(k *known) {
	r := chi.NewRouter()
	r.Use(logged)
	r.Group(func(r chi.Router) {
		r.Use(k.loggedIn)
		r.Get("/room", func(w http.ResponseWriter, r *http.Request) { answer(chiUsers.Upgrade(w, r, nil)) })
	})
	r.With(k.bearer).Get("/stream", func(w http.ResponseWriter, r *http.Request) { answer(chiClients.Upgrade(w, r, nil)) })
	http.ListenAndServe(":8080", r)
}

// rooms has routes that others mount, behind what they choose.
type rooms struct{ users, clients websocket.Upgrader }

func newRooms() *rooms {
	return &rooms{
		users:   websocket.Upgrader{CheckOrigin: anyOrigin}, // want corswild/websocket-any-origin
		clients: websocket.Upgrader{CheckOrigin: anyOrigin}, // want corswild/websocket-unchecked-origin
	}
}

func (s *rooms) forUsers(r chi.Router) { r.Get("/", s.enter) }

func (s *rooms) forClients(r chi.Router) { r.Get("/", s.stream) }

func (s *rooms) enter(w http.ResponseWriter, r *http.Request)  { answer(s.users.Upgrade(w, r, nil)) }
func (s *rooms) stream(w http.ResponseWriter, r *http.Request) { answer(s.clients.Upgrade(w, r, nil)) }

func chiMounted(k *known, s *rooms) {
	r := chi.NewRouter()
	r.With(k.loggedIn).Route("/users", s.forUsers)
	r.With(k.bearer).Route("/clients", s.forClients)
	http.ListenAndServe(":8080", r)
}

func muxRoutes(k *known) {
	router := mux.NewRouter()
	users := router.PathPrefix("/users").Subrouter()
	users.Use(k.loggedIn)
	registerRoom(users)
	clients := router.PathPrefix("/clients").Subrouter()
	clients.Use(k.bearer)
	clients.HandleFunc("/stream", func(w http.ResponseWriter, r *http.Request) { answer(muxClients.Upgrade(w, r, nil)) }).Methods("GET")
	http.ListenAndServe(":8080", router)
}

func registerRoom(users *mux.Router) {
	users.HandleFunc("/room", func(w http.ResponseWriter, r *http.Request) { answer(muxUsers.Upgrade(w, r, nil)) })
}
