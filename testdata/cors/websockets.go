package cors

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/coder/websocket"
	fastws "github.com/fasthttp/websocket"
	fiberws "github.com/gofiber/contrib/websocket"
	"github.com/gofiber/fiber/v2"
	gorilla "github.com/gorilla/websocket"
	"github.com/lxzan/gws"
	"github.com/valyala/fasthttp"
	nhooyr "nhooyr.io/websocket"
)

var upgraderOfOwnHost = gorilla.Upgrader{ReadBufferSize: 1024}

var upgraderOfAnyHost = gorilla.Upgrader{
	ReadBufferSize: 1024,
	CheckOrigin:    func(r *http.Request) bool { return true }, // want corswild/websocket-any-origin
}

func upgraderSetLater() *gorilla.Upgrader {
	u := &gorilla.Upgrader{}
	u.CheckOrigin = everyRequest // want corswild/websocket-any-origin
	return u
}

func upgraderByFlag(check bool) gorilla.Upgrader {
	return gorilla.Upgrader{CheckOrigin: originCheck(check)}
}

func originCheck(check bool) func(*http.Request) bool {
	if check {
		return nil
	}
	return everyRequest
}

func everyRequest(*http.Request) bool { return true }

func deprecatedUpgrade(w http.ResponseWriter, r *http.Request) {
	gorilla.Upgrade(w, r, nil, 0, 0) // want corswild/websocket-any-origin
}

var upgraderOfListed = gorilla.Upgrader{CheckOrigin: func(r *http.Request) bool {
	return r.Header.Get("Origin") == "https://example.com"
}}

var upgraderOfSameHost = gorilla.Upgrader{CheckOrigin: func(r *http.Request) bool {
	u, err := url.Parse(r.Header.Get("Origin"))
	return err == nil && strings.EqualFold(u.Host, r.Host)
}}

var upgraderWithoutOrigin = gorilla.Upgrader{CheckOrigin: func(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	return origin == "https://example.com"
}}

var upgraderOfSuffix = gorilla.Upgrader{CheckOrigin: func(r *http.Request) bool {
	return strings.HasSuffix(r.Header.Get("Origin"), "example.com") // want corswild/weak-origin-check
}}

func upgraderInDevelopment(dev bool) *gorilla.Upgrader {
	return &gorilla.Upgrader{CheckOrigin: func(r *http.Request) bool {
		return dev || r.Header.Get("Origin") == "https://example.com"
	}}
}

type hub struct{ allowed map[string]bool }

func (h *hub) check(r *http.Request) bool { return h.allowed[r.Header.Get("Origin")] }

func upgraderOfMethod(h *hub) gorilla.Upgrader { return gorilla.Upgrader{CheckOrigin: h.check} }

var fastUpgrader = fastws.FastHTTPUpgrader{
	CheckOrigin: func(ctx *fasthttp.RequestCtx) bool { return true }, // want corswild/websocket-any-origin
}

func acceptOwnHost(w http.ResponseWriter, r *http.Request) {
	websocket.Accept(w, r, nil)
}

func acceptInsecure(w http.ResponseWriter, r *http.Request) {
	websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true}) // want corswild/websocket-any-origin
}

func acceptConfigured(w http.ResponseWriter, r *http.Request, insecure bool) {
	websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: insecure})
}

func acceptStar(w http.ResponseWriter, r *http.Request) {
	websocket.Accept(w, r, &websocket.AcceptOptions{OriginPatterns: []string{"*"}}) // want corswild/websocket-any-origin
}

func acceptSubdomains(w http.ResponseWriter, r *http.Request) {
	websocket.Accept(w, r, &websocket.AcceptOptions{OriginPatterns: []string{"*.example.com", "localhost:*"}})
}

func acceptWithoutDot(w http.ResponseWriter, r *http.Request) {
	websocket.Accept(w, r, &websocket.AcceptOptions{OriginPatterns: []string{"*example.com"}}) // want corswild/weak-origin-check
}

func acceptOldName(w http.ResponseWriter, r *http.Request) {
	nhooyr.Accept(w, r, &nhooyr.AcceptOptions{InsecureSkipVerify: true}) // want corswild/websocket-any-origin
}

func fiberListed() fiber.Handler {
	return fiberws.New(func(*fiberws.Conn) {}, fiberws.Config{Origins: []string{"https://example.com"}})
}

func gwsAuthorized(h gws.Event) *gws.Upgrader {
	return gws.NewUpgrader(h, &gws.ServerOption{Authorize: func(r *http.Request, session gws.SessionStorage) bool {
		return r.Header.Get("Authorization") != ""
	}})
}

// upgraderOfASetting opens the websocket where the operator says so.
func upgraderOfASetting(origin string) *gorilla.Upgrader {
	u := &gorilla.Upgrader{ReadBufferSize: 1024}
	switch origin {
	case "":
		u.CheckOrigin = func(r *http.Request) bool {
			sent := r.Header["Origin"]
			if len(sent) == 0 {
				return true
			}
			at, err := url.Parse(sent[0])
			return err == nil && (at.Host == r.Host || strings.Split(at.Host, ":")[0] == r.Host)
		}
	case "*":
		u.CheckOrigin = func(*http.Request) bool { return true }
	}
	return u
}

func upgraderOfALength() *gorilla.Upgrader {
	u := &gorilla.Upgrader{ReadBufferSize: 1024}
	u.CheckOrigin = func(r *http.Request) bool { // want corswild/websocket-any-origin
		return len(r.Header["Origin"]) > 0
	}
	return u
}

// upgraderOfTheUI lets everybody in where no address is set, and not only on the machine
// of a developer.
func upgraderOfTheUI(devMode bool, ui *url.URL) gorilla.Upgrader {
	return gorilla.Upgrader{
		CheckOrigin: func(r *http.Request) bool { // want corswild/websocket-any-origin
			if devMode {
				return true
			}
			if ui == nil {
				return true
			}
			origin, err := url.Parse(r.Header.Get("Origin"))
			return err == nil && origin.Host == ui.Host
		},
	}
}

// upgraderOfTheUIOnly is the same without the hole.
func upgraderOfTheUIOnly(devMode bool, ui *url.URL) gorilla.Upgrader {
	return gorilla.Upgrader{
		CheckOrigin: func(r *http.Request) bool {
			if devMode {
				return true
			}
			if ui == nil {
				return false
			}
			origin, err := url.Parse(r.Header.Get("Origin"))
			return err == nil && origin.Host == ui.Host
		},
	}
}

type allowlist struct{ origins []string }

// allowed fails open: nothing is configured at first.
func (a *allowlist) allowed(r *http.Request) bool {
	if len(a.origins) == 0 {
		return true
	}
	return slices.Contains(a.origins, r.Header.Get("Origin"))
}

func (a *allowlist) upgrader() gorilla.Upgrader {
	return gorilla.Upgrader{CheckOrigin: a.allowed} // want corswild/websocket-any-origin
}

// starOnly opens the websocket for those who write a star.
func (a *allowlist) starOnly(r *http.Request) bool {
	return slices.Contains(a.origins, "*") || slices.Contains(a.origins, r.Header.Get("Origin"))
}

func (a *allowlist) upgraderWithAStar() gorilla.Upgrader {
	return gorilla.Upgrader{CheckOrigin: a.starOnly}
}
