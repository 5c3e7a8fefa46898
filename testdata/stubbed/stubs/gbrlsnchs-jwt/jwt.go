// Package jwt has the types and signatures of version 3.0.1.
package jwt

import (
	"encoding/json"
	"time"
)

type Algorithm interface {
	Name() string
	Sign(headerPayload []byte) ([]byte, error)
	Size() int
	Verify(headerPayload, sig []byte) error
}

type HMACSHA struct{ key []byte }

func (*HMACSHA) Name() string                   { return "" }
func (*HMACSHA) Sign(_ []byte) ([]byte, error)  { return nil, nil }
func (*HMACSHA) Size() int                      { return 0 }
func (*HMACSHA) Verify(_, _ []byte) (err error) { return nil }

func NewHS256(key []byte) *HMACSHA { return &HMACSHA{key} }

func NewHS384(key []byte) *HMACSHA { return &HMACSHA{key} }

func NewHS512(key []byte) *HMACSHA { return &HMACSHA{key} }

type none struct{}

func (none) Name() string                  { return "none" }
func (none) Sign(_ []byte) ([]byte, error) { return nil, nil }
func (none) Size() int                     { return 0 }
func (none) Verify(_, _ []byte) error      { return nil }

func None() Algorithm { return none{} }

type Audience []string

type Time struct{ time.Time }

func NumericDate(tt time.Time) *Time { return &Time{tt} }

type Payload struct {
	Issuer         string
	Subject        string
	Audience       Audience
	ExpirationTime *Time
	NotBefore      *Time
	IssuedAt       *Time
	JWTID          string
}

type Header struct{ Algorithm, ContentType, KeyID, Type string }

type RawToken struct{}

type VerifyOption func(*RawToken) error

type SignOption func(*Header)

type Validator func(*Payload) error

func Verify(token []byte, alg Algorithm, payload any, opts ...VerifyOption) (Header, error) {
	return Header{}, json.Unmarshal(token, payload)
}

func Sign(payload any, alg Algorithm, opts ...SignOption) ([]byte, error) { return nil, nil }

func ValidatePayload(pl *Payload, vds ...Validator) VerifyOption { return nil }

func ExpirationTimeValidator(now time.Time) Validator { return nil }
