// Package kid finds keys by the name that a token gives in its header. Whoever sends the
// token writes the header: nothing is verified yet when the key is looked for.
package kid

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"

	jose "github.com/go-jose/go-jose/v4"
	josejwt "github.com/go-jose/go-jose/v4/jwt"
	"github.com/golang-jwt/jwt/v5"
	"github.com/golang-jwt/jwt/v5/request"
)

var hs256 = jwt.WithValidMethods([]string{"HS256"})

func keyInAFile(r *http.Request) (*jwt.Token, error) {
	return request.ParseFromRequest(r, request.OAuth2Extractor, func(t *jwt.Token) (any, error) {
		kid, _ := t.Header["kid"].(string)
		return os.ReadFile(filepath.Join("keys", kid)) // want pathjoin/untrusted
	}, request.WithParser(jwt.NewParser(hs256, jwt.WithExpirationRequired())))
}

var keyName = regexp.MustCompile(`^[a-z0-9]+$`)

func keyInANamedFile(raw string) (*jwt.Token, error) {
	return jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		kid, _ := t.Header["kid"].(string)
		if !keyName.MatchString(kid) {
			return nil, errors.New("kid")
		}
		return os.ReadFile(filepath.Join("keys", kid+".pem"))
	}, hs256, jwt.WithExpirationRequired())
}

func keyInATable(ctx context.Context, db *sql.DB, raw string) (*jwt.Token, error) {
	return jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		var key []byte
		err := db.QueryRowContext(ctx, fmt.Sprintf("SELECT secret FROM keys WHERE id = '%s'", t.Header["kid"])).Scan(&key) // want sqlconcat/untrusted
		return key, err
	}, hs256, jwt.WithExpirationRequired())
}

func keyByItsParameter(ctx context.Context, db *sql.DB, raw string) (*jwt.Token, error) {
	return jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		var key []byte
		err := db.QueryRowContext(ctx, "SELECT secret FROM keys WHERE id = ?", t.Header["kid"]).Scan(&key)
		return key, err
	}, hs256, jwt.WithExpirationRequired())
}

// afterwards writes a file that is named after what a verified token says: whoever has the
// key chose the name.
func afterwards(raw string, keys map[string][]byte) error {
	token, err := jwt.Parse(raw, func(t *jwt.Token) (any, error) {
		kid, _ := t.Header["kid"].(string)
		key, ok := keys[kid]
		if !ok {
			return nil, errors.New("kid")
		}
		return key, nil
	}, hs256, jwt.WithExpirationRequired())
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join("seen", fmt.Sprint(token.Claims.GetSubject())), nil, 0o600)
}

func joseKeyInAFile(r *http.Request) (map[string]any, error) {
	token, err := josejwt.ParseSigned(r.Header.Get("X-Token"), []jose.SignatureAlgorithm{jose.HS256})
	if err != nil {
		return nil, err
	}
	key, err := os.ReadFile("keys/" + token.Headers[0].KeyID) // want pathjoin/untrusted
	if err != nil {
		return nil, err
	}
	claims := make(map[string]any)
	return claims, token.Claims(key, &claims)
}
