package hashes

import (
	"crypto"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/henrylee2cn/goutil"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/md4"
	xpbkdf2 "golang.org/x/crypto/pbkdf2"
	"golang.org/x/crypto/scrypt"
)

func formPassword(w http.ResponseWriter, r *http.Request) {
	sum := sha256.Sum256([]byte(r.FormValue("password"))) // want weakhash/password-fast-hash
	fmt.Fprintf(w, "%x", sum)
}

func formPasswordWritten(w http.ResponseWriter, r *http.Request) {
	h := sha1.New()
	io.WriteString(h, r.PostFormValue("passwd"))
	fmt.Fprintf(w, "%x", h.Sum(nil)) // want weakhash/password-fast-hash
}

func formPasswordFormatted(w http.ResponseWriter, r *http.Request) {
	h := sha512.New()
	fmt.Fprintf(h, "%s:%s", r.FormValue("user"), r.FormValue("pwd"))
	fmt.Fprintf(w, "%x", h.Sum(nil)) // want weakhash/password-fast-hash
}

func basicAuthPassword(w http.ResponseWriter, r *http.Request) {
	_, password, _ := r.BasicAuth()
	fmt.Fprintf(w, "%x", md5.Sum([]byte(password))) // want weakhash/password-fast-hash
}

type account struct {
	Name     string `json:"name"`
	Password string `json:"password"`
}

func boundPassword(w http.ResponseWriter, r *http.Request) {
	var in account
	if json.NewDecoder(r.Body).Decode(&in) != nil {
		return
	}
	fmt.Fprintf(w, "%x", md5.Sum([]byte(in.Password))) // want weakhash/password-fast-hash
	fmt.Fprintf(w, "%x", md5.Sum([]byte(in.Name)))
}

// digestOf hashes anything.
func digestOf(s string) string {
	h := md5.New()
	h.Write([]byte(s))
	return hex.EncodeToString(h.Sum(nil))
}

func passwordThroughHelper(w http.ResponseWriter, r *http.Request) {
	io.WriteString(w, digestOf(r.FormValue("password"))) // want weakhash/password-fast-hash
}

func etagThroughHelper(w http.ResponseWriter, r *http.Request, body []byte) {
	w.Header().Set("ETag", digestOf(string(body)))
}

// HashPassword is exported, and says what it does.
func HashPassword(password, salt string) string {
	sum := sha256.Sum256([]byte(password + salt)) // want weakhash/password-fast-hash
	return base64.StdEncoding.EncodeToString(sum[:])
}

// salted is one of several ways to keep passwords, behind an interface.
type salted struct{}

func hexDigest(s string) string {
	sum := sha512.Sum512([]byte(s))
	return hex.EncodeToString(sum[:])
}

// GetHashedPassword says in its name what it makes.
func (salted) GetHashedPassword(password, salt string) string {
	return hexDigest(hexDigest(password) + salt) // want weakhash/password-fast-hash
}

// ImportUser keeps what an old system made.
func ImportUser(name, password string) *user { return &user{Password: oldHash(password), Salt: name} }

func oldHash(password string) string {
	sum := sha256.Sum256([]byte(password)) // want weakhash/password-fast-hash
	return hex.EncodeToString(sum[:])
}

func hashPasswordOfLibrary(password, salt string) string {
	return goutil.Md5([]byte(salt + password)) // want weakhash/password-fast-hash
}

func cacheKeyOfLibrary(path string) string { return goutil.Md5([]byte(path)) }

// computeSHA256 is one of several that a table lists; its name and what it is given say
// what it makes.
func computeSHA256(pass string) (string, error) {
	salt := make([]byte, 16)
	if _, err := io.ReadFull(rand.Reader, salt); err != nil {
		return "", err
	}
	sum := sha256.Sum256(append(salt, pass...)) // want weakhash/password-fast-hash
	return hex.EncodeToString(salt) + "$" + hex.EncodeToString(sum[:]), nil
}

// matchesEntry compares with a hash that it is given, in constant time.
func matchesEntry(pass, entryHash string) bool {
	salt, kept, _ := strings.Cut(entryHash, "$")
	want, err := hex.DecodeString(kept)
	if err != nil {
		return false
	}
	sum := sha256.Sum256([]byte(salt + pass)) // want weakhash/password-fast-hash
	return subtle.ConstantTimeCompare(sum[:], want) == 1
}

// md5Response answers a challenge of another side, which prescribes it.
func md5Response(pass, challenge string) string {
	sum := md5.Sum([]byte(pass + challenge))
	return hex.EncodeToString(sum[:])
}

// hashPasswordInSteps is one scheme, however many hashes it goes through.
func hashPasswordInSteps(password, salt string) string {
	first := sha512.New()
	outer := ""
	for range 50 {
		first.Write([]byte(salt + password + outer))
		outer = hex.EncodeToString(first.Sum(nil)) // want weakhash/password-fast-hash
	}
	second := sha256.Sum256([]byte(outer + salt))
	return hex.EncodeToString(second[:])
}

