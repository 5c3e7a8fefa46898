package auth

import (
	"crypto/x509"
	"encoding/json"
	"errors"
	"net/http"

	jose "github.com/go-jose/go-jose/v4"
	jwt4 "github.com/golang-jwt/jwt/v4"
	"github.com/golang-jwt/jwt/v5"
	"github.com/lestrrat-go/jwx/v2/jwk"
)

// Keys whose type is open and that are public nevertheless.

func keyOfAFetchedSet(raw, address string) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { // want jwtalg/unpinned-hardening
		resp, err := http.Get(address)
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		var set jose.JSONWebKeySet
		if err := json.NewDecoder(resp.Body).Decode(&set); err != nil {
			return nil, err
		}
		return set.Keys[0].Key, nil
	}, need)
	return err
}

func keyOfASetByName(raw string, set jose.JSONWebKeySet) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) { // want jwtalg/unpinned-hardening
		kid, _ := t.Header["kid"].(string)
		for _, key := range set.Key(kid) {
			return key.Key, nil
		}
		return nil, errors.New("unknown key")
	}, need)
	return err
}

func keyOfAJWXSet(raw string, set jwk.Set) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) { // want jwtalg/unpinned-hardening
		kid, _ := t.Header["kid"].(string)
		key, ok := set.LookupKeyID(kid)
		if !ok {
			return nil, errors.New("unknown key")
		}
		var public any
		if err := key.Raw(&public); err != nil {
			return nil, err
		}
		return public, nil
	}, need)
	return err
}

func keyOfACertificate(raw string, certificate *x509.Certificate) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return certificate.PublicKey, nil }, need) // want jwtalg/unpinned-hardening
	return err
}

func parsedKey(raw string, der []byte) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return x509.ParsePKIXPublicKey(der) }, need) // want jwtalg/unpinned-hardening
	return err
}

func keyOfASetOrASecret(raw string, set jose.JSONWebKeySet, secret []byte) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if t.Header["kid"] == "old" {
			return secret, nil // want jwtalg/confusable
		}
		return set.Keys[0].Key, nil
	}, need)
	return err
}

func keyOfAMap(raw string, keys map[string]any) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) { // want jwtalg/unpinned
		kid, _ := t.Header["kid"].(string)
		return keys[kid], nil
	}, need)
	return err
}

// v4.5.1 and later verify the signature first.
func expiredPassesInV4(raw string, secret []byte, grant func(string)) error {
	claims := new(jwt4.RegisteredClaims)
	_, err := jwt4.ParseWithClaims(raw, claims, func(*jwt4.Token) (any, error) { return secret, nil }, jwt4.WithValidMethods([]string{"HS256"}))
	if err != nil && !errors.Is(err, jwt4.ErrTokenExpired) {
		return err
	}
	grant(claims.Subject)
	return nil
}

func kindOfErrorInV4(raw string, secret []byte, grant func(string)) error {
	claims := new(jwt4.RegisteredClaims)
	_, err := jwt4.ParseWithClaims(raw, claims, func(*jwt4.Token) (any, error) { return secret, nil }, jwt4.WithValidMethods([]string{"HS256"}))
	var kinds *jwt4.ValidationError
	if err != nil && (!errors.As(err, &kinds) || kinds.Errors&jwt4.ValidationErrorExpired == 0) {
		return err
	}
	grant(claims.Subject)
	return nil
}

func signatureErrorPasses(v *Verifier, raw string, grant func(string)) error {
	claims := new(ownClaims)
	_, err := jwt.ParseWithClaims(raw, claims, v.key, hs256, need) // want jwtalg/error-ignored
	if err != nil && !errors.Is(err, jwt.ErrTokenSignatureInvalid) {
		return err
	}
	grant(claims.Role)
	return nil
}
