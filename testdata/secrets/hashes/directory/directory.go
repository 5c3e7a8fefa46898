// Package directory answers logins. It checks passwords and makes no hashes: what it
// takes today it takes for good, so that a fast hash in it is no old one.
package directory

import (
	"crypto/sha256"
	"encoding/hex"

	"golang.org/x/crypto/bcrypt"
)

type entry struct {
	PassBcrypt []byte
	PassSHA256 string
}

func (e *entry) bind(password string) bool {
	if len(e.PassBcrypt) > 0 && bcrypt.CompareHashAndPassword(e.PassBcrypt, []byte(password)) != nil {
		return false
	}
	h := sha256.New()
	h.Write([]byte(password))
	return e.PassSHA256 == hex.EncodeToString(h.Sum(nil)) // want weakhash/password-fast-hash
}
