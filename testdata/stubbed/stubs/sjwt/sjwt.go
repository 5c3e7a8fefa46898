// Package sjwt has the types and signatures of version 1.0.0.
package sjwt

type Claims map[string]any

func New() *Claims { return &Claims{} }

func (c Claims) Set(name string, value any) { c[name] = value }

func (c Claims) GetStr(name string) (string, error) { return "", nil }

func (c Claims) Validate() error { return nil }

func (c Claims) Generate(secret []byte) (string, error) { return "", nil }

func Parse(tokenStr string) (Claims, error) { return nil, nil }

func Verify(tokenStr string, secret []byte) bool { return false }
