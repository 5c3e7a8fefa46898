// Package g401 hashes with MD5, SHA-1, MD4 and RIPEMD-160.
package g401

import (
	"crypto"
	"crypto/md5" // gosec: G501
	"crypto/rsa"
	"crypto/sha1" // gosec: G505
	"database/sql"
	"encoding/hex"
	"io"
	"net/http"

	"golang.org/x/crypto/md4"       // gosec: G506
	"golang.org/x/crypto/ripemd160" // gosec: G507
)

// Etag is a checksum: whoever can choose the content may choose its name.
func Etag(content []byte) string {
	sum := md5.Sum(content) // gosec: G401
	return hex.EncodeToString(sum[:])
}

// Digest is another.
func Digest(r io.Reader) ([]byte, error) {
	h := sha1.New() // gosec: G401
	if _, err := io.Copy(h, r); err != nil {
		return nil, err
	}
	return h.Sum(nil), nil
}

// Register keeps a password's hash, which is tried a billion times in a second.
func Register(db *sql.DB, r *http.Request) error {
	password := r.FormValue("password")
	sum := sha1.Sum([]byte(password)) // gosec: G401 // flaw: weakhash/password-fast-hash
	_, err := db.Exec("INSERT INTO users (name, password) VALUES (?, ?)", r.FormValue("name"), hex.EncodeToString(sum[:]))
	return err
}

// HashOldPassword is as bad.
func HashOldPassword(password string) string {
	h := md4.New()                        // gosec: G406
	io.WriteString(h, password)           // gosec: G104
	return hex.EncodeToString(h.Sum(nil)) // flaw: weakhash/password-fast-hash
}

// HashPassword is no better.
func HashPassword(password string) []byte {
	h := ripemd160.New() // gosec: G406
	h.Write([]byte(password))
	return h.Sum(nil) // flaw: weakhash/password-fast-hash
}

// Verify takes a signature over a hash of which two contents can be made.
func Verify(key *rsa.PublicKey, content, signature []byte) error {
	sum := sha1.Sum(content)                                       // gosec: G401
	return rsa.VerifyPKCS1v15(key, crypto.SHA1, sum[:], signature) // flaw: weakhash/weak-signature-hash
}

// Sign makes one.
func Sign(key *rsa.PrivateKey, content []byte) ([]byte, error) {
	sum := sha1.Sum(content)                               // gosec: G401
	return rsa.SignPKCS1v15(nil, key, crypto.SHA1, sum[:]) // flaw: weakhash/weak-signature-hash
}
