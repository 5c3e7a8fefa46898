package hashes

import (
	"crypto/md5"
	"crypto/sha1"
	"encoding/hex"
	"net/http"
	"strings"
)

// merchantSignature is what a payment provider prescribes: the password is one that
// the servers share.
func merchantSignature(fields []string, r *http.Request) string {
	sum := sha1.Sum([]byte(r.FormValue("merchant_password") + strings.Join(fields, "|")))
	return hex.EncodeToString(sum[:])
}

// signUp is no signature.
func signUp(r *http.Request) string {
	sum := sha1.Sum([]byte(r.FormValue("password"))) // want weakhash/password-fast-hash
	return hex.EncodeToString(sum[:])
}

// feverToken is what the reader's protocol wants.
func feverToken(r *http.Request) string {
	sum := md5.Sum([]byte(r.FormValue("name") + ":" + r.FormValue("password")))
	return hex.EncodeToString(sum[:])
}
