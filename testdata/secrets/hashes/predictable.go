package hashes

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/md5"
	crand "crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"math/big"
	"math/rand"
	randv2 "math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/oauth2"

	"github.com/secvet/secvet/testdata/secrets/hashes/random"
)

const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"

var runes = []rune(alphabet)

func sessionToken() string {
	b := make([]byte, 32)
	for i := range b {
		b[i] = alphabet[rand.Intn(len(alphabet))] // want weakhash/predictable-token
	}
	return string(b)
}

func safeSessionToken() string {
	b := make([]byte, 32)
	for i := range b {
		n, err := crand.Int(crand.Reader, big.NewInt(int64(len(alphabet))))
		if err != nil {
			panic(err)
		}
		b[i] = alphabet[n.Int64()]
	}
	return string(b)
}

func tokenOfRunes() string {
	b := make([]rune, 16)
	for i := range b {
		b[i] = runes[rand.Int63()%int64(len(runes))] // want weakhash/predictable-token
	}
	return string(b)
}

// letters32 says nothing of what it is for; its callers do.
func letters32() string {
	var sb strings.Builder
	for range 32 {
		sb.WriteByte(alphabet[rand.Intn(len(alphabet))]) // want weakhash/predictable-token
	}
	return sb.String()
}

type resetRequest struct {
	Name  string
	Token string
	Color string
}

func newReset(name string) *resetRequest { return &resetRequest{Name: name, Token: letters32()} }

// nickname is the same text as a name.
func nickname(name string) *resetRequest {
	s := fmt.Sprint("guest", randv2.IntN(10000))
	return &resetRequest{Name: s, Color: strconv.Itoa(rand.Intn(256))}
}

func importedToken(r *resetRequest) {
	r.Token = random.Letters(20) // want weakhash/predictable-token
}

// filledIn puts what variables stand for into a token that was configured.
func filledIn(r *resetRequest) {
	r.Token = variables(r.Token)
}

func variables(text string) string {
	var b strings.Builder
	for _, part := range strings.Split(text, "$") {
		if part == "stamp" {
			part = strconv.FormatInt(time.Now().UnixNano(), 36)
		}
		b.WriteString(part)
	}
	return b.String()
}

// importedVariable is a token by the name of what it is kept in.
func importedVariable(keep func(string)) {
	token := random.Marked("tk_", 32) // want weakhash/predictable-token
	keep(token)
}

func importedUserID(keep func(string)) {
	userID := random.Marked("u_", 12)
	keep(userID)
}

// word is the value of a setting, which may be a name for something.
func word(text string) string {
	if text == "now" {
		return time.Now().String()
	}
	return text
}

func (r *resetRequest) set(key, value string) {
	if key == "token" {
		r.Token = word(value)
	}
}

func importedSafeToken(r *resetRequest) { r.Token = random.SafeLetters(20) }

func importedBoundary() string { return "--" + random.Letters(20) }

func generatePassword() (string, error) {
	b := make([]byte, 12)
	if _, err := rand.Read(b); err != nil { // want weakhash/predictable-token
		return "", err
	}
	return base64.URLEncoding.EncodeToString(b), nil
}

func generateSafePassword() (string, error) {
	b := make([]byte, 12)
	if _, err := io.ReadFull(crand.Reader, b); err != nil {
		return "", err
	}
	return base64.URLEncoding.EncodeToString(b), nil
}

func csrfToken() string {
	r := rand.New(rand.NewSource(time.Now().UnixNano()))
	return strconv.FormatInt(r.Int63(), 36) // want weakhash/predictable-token
}

// systemSource draws from the operating system.
type systemSource struct{}

func (systemSource) Int63() int64 { return int64(systemSource{}.Uint64() >> 1) }
func (systemSource) Seed(int64)   {}
func (systemSource) Uint64() uint64 {
	var b [8]byte
	crand.Read(b[:])
	return binary.LittleEndian.Uint64(b[:])
}

func csrfTokenOfSystem() string {
	r := rand.New(systemSource{})
	return strconv.FormatInt(r.Int63(), 36)
}

func verificationCode() string {
	return fmt.Sprintf("%06d", rand.Intn(1000000)) // want weakhash/predictable-token
}

func hashedToken(user string) string {
	h := sha256.New()
	io.WriteString(h, user)
	fmt.Fprint(h, rand.Uint64()) // want weakhash/predictable-token
	token := hex.EncodeToString(h.Sum(nil))
	return token
}

