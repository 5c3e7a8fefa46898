package fixes

import (
	"bytes"
	"testing"

	jwt "github.com/golang-jwt/jwt"
)

func TestOwnTokens(t *testing.T) {
	s := sessions{secret: bytes.Repeat([]byte("k"), 32)}
	raw, err := s.issue("ann")
	if err != nil {
		t.Fatal(err)
	}
	if user, err := s.subject(raw); user != "ann" || err != nil || !s.valid(raw) {
		t.Errorf("%q, %v", user, err)
	}
	forged, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.StandardClaims{}).SignedString([]byte("other"))
	if err != nil {
		t.Fatal(err)
	}
	if s.valid(forged) {
		t.Error("another key verifies")
	}
}
