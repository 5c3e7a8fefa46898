package authmore

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	kitjwt "github.com/go-kit/kit/auth/jwt"
	kratosjwt "github.com/go-kratos/kratos/v2/middleware/auth/jwt"
	jwt4 "github.com/golang-jwt/jwt/v4"
	"github.com/golang-jwt/jwt/v5"
	capjwt "github.com/hashicorp/cap/jwt"
	irisjwt "github.com/kataras/iris/v12/middleware/jwt"
	kataras "github.com/kataras/jwt"
	"github.com/zitadel/oidc/v3/pkg/client/rp"
	"github.com/zitadel/oidc/v3/pkg/oidc"
)

const partnerPEM = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEtn1dLx9hC0gUp7iSvKtlpXqxfQoK
nd8Zr3oRqnIDj7O1lT2Xy0S1vYbqvJgK3sQHnXh5Z7yWQ5u1l2k7cT9m0g==
-----END PUBLIC KEY-----`

func kratosConstant() any {
	return kratosjwt.Server(func(*jwt.Token) (any, error) {
		return []byte("orders-signing-secret"), nil // want jwtalg/hardcoded-key
	})
}

func kratosPublicBytes() any {
	return kratosjwt.Server(func(*jwt.Token) (any, error) {
		return []byte(partnerPEM), nil // want jwtalg/confusable
	})
}

func kratosSettings(secret []byte) any {
	return kratosjwt.Server(func(*jwt.Token) (any, error) { return secret, nil }) // the method is HS256
}

func kratosPublicKey() any {
	return kratosjwt.Server(func(*jwt.Token) (any, error) {
		return jwt.ParseECPublicKeyFromPEM([]byte(partnerPEM))
	}, kratosjwt.WithSigningMethod(jwt.SigningMethodES256))
}

func bearer(r *http.Request) string {
	return strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
}

func zitadelDecoded(r *http.Request) (string, error) {
	var claims oidc.AccessTokenClaims
	if _, err := oidc.ParseToken(bearer(r), &claims); err != nil { // want jwtalg/unverified
		return "", err
	}
	return claims.Subject, nil
}

func zitadelDecodedThenVerified(ctx context.Context, r *http.Request, verifiers map[string]*rp.IDTokenVerifier) (string, error) {
	raw := bearer(r)
	var issuer oidc.IDTokenClaims
	if _, err := oidc.ParseToken(raw, &issuer); err != nil {
		return "", err
	}
	verifier, ok := verifiers[issuer.Issuer]
	if !ok {
		return "", errors.New("unknown issuer")
	}
	claims, err := rp.VerifyIDToken[*oidc.IDTokenClaims](ctx, raw, verifier)
	if err != nil {
		return "", err
	}
	return claims.Subject, nil
}

func capWithoutTimes(ctx context.Context, v *capjwt.Validator, r *http.Request) (map[string]any, error) {
	return v.ValidateAllowMissingIatNbfExp(ctx, bearer(r), capjwt.Expected{Issuer: "https://login.example.com"}) // want jwtalg/claims-not-validated
}

func capValidated(ctx context.Context, v *capjwt.Validator, r *http.Request) (map[string]any, error) {
	return v.Validate(ctx, bearer(r), capjwt.Expected{Issuer: "https://login.example.com", SigningAlgorithms: []capjwt.Alg{capjwt.RS256, capjwt.ES256}})
}

func kitConstant() any {
	return kitjwt.NewSigner("orders", []byte("kit-signing-secret"), jwt4.SigningMethodHS256, jwt4.MapClaims{"sub": "orders"}) // want jwtalg/hardcoded-key
}

func kitSettings(secret []byte) any {
	return kitjwt.NewSigner("orders", secret, jwt4.SigningMethodHS256, jwt4.MapClaims{"sub": "orders"})
}

func irisSignerConstant() *irisjwt.Signer {
	return &irisjwt.Signer{Alg: irisjwt.HS256, Key: []byte("iris-signing-secret"), MaxAge: time.Minute} // want jwtalg/hardcoded-key
}

func irisSigner(secret []byte) *irisjwt.Signer {
	return &irisjwt.Signer{Alg: irisjwt.HS256, Key: secret, MaxAge: time.Minute}
}

func katarasKeysConstant(keys kataras.Keys) {
	keys.Register(kataras.HS256, "orders", nil, []byte("kataras-signing-secret")) // want jwtalg/hardcoded-key
}

func katarasKeys(keys kataras.Keys, secret []byte) {
	keys.Register(kataras.HS256, "orders", nil, secret)
}
