package timing

import (
	"bytes"
	"crypto/hmac"
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"flag"
	"fmt"
	"hash"
	"io"
	"net/http"
	"os"
	"reflect"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/scrypt"
)

var webhookSecret = []byte(os.Getenv("WEBHOOK_SECRET"))

// hexMACAgainstHeader is the usual webhook receiver.
func hexMACAgainstHeader(r *http.Request, body []byte) bool {
	mac := hmac.New(sha256.New, webhookSecret)
	mac.Write(body)
	expected := hex.EncodeToString(mac.Sum(nil))
	return expected == r.Header.Get("X-Hub-Signature-256") // want timingcmp/mac-compare
}

// macConstantTime does it right.
func macConstantTime(r *http.Request, body []byte) bool {
	mac := hmac.New(sha256.New, webhookSecret)
	mac.Write(body)
	sent, err := hex.DecodeString(r.Header.Get("X-Hub-Signature-256"))
	return err == nil && hmac.Equal(mac.Sum(nil), sent)
}

// macSubtle does it right with the other function.
func macSubtle(r *http.Request, body []byte) bool {
	mac := hmac.New(sha256.New, webhookSecret)
	mac.Write(body)
	return subtle.ConstantTimeCompare([]byte(hex.EncodeToString(mac.Sum(nil))), []byte(r.FormValue("sig"))) == 1
}

// rawMAC compares bytes.
func rawMAC(message, messageMAC, key []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return bytes.Equal(messageMAC, mac.Sum(nil)) // want timingcmp/mac-compare
}

// RawMACDiffers compares bytes for difference.
func RawMACDiffers(message, messageMAC, key []byte) error {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	if !bytes.Equal(messageMAC, mac.Sum(nil)) { // want timingcmp/mac-compare
		return io.ErrUnexpectedEOF
	}
	return nil
}

// prefixedMAC has the algorithm's name in front.
func prefixedMAC(r *http.Request, body []byte) bool {
	mac := hmac.New(sha1.New, webhookSecret)
	mac.Write(body)
	return r.Header.Get("X-Hub-Signature") == "sha1="+hex.EncodeToString(mac.Sum(nil)) // want timingcmp/mac-compare
}

// formattedMAC is encoded by fmt.
func formattedMAC(r *http.Request, body []byte) bool {
	mac := hmac.New(sha512.New, webhookSecret)
	mac.Write(body)
	if fmt.Sprintf("%x", mac.Sum(nil)) != r.FormValue("checksum") { // want timingcmp/mac-compare
		return false
	}
	return true
}

// sign is a helper.
func sign(message string) string {
	h := hmac.New(sha256.New, webhookSecret)
	io.WriteString(h, message)
	return base64.StdEncoding.EncodeToString(h.Sum(nil))
}

// macFromHelper is computed elsewhere in the package.
func macFromHelper(message, signature string) bool {
	return sign(message) == signature // want timingcmp/mac-compare
}

// macByCompare uses three-way comparison.
func macByCompare(message, signature string) bool {
	return strings.Compare(sign(message), signature) == 0 // want timingcmp/mac-compare
}

// macByBytesCompare uses three-way comparison of bytes.
func macByBytesCompare(message, signature string) bool {
	return bytes.Compare([]byte(sign(message)), []byte(signature)) != 0 // want timingcmp/mac-compare
}

// macFolded ignores case.
func macFolded(message, signature string) bool {
	return strings.EqualFold(sign(message), signature) // want timingcmp/mac-compare
}

// macByReflection looks into interfaces.
func macByReflection(message, signature string) bool {
	return reflect.DeepEqual(sign(message), signature) // want timingcmp/mac-compare
}

// macBySwitch is compared by a switch.
func macBySwitch(message, signature string) bool {
	switch signature {
	case sign(message): // want timingcmp/mac-compare
		return true
	}
	return false
}

// macInInterface is held by an interface.
func macInInterface(message string, signature any) bool {
	var expected any = sign(message)
	return expected == signature // want timingcmp/mac-compare
}

