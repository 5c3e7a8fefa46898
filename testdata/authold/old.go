package authold

import (
	"errors"
	"net/http"

	dgrijalva "github.com/dgrijalva/jwt-go"
	jose3 "github.com/go-jose/go-jose/v3/jwt"
	jwt3 "github.com/golang-jwt/jwt"
	"github.com/golang-jwt/jwt/request"
	jwt4 "github.com/golang-jwt/jwt/v4"
	jwajwx "github.com/lestrrat-go/jwx/jwa"
	jwx "github.com/lestrrat-go/jwx/jwt"
	jose2 "gopkg.in/square/go-jose.v2/jwt"
)

type keys struct{ secret []byte }

func (k keys) v3(*jwt3.Token) (interface{}, error) { return k.secret, nil }

func (k keys) v3WithoutMethods(raw string) error {
	_, err := jwt3.Parse(raw, k.v3) // want jwtalg/unpinned-hardening
	return err
}

func (k keys) v3ParserField(raw string) error {
	_, err := (&jwt3.Parser{ValidMethods: []string{"HS256"}}).Parse(raw, k.v3)
	return err
}

func (k keys) v3ParserFieldSetLater(raw string) error {
	p := new(jwt3.Parser)
	p.ValidMethods = []string{"HS256"}
	_, err := p.Parse(raw, k.v3)
	return err
}

func (k keys) v3ParserWithoutMethods(raw string) error {
	_, err := (&jwt3.Parser{UseJSONNumber: true}).Parse(raw, k.v3) // want jwtalg/unpinned-hardening
	return err
}

func v3SkipsValidation(k keys, raw string) error {
	_, err := (&jwt3.Parser{ValidMethods: []string{"HS256"}, SkipClaimsValidation: true}).Parse(raw, k.v3) // want jwtalg/claims-not-validated
	return err
}

func (k keys) v3FromRequest(r *http.Request) error {
	_, err := request.ParseFromRequest(r, request.OAuth2Extractor, k.v3) // want jwtalg/unpinned-hardening
	return err
}

func (k keys) v3FromRequestWithParser(r *http.Request) error {
	_, err := request.ParseFromRequest(r, request.OAuth2Extractor, k.v3, request.WithParser(&jwt3.Parser{ValidMethods: []string{"HS256"}}))
	return err
}

func (k keys) ancestorChecksMethod(raw string) error {
	_, err := dgrijalva.Parse(raw, func(t *dgrijalva.Token) (interface{}, error) {
		if _, ok := t.Method.(*dgrijalva.SigningMethodHMAC); !ok {
			return nil, errors.New("method")
		}
		return k.secret, nil
	})
	return err
}

func ancestorConstant(raw string) error {
	_, err := dgrijalva.Parse(raw, func(t *dgrijalva.Token) (interface{}, error) { // want jwtalg/unpinned-hardening
		return []byte("AllYourBase"), nil // want jwtalg/hardcoded-key
	})
	return err
}

func (k keys) v4ErrorDropped(raw string) string {
	claims := &jwt4.RegisteredClaims{}
	_, _ = jwt4.ParseWithClaims(raw, claims, func(*jwt4.Token) (interface{}, error) { return k.secret, nil }, // want jwtalg/error-ignored
		jwt4.WithValidMethods([]string{"HS256"}))
	return claims.Subject
}

func (k keys) v4ClaimsValidatedByHand(raw string) error {
	claims := &jwt4.RegisteredClaims{}
	p := jwt4.NewParser(jwt4.WithoutClaimsValidation(), jwt4.WithValidMethods([]string{"HS256"}))
	if _, err := p.ParseWithClaims(raw, claims, func(*jwt4.Token) (interface{}, error) { return k.secret, nil }); err != nil {
		return err
	}
	return claims.Valid()
}

func jwx1WithoutOptions(r *http.Request) (jwx.Token, error) {
	return jwx.ParseString(r.FormValue("token")) // want jwtalg/unverified
}

func jwx1WithoutValidate(r *http.Request, key []byte) (jwx.Token, error) {
	return jwx.ParseString(r.FormValue("token"), jwx.WithVerify(jwajwx.HS256, key)) // want jwtalg/claims-not-validated
}

func jwx1Complete(r *http.Request, key []byte) (jwx.Token, error) {
	return jwx.ParseString(r.FormValue("token"), jwx.WithVerify(jwajwx.HS256, key), jwx.WithValidate(true))
}

func squareUnsafe(r *http.Request) (string, error) {
	token, err := jose2.ParseSigned(r.FormValue("token"))
	if err != nil {
		return "", err
	}
	var claims jose2.Claims
	err = token.UnsafeClaimsWithoutVerification(&claims) // want jwtalg/unverified
	return claims.Subject, err
}

func joseV3Verified(r *http.Request, key []byte) (string, error) {
	token, err := jose3.ParseSigned(r.FormValue("token"))
	if err != nil {
		return "", err
	}
	var claims jose3.Claims
	err = token.Claims(key, &claims)
	return claims.Subject, err
}

// Before v4.5.1 the claims were looked at first: an error can be both expired and
// badly signed.
func (k keys) v4ExpiredPasses(raw string, grant func(string)) error {
	claims := new(jwt4.RegisteredClaims)
	_, err := jwt4.ParseWithClaims(raw, claims, func(*jwt4.Token) (interface{}, error) { return k.secret, nil }, // want jwtalg/error-ignored
		jwt4.WithValidMethods([]string{"HS256"}))
	if err != nil && !errors.Is(err, jwt4.ErrTokenExpired) {
		return err
	}
	grant(claims.Subject)
	return nil
}

func (k keys) v3ExpiredPasses(raw string, grant func(string)) error {
	claims := new(jwt3.StandardClaims)
	_, err := (&jwt3.Parser{ValidMethods: []string{"HS256"}}).ParseWithClaims(raw, claims, k.v3) // want jwtalg/error-ignored
	if kinds, ok := err.(*jwt3.ValidationError); err != nil && (!ok || kinds.Errors&jwt3.ValidationErrorExpired == 0) {
		return err
	}
	grant(claims.Subject)
	return nil
}

func (k keys) v3OnlyExpiredPasses(raw string, grant func(string)) error {
	claims := new(jwt3.StandardClaims)
	_, err := (&jwt3.Parser{ValidMethods: []string{"HS256"}}).ParseWithClaims(raw, claims, k.v3)
	if kinds, ok := err.(*jwt3.ValidationError); err != nil && (!ok || kinds.Errors != jwt3.ValidationErrorExpired) {
		return err
	}
	grant(claims.Subject)
	return nil
}

func (k keys) v3SignaturePasses(raw string, grant func(string)) error {
	claims := new(jwt3.StandardClaims)
	_, err := (&jwt3.Parser{ValidMethods: []string{"HS256"}}).ParseWithClaims(raw, claims, k.v3)
	if kinds, ok := err.(*jwt3.ValidationError); err != nil && (!ok || kinds.Errors&(jwt3.ValidationErrorMalformed|jwt3.ValidationErrorSignatureInvalid) != 0) {
		return err
	}
	grant(claims.Subject)
	return nil
}
