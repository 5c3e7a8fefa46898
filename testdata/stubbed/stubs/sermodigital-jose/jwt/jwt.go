// Package jwt has the types and signatures of version 1.0.
package jwt

import "github.com/SermoDigital/jose/crypto"

type Claims map[string]any

func (c Claims) Get(key string) any { return c[key] }

func (c Claims) Subject() (string, bool) { return "", false }

type Validator struct{ Expected Claims }

type JWT interface {
	Claims() Claims
	Validate(key any, method crypto.SigningMethod, v ...*Validator) error
	Serialize(key any) ([]byte, error)
}
