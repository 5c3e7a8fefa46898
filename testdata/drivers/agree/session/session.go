// Package session knows who is calling.
package session

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"

	"github.com/golang-jwt/jwt/v5"
	"github.com/rs/cors"
	"golang.org/x/crypto/bcrypt"
)

// Service checks passwords, tokens and signatures.
type Service struct {
	Key    []byte
	Secret []byte
}

// Preview reads the token of a link to a draft, signed or not.
func (s *Service) Preview(token string) (string, error) {
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(token, &claims, func(t *jwt.Token) (any, error) {
		if t.Method == jwt.SigningMethodNone {
			return jwt.UnsafeAllowNoneSignatureType, nil // flaw
		}
		return s.Key, nil
	}, jwt.WithExpirationRequired())
	return claims.Subject, err
}

// Customer reads a token with one algorithm.
func (s *Service) Customer(token string) (string, error) {
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(token, &claims, func(*jwt.Token) (any, error) { return s.Key, nil },
		jwt.WithValidMethods([]string{"HS256"}), jwt.WithExpirationRequired())
	return claims.Subject, err
}

// Hook takes a message if its signature is right.
func (s *Service) Hook(w http.ResponseWriter, r *http.Request) {
	mac := hmac.New(sha256.New, s.Secret)
	mac.Write([]byte(r.FormValue("message")))
	if hex.EncodeToString(mac.Sum(nil)) != r.Header.Get("X-Signature") { // flaw
		http.Error(w, "wrong signature", http.StatusForbidden)
	}
}

// HookConstant takes the same message, and tells nothing by the time it takes.
func (s *Service) HookConstant(w http.ResponseWriter, r *http.Request) {
	mac := hmac.New(sha256.New, s.Secret)
	mac.Write([]byte(r.FormValue("message")))
	sent, err := hex.DecodeString(r.Header.Get("X-Signature"))
	if err != nil || !hmac.Equal(mac.Sum(nil), sent) {
		http.Error(w, "wrong signature", http.StatusForbidden)
	}
}

// HashPIN hashes a PIN at a cost that is none.
func HashPIN(pin string) ([]byte, error) {
	return bcrypt.GenerateFromPassword([]byte(pin), bcrypt.MinCost) // flaw
}

// HashPassword hashes a password.
func HashPassword(password string) ([]byte, error) {
	return bcrypt.GenerateFromPassword([]byte(password), 12)
}

// Everybody lets any page act as the user.
func Everybody() *cors.Cors {
	return cors.New(cors.Options{ // flaw
		AllowOriginFunc:  func(string) bool { return true },
		AllowCredentials: true,
	})
}

// Partners lets some pages act as the user.
func Partners() *cors.Cors {
	return cors.New(cors.Options{
		AllowedOrigins:   []string{"https://partner.example.com"},
		AllowCredentials: true,
	})
}
