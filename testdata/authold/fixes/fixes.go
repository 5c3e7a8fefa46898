// Package fixes is code on old libraries whose findings of jwtalg have a mechanical
// repair; its tests hold before and after.
package fixes

import (
	"time"

	jwt "github.com/golang-jwt/jwt"
)

type sessions struct{ secret []byte }

func (s sessions) issue(user string) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.StandardClaims{
		Subject: user, ExpiresAt: time.Now().Add(5 * time.Minute).Unix(),
	}).SignedString(s.secret)
}

func (s sessions) key(*jwt.Token) (interface{}, error) { return s.secret, nil }

func (s sessions) subject(raw string) (string, error) {
	var claims jwt.StandardClaims
	_, err := jwt.ParseWithClaims(raw, &claims, s.key) // want jwtalg/unpinned-hardening
	return claims.Subject, err
}

func (s sessions) valid(raw string) bool {
	token, err := jwt.Parse(raw, s.key) // want jwtalg/unpinned-hardening
	return err == nil && token.Valid
}
