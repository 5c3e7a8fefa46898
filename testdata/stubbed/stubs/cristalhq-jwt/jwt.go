// Package jwt has the types and signatures of version 3.1.0.
package jwt

type Algorithm string

const HS256 Algorithm = "HS256"

type Token struct{ claims []byte }

func (t *Token) RawClaims() []byte { return t.claims }

type Signer interface {
	Algorithm() Algorithm
	Sign(payload []byte) ([]byte, error)
}

type Verifier interface {
	Algorithm() Algorithm
	Verify(payload, signature []byte) error
}

func NewSignerHS(alg Algorithm, key []byte) (Signer, error) { return nil, nil }

func NewVerifierHS(alg Algorithm, key []byte) (Verifier, error) { return nil, nil }

func Parse(raw []byte) (*Token, error) { return nil, nil }

func ParseString(raw string) (*Token, error) { return nil, nil }

func ParseAndVerify(raw []byte, verifier Verifier) (*Token, error) { return nil, nil }

func ParseAndVerifyString(raw string, verifier Verifier) (*Token, error) { return nil, nil }