// signedToken can't be made without the key, whatever is random in it.
func signedToken(key []byte) string {
	payload := strconv.FormatUint(rand.Uint64(), 16)
	mac := hmac.New(sha256.New, key)
	io.WriteString(mac, payload)
	return payload + "." + hex.EncodeToString(mac.Sum(nil))
}

// tokenWithSuffix is unguessable already.
func tokenWithSuffix() string { return uuid.NewString() + strconv.Itoa(rand.Intn(100)) }

func extendToken(token string) string { return token + strconv.Itoa(rand.Intn(100)) }

// pages is one of several providers.
type pages interface{ BeginAuth(state string) string }

var newState = func(r *http.Request) string {
	if s := r.URL.Query().Get("state"); s != "" {
		return s
	}
	b := make([]byte, 32)
	for i := range b {
		b[i] = byte(generator.Int63() % 256) // want weakhash/predictable-token
	}
	return base64.URLEncoding.EncodeToString(b)
}

var generator *rand.Rand

func init() { generator = rand.New(rand.NewSource(time.Now().UnixNano())) }

func loginPage(p pages, r *http.Request) string { return p.BeginAuth(newState(r)) }

// eitherToken is one or the other.
func eitherToken(strong bool) string {
	token := strconv.FormatInt(rand.Int63(), 36) // want weakhash/predictable-token
	if strong {
		token = crand.Text()
	}
	return token
}

var source = rand.NewSource(time.Now().UnixNano())

func codeVerifier() string {
	b := make([]byte, 43)
	for i := range b {
		b[i] = alphabet[source.Int63()%int64(len(alphabet))] // want weakhash/predictable-token
	}
	return string(b)
}

var system rand.Source64 = systemSource{}

func codeVerifierOfSystem() string {
	b := make([]byte, 43)
	for i := range b {
		b[i] = alphabet[system.Uint64()%uint64(len(alphabet))]
	}
	return string(b)
}

func machineState() string { return strconv.Itoa(rand.Intn(4)) }

type upstream struct{ keys []string }

// apiKey is one of several that somebody else made.
func (u *upstream) apiKey() string { return u.keys[rand.Intn(len(u.keys))] }

func oauthLogin(c *oauth2.Config) string {
	return c.AuthCodeURL(strconv.Itoa(rand.Int())) // want weakhash/predictable-token
}

func oauthSafeLogin(c *oauth2.Config) string { return c.AuthCodeURL(crand.Text()) }

func cookieOfSession(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{Name: "session_id", Value: strconv.FormatInt(randv2.Int64(), 36)}) // want weakhash/predictable-token
}

func cookieOfExperiment(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{Name: "variant", Value: strconv.Itoa(randv2.IntN(2))})
}

func jsonToken() map[string]any {
	return map[string]any{"access_token": strconv.FormatInt(rand.Int63(), 36), "delay": rand.Intn(10)} // want weakhash/predictable-token
}

func cipherKey() (cipher.Block, error) {
	b := make([]byte, 32)
	rand.Read(b) // want weakhash/predictable-token
	return aes.NewCipher(b)
}

func firstPassword() ([]byte, error) {
	text := []byte(strconv.Itoa(rand.Int())) // want weakhash/predictable-token
	return bcrypt.GenerateFromPassword(text, 12)
}

func weakKey() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.New(rand.NewSource(1)), 2048) // want weakhash/predictable-token
}

func strongKey() (*rsa.PrivateKey, error) { return rsa.GenerateKey(crand.Reader, 2048) }

func bothReaders(deterministic bool) io.Reader {
	if deterministic {
		return bytes.NewReader(make([]byte, 64))
	}
	return crand.Reader
}

func keyOfReader() (*rsa.PrivateKey, error) { return rsa.GenerateKey(bothReaders(false), 2048) }

func idempotencyToken() string { return strconv.FormatUint(rand.Uint64(), 16) }

func tokenBucketSize() string { return strconv.Itoa(rand.Intn(100)) }

func tokenOfClock(email string) string {
	sum := md5.Sum([]byte(email + strconv.FormatInt(time.Now().UnixNano(), 10))) // want weakhash/predictable-token
	resetToken := hex.EncodeToString(sum[:])
	return resetToken
}

func clockSessionID() string { return fmt.Sprintf("%x", time.Now().UnixNano()) } // want weakhash/predictable-token

