package auth

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/golang-jwt/jwt/v5"
)

// Verifier keeps keys and parsers like a service does.
type Verifier struct {
	secret  []byte
	public  *rsa.PublicKey
	curve   *ecdsa.PublicKey
	store   KeyStore
	parser  *jwt.Parser
	loose   *jwt.Parser
	methods []string
}

// KeyStore finds a key of any type.
type KeyStore interface {
	Key(kid string) (any, error)
}

// NewVerifier makes its parsers once.
func NewVerifier(secret []byte, public *rsa.PublicKey, curve *ecdsa.PublicKey, store KeyStore) *Verifier {
	return &Verifier{
		secret: secret, public: public, curve: curve, store: store,
		parser: jwt.NewParser(jwt.WithValidMethods([]string{"RS256"}), jwt.WithExpirationRequired()),
		loose:  jwt.NewParser(jwt.WithExpirationRequired()),
	}
}

func (v *Verifier) secretWithoutMethod(raw string) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return v.secret, nil }, jwt.WithExpirationRequired()) // want jwtalg/unpinned-hardening
	return err
}

func (v *Verifier) secretWithMethods(raw string) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return v.secret, nil }, jwt.WithExpirationRequired(), jwt.WithValidMethods([]string{"HS256"}))
	return err
}

func (v *Verifier) nilMethodsNameNone(raw string) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return v.secret, nil }, jwt.WithExpirationRequired(), jwt.WithValidMethods(nil)) // want jwtalg/unpinned-hardening
	return err
}

func (v *Verifier) optionsInAVariable(raw string) error {
	options := []jwt.ParserOption{jwt.WithExpirationRequired()}
	options = append(options, jwt.WithValidMethods([]string{"HS256"}))
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return v.secret, nil }, options...)
	return err
}

func strictOptions() []jwt.ParserOption {
	return []jwt.ParserOption{jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}), jwt.WithExpirationRequired()}
}

func (v *Verifier) optionsOfAHelper(raw string) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return v.secret, nil }, strictOptions()...)
	return err
}

func (v *Verifier) unknownOptionsAreNotJudged(raw string, options []jwt.ParserOption) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return v.secret, nil }, options...)
	return err
}

func (v *Verifier) parserInAField(raw string) error {
	_, err := v.parser.Parse(raw, func(*jwt.Token) (any, error) { return v.public, nil })
	return err
}

func (v *Verifier) looseParserInAField(raw string) error {
	_, err := v.loose.Parse(raw, func(*jwt.Token) (any, error) { return v.public, nil }) // want jwtalg/unpinned-hardening
	return err
}

var packageParser = jwt.NewParser(jwt.WithValidMethods([]string{"ES256"}), jwt.WithExpirationRequired())

func (v *Verifier) parserInAPackageVariable(raw string) error {
	_, err := packageParser.Parse(raw, func(*jwt.Token) (any, error) { return v.curve, nil })
	return err
}

var need = jwt.WithExpirationRequired()

func (v *Verifier) typeAssertion(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if _, ok := t.Method.(*jwt.SigningMethodHMAC); !ok {
			return nil, fmt.Errorf("unexpected method %v", t.Header["alg"])
		}
		return v.secret, nil
	}, need)
	return err
}

func (v *Verifier) assertionWithoutBranch(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) { // want jwtalg/unpinned-hardening
		_, ok := t.Method.(*jwt.SigningMethodHMAC)
		_ = ok
		return v.secret, nil
	}, need)
	return err
}

func (v *Verifier) comparedMethod(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if t.Method != jwt.SigningMethodHS256 {
			return nil, errors.New("method")
		}
		return v.secret, nil
	}, need)
	return err
}

func (v *Verifier) comparedAlg(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if t.Method.Alg() == "HS256" {
			return v.secret, nil
		}
		return nil, errors.New("method")
	}, need)
	return err
}

func (v *Verifier) comparedHeader(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if alg, _ := t.Header["alg"].(string); alg != "HS256" {
			return nil, errors.New("method")
		}
		return v.secret, nil
	}, need)
	return err
}

