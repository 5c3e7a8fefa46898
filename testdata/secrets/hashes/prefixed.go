package hashes

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"io"
	"net/http"
)

// links hands out links that only the program can make, or so it hopes.
type links struct{ secretKey string }

func (l *links) allows(r *http.Request) bool {
	sum := sha256.Sum256([]byte(l.secretKey + r.FormValue("path"))) // want weakhash/secret-prefix-mac
	return hmac.Equal([]byte(hex.EncodeToString(sum[:])), []byte(r.FormValue("sig")))
}

func (l *links) allowsParts(r *http.Request) bool {
	h := sha512.New()
	io.WriteString(h, l.secretKey)
	io.WriteString(h, "|")
	io.WriteString(h, r.FormValue("user"))
	io.WriteString(h, r.FormValue("path"))
	return hmac.Equal(h.Sum(nil), []byte(r.FormValue("sig"))) // want weakhash/secret-prefix-mac
}

// Sign is what allows checks by.
func (l *links) Sign(path string) string {
	sum := sha256.Sum256([]byte(l.secretKey + ":" + path)) // want weakhash/secret-prefix-mac
	return hex.EncodeToString(sum[:])
}

// behind has the secret last: nothing can be appended.
func (l *links) behind(r *http.Request) bool {
	sum := sha256.Sum256([]byte(r.FormValue("path") + l.secretKey))
	return hmac.Equal([]byte(hex.EncodeToString(sum[:])), []byte(r.FormValue("sig")))
}

// around has it on both sides.
func (l *links) around(r *http.Request) bool {
	sum := sha256.Sum256([]byte(l.secretKey + r.FormValue("path") + l.secretKey))
	return hmac.Equal([]byte(hex.EncodeToString(sum[:])), []byte(r.FormValue("sig")))
}

// short is a sum that does not show the state of the hash.
func (l *links) short(r *http.Request) bool {
	sum := sha512.Sum512_256([]byte(l.secretKey + r.FormValue("path")))
	return hmac.Equal([]byte(hex.EncodeToString(sum[:])), []byte(r.FormValue("sig")))
}

// keyFor derives a key, which nobody outside sees.
func (l *links) keyFor(name string) []byte {
	sum := sha256.Sum256([]byte(l.secretKey + name))
	return sum[:]
}

// whole hashes a token to look it up by.
func whole(r *http.Request) string {
	sum := sha256.Sum256([]byte("v1:" + r.FormValue("token")))
	return hex.EncodeToString(sum[:])
}
