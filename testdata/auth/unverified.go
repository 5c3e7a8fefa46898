package auth

import (
	"context"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	cristal "github.com/cristalhq/jwt/v4"
	jose "github.com/go-jose/go-jose/v4"
	josejwt "github.com/go-jose/go-jose/v4/jwt"
	"github.com/golang-jwt/jwt/v5"
	kataras "github.com/kataras/jwt"
	"github.com/lestrrat-go/jwx/v2/jwa"
	jwx "github.com/lestrrat-go/jwx/v2/jwt"
)

func bearer(r *http.Request) string {
	return strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
}

func claimsOfARequest(r *http.Request) (string, error) {
	var claims jwt.RegisteredClaims
	if _, _, err := jwt.NewParser().ParseUnverified(bearer(r), &claims); err != nil { // want jwtalg/unverified
		return "", err
	}
	return claims.Subject, nil
}

func peekThenVerify(r *http.Request, keys map[string][]byte) (string, error) {
	raw := bearer(r)
	var peek jwt.RegisteredClaims
	if _, _, err := jwt.NewParser().ParseUnverified(raw, &peek); err != nil {
		return "", err
	}
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(raw, &claims, func(*jwt.Token) (any, error) { return keys[peek.Issuer], nil },
		jwt.WithValidMethods([]string{"HS256"}), need)
	return claims.Subject, err
}

func peekInAHelper(r *http.Request, keys map[string][]byte) (string, error) {
	raw := bearer(r)
	issuer := issuerOf(raw)
	var claims jwt.RegisteredClaims
	_, err := jwt.ParseWithClaims(raw, &claims, func(*jwt.Token) (any, error) { return keys[issuer], nil },
		jwt.WithValidMethods([]string{"HS256"}), need)
	return claims.Subject, err
}

func issuerOf(raw string) string {
	var peek jwt.RegisteredClaims
	_, _, _ = jwt.NewParser().ParseUnverified(raw, &peek)
	return peek.Issuer
}

func verifyInAHelper(r *http.Request, v *Verifier) (string, error) {
	raw := bearer(r)
	if err := v.secretWithMethods(raw); err != nil {
		return "", err
	}
	var claims jwt.RegisteredClaims
	_, _, err := jwt.NewParser().ParseUnverified(raw, &claims)
	return claims.Subject, err
}

func verifiedByAnotherLibrary(ctx context.Context, r *http.Request, keys oidc.KeySet) (string, error) {
	raw := bearer(r)
	if _, err := keys.VerifySignature(ctx, raw); err != nil {
		return "", err
	}
	var claims jwt.RegisteredClaims
	_, _, err := jwt.NewParser().ParseUnverified(raw, &claims)
	return claims.Subject, err
}

func tokenOfTheTokenEndpoint(client *http.Client) (string, error) {
	resp, err := client.Get("https://issuer.example/token")
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var answer struct{ IDToken string }
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return "", err
	}
	var claims jwt.RegisteredClaims
	_, _, err = jwt.NewParser().ParseUnverified(answer.IDToken, &claims)
	return claims.Subject, err
}

func otherLibraries(r *http.Request) error {
	raw := bearer(r)
	parsed, err := josejwt.ParseSigned(raw, []jose.SignatureAlgorithm{jose.RS256})
	if err != nil {
		return err
	}
	var claims josejwt.Claims
	if err := parsed.UnsafeClaimsWithoutVerification(&claims); err != nil { // want jwtalg/unverified
		return err
	}
	if _, err := kataras.Decode([]byte(bearer(r))); err != nil { // want jwtalg/unverified
		return err
	}
	if _, err := cristal.ParseNoVerify([]byte(bearer(r))); err != nil { // want jwtalg/unverified
		return err
	}
	if _, err := jwx.ParseInsecure([]byte(bearer(r))); err != nil { // want jwtalg/unverified
		return err
	}
	_, err = jwx.Parse([]byte(bearer(r)), jwx.WithVerify(false)) // want jwtalg/unverified
	return err
}

func joseVerified(r *http.Request, key []byte) error {
	parsed, err := josejwt.ParseSigned(bearer(r), []jose.SignatureAlgorithm{jose.HS256})
	if err != nil {
		return err
	}
	var peek, claims josejwt.Claims
	if err := parsed.UnsafeClaimsWithoutVerification(&peek); err != nil {
		return err
	}
	if err := parsed.Claims(key, &claims); err != nil {
		return err
	}
	return claims.Validate(josejwt.Expected{Issuer: peek.Issuer, Time: time.Now()})
}

func joseMixedList(raw string) (*josejwt.JSONWebToken, error) {
	return josejwt.ParseSigned(raw, []jose.SignatureAlgorithm{jose.RS256, jose.HS256}) // want jwtalg/mixed-algorithms
}

