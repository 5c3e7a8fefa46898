// Package cors has the signatures of github.com/iris-contrib/middleware/cors, of
// its versions together.
package cors

type Options struct {
	AllowedOrigins   []string
	AllowOriginFunc  func(origin string) bool
	AllowedMethods   []string
	AllowedHeaders   []string
	ExposedHeaders   []string
	AllowCredentials bool
	MaxAge           int
}

func New(opts Options) func(any)                { return nil }
func WrapNext(opts Options) func(any)           { return nil }
func NewAppMiddleware(opts Options) func(any)   { return nil }
func NewPartyMiddleware(opts Options) func(any) { return nil }
func Default() func(any)                        { return nil }
func DefaultCors() func(any)                    { return nil }
func AllowAll() func(any)                       { return nil }
func NewAllowAll() func(any)                    { return nil }
func NewAllowAllAppMiddleware() func(any)       { return nil }
func NewAllowAllPartyMiddleware() func(any)     { return nil }
