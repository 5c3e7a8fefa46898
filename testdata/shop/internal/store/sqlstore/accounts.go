package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/secvet/secvet/testdata/shop/internal/accounts"
)

// CreateAccount implements [accounts.Store].
func (s *Store) CreateAccount(ctx context.Context, a accounts.Account) (int64, error) {
	res, err := s.db.ExecContext(ctx, "INSERT INTO accounts (email, password_hash) VALUES (?, ?)",
		a.Email, a.PasswordHash)
	if err != nil {
		return 0, fmt.Errorf("create account: %w", err)
	}
	return res.LastInsertId()
}

// AccountByEmail implements [accounts.Store].
func (s *Store) AccountByEmail(ctx context.Context, email string) (accounts.Account, error) {
	a := accounts.Account{Email: email}
	err := s.db.QueryRowContext(ctx, "SELECT id, password_hash, pin_hash FROM accounts WHERE email = ?", email).
		Scan(&a.ID, &a.PasswordHash, &a.PINHash)
	if errors.Is(err, sql.ErrNoRows) {
		return a, accounts.ErrNotFound
	}
	return a, err
}

// SetPIN implements [accounts.Store].
func (s *Store) SetPIN(ctx context.Context, account int64, hash string) error {
	_, err := s.db.ExecContext(ctx, "UPDATE accounts SET pin_hash = ? WHERE id = ?", hash, account)
	return err
}

// CreateSession implements [accounts.Store].
func (s *Store) CreateSession(ctx context.Context, account int64, tokenHash string) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO sessions (token_hash, account) VALUES (?, ?)", tokenHash, account)
	return err
}

// AccountBySession implements [accounts.Store].
func (s *Store) AccountBySession(ctx context.Context, tokenHash string) (int64, error) {
	var id int64
	err := s.db.QueryRowContext(ctx, "SELECT account FROM sessions WHERE token_hash = ?", tokenHash).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, accounts.ErrNotFound
	}
	return id, err
}
