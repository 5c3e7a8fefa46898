package cors

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/emicklei/go-restful/v3"
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
	"github.com/valyala/fasthttp"
)

func reflection(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want corswild/reflected-credentials
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func reflectionWithoutCredentials(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want corswild/wildcard
}

func star(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*") // want corswild/wildcard
}

func starOnAssets(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
}

func starAndCredentials(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*") // want corswild/wildcard-credentials
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func starAndPrivateNetwork(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "*") // want corswild/wildcard-private
	if r.Method == http.MethodOptions {
		w.Header().Set("Access-Control-Allow-Private-Network", "true")
	}
}

func nullAndCredentials(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "null") // want corswild/null-credentials
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func listedOrigin(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "https://example.com")
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func headerNamesInAnyCase(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("access-control-allow-origin", r.Header.Get("origin")) // want corswild/reflected-credentials
	w.Header().Set("access-control-allow-credentials", "true")
}

func indexStores(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h["Access-Control-Allow-Origin"] = r.Header["Origin"] // want corswild/reflected-credentials
	h["Access-Control-Allow-Credentials"] = []string{"true"}
}

func originIfThereIsOne(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if origin == "" {
		origin = "*"
	}
	w.Header().Set("Access-Control-Allow-Origin", origin) // want corswild/reflected-credentials
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func refererAsOrigin(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.Referer())
	if err != nil {
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", u.Scheme+"://"+u.Host) // want corswild/reflected-credentials
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func ownHost(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", "https://"+r.Host)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func exclusiveBranches(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/me" {
		w.Header().Set("Access-Control-Allow-Origin", "https://example.com")
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	} else {
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want corswild/wildcard
	}
}

func credentialsForTrustedOnly(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	w.Header().Set("Access-Control-Allow-Origin", origin)
	if origin == "https://example.com" {
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

var trustedOrigins = map[string]bool{"https://example.com": true}

func trustedSet(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if trustedOrigins[origin] {
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func trustedSlice(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if !slices.Contains([]string{"https://example.com"}, origin) {
		http.Error(w, "no", http.StatusForbidden)
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func trustedLoop(list []string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for _, o := range list {
			if o == r.Header.Get("Origin") {
				w.Header().Set("Access-Control-Allow-Origin", o)
				w.Header().Set("Access-Control-Allow-Credentials", "true")
				break
			}
		}
	}
}

func trustedFlag(list []string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		allowed := false
		for _, o := range list {
			if o == origin {
				allowed = true
				break
			}
		}
		if allowed {
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
	}
}

func trustedHelper(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if trusts(origin) {
		setBoth(w, origin)
	}
}

func trusts(origin string) bool {
	switch origin {
	case "https://example.com", "https://example.org":
		return true
	}
	return false
}

func setBoth(w http.ResponseWriter, origin string) {
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func untrustedHelper(w http.ResponseWriter, r *http.Request) {
	setBothOfAnyone(w, r.Header.Get("Origin"))
}

func setBothOfAnyone(w http.ResponseWriter, origin string) {
	w.Header().Set("Access-Control-Allow-Origin", origin) // want corswild/reflected-credentials
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func apart(w http.ResponseWriter, r *http.Request) {
	apartOrigin(w, r)
	apartCredentials(w)
}

func apartOrigin(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want corswild/reflected-credentials
}

func apartCredentials(w http.ResponseWriter) {
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func guardedByHelperOfRequest(w http.ResponseWriter, r *http.Request) {
	if !requestTrusted(r) {
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func requestTrusted(r *http.Request) bool {
	return r.Header.Get("Origin") == "https://example.com"
}

func setHeader(w http.ResponseWriter, name, value string) { w.Header().Set(name, value) }

const originHeader = "Access-Control-Allow-Origin"

func throughWrapperAndConstant(w http.ResponseWriter, r *http.Request) {
	setHeader(w, originHeader, r.Header.Get("Origin")) // want corswild/reflected-credentials
	setHeader(w, "Access-Control-Allow-Credentials", "true")
	setHeader(w, "X-Frame-Options", "DENY")
}

func weakSuffix(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.HasSuffix(origin, "example.com") { // want corswild/weak-origin-check
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func soundSuffix(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.HasSuffix(origin, ".example.com") || strings.HasSuffix(origin, "://example.com") {
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func weakWithoutCredentials(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.HasSuffix(origin, "example.com") {
		w.Header().Set("Access-Control-Allow-Origin", origin)
	}
}

func weakPrefix(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if !strings.HasPrefix(origin, "https://example.com") { // want corswild/weak-origin-check
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

// reflectedOrStar repeats the origin, or sends a star to those who tell none.
func reflectedOrStar(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); origin != "" {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corswild/reflected-credentials
	} else {
		w.Header().Set("Access-Control-Allow-Origin", "*")
	}
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func schemePrefixOnly(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.HasPrefix(origin, "https://") {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corswild/reflected-credentials
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func localPort(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.HasPrefix(origin, "http://localhost:") {
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func weakLocal(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.HasPrefix(origin, "http://localhost") { // want corswild/weak-origin-check
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func weakContains(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.Contains(origin, "example.com") { // want corswild/weak-origin-check
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func weakIndex(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.Index(origin, "example.com") < 0 { // want corswild/weak-origin-check
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func weakHost(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	u, err := url.Parse(origin)
	if err == nil && strings.HasSuffix(u.Hostname(), "example.com") { // want corswild/weak-origin-check
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func soundHost(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	u, err := url.Parse(origin)
	if err == nil && (u.Hostname() == "example.com" || strings.HasSuffix(u.Hostname(), ".example.com")) {
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func sameHost(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	u, err := url.Parse(origin)
	if err != nil || u.Host != r.Host {
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", origin)
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

func parsedOnly(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if _, err := url.Parse(origin); err != nil {
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", origin) // want corswild/reflected-credentials
	w.Header().Set("Access-Control-Allow-Credentials", "true")
}

var (
	unanchored = regexp.MustCompile(`https://example\.com`)
	bareDot    = regexp.MustCompile(`^https://api.example.com$`)
	anchored   = regexp.MustCompile(`^https://([a-z0-9-]+\.)?example\.com(:\d+)?$`)
)

func weakRegexp(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); unanchored.MatchString(origin) { // want corswild/weak-origin-check
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func bareDotRegexp(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); bareDot.MatchString(origin) { // want corswild/weak-origin-check
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func soundRegexp(w http.ResponseWriter, r *http.Request) {
	if origin := r.Header.Get("Origin"); anchored.MatchString(origin) {
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func nullAccepted(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if origin == "null" || origin == "https://example.com" {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corswild/null-credentials
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func nullRefused(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if origin != "null" {
		w.Header().Set("Access-Control-Allow-Origin", origin) // want corswild/reflected-credentials
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func entriesBySuffix(domains []string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		for _, d := range domains {
			if strings.HasSuffix(origin, d) { // want corswild/weak-origin-check
				w.Header().Set("Access-Control-Allow-Origin", origin)
				w.Header().Set("Access-Control-Allow-Credentials", "true")
			}
		}
	}
}

func entriesBySuffixWithDot(domains []string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		for _, d := range domains {
			if strings.HasSuffix(origin, "."+d) {
				w.Header().Set("Access-Control-Allow-Origin", origin)
				w.Header().Set("Access-Control-Allow-Credentials", "true")
			}
		}
	}
}

func inDevelopment(dev bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if dev {
			w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
	}
}

func whenEnabled(enabled bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !enabled {
			return
		}
		w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want corswild/reflected-credentials
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func configuredOrigin(origin string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func ginHeader(c *gin.Context) {
	c.Header("Access-Control-Allow-Origin", c.GetHeader("Origin")) // want corswild/reflected-credentials
	c.Header("Access-Control-Allow-Credentials", "true")
}

func ginWriterHeader(c *gin.Context) {
	c.Writer.Header().Set("Access-Control-Allow-Origin", c.Request.Header.Get("Origin")) // want corswild/reflected-credentials
	c.Writer.Header().Set("Access-Control-Allow-Credentials", "true")
}

func ginStarAndCredentials(c *gin.Context) {
	c.Writer.Header().Set("Access-Control-Allow-Origin", "*") // want corswild/wildcard-credentials
	c.Writer.Header().Set("Access-Control-Allow-Credentials", "true")
	if c.Request.Method == "OPTIONS" {
		c.AbortWithStatus(204)
		return
	}
	c.Next()
}

func echoHeader(c echo.Context) error {
	c.Response().Header().Set(echo.HeaderAccessControlAllowOrigin, c.Request().Header.Get(echo.HeaderOrigin)) // want corswild/reflected-credentials
	c.Response().Header().Set(echo.HeaderAccessControlAllowCredentials, "true")
	return nil
}

func fiberHeader(c *fiber.Ctx) error {
	c.Set(fiber.HeaderAccessControlAllowOrigin, c.Get(fiber.HeaderOrigin)) // want corswild/reflected-credentials
	c.Set(fiber.HeaderAccessControlAllowCredentials, "true")
	return c.Next()
}

func fiber3Header(c fiber3.Ctx) error {
	c.Set(fiber3.HeaderAccessControlAllowOrigin, c.Get(fiber3.HeaderOrigin)) // want corswild/reflected-credentials
	c.Set(fiber3.HeaderAccessControlAllowCredentials, "true")
	return c.Next()
}

func fasthttpHeader(ctx *fasthttp.RequestCtx) {
	ctx.Response.Header.SetBytesV("Access-Control-Allow-Origin", ctx.Request.Header.Peek("Origin")) // want corswild/reflected-credentials
	ctx.Response.Header.Set("Access-Control-Allow-Credentials", "true")
}

func restfulHeader(req *restful.Request, resp *restful.Response) {
	resp.AddHeader("Access-Control-Allow-Origin", req.HeaderParameter("Origin")) // want corswild/reflected-credentials
	resp.AddHeader("Access-Control-Allow-Credentials", "true")
}

func middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); origin != "" {
			w.Header().Set("Access-Control-Allow-Origin", origin) // want corswild/reflected-credentials
			w.Header().Set("Vary", "Origin")
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
		next.ServeHTTP(w, r)
	})
}

type middlewareOptions struct{ any, credentials, production bool }

func credentialsByOption(o middlewareOptions) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if o.any {
			w.Header().Set("Access-Control-Allow-Origin", "*")
		}
		if o.credentials {
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
	}
}

func starWithoutCredentials(w http.ResponseWriter, r *http.Request, list []string) {
	if len(list) == 0 {
		answerTo(w, "*")
	}
}

func answerTo(w http.ResponseWriter, origin string) {
	w.Header().Set("Access-Control-Allow-Origin", origin)
	if origin != "*" {
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

func openInProduction(o middlewareOptions) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if o.production {
			w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want corswild/reflected-credentials
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
	}
}

func suffixesAfterStar(list []string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); len(list) > 0 && endsInOne(list, origin) {
			w.Header().Set("Access-Control-Allow-Origin", origin)
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
	}
}

func endsInOne(list []string, origin string) bool {
	for _, entry := range list {
		if entry == "*" {
			return true
		}
		if strings.HasSuffix(origin, entry) { // want corswild/weak-origin-check
			return true
		}
	}
	return false
}

// The website that may read is named by the request itself.
func originFromTheQuery(c *gin.Context) {
	site, named := c.GetQuery("site")
	if !named {
		site = c.GetHeader("X-Site")
	}
	if site != "" && !strings.HasPrefix(site, "http://") {
		site = "https://" + site
	}
	c.Header("Access-Control-Allow-Credentials", "true")
	c.Header("Access-Control-Allow-Origin", site) // want corswild/reflected-credentials
}

func siteOfAList(c *gin.Context, sites map[string]string) {
	name, named := c.GetQuery("site")
	if !named {
		return
	}
	c.Header("Access-Control-Allow-Credentials", "true")
	c.Header("Access-Control-Allow-Origin", sites[name])
}

// appsAndSelf lets in what is installed on the device: no website has such an origin.
func appsAndSelf(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.HasPrefix(origin, "app://") || strings.HasPrefix(origin, "capacitor://") || origin == "https://"+r.Host {
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

// appsAndOthers lets in whoever has a name that starts alike.
func appsAndOthers(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if strings.HasPrefix(origin, "app://") || strings.HasPrefix(origin, "https://shop.example.com") { // want corswild/weak-origin-check
		w.Header().Set("Access-Control-Allow-Origin", origin)
		w.Header().Set("Access-Control-Allow-Credentials", "true")
	}
}

// serverOfDevelopers reflects every origin, with credentials, in a handler that is only
// made for development.
func serverOfDevelopers(next http.Handler, settings serverSettings) http.Handler {
	handler := next
	if settings.DevMode() {
		handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
			w.Header().Set("Access-Control-Allow-Credentials", "true")
			next.ServeHTTP(w, r)
		})
	}
	return handler
}

// serverOfAll does so for all but one kind of request.
func serverOfAll(next http.Handler, settings serverSettings) http.Handler {
	handler := next
	if settings.Compressed() {
		handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin")) // want corswild/reflected-credentials
			w.Header().Set("Access-Control-Allow-Credentials", "true")
			next.ServeHTTP(w, r)
		})
	}
	return handler
}

type serverSettings interface {
	DevMode() bool
	Compressed() bool
}