// hashPasswordTwice keeps two hashes of one password: each is guessed by itself.
func hashPasswordTwice(password string) (string, string) {
	old := md5.Sum([]byte(password))       // want weakhash/password-fast-hash
	new := sha256.Sum256([]byte(password)) // want weakhash/password-fast-hash
	return hex.EncodeToString(old[:]), hex.EncodeToString(new[:])
}

// decryptKey has its iterations from a file; encryptKey chooses them.
func encryptPKCS8Key(password string, salt []byte) []byte {
	return xpbkdf2.Key([]byte(password), salt, 100_000, 32, sha256.New) // want weakhash/kdf-parameters
}

func ntlmPassword(password string) []byte {
	h := md4.New()
	h.Write([]byte(password))
	return h.Sum(nil)
}

func httpDigestResponse(user, realm, password string) string {
	sum := md5.Sum([]byte(user + ":" + realm + ":" + password))
	return hex.EncodeToString(sum[:])
}

func subsonicToken(password, salt string) string {
	sum := md5.Sum([]byte(password + salt))
	return hex.EncodeToString(sum[:])
}

// wpaKey is fixed by the standard.
func wpaKey(passphrase string, ssid []byte) []byte {
	return xpbkdf2.Key([]byte(passphrase), ssid, 4096, 32, sha1.New)
}

func encryptPassword(password string) string {
	for range 1000 {
		sum := sha1.Sum([]byte(password)) // want weakhash/password-fast-hash
		password = string(sum[:])
	}
	return password
}

// user keeps what is needed to check it.
type user struct{ Password, Salt string }

func (u *user) checkPassword(password string) bool {
	sum := md5.Sum([]byte(u.Salt + password)) // want weakhash/password-fast-hash
	return hex.EncodeToString(sum[:]) == u.Password
}

func pepperedOnly(r *http.Request) []byte {
	mac := hmac.New(sha256.New, []byte(os.Getenv("PEPPER")))
	mac.Write([]byte(r.FormValue("password")))
	return mac.Sum(nil) // want weakhash/password-hmac
}

// Pre-hashing is fine before a password hash.
func prehashed(r *http.Request) ([]byte, error) {
	sum := sha256.Sum256([]byte(r.FormValue("password")))
	return bcrypt.GenerateFromPassword([]byte(base64.StdEncoding.EncodeToString(sum[:])), 12)
}

func prehashedToCheck(r *http.Request, hash []byte) bool {
	sum := sha512.Sum512([]byte(r.FormValue("password")))
	return bcrypt.CompareHashAndPassword(hash, []byte(base64.StdEncoding.EncodeToString(sum[:48]))) == nil
}

func hashOfHash(r *http.Request) string {
	hash, _ := bcrypt.GenerateFromPassword([]byte(r.FormValue("password")), 12)
	sum := sha256.Sum256(hash)
	return hex.EncodeToString(sum[:])
}

func pwnedPasswordRange(password string) string {
	sum := sha1.Sum([]byte(password))
	return strings.ToUpper(hex.EncodeToString(sum[:]))[:5]
}

func mysqlNativePassword(password string) []byte {
	sum := sha1.Sum([]byte(password))
	return sum[:]
}

func passwordOfUpstream() string {
	sum := md5.Sum([]byte(os.Getenv("ROUTER_PASSWORD")))
	return hex.EncodeToString(sum[:])
}

func apiToken(r *http.Request) [32]byte { return sha256.Sum256([]byte(r.Header.Get("X-Api-Key"))) }

func cacheKey(r *http.Request) [16]byte { return md5.Sum([]byte(r.URL.Path)) }

func passwordHashInForm(r *http.Request) [32]byte {
	return sha256.Sum256([]byte(r.FormValue("password_hash")))
}

func signatureSHA1(key *rsa.PrivateKey, data []byte) ([]byte, error) {
	sum := sha1.Sum(data)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA1, sum[:]) // want weakhash/weak-signature-hash
}

func signatureMD5Accepted(key *rsa.PublicKey, data, sig []byte) error {
	sum := md5.Sum(data)
	return rsa.VerifyPKCS1v15(key, crypto.MD5, sum[:], sig) // want weakhash/weak-signature-hash
}

func signatureSHA256(key *rsa.PrivateKey, data []byte) ([]byte, error) {
	sum := sha256.Sum256(data)
	return rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
}

// signatureByName serves a format that names its hash.
func signatureByName(key *rsa.PrivateKey, name string, digest []byte) ([]byte, error) {
	var h crypto.Hash
	switch name {
	case "sha1":
		h = crypto.SHA1
	case "sha256":
		h = crypto.SHA256
	default:
		h = crypto.SHA512
	}
	return rsa.SignPKCS1v15(rand.Reader, key, h, digest)
}