func josePublicBytes(raw string) error {
	parsed, err := josejwt.ParseSigned(raw, []jose.SignatureAlgorithm{jose.HS256})
	if err != nil {
		return err
	}
	return parsed.Claims([]byte(partnerPEM), &josejwt.Claims{}) // want jwtalg/confusable
}

func jwxVerified(r *http.Request, key []byte) error {
	_, err := jwx.Parse([]byte(bearer(r)), jwx.WithKey(jwa.HS256, key))
	return err
}

func jwxNone(raw []byte) error {
	_, err := jwx.Parse(raw, jwx.WithKey(jwa.NoSignature, []byte{})) // want jwtalg/none
	return err
}

func jwxFetchesWhatTheTokenNames(raw []byte) error {
	_, err := jwx.Parse(raw, jwx.WithVerifyAuto(nil)) // want jwtalg/header-key
	return err
}

func katarasNone(raw []byte) error {
	_, err := kataras.Verify(kataras.NONE, nil, raw) // want jwtalg/none
	return err
}

func oidcWithoutSignature(p *oidc.Provider) *oidc.IDTokenVerifier {
	return p.Verifier(&oidc.Config{ClientID: "shop", InsecureSkipSignatureCheck: true}) // want jwtalg/unverified
}

func oidcWithoutExpiry(p *oidc.Provider) *oidc.IDTokenVerifier {
	return p.Verifier(&oidc.Config{ClientID: "shop", SkipExpiryCheck: true}) // want jwtalg/claims-not-validated
}

func oidcWithOwnAudienceCheck(ctx context.Context, p *oidc.Provider, raw string) bool {
	token, err := p.Verifier(&oidc.Config{SkipClientIDCheck: true}).Verify(ctx, raw)
	return err == nil && len(token.Audience) == 1 && token.Audience[0] == "shop"
}