// tokenOfClockAndKey can't be made without the key.
func tokenOfClockAndKey(key string) string {
	sum := sha256.Sum256([]byte(key + time.Now().String()))
	token := hex.EncodeToString(sum[:])
	return token
}

func tokenOfClockAndSecret() string {
	sum := sha256.Sum256([]byte(os.Getenv("SEED") + time.Now().String()))
	token := hex.EncodeToString(sum[:])
	return token
}

func tokenOfClockAndSystem() string { return crand.Text() + strconv.FormatInt(time.Now().Unix(), 36) }

type lease struct{ Token, Expires string }

func expiryOfToken(l *lease) { l.Expires = time.Now().Add(time.Hour).Format(time.RFC3339) }

// filled makes a record of any type that has a token: its literal has a type
// parameter for its type.
func filled[T ~struct{ Token string }](text string) T { return T{Token: text} }

var _ = filled[struct{ Token string }]("")

type visitor struct{ Username, Password string }

func guestName() string {
	b := make([]byte, 8)
	for i := range b {
		b[i] = alphabet[rand.Intn(len(alphabet))]
	}
	return "guest-" + string(b)
}

// nobody needs no password: it is the name.
func nobody() *visitor {
	name := guestName()
	return &visitor{Username: name, Password: name[6:]}
}

func entryCode() string {
	b := make([]byte, 8)
	for i := range b {
		b[i] = alphabet[rand.Intn(len(alphabet))] // want weakhash/predictable-token
	}
	return string(b)
}

func somebody(name string) *visitor { return &visitor{Username: name, Password: entryCode()[2:]} }

// TurnCredentials are a name that ends at some time, and a code over it.
func TurnCredentials(id string, key []byte) (username, password string) {
	username = fmt.Sprintf("%d:%s", time.Now().Add(time.Hour).Unix(), id)
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(username))
	return username, base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func weakCredentials(id string) (username, password string) {
	return id, fmt.Sprint(id, time.Now().Unix()) // want weakhash/predictable-token
}

// tokenOfLastResort draws from the clock what crypto/rand refused.
func tokenOfLastResort() string {
	b := make([]byte, 32)
	if _, err := crand.Read(b); err != nil {
		return spare(64)
	}
	return hex.EncodeToString(b)
}

func tokenOfLastResortRead() string {
	b := make([]byte, 32)
	_, err := io.ReadFull(crand.Reader, b)
	if err == nil {
		return hex.EncodeToString(b)
	}
	return spare(64)
}

func spare(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = "abcdefghijklmnopqrstuvwxyz"[rand.Intn(26)]
	}
	return string(b)
}

// tokenWithoutSeed is made of nothing else where another thing failed.
func tokenWithoutSeed(path string) string {
	seed, err := os.ReadFile(path)
	if err != nil {
		return letters(64)
	}
	return string(seed)
}

func letters(n int) string {
	r := rand.New(rand.NewSource(time.Now().UnixNano()))
	b := make([]byte, n)
	for i := range b {
		b[i] = "abcdefghijklmnopqrstuvwxyz"[r.Intn(26)] // want weakhash/predictable-token
	}
	return string(b)
}

// signatureParts returns the time beside what it signs.
func signatureParts(key []byte) (string, string) {
	at := strconv.FormatInt(time.Now().Unix(), 10)
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(at))
	return at, hex.EncodeToString(mac.Sum(nil))
}

// signatureToken has the name of what is one.
func signatureToken() (token, user string) {
	token = strconv.FormatInt(time.Now().UnixNano(), 36) // want weakhash/predictable-token
	return token, "guest"
}

// shared is a variable of the package, and so are its fields.
var shared struct {
	Token  string
	cookie http.Cookie
}

func setShared() {
	shared.Token = strconv.Itoa(rand.Int()) // want weakhash/predictable-token
	shared.cookie.Value = strconv.Itoa(rand.Int())
}

// sendResetPasswordCode says itself what the code is for.
func sendResetPasswordCode(send func(string)) {
	drawn := rand.New(rand.NewSource(time.Now().UnixNano()))
	code := fmt.Sprintf("%06d", drawn.Int31n(1_000_000)) // want weakhash/predictable-token
	send(code)
}

// sendExitStatus has a code that is no secret.
func sendExitStatus(send func(string)) {
	code := fmt.Sprintf("%03d", rand.Intn(200))
	send(code)
}
