package hashes

import (
	"crypto/hmac"
	"crypto/md5"
	crand "crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"golang.org/x/crypto/bcrypt"
)

// member is an account; what its methods are given is kept.
type person struct {
	Name         string
	Password     []byte
	PasswordHash string
	Avatar       string
}

func (p *person) setPassword(digest []byte)       { p.Password = digest }
func (p *person) setAvatar(digest []byte)         { p.Avatar = hex.EncodeToString(digest) }
func (p *person) SetPasswordHash(hash string)     { p.PasswordHash = hash }
func (p *person) ChangePassword(old, text string) {}

// digestBecomesPassword: nothing but the setter says what is hashed.
func digestBecomesPassword(p *person, text string) {
	h := md5.New()
	io.WriteString(h, text)
	p.setPassword(h.Sum(nil)) // want weakhash/password-fast-hash
}

func digestArrayBecomesPassword(p *person, text string) {
	sum := sha1.Sum([]byte(text))
	p.setPassword(sum[:]) // want weakhash/password-fast-hash
}

func digestBecomesAvatar(p *person, text string) {
	sum := md5.Sum([]byte(text))
	p.setAvatar(sum[:])
}

func hexBecomesPasswordHash(p *person, text string) {
	p.SetPasswordHash(fmt.Sprintf("%x", sha256.Sum256([]byte(text)))) // want weakhash/password-fast-hash
}

func digestKeptInField(p *person, text string) {
	sum := sha256.Sum256([]byte(text))
	p.PasswordHash = hex.EncodeToString(sum[:]) // want weakhash/password-fast-hash
}

func digestKeptInLiteral(name, text string) *person {
	sum := sha256.Sum256([]byte(text))
	return &person{Name: name, PasswordHash: hex.EncodeToString(sum[:])} // want weakhash/password-fast-hash
}

// digestKeptOnce has one flaw: the form says what is hashed.
func digestKeptOnce(p *person, r *http.Request) {
	sum := sha256.Sum256([]byte(r.FormValue("password"))) // want weakhash/password-fast-hash
	p.PasswordHash = hex.EncodeToString(sum[:])
}

func slowHashKept(p *person, text string) error {
	sum := sha256.Sum256([]byte(text))
	hash, err := bcrypt.GenerateFromPassword(sum[:], 12)
	p.setPassword(hash)
	return err
}

// randomPassword is a digest of what nobody can guess.
func randomPassword(p *person) {
	b := make([]byte, 32)
	crand.Read(b)
	sum := sha256.Sum256(b)
	p.setPassword(sum[:])
}

// derivedPassword is made of a secret of the program, for an account of its own.
func derivedPassword(p *person) {
	mac := hmac.New(sha256.New, []byte(os.Getenv("SEED")))
	io.WriteString(mac, p.Name)
	p.setPassword(mac.Sum(nil))
}

// device wants the digest on the wire.
type device struct{ Password string }

func loginToDevice(text string) *device {
	sum := md5.Sum([]byte(text))
	return &device{Password: hex.EncodeToString(sum[:])}
}

type commenter struct{ Password, Etag string }

// CheckPassword is given something without a name, and compares its digest with what is
// kept.
func (c *commenter) CheckPassword(input string) bool {
	kept := strings.TrimSpace(c.Password)
	if rest, ok := strings.CutPrefix(kept, "(bcrypt)"); ok {
		return bcrypt.CompareHashAndPassword([]byte(rest), []byte(input)) == nil
	}
	return strings.EqualFold(kept, fmt.Sprintf("%x", md5.Sum([]byte(input)))) // want weakhash/password-fast-hash
}

// CheckEtag compares a digest with something else.
func (c *commenter) CheckEtag(body string) bool {
	return c.Etag == fmt.Sprintf("%x", md5.Sum([]byte(body)))
}

// CheckPasswordPage compares digests of pages in a function that has the words.
func (c *commenter) CheckPasswordPage(page string) bool {
	return c.Etag == fmt.Sprintf("%x", md5.Sum([]byte(page)))
}
