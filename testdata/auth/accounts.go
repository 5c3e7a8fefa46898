package auth

import (
	"errors"

	jose "github.com/go-jose/go-jose/v4"
)

// Whoever opens an account brings the key that the account is known by from then on.

var errSignature = errors.New("not signed with that key")

// opened is what a request to open an account says, and the key of the account.
func opened(body string) ([]byte, *jose.JSONWebKey, error) {
	signed, err := jose.ParseSigned(body, []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		return nil, nil, err
	}
	key := signed.Signatures[0].Header.JSONWebKey
	if key == nil || !key.Valid() {
		return nil, nil, errSignature
	}
	payload, err := checked(signed, key)
	if err != nil {
		return nil, nil, err
	}
	return payload, key, nil
}

func checked(signed *jose.JSONWebSignature, key *jose.JSONWebKey) ([]byte, error) {
	payload, err := signed.Verify(key)
	if err != nil {
		return nil, errSignature
	}
	return payload, nil
}

// believed takes what is said for true because of a key that came with it.
func believed(body string) ([]byte, error) {
	signed, err := jose.ParseSigned(body, []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		return nil, err
	}
	key := signed.Signatures[0].Header.JSONWebKey
	if key == nil || !key.Valid() {
		return nil, errSignature
	}
	return signed.Verify(key) // want jwtalg/header-key
}
