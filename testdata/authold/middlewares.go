package authold

import (
	"context"
	"net/http"
	"os"

	keyfunc1 "github.com/MicahParks/keyfunc"
	keyfunc2 "github.com/MicahParks/keyfunc/v2"
	jwtmiddleware "github.com/auth0/go-jwt-middleware"
	"github.com/coreos/go-oidc"
	dgrijalva "github.com/dgrijalva/jwt-go"
	dgrijalvarequest "github.com/dgrijalva/jwt-go/request"
	dgrijalva4 "github.com/dgrijalva/jwt-go/v4"
	form3 "github.com/form3tech-oss/jwt-go"
	form3request "github.com/form3tech-oss/jwt-go/request"
	jose3jwt "github.com/go-jose/go-jose/v3/jwt"
	fiberjwt "github.com/gofiber/jwt/v3"
	jwt3 "github.com/golang-jwt/jwt"
	jwt4 "github.com/golang-jwt/jwt/v4"
	jwt5 "github.com/golang-jwt/jwt/v5"
	jwajwx "github.com/lestrrat-go/jwx/jwa"
	"github.com/lestrrat-go/jwx/jwk"
	jwx "github.com/lestrrat-go/jwx/jwt"
	jwx3jws "github.com/lestrrat-go/jwx/v3/jws"
	jwx3 "github.com/lestrrat-go/jwx/v3/jwt"
	jose2 "gopkg.in/square/go-jose.v2/jwt"
)

