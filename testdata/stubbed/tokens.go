package stubbed

import (
	"encoding/json"
	"net/http"
	"os"
	"time"

	"github.com/SermoDigital/jose/crypto"
	"github.com/SermoDigital/jose/jws"
	"github.com/brianvoe/sjwt"
	cristalhq "github.com/cristalhq/jwt/v3"
	gbrlsnchs "github.com/gbrlsnchs/jwt/v3"
	pascaldekloe "github.com/pascaldekloe/jwt"
	robbert229 "github.com/robbert229/jwt"
)

type tokenKeys struct{ secret []byte }

func tokenOf(r *http.Request) string { return r.Header.Get("X-Token") }

func gbrlsnchsNone(r *http.Request) (gbrlsnchs.Payload, error) {
	var p gbrlsnchs.Payload
	_, err := gbrlsnchs.Verify([]byte(tokenOf(r)), gbrlsnchs.None(), &p) // want jwtalg/none
	return p, err
}

func gbrlsnchsSignsNone() ([]byte, error) {
	return gbrlsnchs.Sign(gbrlsnchs.Payload{Subject: "a"}, gbrlsnchs.None()) // want jwtalg/none-sign
}

func gbrlsnchsConstant(r *http.Request) (gbrlsnchs.Payload, error) {
	var p gbrlsnchs.Payload
	_, err := gbrlsnchs.Verify([]byte(tokenOf(r)), gbrlsnchs.NewHS256([]byte("a secret of the demonstration, 32")), &p) // want jwtalg/hardcoded-key
	return p, err
}

func (k tokenKeys) gbrlsnchsVerified(r *http.Request) (gbrlsnchs.Payload, error) {
	var p gbrlsnchs.Payload
	_, err := gbrlsnchs.Verify([]byte(tokenOf(r)), gbrlsnchs.NewHS256(k.secret), &p,
		gbrlsnchs.ValidatePayload(&p, gbrlsnchs.ExpirationTimeValidator(time.Now())))
	return p, err
}

func pascaldekloeUnchecked(r *http.Request) (string, error) {
	claims, err := pascaldekloe.ParseWithoutCheck([]byte(tokenOf(r))) // want jwtalg/unverified
	if err != nil {
		return "", err
	}
	return claims.Subject, nil
}

func (k tokenKeys) pascaldekloeChecked(r *http.Request) (string, error) {
	claims, err := pascaldekloe.HMACCheck([]byte(tokenOf(r)), k.secret)
	if err != nil || !claims.Valid(time.Now()) {
		return "", err
	}
	return claims.Subject, nil
}

// pascaldekloePeeks reads who issued the token before it is checked.
func (k tokenKeys) pascaldekloePeeks(r *http.Request, keys map[string][]byte) (string, error) {
	raw := []byte(tokenOf(r))
	peek, err := pascaldekloe.ParseWithoutCheck(raw)
	if err != nil {
		return "", err
	}
	claims, err := pascaldekloe.HMACCheck(raw, keys[peek.Issuer])
	if err != nil || !claims.Valid(time.Now()) {
		return "", err
	}
	return claims.Subject, nil
}

func pascaldekloePublicKey(r *http.Request) (*pascaldekloe.Claims, error) {
	key, err := os.ReadFile("issuer-public.pem")
	if err != nil {
		return nil, err
	}
	return pascaldekloe.HMACCheck([]byte(tokenOf(r)), key) // want jwtalg/confusable
}

func pascaldekloeConstantHeader(r *http.Request) (*pascaldekloe.Claims, error) {
	return pascaldekloe.HMACCheckHeader(r, []byte("guest")) // want jwtalg/hardcoded-key
}

func sermoNone(r *http.Request) (any, error) {
	token, err := jws.ParseJWTFromRequest(r)
	if err != nil {
		return nil, err
	}
	if err := token.Validate(nil, crypto.Unsecured); err != nil { // want jwtalg/none
		return nil, err
	}
	return token.Claims().Get("sub"), nil
}

func sermoUnverified(r *http.Request) (any, error) {
	token, err := jws.ParseJWT([]byte(tokenOf(r)))
	if err != nil {
		return nil, err
	}
	return token.Claims().Get("sub"), nil // want jwtalg/unverified
}

func sermoUnverifiedRequest(r *http.Request) (any, error) {
	token, err := jws.ParseJWTFromRequest(r)
	if err != nil {
		return nil, err
	}
	return token.Claims().Get("sub"), nil // want jwtalg/unverified
}

func (k tokenKeys) sermoVerified(r *http.Request) (any, error) {
	token, err := jws.ParseJWTFromRequest(r)
	if err != nil {
		return nil, err
	}
	if err := token.Validate(k.secret, crypto.SigningMethodHS256); err != nil {
		return nil, err
	}
	return token.Claims().Get("sub"), nil
}

func sjwtUnverified(r *http.Request) (string, error) {
	claims, err := sjwt.Parse(tokenOf(r)) // want jwtalg/unverified
	if err != nil {
		return "", err
	}
	return claims.GetStr("role")
}

func (k tokenKeys) sjwtVerified(r *http.Request) (string, error) {
	if !sjwt.Verify(tokenOf(r), k.secret) {
		return "", os.ErrPermission
	}
	claims, err := sjwt.Parse(tokenOf(r))
	if err != nil {
		return "", err
	}
	return claims.GetStr("role")
}

func sjwtConstant(user string) (string, error) {
	claims := sjwt.New()
	claims.Set("user", user)
	return claims.Generate([]byte("change me before you go live, please")) // want jwtalg/hardcoded-key
}

func robbertUnverified(r *http.Request, key string) (any, error) {
	algorithm := robbert229.HmacSha256(key)
	claims, err := algorithm.Decode(tokenOf(r)) // want jwtalg/unverified
	if err != nil {
		return nil, err
	}
	return claims.Get("role")
}

func robbertVerified(r *http.Request, key string) (any, error) {
	algorithm := robbert229.HmacSha256(key)
	claims, err := algorithm.DecodeAndValidate(tokenOf(r))
	if err != nil {
		return nil, err
	}
	return claims.Get("role")
}

func robbertConstant(r *http.Request) (*robbert229.Claims, error) {
	algorithm := robbert229.HmacSha256("ThisIsMySuperSecret") // want jwtalg/hardcoded-key
	return algorithm.DecodeAndValidate(tokenOf(r))
}

func cristalhqUnverified(r *http.Request) (claims map[string]any, err error) {
	token, err := cristalhq.ParseString(tokenOf(r)) // want jwtalg/unverified
	if err != nil {
		return nil, err
	}
	err = json.Unmarshal(token.RawClaims(), &claims)
	return claims, err
}

func cristalhqVerified(r *http.Request, v cristalhq.Verifier) (claims map[string]any, err error) {
	token, err := cristalhq.ParseAndVerifyString(tokenOf(r), v)
	if err != nil {
		return nil, err
	}
	err = json.Unmarshal(token.RawClaims(), &claims)
	return claims, err
}