// withToken is a middleware.
func withToken(v *Verifier, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := v.secretWithMethods(r.Header.Get("X-Session")); err != nil {
			http.Error(w, "token", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func decodedBehindTheMiddleware(r *http.Request) (string, error) {
	var claims jwt.RegisteredClaims
	_, _, err := jwt.NewParser().ParseUnverified(r.Header.Get("X-Session"), &claims)
	return claims.Subject, err
}

func otherHeaderThanTheMiddlewares(r *http.Request) (string, error) {
	var claims jwt.RegisteredClaims
	_, _, err := jwt.NewParser().ParseUnverified(r.Header.Get("X-Other"), &claims) // want jwtalg/unverified
	return claims.Subject, err
}

func joseKeyInTheToken(raw string, trusted map[string]any) error {
	parsed, err := josejwt.ParseSigned(raw, []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		return err
	}
	key, err := keyByItsName(parsed.Headers[0], trusted)
	if err != nil {
		return err
	}
	return parsed.Claims(key, &josejwt.Claims{}) // want jwtalg/header-key
}

// The name is known, but the key that stands beside it is used.
func keyByItsName(header jose.Header, trusted map[string]any) (any, error) {
	if _, ok := trusted[header.JSONWebKey.KeyID]; !ok {
		return nil, errors.New("unknown key")
	}
	return header.JSONWebKey.Key, nil
}

func joseKeyOfTheSameName(raw string, trusted map[string]any) error {
	parsed, err := josejwt.ParseSigned(raw, []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		return err
	}
	key, ok := trusted[parsed.Headers[0].JSONWebKey.KeyID]
	if !ok {
		return errors.New("unknown key")
	}
	return parsed.Claims(key, &josejwt.Claims{})
}

// decoded is a token with its text.
type decoded struct {
	text   string
	claims jwt.RegisteredClaims
}

func decode(text string) (decoded, error) {
	d := decoded{text: text}
	_, _, err := jwt.NewParser().ParseUnverified(text, &d.claims)
	return d, err
}

func (d decoded) Text() string { return d.text }

func (v *Verifier) confirm(d decoded) error { return v.secretWithMethods(d.Text()) }

func (v *Verifier) decodedThenVerified(r *http.Request) (string, error) {
	d, err := decode(bearer(r))
	if err != nil {
		return "", err
	}
	if err := v.confirm(d); err != nil {
		return "", err
	}
	return d.claims.Subject, nil
}

type decodedOnly struct {
	text   string
	claims jwt.RegisteredClaims
}

func decodeOnly(text string) (decodedOnly, error) {
	d := decodedOnly{text: text}
	_, _, err := jwt.NewParser().ParseUnverified(text, &d.claims) // want jwtalg/unverified
	return d, err
}

func (v *Verifier) verifiesAnotherToken(r *http.Request) (string, error) {
	d, err := decodeOnly(bearer(r))
	if err != nil {
		return "", err
	}
	if err := v.confirm(decoded{text: r.Header.Get("X-Session")}); err != nil {
		return "", err
	}
	return d.claims.Subject, nil
}

func algorithmOfASetting(name string) (jose.SignatureAlgorithm, error) {
	switch name {
	case "HS256":
		return jose.HS256, nil
	case "RS256":
		return jose.RS256, nil
	}
	return "", errors.New("algorithm")
}

func joseOneOfTwo(name string) (func(string) (*josejwt.JSONWebToken, error), error) {
	algorithm, err := algorithmOfASetting(name)
	if err != nil {
		return nil, err
	}
	allowed := []jose.SignatureAlgorithm{algorithm}
	return func(raw string) (*josejwt.JSONWebToken, error) { return josejwt.ParseSigned(raw, allowed) }, nil
}

func joseOneMore(name string) (func(string) (*josejwt.JSONWebToken, error), error) {
	algorithm, err := algorithmOfASetting(name)
	if err != nil {
		return nil, err
	}
	allowed := []jose.SignatureAlgorithm{algorithm, jose.ES256}
	return func(raw string) (*josejwt.JSONWebToken, error) { return josejwt.ParseSigned(raw, allowed) }, nil // want jwtalg/mixed-algorithms
}

// shownToken is what the program was just given over a connection of its own.
func shownToken(client *http.Client) (string, error) {
	resp, err := client.Get("https://issuer.example/token")
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	token, _ := jwt.Parse(string(raw), nil, need)
	if token == nil {
		return "", errors.New("no token")
	}
	return token.Claims.GetSubject()
}

// takenToken is what anybody sends.
func takenToken(r *http.Request) (string, error) {
	token, _ := jwt.Parse(bearer(r), nil, need) // want jwtalg/error-ignored
	if token == nil {
		return "", errors.New("no token")
	}
	return token.Claims.GetSubject()
}

// ownExpiry shows the user of a command when the token in the configuration ends; it has
// no key to verify it with.
func ownExpiry(file string) (string, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	token, _ := jwt.Parse(string(raw), func(*jwt.Token) (any, error) { return "", nil }, need)
	expiry, err := token.Claims.GetExpirationTime()
	if err != nil {
		return "", err
	}
	return expiry.String(), nil
}

// sentExpiry believes what a client sends.
func sentExpiry(r *http.Request) (string, error) {
	token, _ := jwt.Parse(bearer(r), func(*jwt.Token) (any, error) { return "", nil }, need) // want jwtalg/error-ignored
	expiry, err := token.Claims.GetExpirationTime()
	if err != nil {
		return "", err
	}
	return expiry.String(), nil
}

// refused is the error that a token was refused with, with what it says.
type refused struct {
	reason error
	claims jwt.Claims
}

func (r *refused) Error() string { return r.reason.Error() }

// withClaims tells what a token says that was refused; it has no key.
func withClaims(r *http.Request, err *refused) error {
	token, _ := jwt.Parse(bearer(r), nil, need)
	if token == nil {
		return err
	}
	return &refused{err.reason, token.Claims}
}

// userOf believes it.
func userOf(r *http.Request) (string, error) {
	token, _ := jwt.Parse(bearer(r), nil, need) // want jwtalg/error-ignored
	if token == nil {
		return "", http.ErrNoCookie
	}
	return token.Claims.GetSubject()
}

// The key is found by what the token says of itself, then its parts are verified as they
// came.
func verifyParts(r *http.Request, trusted map[string]*rsa.PublicKey) (string, error) {
	var raw string
	if fields := strings.Split(r.Header.Get("Authorization"), " "); len(fields) == 2 && strings.ToLower(fields[0]) == "bearer" {
		raw = fields[1]
	}
	if raw == "" {
		raw = r.URL.Query().Get("access_token")
	}
	token, parts, err := jwt.NewParser().ParseUnverified(raw, &jwt.RegisteredClaims{})
	if err != nil || len(parts) != 3 {
		return "", errors.New("no token")
	}
	subject, err := token.Claims.GetSubject()
	if err != nil {
		return "", err
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return "", err
	}
	return subject, token.Method.Verify(parts[0]+"."+parts[1], signature, trusted[subject])
}

// Another token is verified than the one whose subject counts.
func verifyOtherParts(r *http.Request, trusted map[string]*rsa.PublicKey) (string, error) {
	token, _, err := jwt.NewParser().ParseUnverified(r.URL.Query().Get("as"), &jwt.RegisteredClaims{}) // want jwtalg/unverified
	if err != nil {
		return "", err
	}
	subject, err := token.Claims.GetSubject()
	if err != nil {
		return "", err
	}
	text, mark, _ := strings.Cut(r.URL.Query().Get("signed"), "!")
	return subject, jwt.SigningMethodRS256.Verify(text, []byte(mark), trusted[subject])
}