type signer struct{ mac hash.Hash }

func newSigner(key []byte) *signer { return &signer{mac: hmac.New(sha256.New, key)} }

// macInField is kept in a structure.
func (s *signer) macInField(message, signature []byte) bool {
	s.mac.Reset()
	s.mac.Write(message)
	return bytes.Equal(s.mac.Sum(nil), signature) // want timingcmp/mac-compare
}

// doubleMAC compares MACs of both sides: what an attacker measures tells nothing.
func doubleMAC(a, b []byte) bool {
	x, y := hmac.New(sha256.New, webhookSecret), hmac.New(sha256.New, webhookSecret)
	x.Write(a)
	y.Write(b)
	return bytes.Equal(x.Sum(nil), y.Sum(nil))
}

// derivedKey is checked against a stored one.
func derivedKey(password string, salt, stored []byte) bool {
	key, err := scrypt.Key([]byte(password), salt, 1<<17, 8, 1, 32)
	return err == nil && bytes.Equal(key, stored) // want timingcmp/mac-compare
}

// derivedKeyArgon is checked against a stored one.
func derivedKeyArgon(password string, salt, stored []byte) bool {
	return string(argon2.IDKey([]byte(password), salt, 3, 64*1024, 4, 32)) == string(stored) // want timingcmp/mac-compare
}

// derivedKeyStandard is checked against a stored one.
func derivedKeyStandard(password string, salt, stored []byte) bool {
	key, err := pbkdf2.Key(sha256.New, password, salt, 600_000, 32)
	if err != nil || !bytes.Equal(key, stored) { // want timingcmp/mac-compare
		return false
	}
	return true
}

// derivedKeyConstantTime does it right.
func derivedKeyConstantTime(password string, salt, stored []byte) bool {
	key, err := scrypt.Key([]byte(password), salt, 1<<17, 8, 1, 32)
	return err == nil && subtle.ConstantTimeCompare(key, stored) == 1
}

// homeMadeMAC is a digest over secret and data.
func homeMadeMAC(r *http.Request) bool {
	sum := md5.Sum([]byte(r.FormValue("data") + os.Getenv("API_SECRET")))
	return hex.EncodeToString(sum[:]) == r.FormValue("sign") // want timingcmp/mac-compare
}

// checksum is a digest over public data.
func checksum(r *http.Request, file []byte) bool {
	sum := sha256.Sum256(file)
	return hex.EncodeToString(sum[:]) == r.Header.Get("X-Checksum")
}

// Vote is kept with the signature of who gave it, and a list of votes with its digest.
type Vote struct {
	Choice    string
	Signature []byte
}

type Ballot struct {
	Votes  []Vote
	Digest string
}

