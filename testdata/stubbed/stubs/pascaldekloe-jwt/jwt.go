// Package jwt has the types and signatures of version 1.12.0.
package jwt

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/json"
	"net/http"
	"time"
)

type NumericTime float64

func NewNumericTime(t time.Time) *NumericTime { return nil }

type Registered struct {
	Issuer    string
	Subject   string
	Audiences []string
	Expires   *NumericTime
	NotBefore *NumericTime
	Issued    *NumericTime
	ID        string
}

func (r *Registered) Valid(t time.Time) bool { return r.Expires != nil }

func (r *Registered) AcceptTemporal(t time.Time, leeway time.Duration) error { return nil }

type Claims struct {
	Registered
	Set       map[string]any
	Raw       json.RawMessage
	RawHeader json.RawMessage
	KeyID     string
}

func (c *Claims) HMACSign(alg string, secret []byte, extraHeaders ...json.RawMessage) (token []byte, err error) {
	return nil, nil
}

func (c *Claims) HMACSignHeader(r *http.Request, alg string, secret []byte) error { return nil }

type HMAC struct{ secret []byte }

func NewHMAC(alg string, secret []byte) (*HMAC, error) { return &HMAC{secret}, nil }

func (h *HMAC) Check(token []byte) (*Claims, error) { return nil, nil }

type KeyRegister struct{ Secrets [][]byte }

func (keys *KeyRegister) Check(token []byte) (*Claims, error) { return nil, nil }

func ParseWithoutCheck(token []byte) (*Claims, error) { return nil, nil }

func HMACCheck(token, secret []byte) (*Claims, error) { return nil, nil }

func HMACCheckHeader(r *http.Request, secret []byte) (*Claims, error) { return nil, nil }

func ECDSACheck(token []byte, key *ecdsa.PublicKey) (*Claims, error) { return nil, nil }

func EdDSACheck(token []byte, key ed25519.PublicKey) (*Claims, error) { return nil, nil }

func RSACheck(token []byte, key *rsa.PublicKey) (*Claims, error) { return nil, nil }
