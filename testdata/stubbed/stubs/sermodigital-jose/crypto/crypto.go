// Package crypto has the types and signatures of version 1.0.
package crypto

import "crypto"

type Signature []byte

type SigningMethod interface {
	Alg() string
	Verify(raw []byte, sig Signature, key any) error
	Sign(raw []byte, key any) (Signature, error)
	Hasher() crypto.Hash
}

type SigningMethodHMAC struct{ Name string }

func (m *SigningMethodHMAC) Alg() string                               { return m.Name }
func (m *SigningMethodHMAC) Verify(_ []byte, _ Signature, _ any) error { return nil }
func (m *SigningMethodHMAC) Sign(_ []byte, _ any) (Signature, error)   { return nil, nil }
func (m *SigningMethodHMAC) Hasher() crypto.Hash                       { return 0 }

type SigningMethodNone struct{ Name string }

func (m *SigningMethodNone) Alg() string                               { return m.Name }
func (m *SigningMethodNone) Verify(_ []byte, _ Signature, _ any) error { return nil }
func (m *SigningMethodNone) Sign(_ []byte, _ any) (Signature, error)   { return nil, nil }
func (m *SigningMethodNone) Hasher() crypto.Hash                       { return 0 }

var (
	SigningMethodHS256 = &SigningMethodHMAC{Name: "HS256"}
	Unsecured          = &SigningMethodNone{Name: "none"}
)