func (v *Verifier) listedAlg(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if !slices.Contains(v.methods, t.Method.Alg()) {
			return nil, errors.New("method")
		}
		return v.store.Key("a")
	}, need)
	return err
}

func (v *Verifier) kidIsNoPin(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) { // want jwtalg/unpinned
		kid, ok := t.Header["kid"].(string)
		if !ok || kid == "" {
			return nil, errors.New("kid")
		}
		return v.store.Key(kid)
	}, need)
	return err
}

func methodIsHMAC(t *jwt.Token) bool {
	_, ok := t.Method.(*jwt.SigningMethodHMAC)
	return ok
}

func expectMethod(t *jwt.Token, alg string) error {
	if t.Method.Alg() != alg {
		return errors.New("method")
	}
	return nil
}

func (v *Verifier) checkedByHelpers(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if !methodIsHMAC(t) {
			return nil, errors.New("method")
		}
		return v.secret, nil
	}, need)
	if err != nil {
		return err
	}
	_, err = jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if err := expectMethod(t, "HS256"); err != nil {
			return nil, err
		}
		return v.secret, nil
	}, need)
	return err
}

func (v *Verifier) checkedAfterTheParse(raw string) error {
	t, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return v.secret, nil }, need)
	if err != nil {
		return err
	}
	if t.Method.Alg() != "HS256" {
		return errors.New("method")
	}
	return nil
}

func (v *Verifier) keyByMethod(t *jwt.Token) (any, error) {
	switch t.Method.(type) {
	case *jwt.SigningMethodHMAC:
		return v.secret, nil
	case *jwt.SigningMethodRSA:
		return v.public, nil
	}
	return nil, errors.New("method")
}

func (v *Verifier) methodValue(raw string) error {
	_, err := jwt.Parse(raw, v.keyByMethod, need)
	return err
}

func (v *Verifier) keyByKid(t *jwt.Token) (any, error) {
	if t.Header["kid"] == "old" {
		return v.secret, nil // want jwtalg/confusable
	}
	return v.public, nil
}

func (v *Verifier) mixedMethodValue(raw string) error {
	_, err := jwt.Parse(raw, v.keyByKid, need)
	return err
}

func (v *Verifier) secretForTheRest(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if _, ok := t.Method.(*jwt.SigningMethodRSA); ok {
			return v.public, nil
		}
		return v.secret, nil
	}, need)
	return err
}