func certificateSHA1() *x509.Certificate {
	return &x509.Certificate{SignatureAlgorithm: x509.SHA1WithRSA} // want weakhash/weak-signature-hash
}

func certificateSHA256() *x509.Certificate {
	return &x509.Certificate{SignatureAlgorithm: x509.SHA256WithRSA}
}

func signedLink(path string) string {
	sum := md5.Sum([]byte(os.Getenv("LINK_SECRET") + path)) // want weakhash/weak-signature-hash
	return path + "?sig=" + hex.EncodeToString(sum[:])
}

func signedLinkHMAC(path string) string {
	mac := hmac.New(sha1.New, []byte(os.Getenv("LINK_SECRET")))
	io.WriteString(mac, path)
	return path + "?sig=" + hex.EncodeToString(mac.Sum(nil))
}

// askedService says how its requests are signed.
func askedService(endpoint, body string) (*http.Response, error) {
	r, err := http.NewRequest(http.MethodPost, endpoint, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	sum := sha1.Sum([]byte(os.Getenv("SERVICE_SECRET") + body))
	r.Header.Set("X-Signature", hex.EncodeToString(sum[:]))
	return http.DefaultClient.Do(r)
}

// record is kept with a slow hash in the field that the clear text was in at first.
type record struct{ Name, Password, Salt string }

func createUser(name, password, salt string) (*record, error) {
	made := &record{Name: name, Password: password, Salt: salt}
	key, err := scrypt.Key([]byte(made.Password), []byte(made.Salt), 1<<17, 8, 1, 32)
	if err != nil {
		return nil, err
	}
	made.Password = hex.EncodeToString(key)
	return made, nil
}

// codeToConfirm is made of the slow hash, which changes with the password.
func codeToConfirm(kept *record) string {
	h := sha1.New()
	h.Write([]byte(kept.Name + kept.Password + os.Getenv("LINK_SECRET")))
	return hex.EncodeToString(h.Sum(nil)) // want weakhash/weak-signature-hash
}

// generateUserCode is given what the account has, and a secret of the program.
func generateUserCode(name, password string) string {
	sum := sha1.Sum([]byte(name + password + os.Getenv("LINK_SECRET"))) // want weakhash/weak-signature-hash
	return hex.EncodeToString(sum[:])
}

// createUserCode makes a code of what the account has.
func createUserCode(name, password string) string {
	sum := sha256.Sum256([]byte(name + password))
	return hex.EncodeToString(sum[:4])
}

type users struct{ salt string }

// SignUp and SignIn keep and check what they hash.
type directory struct {
	PassSHA256 string
	PassApps   []string
	Digest     string
}

// bind compares with what is named after a password.
func (d *directory) bind(simplePassword string) bool {
	h := sha256.New()
	h.Write([]byte(simplePassword))
	return d.PassSHA256 == hex.EncodeToString(h.Sum(nil)) // want weakhash/password-fast-hash
}

func (d *directory) bindApp(simplePassword string) bool {
	h := sha256.New()
	h.Write([]byte(simplePassword))
	for _, app := range d.PassApps {
		if app == hex.EncodeToString(h.Sum(nil)) { // want weakhash/password-fast-hash
			return true
		}
	}
	return false
}

// offer is an answer to another side, for all that is seen here.
func (d *directory) offer(simplePassword string) bool {
	h := sha256.New()
	h.Write([]byte(simplePassword))
	return d.Digest == hex.EncodeToString(h.Sum(nil))
}

type keptUser struct{ Name, Secret string }

func (u *users) SignUp(name, password string) *keptUser {
	h := sha1.New()
	h.Write([]byte(password))
	h.Write([]byte(u.salt))
	return &keptUser{name, fmt.Sprintf("%x", h.Sum(nil))} // want weakhash/password-fast-hash
}

func (u *users) SignIn(name, password string, find func(name, hash string) *keptUser) *keptUser {
	h := sha1.New()
	h.Write([]byte(password))
	h.Write([]byte(u.salt))
	return find(name, fmt.Sprintf("%x", h.Sum(nil))) // want weakhash/password-fast-hash
}

type secondFactor struct {
	Passcode string `json:"passcode"`
}

// twoFactorLogin remembers which passcode was used: it is good for half a minute.
func twoFactorLogin(r *http.Request) [16]byte {
	var in secondFactor
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return [16]byte{}
	}
	return md5.Sum([]byte(in.Passcode))
}

type door struct {
	Passcode string `json:"passcode"`
}

func openDoor(r *http.Request) [16]byte {
	var in door
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return [16]byte{}
	}
	return md5.Sum([]byte(in.Passcode)) // want weakhash/password-fast-hash
}
