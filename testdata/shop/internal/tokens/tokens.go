// Package tokens issues and reads the signed tokens that clients carry.
package tokens

import (
	"crypto/rsa"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Lifetime is how long an access token is accepted.
const Lifetime = 15 * time.Minute

// Reader issues and reads tokens.
type Reader struct {
	key     []byte
	partner *rsa.PublicKey
	keys    map[string][]byte // by issuer
	now     func() time.Time
}

// New returns a reader for tokens that the shop signed with key, and that the
// partner signed with the private half of an RSA key; partnerPEM is the public
// half.
func New(key, partnerPEM []byte) (*Reader, error) {
	partner, err := jwt.ParseRSAPublicKeyFromPEM(partnerPEM)
	if err != nil {
		return nil, fmt.Errorf("partner key: %w", err)
	}
	return &Reader{
		key:     key,
		partner: partner,
		keys:    map[string][]byte{"shop": key, "partner": partnerPEM},
		now:     time.Now,
	}, nil
}

// Issue returns an access token for a customer.
func (r *Reader) Issue(customer int64) (string, error) {
	claims := jwt.RegisteredClaims{
		Subject:   strconv.FormatInt(customer, 10),
		Issuer:    "shop",
		ExpiresAt: jwt.NewNumericDate(r.now().Add(Lifetime)),
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(r.key)
}

// Customer reads an access token and returns whose it is.
func (r *Reader) Customer(token string) (int64, error) {
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(token, &claims, // right: one key, one algorithm, an expiry
		func(*jwt.Token) (any, error) { return r.key, nil },
		jwt.WithValidMethods([]string{"HS256"}),
		jwt.WithIssuer("shop"),
		jwt.WithExpirationRequired(),
	)
	if err != nil {
		return 0, fmt.Errorf("access token: %w", err)
	}
	return strconv.ParseInt(claims.Subject, 10, 64)
}

// PartnerOrder reads the token of a call by the shop or by the partner and
// returns the order that it is about.
func (r *Reader) PartnerOrder(token string) (int64, error) {
	var claims jwt.RegisteredClaims
	if _, err := jwt.ParseWithClaims(token, &claims, r.keyByIssuer); err != nil {
		return 0, fmt.Errorf("partner token: %w", err)
	}
	return strconv.ParseInt(claims.Subject, 10, 64)
}

// keyByIssuer leaves the choice of the algorithm to the token: one that names
// the partner and HS256 is checked with the text of the partner's public key as
// the secret, and everyone has that.
func (r *Reader) keyByIssuer(t *jwt.Token) (any, error) {
	issuer, err := t.Claims.GetIssuer()
	if err != nil {
		return nil, err
	}
	key, ok := r.keys[issuer]
	if !ok {
		return nil, fmt.Errorf("unexpected issuer %q", issuer)
	}
	if _, ok := t.Method.(*jwt.SigningMethodRSA); ok {
		return jwt.ParseRSAPublicKeyFromPEM(key)
	}
	return key, nil // flaw: jwtalg/confusable
}

// Shipment reads the token of a call by the shop or by the partner and returns
// the shipment that it is about.
func (r *Reader) Shipment(token string) (int64, error) {
	var claims jwt.RegisteredClaims
	if _, err := jwt.ParseWithClaims(token, &claims, r.keyByMethod); err != nil { // right: each method has its key
		return 0, fmt.Errorf("shipment token: %w", err)
	}
	return strconv.ParseInt(claims.Subject, 10, 64)
}

func (r *Reader) keyByMethod(t *jwt.Token) (any, error) {
	switch t.Method.(type) {
	case *jwt.SigningMethodHMAC:
		return r.key, nil
	case *jwt.SigningMethodRSA:
		return r.partner, nil
	}
	return nil, fmt.Errorf("unexpected signing method %q", t.Method.Alg())
}

// Preview reads the token of a link to a draft page of the catalogue.
func (r *Reader) Preview(token string) (string, error) {
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(token, &claims, func(t *jwt.Token) (any, error) {
		if t.Method == jwt.SigningMethodNone {
			return jwt.UnsafeAllowNoneSignatureType, nil // flaw: jwtalg/none
		}
		if t.Method != jwt.SigningMethodHS256 {
			return nil, errors.New("unexpected signing method")
		}
		return r.key, nil
	})
	if err != nil {
		return "", fmt.Errorf("preview token: %w", err)
	}
	return claims.Subject, nil
}

// Group returns the customer group that a token claims, for prices.
func Group(token string) (string, error) {
	var claims struct {
		jwt.RegisteredClaims
		Group string `json:"group"`
	}
	if _, _, err := jwt.NewParser().ParseUnverified(token, &claims); err != nil { // flaw: jwtalg/unverified
		return "", fmt.Errorf("group: %w", err)
	}
	return claims.Group, nil
}