const partnerPEM = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEtn1dLx9hC0gUp7iSvKtlpXqxfQoK
nd8Zr3oRqnIDj7O1lT2Xy0S1vYbqvJgK3sQHnXh5Z7yWQ5u1l2k7cT9m0g==
-----END PUBLIC KEY-----`

func (k keys) form3WithoutMethods(raw string) error {
	_, err := form3.Parse(raw, func(*form3.Token) (interface{}, error) { return k.secret, nil }) // want jwtalg/unpinned-hardening
	return err
}

func (k keys) form3ParserField(raw string) error {
	p := form3.Parser{ValidMethods: []string{"HS256"}}
	_, err := p.Parse(raw, func(*form3.Token) (interface{}, error) { return k.secret, nil })
	return err
}

func form3PublicBytes(raw string) error {
	_, err := form3.Parse(raw, func(*form3.Token) (interface{}, error) {
		return []byte(partnerPEM), nil // want jwtalg/confusable
	})
	return err
}

func v3PublicBytes(raw string) error {
	_, err := jwt3.Parse(raw, func(*jwt3.Token) (interface{}, error) {
		return []byte(partnerPEM), nil // want jwtalg/confusable
	})
	return err
}

func ancestorNone(raw string) error {
	_, err := dgrijalva.Parse(raw, func(*dgrijalva.Token) (interface{}, error) {
		return dgrijalva.UnsafeAllowNoneSignatureType, nil // want jwtalg/none
	})
	return err
}

func v4None(raw string) error {
	_, err := jwt4.Parse(raw, func(*jwt4.Token) (interface{}, error) {
		return jwt4.UnsafeAllowNoneSignatureType, nil // want jwtalg/none
	})
	return err
}

func v4Unverified(r *http.Request) (string, error) {
	claims := new(jwt4.RegisteredClaims)
	_, _, err := new(jwt4.Parser).ParseUnverified(r.Header.Get("X-Token"), claims) // want jwtalg/unverified
	return claims.Subject, err
}

func keysOfASetV1(raw string, set *keyfunc1.JWKS) error {
	_, err := jwt4.Parse(raw, set.Keyfunc)
	return err
}

func (k keys) auth0WithoutMethod() *jwtmiddleware.JWTMiddleware {
	return jwtmiddleware.New(jwtmiddleware.Options{
		ValidationKeyGetter: func(*form3.Token) (interface{}, error) { return k.secret, nil }, // want jwtalg/unpinned-hardening
	})
}

func (k keys) auth0WithMethod() *jwtmiddleware.JWTMiddleware {
	return jwtmiddleware.New(jwtmiddleware.Options{
		ValidationKeyGetter: func(*form3.Token) (interface{}, error) { return k.secret, nil },
		SigningMethod:       form3.SigningMethodHS256,
	})
}

func oidcV2WithoutExpiry(p *oidc.Provider) *oidc.IDTokenVerifier {
	return p.Verifier(&oidc.Config{ClientID: "shop", SkipExpiryCheck: true}) // want jwtalg/claims-not-validated
}

func oidcV2Verified(ctx context.Context, p *oidc.Provider, raw string) error {
	_, err := p.Verifier(&oidc.Config{ClientID: "shop"}).Verify(ctx, raw)
	return err
}

func fiberV3Constant() any {
	return fiberjwt.New(fiberjwt.Config{SigningKey: []byte("a constant of fiber")}) // want jwtalg/hardcoded-key
}

func (k keys) fiberV3Key() any { return fiberjwt.New(fiberjwt.Config{SigningKey: k.secret}) }

func joseV3PublicBytes(token *jose3jwt.JSONWebToken) error {
	return token.Claims([]byte(partnerPEM), &jose3jwt.Claims{}) // want jwtalg/confusable
}

func squarePublicBytes(token *jose2.JSONWebToken) error {
	return token.Claims([]byte(partnerPEM), &jose2.Claims{}) // want jwtalg/confusable
}

func jwx1KeySet(r *http.Request, set jwk.Set) (jwx.Token, error) {
	return jwx.ParseString(r.FormValue("token"), jwx.WithKeySet(set), jwx.WithValidate(true))
}

func jwx1None(r *http.Request) (jwx.Token, error) {
	return jwx.ParseString(r.FormValue("token"), jwx.WithVerify(jwajwx.NoSignature, nil), jwx.WithValidate(true)) // want jwtalg/none
}

func jwx3Insecure(r *http.Request) (jwx3.Token, error) {
	return jwx3.ParseInsecure([]byte(r.FormValue("token"))) // want jwtalg/unverified
}

func jwx3WithoutVerify(r *http.Request) (jwx3.Token, error) {
	return jwx3.Parse([]byte(r.FormValue("token")), jwx3.WithVerify(false)) // want jwtalg/unverified
}

func jwx3WithoutKey(r *http.Request) (jwx3.Token, error) {
	return jwx3.Parse([]byte(r.FormValue("token"))) // an error: no key
}

func jwx3SignsWithout(payload []byte) ([]byte, error) {
	return jwx3jws.Sign(payload, jwx3jws.WithInsecureNoSignature()) // want jwtalg/none-sign
}

func (k keys) previewPublicBytes(raw string) error {
	_, err := dgrijalva4.Parse(raw, func(*dgrijalva4.Token) (interface{}, error) { return os.ReadFile("issuer.pub") }) // want jwtalg/confusable
	return err
}

func (k keys) previewWithoutMethods(raw string) error {
	_, err := dgrijalva4.Parse(raw, func(*dgrijalva4.Token) (interface{}, error) { return k.secret, nil }) // want jwtalg/unpinned-hardening
	return err
}

func (k keys) previewWithMethods(raw string) error {
	_, err := dgrijalva4.Parse(raw, func(*dgrijalva4.Token) (interface{}, error) { return k.secret, nil }, dgrijalva4.WithValidMethods([]string{"HS256"}))
	return err
}

func previewSkipsClaims(k keys, raw string) error {
	_, err := dgrijalva4.Parse(raw, func(*dgrijalva4.Token) (interface{}, error) { return k.secret, nil },
		dgrijalva4.WithValidMethods([]string{"HS256"}), dgrijalva4.WithoutClaimsValidation()) // want jwtalg/claims-not-validated
	return err
}

func keysOfASetV2(raw string, set *keyfunc2.JWKS) error {
	_, err := jwt5.Parse(raw, set.Keyfunc) // want jwtalg/no-expiry
	return err
}

func (k keys) ancestorFromRequest(r *http.Request) error {
	_, err := dgrijalvarequest.ParseFromRequest(r, dgrijalvarequest.AuthorizationHeaderExtractor, func(*dgrijalva.Token) (interface{}, error) { // want jwtalg/unpinned-hardening
		return []byte("the secret of a demonstration"), nil // want jwtalg/hardcoded-key
	})
	return err
}

func (k keys) form3FromRequest(r *http.Request) error {
	_, err := form3request.ParseFromRequest(r, form3request.AuthorizationHeaderExtractor, func(*form3.Token) (interface{}, error) {
		return os.ReadFile("issuer.pub") // want jwtalg/confusable
	})
	return err
}
