// Package testutil makes sessions for the tests of other packages.
package testutil

import "github.com/golang-jwt/jwt/v5"

// Session is a token of nobody's: the key opens nothing.
func Session(subject string) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"sub": subject}).SignedString([]byte("a key"))
}