const partnerPEM = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEtn1dLx9hC0gUp7iSvKtlpXqxfQoK
nd8Zr3oRqnIDj7O1lT2Xy0S1vYbqvJgK3sQHnXh5Z7yWQ5u1l2k7cT9m0g==
-----END PUBLIC KEY-----`

func publicConstantAsBytes(raw string) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) {
		return []byte(partnerPEM), nil // want jwtalg/confusable
	}, need)
	return err
}

func publicConstantParsed(raw string) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { // want jwtalg/unpinned-hardening
		return jwt.ParseECPublicKeyFromPEM([]byte(partnerPEM))
	}, need)
	return err
}

func publicFileAsBytes(raw string) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) {
		text, err := os.ReadFile("keys/partner.pub")
		if err != nil {
			return nil, err
		}
		return text, nil // want jwtalg/confusable
	}, need)
	return err
}

func secretFileAsBytes(raw string) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { // want jwtalg/unpinned-hardening
		text, err := os.ReadFile("keys/secret")
		if err != nil {
			return nil, err
		}
		return text, nil
	}, need)
	return err
}

func publicKeyMarshalled(raw string, key *ecdsa.PublicKey) error {
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		return err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	_, err = jwt.Parse(raw, func(*jwt.Token) (any, error) {
		return text, nil // want jwtalg/confusable
	}, need)
	return err
}

func publicBytesWithPublicMethods(raw string) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return []byte(partnerPEM), nil },
		jwt.WithValidMethods([]string{"ES256"}), need)
	return err
}

func noneAccepted(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if t.Method.Alg() == "none" {
			return jwt.UnsafeAllowNoneSignatureType, nil // want jwtalg/none
		}
		return nil, errors.New("method")
	}, need)
	return err
}

func noneIssued(claims jwt.RegisteredClaims) (string, error) {
	return jwt.NewWithClaims(jwt.SigningMethodNone, claims).SignedString(jwt.UnsafeAllowNoneSignatureType) // want jwtalg/none-sign
}

// LooseKey is used by other packages: what is wrong whatever they do is said here.
func LooseKey(*jwt.Token) (any, error) {
	return jwt.UnsafeAllowNoneSignatureType, nil // want jwtalg/none
}

// TightKey is used by other packages.
func TightKey(t *jwt.Token) (any, error) {
	if t.Method.Alg() != "HS256" {
		return nil, errors.New("method")
	}
	return []byte(os.Getenv("KEY") + "x"), nil
}

// OpenKey is used by other packages, which may name the algorithm.
func OpenKey(*jwt.Token) (any, error) { return verifierKey(), nil }

func verifierKey() *rsa.PublicKey { return nil }

func (v *Verifier) mixedList(raw string) error {
	_, err := jwt.Parse(raw, v.keyByKid, jwt.WithValidMethods([]string{"HS256", "RS256"}), need) // want jwtalg/mixed-algorithms
	return err
}

func (v *Verifier) mixedListWithAKeyForEach(raw string) error {
	_, err := jwt.Parse(raw, v.keyByMethod, jwt.WithValidMethods([]string{"HS256", "RS256"}), need)
	return err
}

func (v *Verifier) secondPath(raw string, retry bool) error {
	key := func(*jwt.Token) (any, error) { return v.secret, nil }
	if _, err := v.parser.Parse(raw, key); err == nil || !retry {
		return err
	}
	_, err := jwt.Parse(raw, key, need) // want jwtalg/unpinned
	return err
}

func headerJWK(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		key, ok := t.Header["jwk"].([]byte)
		if !ok {
			return nil, errors.New("jwk")
		}
		return key, nil // want jwtalg/header-key
	}, need)
	return err
}

func (v *Verifier) mixedListWithAnOpenKey(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) { // want jwtalg/mixed-algorithms
		kid, _ := t.Header["kid"].(string)
		return v.store.Key(kid)
	}, jwt.WithValidMethods([]string{"HS256", "RS256"}), need)
	return err
}

func (v *Verifier) mixedListWithOneKey(raw string) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return v.public, nil }, jwt.WithValidMethods([]string{"HS256", "RS256"}), need)
	return err
}

// issuer keeps the key that it issues with, and its public half.
type issuer struct {
	private any
	public  crypto.PublicKey
	key     any
}

func (i *issuer) load(signer crypto.Signer) { i.private, i.public = signer, signer.Public() }

func (i *issuer) declaredAsPublic(raw string) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return i.public, nil }, need) // want jwtalg/unpinned-hardening
	return err
}

func (i *issuer) declaredAsAnything(raw string) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { return i.key, nil }, need) // want jwtalg/unpinned
	return err
}

func (i *issuer) Set(key any) { i.key = key }

// keyOfTheSettings chooses the key function once.
func (v *Verifier) keyOfTheSettings() jwt.Keyfunc {
	if len(v.secret) == 0 {
		return func(*jwt.Token) (any, error) { return v.public, nil }
	}
	return func(*jwt.Token) (any, error) { return v.secret, nil }
}

func (v *Verifier) oneKeyForAllTokens(raw string) error {
	_, err := jwt.Parse(raw, v.keyOfTheSettings(), need) // want jwtalg/unpinned-hardening
	return err
}

func (v *Verifier) secretIfThereIsOne(raw string) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) { // want jwtalg/unpinned-hardening
		if len(v.secret) > 0 {
			return v.secret, nil
		}
		return v.public, nil
	}, need)
	return err
}

func (v *Verifier) secretIfTheTokenSaysSo(raw string, partners map[string]bool) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		issuer, _ := t.Claims.GetIssuer()
		if partners[issuer] {
			return v.secret, nil // want jwtalg/confusable
		}
		return v.public, nil
	}, need)
	return err
}
