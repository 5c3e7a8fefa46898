package auth

import (
	"context"
	"crypto"
	"errors"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-jose/go-jose/v4"
)

// ownKeys are the keys that the program signs with.
type ownKeys struct{ public crypto.PublicKey }

func (k *ownKeys) VerifySignature(_ context.Context, raw string) ([]byte, error) {
	jws, err := jose.ParseSigned(raw, []jose.SignatureAlgorithm{jose.RS256})
	if err != nil {
		return nil, err
	}
	return jws.Verify(k.public)
}

// userinfo answers every client to which the program has issued a token.
func userinfo(ctx context.Context, raw string, keys *ownKeys) (string, error) {
	token, err := oidc.NewVerifier("https://login.example.com", keys, &oidc.Config{SkipClientIDCheck: true}).Verify(ctx, raw)
	if err != nil {
		return "", err
	}
	return token.Subject, nil
}

func checkHint(ctx context.Context, hint string, keys *ownKeys) (string, error) {
	token, err := oidc.NewVerifier("https://login.example.com", keys, &oidc.Config{SkipClientIDCheck: true, SkipExpiryCheck: true}).Verify(ctx, hint)
	if err != nil {
		return "", err
	}
	return token.Subject, nil
}

func expired(ctx context.Context, raw string, keys *ownKeys) (string, error) {
	token, err := oidc.NewVerifier("https://login.example.com", keys,
		&oidc.Config{ClientID: "shop", SkipExpiryCheck: true}).Verify(ctx, raw) // want jwtalg/claims-not-validated
	if err != nil {
		return "", err
	}
	return token.Subject, nil
}

func othersUserinfo(ctx context.Context, raw string, keys *oidc.RemoteKeySet) (string, error) {
	token, err := oidc.NewVerifier("https://login.example.com", keys,
		&oidc.Config{SkipIssuerCheck: true}).Verify(ctx, raw) // want jwtalg/claims-not-validated
	if err != nil {
		return "", err
	}
	return token.Subject, nil
}

// isToken only asks for the form.
func isToken(ctx context.Context, raw string) bool {
	_, err := oidc.NewVerifier("", nil, &oidc.Config{ClientID: "shop", SkipIssuerCheck: true, InsecureSkipSignatureCheck: true}).Verify(ctx, raw)
	return err == nil
}

// isTokenByVariable does the same with a variable.
func isTokenByVariable(ctx context.Context, raw string) bool {
	config := oidc.Config{ClientID: "shop", SkipIssuerCheck: true, InsecureSkipSignatureCheck: true}
	_, err := oidc.NewVerifier("", nil, &config).Verify(ctx, raw)
	return err == nil
}

func claimsOfAnybody(ctx context.Context, raw string) (string, error) {
	token, err := oidc.NewVerifier("", nil,
		&oidc.Config{ClientID: "shop", InsecureSkipSignatureCheck: true}).Verify(ctx, raw) // want jwtalg/unverified
	if err != nil {
		return "", errors.New("no token")
	}
	return token.Subject, nil
}