func (b *Ballot) digest() string {
	h := sha256.New()
	for _, v := range b.Votes {
		h.Write([]byte(v.Choice))
		h.Write(v.Signature)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Complete compares digests over what everybody may see.
func (b *Ballot) Complete() bool { return b.Digest == b.digest() }

// Grant is a Ballot with a secret among what the digest is taken over.
type Grant struct {
	User, Secret, Signature string
}

func (g *Grant) valid() bool {
	sum := sha256.Sum256([]byte(g.User + g.Secret))
	return g.Signature == hex.EncodeToString(sum[:]) // want timingcmp/mac-compare
}

// digestsOfBoth hide what is compared.
func digestsOfBoth(r *http.Request) bool {
	a, b := sha256.Sum256([]byte(r.Header.Get("X-Api-Key"))), sha256.Sum256(webhookSecret)
	return a == b
}

// answerOfSignedRequest went through code that has nothing to do with the MAC.
func answerOfSignedRequest(message, want string, send func(string) string) bool {
	return send(sign(message)) == want
}

// sameMACAsBefore is compared with a constant.
func sameMACAsBefore(message string) bool { return sign(message) == "" }

// signed is parsed from a header, and made by the same package elsewhere.
type signed struct{ Signature string }

func (s *signed) make(message string) { s.Signature = sign(message) }

func parseSigned(r *http.Request) *signed { return &signed{Signature: r.Header.Get("Signature")} }

// macInBothHands: what is checked is sometimes made here, and mostly sent.
func macInBothHands(s *signed, message string) bool {
	return s.Signature == sign(message) // want timingcmp/mac-compare
}

func checksSigned(r *http.Request) bool { return macInBothHands(parseSigned(r), "message") }

// owner has a salt, which nobody outside knows.
type owner struct{ Salt, Name string }

func hexSum(text string) string {
	sum := md5.Sum([]byte(text))
	return hex.EncodeToString(sum[:])
}

// digestAsSecret is a digest that is used as a secret.
func digestAsSecret(r *http.Request, o *owner) bool {
	return r.FormValue("secret") == hexSum(o.Salt) // want timingcmp/secret-compare
}

// digestSent is a digest of what the client knows as well.
func digestSent(r *http.Request) bool {
	return r.FormValue("signature") == hexSum(r.FormValue("text"))
}

// makeSecret makes one of two halves.
func makeSecret(base, unique string) string {
	h := sha512.New()
	h.Write([]byte(base + unique))
	return hex.EncodeToString(h.Sum(nil))
}

// verifySecret makes it again.
func verifySecret(base, unique, secret string) bool {
	return makeSecret(base, unique) == secret // want timingcmp/secret-compare
}

// verifyTokenHash compares digests of what was sent and what is kept.
func verifyTokenHash(token string, tokenHash string) bool {
	return hexSum(token) == tokenHash
}

// checksumOfFile tells nobody a secret.
func checksumOfFile(file, checksum string) bool { return hexSum(file) == checksum }

// writtenHomeMadeMAC is written in pieces.
func writtenHomeMadeMAC(r *http.Request, settings *struct{ Key, APISecret string }) bool {
	h := sha256.New()
	h.Write([]byte(settings.APISecret))
	h.Write([]byte(r.FormValue("data")))
	return hex.EncodeToString(h.Sum(nil)) == r.FormValue("sign") // want timingcmp/mac-compare
}

// checkTyped checks what the operator types, who has the key as well.
func checkTyped() bool {
	typed := flag.String("check", "", "the signature to check")
	message := flag.String("message", "", "what it is of")
	flag.Parse()
	return sign(*message) == *typed
}

type callback struct{ Order, Amount, Signature, Sign string }

func merchantSignature(c *callback, password string) string {
	sum := sha256.Sum256([]byte(password + "|" + c.Order + "|" + c.Amount))
	return hex.EncodeToString(sum[:])
}

// signedWithPassword: the password is the key of a home-made MAC.
func signedWithPassword(c *callback, merchantPassword string) bool {
	return c.Signature == merchantSignature(c, merchantPassword) // want timingcmp/mac-compare
}

func signedWithKey(c *callback, settings *struct{ Key, APISecret string }) bool {
	sum := sha256.Sum256([]byte(c.Order + c.Amount + settings.APISecret))
	return c.Sign == hex.EncodeToString(sum[:]) // want timingcmp/mac-compare
}

type customer struct{ Name, Digest string }

// passwordKept is for weakhash to say.
func passwordKept(m *customer, password string) bool {
	sum := sha256.Sum256([]byte(password))
	return m.Digest == hex.EncodeToString(sum[:])
}

type loginMessage struct {
	Timestamp    string
	PrivilegeKey string
	Version      string
}

type tokenAuth struct{ token string }

// verifyLogin: what is written over the token is sent in a message.
func (a *tokenAuth) verifyLogin(m *loginMessage) bool {
	sum := md5.Sum([]byte(a.token + m.Timestamp))
	return hex.EncodeToString(sum[:]) == m.PrivilegeKey // want timingcmp/mac-compare
}

// known looks for a token by its digest.
func (a *tokenAuth) known(m *struct{ TokenHash string }) bool {
	sum := sha256.Sum256([]byte(a.token))
	return hex.EncodeToString(sum[:]) == m.TokenHash
}
