// Package jws has the types and signatures of version 1.0.
package jws

import (
	"net/http"

	"github.com/SermoDigital/jose/crypto"
	"github.com/SermoDigital/jose/jwt"
)

type Claims jwt.Claims

func (c Claims) SetSubject(subject string) {}

func NewJWT(claims Claims, method crypto.SigningMethod) jwt.JWT { return nil }

func ParseJWT(encoded []byte) (jwt.JWT, error) { return nil, nil }

func ParseJWTFromRequest(req *http.Request) (jwt.JWT, error) { return nil, nil }

type JWS interface {
	Payload() any
	Verify(key any, method crypto.SigningMethod) error
	IsJWT() bool
}

func ParseCompact(encoded []byte) (JWS, error) { return nil, nil }
