// Package verify verifies the tokens of several issuers.
package verify

import (
	"context"
	"errors"
	"slices"

	"github.com/coreos/go-oidc/v3/oidc"
)

// Token verifies a token of one of the issuers.
func Token(ctx context.Context, p *oidc.Provider, config *oidc.Config, raw string, issuers []string) (*oidc.IDToken, error) {
	token, err := p.Verifier(config).Verify(ctx, raw)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(issuers, token.Issuer) {
		return nil, errors.New("issuer")
	}
	return token, nil
}
