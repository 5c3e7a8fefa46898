// Package decoding reads tokens. Nothing in what it exports shows by which library.
package decoding

import "github.com/golang-jwt/jwt/v5"

// Tenant is the tenant that a token names, whoever made the token.
func Tenant(token string) (string, error) {
	var claims struct {
		jwt.RegisteredClaims
		Tenant string `json:"tid"`
	}
	if _, _, err := jwt.NewParser().ParseUnverified(token, &claims); err != nil {
		return "", err
	}
	return claims.Tenant, nil
}

// Verified is the tenant that a token of ours names.
func Verified(token string, secret []byte) (string, error) {
	var claims struct {
		jwt.RegisteredClaims
		Tenant string `json:"tid"`
	}
	_, err := jwt.ParseWithClaims(token, &claims, func(*jwt.Token) (any, error) { return secret, nil },
		jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired())
	return claims.Tenant, err
}
