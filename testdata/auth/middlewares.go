package auth

import (
	"context"
	"errors"
	"net/http"

	"github.com/MicahParks/keyfunc/v3"
	ginjwt "github.com/appleboy/gin-jwt/v2"
	"github.com/auth0/go-jwt-middleware/v2/validator"
	"github.com/coreos/go-oidc/v3/oidc"
	cristal "github.com/cristalhq/jwt/v4"
	jwtware "github.com/gofiber/contrib/jwt"
	jwt4 "github.com/golang-jwt/jwt/v4"
	"github.com/golang-jwt/jwt/v5"
	"github.com/golang-jwt/jwt/v5/request"
	kataras "github.com/kataras/jwt"
	echojwt "github.com/labstack/echo-jwt/v4"
	"github.com/lestrrat-go/jwx/v2/jwa"
	"github.com/lestrrat-go/jwx/v2/jwk"
	"github.com/lestrrat-go/jwx/v2/jws"
	jwx "github.com/lestrrat-go/jwx/v2/jwt"
)

// Middlewares and libraries that are told a key, or how to find one.

func keysOfASetAreSafe(raw string, keys keyfunc.Keyfunc) error {
	_, err := jwt.Parse(raw, keys.Keyfunc, need)
	return err
}

func keysOfASetInOptions(raw string, keys keyfunc.Keyfunc) error {
	_, err := jwt.Parse(raw, keys.Keyfunc, jwt.WithValidMethods([]string{"RS256"}), need)
	return err
}

func tokenOfARequest(r *http.Request, v *Verifier) error {
	_, err := request.ParseFromRequest(r, request.OAuth2Extractor, v.key) // want jwtalg/unpinned-hardening
	return err
}

func tokenOfARequestWithParser(r *http.Request, v *Verifier) error {
	_, err := request.ParseFromRequest(r, request.OAuth2Extractor, v.key, request.WithParser(jwt.NewParser(hs256, need)))
	return err
}

func setOfKeys(raw string, v *Verifier) error {
	_, err := jwt.Parse(raw, func(*jwt.Token) (any, error) {
		return jwt.VerificationKeySet{Keys: []jwt.VerificationKey{v.public, v.curve}}, nil
	}, jwt.WithValidMethods([]string{"RS256", "ES256"}), need)
	return err
}

func validatorOfAuth0(store KeyStore) (*validator.Validator, error) {
	key := func(context.Context) (any, error) { return store.Key("a") }
	return validator.New(key, validator.RS256, "https://issuer.example/", []string{"shop"})
}

func validatorWithPublicBytes() (*validator.Validator, error) {
	key := func(context.Context) (any, error) { return []byte(partnerPEM), nil } // want jwtalg/confusable
	return validator.New(key, validator.HS256, "https://issuer.example/", []string{"shop"})
}

func ginWithOwnKeyFunc(store KeyStore) *ginjwt.GinJWTMiddleware {
	return &ginjwt.GinJWTMiddleware{KeyFunc: func(t *jwt4.Token) (any, error) { return store.Key("a") }} // want jwtalg/unpinned
}

func fiberWithAlgorithm(key []byte) any {
	return jwtware.New(jwtware.Config{SigningKey: jwtware.SigningKey{JWTAlg: "HS256", Key: key}})
}

func echoWithOwnKeyFunc(v *Verifier) any {
	return echojwt.WithConfig(echojwt.Config{KeyFunc: func(*jwt.Token) (any, error) { return v.public, nil }}) // want jwtalg/unpinned-hardening
}

func oidcMixedAlgorithms(p *oidc.Provider) *oidc.IDTokenVerifier {
	return p.Verifier(&oidc.Config{ClientID: "shop", SupportedSigningAlgs: []string{"RS256", "HS256"}}) // want jwtalg/mixed-algorithms
}

func oidcOneFamily(p *oidc.Provider) *oidc.IDTokenVerifier {
	return p.Verifier(&oidc.Config{ClientID: "shop", SupportedSigningAlgs: []string{"RS256", "ES256"}})
}

func oidcWithoutIssuer(p *oidc.Provider) *oidc.IDTokenVerifier {
	return p.Verifier(&oidc.Config{ClientID: "shop", SkipIssuerCheck: true}) // want jwtalg/claims-not-validated
}

func katarasPublicBytes(raw []byte) error {
	_, err := kataras.Verify(kataras.HS256, []byte(partnerPEM), raw) // want jwtalg/confusable
	return err
}

func cristalPublicBytes() (cristal.Verifier, error) {
	return cristal.NewVerifierHS(cristal.HS256, []byte(partnerPEM)) // want jwtalg/confusable
}

func jwxKeySet(raw []byte, set jwk.Set) error {
	_, err := jwx.Parse(raw, jwx.WithKeySet(set))
	return err
}

func jwxKeySetInferred(raw []byte, set jwk.Set) error {
	_, err := jwx.Parse(raw, jwx.WithKeySet(set, jws.WithInferAlgorithmFromKey(true)))
	return err
}

func jwxWithoutClaims(raw, key []byte) error {
	_, err := jwx.Parse(raw, jwx.WithKey(jwa.HS256, key), jwx.WithValidate(false)) // want jwtalg/claims-not-validated
	return err
}

func jwxClaimsLater(raw, key []byte) error {
	token, err := jwx.Parse(raw, jwx.WithKey(jwa.HS256, key), jwx.WithValidate(false))
	if err != nil {
		return err
	}
	return jwx.Validate(token)
}

func jwxSignsWithout(payload []byte) ([]byte, error) {
	return jws.Sign(payload, jws.WithInsecureNoSignature()) // want jwtalg/none-sign
}

// Ways to look at the algorithm.

func (v *Verifier) comparedInASwitch(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		switch t.Method.Alg() {
		case "HS256", "HS384":
			return v.secret, nil
		}
		return nil, errors.New("method")
	}, need)
	return err
}

func (v *Verifier) lookedUpInAMap(raw string, known map[string]bool) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if !known[t.Method.Alg()] {
			return nil, errors.New("method")
		}
		return v.store.Key("a")
	}, need)
	return err
}

func (v *Verifier) headerLengthIsNoPin(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) { // want jwtalg/unpinned
		if len(t.Header) < 2 {
			return nil, errors.New("header")
		}
		return v.store.Key("a")
	}, need)
	return err
}

func (v *Verifier) issuerIsNoPin(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) { // want jwtalg/unpinned
		if issuer, _ := t.Claims.GetIssuer(); issuer != "https://issuer.example/" {
			return nil, errors.New("issuer")
		}
		return v.store.Key("a")
	}, need)
	return err
}

func (v *Verifier) ed25519Method(raw string) error {
	_, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		if _, ok := t.Method.(*jwt.SigningMethodEd25519); !ok {
			return nil, errors.New("method")
		}
		return v.store.Key("a")
	}, need)
	return err
}
