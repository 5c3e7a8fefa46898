package found

import (
	"fmt"
	"net/http"

	chicors "github.com/go-chi/cors"

	"github.com/secvet/secvet/testdata/cors/found/domains"
)

func policyOf(s *domains.Settings) func(http.Handler) http.Handler {
	return chicors.New(chicors.Options{AllowedOrigins: s.Policy.Origins, AllowCredentials: true}).Handler
}

// Serve shows a copy of one setting to a function that is not known, in a closure: the
// origins stay what they are, the operator's.
func Serve(show func(fmt.Stringer), s *domains.Settings) http.Handler {
	show(s.Server.Scheme)
	func() { show(s.Server.Scheme) }()
	return policyOf(s)(http.NotFoundHandler())
}
