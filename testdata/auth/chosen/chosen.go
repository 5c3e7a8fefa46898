// Package chosen verifies tokens by what an operator, or the kind of the token, chose.
package chosen

import (
	"context"
	"crypto/rsa"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/golang-jwt/jwt/v5"

	"github.com/secvet/secvet/testdata/auth/chosen/verify"
)

type bearer struct {
	key    any
	parser *jwt.Parser
}

// set chooses the key together with the algorithms that belong to it.
func (b *bearer) set(algorithm string, key []byte) error {
	var methods []string
	switch algorithm {
	case "hmac":
		b.key, methods = key, []string{"HS256", "HS512"}
	case "rsa":
		public, err := jwt.ParseRSAPublicKeyFromPEM(key)
		if err != nil {
			return err
		}
		b.key, methods = public, []string{"RS256", "RS512"}
	default:
		return errors.New("algorithm")
	}
	b.parser = jwt.NewParser(jwt.WithValidMethods(methods), jwt.WithExpirationRequired())
	return nil
}

func (b *bearer) subject(raw string) (string, error) {
	token, err := b.parser.Parse(raw, func(*jwt.Token) (any, error) { return b.key, nil })
	if err != nil {
		return "", err
	}
	return token.Claims.GetSubject()
}

// either takes one list for both keys.
type either struct {
	key    any
	parser *jwt.Parser
}

func (e *either) set(secret []byte, public *rsa.PublicKey) {
	methods := []string{"HS256", "RS256"}
	if public != nil {
		e.key = public
	} else {
		e.key = secret
	}
	e.parser = jwt.NewParser(jwt.WithValidMethods(methods), jwt.WithExpirationRequired())
}

func (e *either) subject(raw string) (string, error) {
	token, err := e.parser.Parse(raw, func(*jwt.Token) (any, error) { return e.key, nil }) // want jwtalg/mixed-algorithms
	if err != nil {
		return "", err
	}
	return token.Claims.GetSubject()
}

// ofOneOf leaves the issuer to who verifies.
func ofOneOf(ctx context.Context, p *oidc.Provider, raw string) (*oidc.IDToken, error) {
	config := &oidc.Config{ClientID: "shop", SkipIssuerCheck: true}
	return verify.Token(ctx, p, config, raw, []string{"https://a.example", "https://b.example"})
}

var (
	hs256    = jwt.WithValidMethods([]string{"HS256"})
	expiring = jwt.WithExpirationRequired()
)

// never is not set: the token is only looked at.
var never []byte

// expired asks for a new token in time: nobody is let in by it.
func expired(own string) bool {
	var claims jwt.RegisteredClaims
	_, _ = jwt.ParseWithClaims(own, &claims, func(*jwt.Token) (any, error) { return never, nil }, hs256, expiring)
	return claims.ExpiresAt == nil || claims.ExpiresAt.Before(time.Now())
}

// expiredSession lets whoever sends a token in.
func expiredSession(r *http.Request) bool {
	var claims jwt.RegisteredClaims
	_, _ = jwt.ParseWithClaims(r.FormValue("session"), &claims, func(*jwt.Token) (any, error) { return never, nil }, hs256, expiring) // want jwtalg/error-ignored
	return claims.ExpiresAt == nil || claims.ExpiresAt.Before(time.Now())
}

type gate struct {
	secret  []byte
	domains []string
}

// pass verifies the cookie, and looks at it again for what it says.
func (g *gate) pass(r *http.Request) bool {
	cookie, err := r.Cookie("pass")
	if err != nil {
		return false
	}
	return g.valid(cookie) && g.ofADomain(cookie)
}

func (g *gate) valid(cookie *http.Cookie) bool {
	token, err := jwt.Parse(cookie.Value, func(*jwt.Token) (any, error) { return g.secret, nil }, hs256, expiring)
	return err == nil && token.Valid
}

func (g *gate) ofADomain(cookie *http.Cookie) bool {
	var claims jwt.RegisteredClaims
	_, _ = jwt.ParseWithClaims(cookie.Value, &claims, func(*jwt.Token) (any, error) { return g.secret, nil }, hs256, expiring)
	return slices.Contains(g.domains, claims.Subject)
}

// passGuests verifies one cookie and believes another.
func (g *gate) passGuests(r *http.Request) bool {
	cookie, err := r.Cookie("pass")
	guest, missing := r.Cookie("guest")
	if err != nil || missing != nil {
		return false
	}
	return g.valid(cookie) && g.ofAGuest(guest)
}

func (g *gate) ofAGuest(guest *http.Cookie) bool {
	var claims jwt.RegisteredClaims
	_, _ = jwt.ParseWithClaims(guest.Value, &claims, func(*jwt.Token) (any, error) { return g.secret, nil }, hs256, expiring) // want jwtalg/error-ignored
	return slices.Contains(g.domains, claims.Subject)
}

// passAnyway does not wait for what the check says.
func (g *gate) passAnyway(cookie *http.Cookie) bool {
	if !g.valid(cookie) {
		println("not valid")
	}
	return g.ofAnybody(cookie)
}

func (g *gate) ofAnybody(cookie *http.Cookie) bool {
	var claims jwt.RegisteredClaims
	_, _ = jwt.ParseWithClaims(cookie.Value, &claims, func(*jwt.Token) (any, error) { return g.secret, nil }, hs256, expiring) // want jwtalg/error-ignored
	return slices.Contains(g.domains, claims.Subject)
}
