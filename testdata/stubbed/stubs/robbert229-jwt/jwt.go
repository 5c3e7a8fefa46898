// Package jwt has the types and signatures of version 2.0.0.
package jwt

type Algorithm struct{ algorithm string }

type Claims struct{}

func NewClaim() *Claims { return &Claims{} }

func (c *Claims) Set(key string, value any) {}

func (c Claims) Get(key string) (any, error) { return nil, nil }

func (a *Algorithm) Encode(payload *Claims) (string, error) { return "", nil }

func (a *Algorithm) Decode(encoded string) (*Claims, error) { return nil, nil }

func (a *Algorithm) Validate(encoded string) error { return nil }

func (a *Algorithm) DecodeAndValidate(encoded string) (claims *Claims, err error) { return nil, nil }

func HmacSha256(key string) Algorithm { return Algorithm{} }

func HmacSha384(key string) Algorithm { return Algorithm{} }

func HmacSha512(key string) Algorithm { return Algorithm{} }
