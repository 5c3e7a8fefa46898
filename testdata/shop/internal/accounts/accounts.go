// Package accounts registers customers and checks who they are.
package accounts

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/bcrypt"
)

var (
	// ErrCredentials is returned when the e-mail address or the password is
	// wrong; it does not say which.
	ErrCredentials = errors.New("wrong e-mail address or password")
	// ErrNotFound is returned when there is no such account or session.
	ErrNotFound = errors.New("account not found")
)

// Account is a customer of the shop.
type Account struct {
	ID           int64
	Email        string
	PasswordHash string
	PINHash      string
}

// Store keeps accounts and sessions.
type Store interface {
	CreateAccount(ctx context.Context, a Account) (int64, error)
	AccountByEmail(ctx context.Context, email string) (Account, error)
	SetPIN(ctx context.Context, account int64, hash string) error
	CreateSession(ctx context.Context, account int64, tokenHash string) error
	AccountBySession(ctx context.Context, tokenHash string) (int64, error)
}

// Service registers customers and signs them in.
type Service struct {
	store Store
}

// New returns a service on top of store.
func New(store Store) *Service { return &Service{store: store} }

// Register creates an account.
func (s *Service) Register(ctx context.Context, email, password string) (int64, error) {
	hash, err := bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost) // right: bcrypt's own default
	if err != nil {
		return 0, fmt.Errorf("hash password: %w", err)
	}
	return s.store.CreateAccount(ctx, Account{Email: normalise(email), PasswordHash: string(hash)})
}

// SignIn checks a password and returns the token of a new session.
func (s *Service) SignIn(ctx context.Context, email, password string) (string, error) {
	a, err := s.store.AccountByEmail(ctx, normalise(email))
	if err != nil {
		return "", ErrCredentials
	}
	if rest, ok := strings.CutPrefix(a.PasswordHash, legacyPrefix); ok {
		if subtle.ConstantTimeCompare([]byte(rest), []byte(legacyHash(password))) != 1 {
			return "", ErrCredentials
		}
	} else if err := bcrypt.CompareHashAndPassword([]byte(a.PasswordHash), []byte(password)); err != nil {
		return "", ErrCredentials
	}
	token := rand.Text()
	if err := s.store.CreateSession(ctx, a.ID, tokenHash(token)); err != nil {
		return "", fmt.Errorf("sign in: %w", err)
	}
	return token, nil
}

// SetPIN sets the short number that confirms an order on the telephone.
func (s *Service) SetPIN(ctx context.Context, account int64, pin string) error {
	hash, err := bcrypt.GenerateFromPassword([]byte(pin), pinCost) // flaw: weakhash/bcrypt-cost
	if err != nil {
		return fmt.Errorf("hash PIN: %w", err)
	}
	return s.store.SetPIN(ctx, account, string(hash))
}

// Import creates an account for a customer of the old shop.
func (s *Service) Import(ctx context.Context, email, password string) (int64, error) {
	return s.store.CreateAccount(ctx, Account{
		Email:        normalise(email),
		PasswordHash: legacyPrefix + legacyHash(password),
	})
}

// Customer returns the account that a session token belongs to.
func (s *Service) Customer(ctx context.Context, token string) (int64, error) {
	return s.store.AccountBySession(ctx, tokenHash(token))
}

const (
	pinCost      = bcrypt.MinCost
	legacyPrefix = "sha256:"
)

func legacyHash(password string) string {
	sum := sha256.Sum256([]byte(password)) // flaw: weakhash/password-fast-hash
	return hex.EncodeToString(sum[:])
}

func tokenHash(token string) string {
	sum := sha256.Sum256([]byte(token)) // right: a random token has nothing to guess
	return hex.EncodeToString(sum[:])
}

func normalise(email string) string { return strings.ToLower(strings.TrimSpace(email)) }
