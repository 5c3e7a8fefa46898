// Package heavycors uses frameworks with many dependencies of their own, on which
// corswild is tested.
package heavycors

import (
	"context"
	"net/http"

	"github.com/beego/beego/v2/server/web"
	beecontext "github.com/beego/beego/v2/server/web/context"
	beecors "github.com/beego/beego/v2/server/web/filter/cors"
	"github.com/cloudwego/hertz/pkg/app"
	"github.com/gogf/gf/v2/net/ghttp"
	hertzcors "github.com/hertz-contrib/cors"
	"github.com/kataras/iris/v12"
	iriscors "github.com/kataras/iris/v12/middleware/cors"
	irisjwt "github.com/kataras/iris/v12/middleware/jwt"
	"github.com/zeromicro/go-zero/rest"
)

func irisDefault(app *iris.Application) {
	app.UseRouter(iriscors.New().Handler()) // want corswild/reflected-credentials
}

func irisStar(app *iris.Application) {
	app.UseRouter(iriscors.New().AllowOrigin("*").Handler()) // want corswild/reflected-credentials
}

func irisWithoutCredentials(app *iris.Application) {
	app.UseRouter(iriscors.New().DisallowCredentials().Handler()) // want corswild/wildcard
}

func irisListed(app *iris.Application) {
	app.UseRouter(iriscors.New().ReferrerPolicy(iriscors.NoReferrer).AllowOrigin("https://example.com,https://example.org").Handler())
}

func irisFunc(app *iris.Application) {
	app.UseRouter(iriscors.New().AllowOriginFunc(func(iris.Context, string) bool { return true }).Handler()) // want corswild/reflected-credentials
}

func irisRegexp(app *iris.Application) {
	app.UseRouter(iriscors.New().AllowOriginRegex(`https://example\.com`).Handler()) // want corswild/weak-origin-check
}

func irisRegexpAnchored(app *iris.Application) {
	app.UseRouter(iriscors.New().AllowOriginRegex(`^https://example\.com$`).Handler())
}

func irisHeader(ctx iris.Context) {
	ctx.Header("Access-Control-Allow-Origin", ctx.GetHeader("Origin")) // want corswild/reflected-credentials
	ctx.Header("Access-Control-Allow-Credentials", "true")
	ctx.Next()
}

func zeroWithoutList(c rest.RestConf) *rest.Server {
	return rest.MustNewServer(c, rest.WithCors()) // want corswild/wildcard
}

func zeroStar(c rest.RestConf) *rest.Server {
	return rest.MustNewServer(c, rest.WithCors("*")) // want corswild/reflected-credentials
}

func zeroHeaders(c rest.RestConf) *rest.Server {
	return rest.MustNewServer(c, rest.WithCorsHeaders("X-Token")) // want corswild/reflected-credentials
}

func zeroCustom(c rest.RestConf) *rest.Server {
	return rest.MustNewServer(c, rest.WithCustomCors(func(http.Header) {}, nil, "*")) // want corswild/reflected-credentials
}

func zeroListed(c rest.RestConf) *rest.Server {
	return rest.MustNewServer(c, rest.WithCors("example.com"))
}

func goframeDefault(r *ghttp.Request) {
	r.Response.CORSDefault() // want corswild/reflected-credentials
	r.Middleware.Next()
}

func goframeMiddleware(s *ghttp.Server) {
	s.Use(ghttp.MiddlewareCORS) // want corswild/reflected-credentials
}

func goframeOptions(r *ghttp.Request) {
	options := r.Response.DefaultCORSOptions()
	r.Response.CORS(options) // want corswild/reflected-credentials
}

func goframeDomains(r *ghttp.Request) {
	options := r.Response.DefaultCORSOptions()
	options.AllowDomain = []string{"example.com"}
	r.Response.CORS(options)
}

func beegoStar() {
	web.InsertFilter("*", web.BeforeRouter, beecors.Allow(&beecors.Options{AllowAllOrigins: true, AllowCredentials: true})) // want corswild/wildcard-credentials
}

func beegoPattern() {
	web.InsertFilter("*", web.BeforeRouter, beecors.Allow(&beecors.Options{AllowOrigins: []string{"https://*"}, AllowCredentials: true})) // want corswild/reflected-credentials
}

func beegoListed() {
	web.InsertFilter("*", web.BeforeRouter, beecors.Allow(&beecors.Options{AllowOrigins: []string{"https://*.example.com"}, AllowCredentials: true}))
}

func beegoHeader(ctx *beecontext.Context) {
	ctx.Output.Header("Access-Control-Allow-Origin", ctx.Input.Header("Origin")) // want corswild/reflected-credentials
	ctx.Output.Header("Access-Control-Allow-Credentials", "true")
}

func hertzAll() app.HandlerFunc {
	return hertzcors.New(hertzcors.Config{AllowAllOrigins: true, AllowCredentials: true}) // want corswild/wildcard-credentials
}

func hertzFunc() app.HandlerFunc {
	return hertzcors.New(hertzcors.Config{ // want corswild/reflected-credentials
		AllowOriginFunc:  func(string) bool { return true },
		AllowCredentials: true,
	})
}

func hertzHeader(_ context.Context, c *app.RequestContext) {
	c.Header("Access-Control-Allow-Origin", string(c.GetHeader("Origin"))) // want corswild/reflected-credentials
	c.Header("Access-Control-Allow-Credentials", "true")
}

func zeroConstantSecret() rest.RouteOption {
	return rest.WithJwt("a constant of go-zero") // want jwtalg/hardcoded-key
}

func zeroConfiguredSecret(secret string) rest.RouteOption { return rest.WithJwt(secret) }

func irisConstantSecret() *irisjwt.Verifier {
	return irisjwt.NewVerifier(irisjwt.HS256, []byte("a constant of iris")) // want jwtalg/hardcoded-key
}

func irisConfiguredSecret(secret []byte) *irisjwt.Verifier {
	return irisjwt.NewVerifier(irisjwt.HS256, secret)
}
