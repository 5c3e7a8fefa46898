// Package fixes is code whose findings of jwtalg have a mechanical repair; its
// tests hold before and after.
package fixes

import (
	"net/http"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/golang-jwt/jwt/v5/request"
)

type sessions struct{ secret []byte }

func (s sessions) issue(user string) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS384, jwt.RegisteredClaims{
		Subject: user, ExpiresAt: jwt.NewNumericDate(time.Now().Add(5 * time.Minute)),
	}).SignedString(s.secret)
}

func (s sessions) subject(raw string) (string, error) {
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(raw, &claims, func(*jwt.Token) (any, error) { return s.secret, nil }, // want jwtalg/unpinned-hardening
		jwt.WithExpirationRequired())
	return claims.Subject, err
}

func (s sessions) subjectOfAny(raw string) (string, error) {
	token, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return s.secret, nil }, jwt.WithExpirationRequired()) // want jwtalg/unpinned-hardening
	if err != nil {
		return "", err
	}
	return token.Claims.GetSubject()
}

func (s sessions) subjectOfAnyAge(raw string) (string, error) {
	var claims jwt.RegisteredClaims
	parser := jwt.NewParser(jwt.WithValidMethods([]string{"HS384"}), jwt.WithoutClaimsValidation(), // want jwtalg/claims-not-validated
		jwt.WithExpirationRequired())
	_, err := parser.ParseWithClaims(raw, &claims, func(*jwt.Token) (any, error) { return s.secret, nil })
	return claims.Subject, err
}

func (s sessions) subjectForEver(raw string) (string, error) {
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(raw, &claims, func(*jwt.Token) (any, error) { return s.secret, nil }, jwt.WithValidMethods([]string{"HS384"})) // want jwtalg/no-expiry
	return claims.Subject, err
}

var strict = jwt.NewParser(jwt.WithValidMethods([]string{"HS384"}), jwt.WithExpirationRequired())

func (s sessions) subjectAtLast(raw string) (string, error) {
	key := func(*jwt.Token) (any, error) { return s.secret, nil }
	var claims jwt.RegisteredClaims
	if _, err := strict.ParseWithClaims(raw, &claims, key); err == nil {
		return claims.Subject, nil
	}
	_, err := jwt.ParseWithClaims(raw, &claims, key) // want jwtalg/unpinned jwtalg/no-expiry
	return claims.Subject, err
}

func (s sessions) subjectOfRequest(r *http.Request) (string, error) {
	token, err := request.ParseFromRequest(r, request.OAuth2Extractor, func(*jwt.Token) (any, error) { return s.secret, nil }) // want jwtalg/unpinned-hardening
	if err != nil {
		return "", err
	}
	return token.Claims.GetSubject()
}

// kept is what is left of a token.
type kept struct{ subject string }

func (s sessions) keptUnseen(raw string) (*kept, error) {
	claims := jwt.RegisteredClaims{}
	hs384 := jwt.WithValidMethods([]string{"HS384"})
	token, _ := jwt.ParseWithClaims(raw, &claims, func(*jwt.Token) (any, error) { return s.secret, nil }, hs384, jwt.WithExpirationRequired()) // want jwtalg/error-ignored
	if token == nil {
		return nil, nil
	}
	return &kept{claims.Subject}, nil
}

func (s sessions) audienceUnseen(raw string) (n int, found bool, err error) {
	claims := jwt.RegisteredClaims{}
	_, err = jwt.ParseWithClaims(raw, &claims, func(*jwt.Token) (any, error) { return s.secret, nil }, jwt.WithValidMethods([]string{"HS384"}), jwt.WithExpirationRequired()) // want jwtalg/error-ignored
	if claims.Audience == nil {
		return 0, false, nil
	}
	return len(claims.Audience), true, nil
}
