// Package invites lets members bring friends.
package invites

import (
	"time"

	"github.com/golang-jwt/jwt/v4"

	"github.com/secvet/secvet/testdata/tokenchat/signed"
)

// New is an invitation.
func New(friend string) (string, error) {
	claims := jwt.RegisteredClaims{Subject: friend, ExpiresAt: jwt.NewNumericDate(time.Now().Add(10 * time.Minute))}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(signed.With)
}
