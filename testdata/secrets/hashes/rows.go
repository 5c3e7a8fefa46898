package hashes

import (
	"crypto"
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"crypto/x509"
	"encoding/hex"
	"flag"
	"hash"
	"hash/crc32"
	"hash/crc64"
	"io"
	"math/big"
	"net/http"
	"os"
	"strings"

	"github.com/cespare/xxhash/v2"
	dsig "github.com/russellhaering/goxmldsig"
	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/blake2s"
	"golang.org/x/crypto/ripemd160"
	"golang.org/x/crypto/scrypt"
	xsha3 "golang.org/x/crypto/sha3"
	"golang.org/x/term"
)

// The ways in which a cost arrives.

const namedCost = 6

func costByName(pw []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(pw, namedCost) // want weakhash/bcrypt-cost
}

const (
	lowest = iota + bcrypt.MinCost
	low
	middle
)

func costOfIota(pw []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(pw, low) // want weakhash/bcrypt-cost
}

func costConverted(pw []byte, level uint8) ([]byte, error) {
	const least uint8 = 7
	return bcrypt.GenerateFromPassword(pw, int(least)) // want weakhash/bcrypt-cost
}

func costAtLeast(pw []byte, cost int) ([]byte, error) {
	return bcrypt.GenerateFromPassword(pw, max(cost, 12))
}

func callsAtLeast(pw []byte) ([]byte, error) { return costAtLeast(pw, 4) }

var costFlag = flag.Int("cost", 5, "bcrypt's cost")

// costOfFlag is what the operator says; its default is what nobody says.
func costOfFlag(pw []byte) ([]byte, error) { return bcrypt.GenerateFromPassword(pw, *costFlag) }

type passwordOptions struct{ Cost int }

func (o *passwordOptions) setDefaults() {
	if o.Cost == 0 {
		o.Cost = 8
	}
}

func costByDefault(pw []byte, o *passwordOptions) ([]byte, error) {
	o.setDefaults()
	return bcrypt.GenerateFromPassword(pw, o.Cost) // want weakhash/bcrypt-cost
}

func costBySwitch(pw []byte, mode string) ([]byte, error) {
	cost := bcrypt.DefaultCost + 2
	switch mode {
	case "fast":
		cost = 5
	}
	return bcrypt.GenerateFromPassword(pw, cost) // want weakhash/bcrypt-cost
}

func scryptProduct(password, salt []byte) ([]byte, error) {
	return scrypt.Key(password, salt, 1<<15, 8, 3, 32)
}

func scryptParallel(password, salt []byte) ([]byte, error) {
	return scrypt.Key(password, salt, 1<<14, 8, 5, 32)
}

func argonSmallestPair(password, salt []byte) []byte {
	return argon2.IDKey(password, salt, 5, 7168, 1, 32)
}

func argonBelowSmallestPair(password, salt []byte) []byte {
	return argon2.IDKey(password, salt, 2, 7168, 1, 32) // want weakhash/kdf-parameters
}

func pbkdf2SHA512Few(password string, salt []byte) ([]byte, error) {
	return pbkdf2.Key(sha512.New, password, salt, 50_000, 64) // want weakhash/kdf-parameters
}

// Every hash that is made for speed.

func everyHash(r *http.Request) {
	password := r.PostForm.Get("password")
	sha3.Sum256([]byte(password))         // want weakhash/password-fast-hash
	xsha3.Sum512([]byte(password))        // want weakhash/password-fast-hash
	sha256.Sum224([]byte(password))       // want weakhash/password-fast-hash
	sha512.Sum512_256([]byte(password))   // want weakhash/password-fast-hash
	blake2b.Sum256([]byte(password))      // want weakhash/password-fast-hash
	blake2s.Sum256([]byte(password))      // want weakhash/password-fast-hash
	crc32.ChecksumIEEE([]byte(password))  // want weakhash/password-fast-hash
	crc64.Checksum([]byte(password), nil) // want weakhash/password-fast-hash
	xxhash.Sum64String(password)          // want weakhash/password-fast-hash
	for _, h := range []hash.Hash{nil, nil} {
		_ = h
	}
}

func hashOfRIPEMD(r *http.Request) []byte {
	h := ripemd160.New()
	h.Write([]byte(r.FormValue("passphrase")))
	return h.Sum(nil) // want weakhash/password-fast-hash
}

func hashByNumber(r *http.Request) []byte {
	h := crypto.SHA512.New()
	h.Write([]byte(r.FormValue("passcode")))
	return h.Sum(nil) // want weakhash/password-fast-hash
}

// appended is hashed by nobody: Sum puts the digest of nothing behind it.
func appended(r *http.Request) string {
	return hex.EncodeToString(md5.New().Sum([]byte(r.FormValue("password"))))
}

// What a password is.

func typedPassword() ([32]byte, error) {
	password, err := term.ReadPassword(0)
	return sha256.Sum256(password), err
}

type signIn struct {
	Mail   string `json:"mail"`
	Secret string `json:"password"`
	Pwd    string `form:"pwd"`
}

func boundByForm(r *http.Request, decode func(r *http.Request, dst any) error) [16]byte {
	in := signIn{Pwd: r.FormValue("pwd")}
	return md5.Sum([]byte(in.Pwd)) // want weakhash/password-fast-hash
}

func encryptPassphrase(passphrase string) []byte {
	sum := sha1.Sum([]byte(passphrase)) // want weakhash/password-fast-hash
	return sum[:]
}

// verifyUserPassword is named after what it does.
func verifyUserPassword(stored, pw string) bool {
	sum := sha256.Sum256([]byte(pw)) // want weakhash/password-fast-hash
	return hex.EncodeToString(sum[:]) == stored
}

// Names of other things.

func hashOther(r *http.Request) {
	for _, key := range []string{"x"} {
		sha256.Sum256([]byte(r.FormValue(key)))
	}
	sha256.Sum256([]byte(r.FormValue("password_digest")))
	sha256.Sum256([]byte(r.FormValue("password_hint")))
	sha256.Sum256([]byte(r.FormValue("password_policy")))
	sha256.Sum256([]byte(r.FormValue("password_field")))
	sha256.Sum256([]byte(r.FormValue("password_file")))
	sha256.Sum256([]byte(r.FormValue("passwordKey")))
	sha256.Sum256([]byte(r.FormValue("reset_password_token")))
	sha256.Sum256([]byte(r.FormValue("min_password_length")))
	sha256.Sum256([]byte(r.FormValue("encrypted_password")))
	sha256.Sum256([]byte(r.FormValue("compass")))
	sha256.Sum256([]byte(r.FormValue("passenger")))
}

// What protocols and formats prescribe.

func cramMD5(password, challenge string) []byte {
	sum := md5.Sum([]byte(password + challenge))
	return sum[:]
}

func apopDigest(password, timestamp string) string {
	sum := md5.Sum([]byte(timestamp + password))
	return hex.EncodeToString(sum[:])
}

func postgresMD5Password(user, password string) string {
	sum := md5.Sum([]byte(password + user))
	return "md5" + hex.EncodeToString(sum[:])
}

func redisACLPassword(password string) string {
	sum := sha256.Sum256([]byte(password))
	return "#" + hex.EncodeToString(sum[:])
}

func opensslBytesToKey(password string, salt []byte) []byte {
	sum := md5.Sum(append([]byte(password), salt...))
	return sum[:]
}

func pkcs12Password(password string, salt []byte) []byte {
	sum := sha1.Sum(append([]byte(password), salt...))
	return sum[:]
}

func keystoreV3(password string, salt []byte) ([]byte, error) {
	return scrypt.Key([]byte(password), salt, 4096, 8, 6, 32)
}

func gravatarOf(mail string) string {
	sum := md5.Sum([]byte(strings.ToLower(mail)))
	return hex.EncodeToString(sum[:])
}

// Signatures and certificates.

func signedPSS(key *rsa.PrivateKey, data []byte) ([]byte, error) {
	sum := sha1.Sum(data)
	return rsa.SignPSS(rand.Reader, key, crypto.SHA1, sum[:], nil) // want weakhash/weak-signature-hash
}

func signedXML(keys dsig.X509KeyStore) (*dsig.SigningContext, error) {
	ctx := dsig.NewDefaultSigningContext(keys)
	return ctx, ctx.SetSignatureMethod(dsig.RSASHA1SignatureMethod) // want weakhash/weak-signature-hash
}

func signedXMLSHA256(keys dsig.X509KeyStore) (*dsig.SigningContext, error) {
	ctx := dsig.NewDefaultSigningContext(keys)
	return ctx, ctx.SetSignatureMethod(dsig.RSASHA256SignatureMethod)
}

func templates(number *big.Int) []*x509.Certificate {
	return []*x509.Certificate{
		{SerialNumber: number, SignatureAlgorithm: x509.MD5WithRSA},    // want weakhash/weak-signature-hash
		{SerialNumber: number, SignatureAlgorithm: x509.ECDSAWithSHA1}, // want weakhash/weak-signature-hash
		{SerialNumber: number, SignatureAlgorithm: x509.DSAWithSHA1},   // want weakhash/weak-signature-hash
		{SerialNumber: number, SignatureAlgorithm: x509.ECDSAWithSHA256},
	}
}

// Uses of broken hashes that nothing rests on.

func contentHashes(w http.ResponseWriter, r *http.Request, body []byte) {
	sum := md5.Sum(body)
	w.Header().Set("Content-MD5", hex.EncodeToString(sum[:]))
	accept := sha1.Sum([]byte(r.Header.Get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	w.Header().Set("Sec-WebSocket-Accept", hex.EncodeToString(accept[:]))
	shard := crc32.ChecksumIEEE([]byte(r.FormValue("user")))
	io.WriteString(w, os.Getenv("SHARDS")[shard%4:])
}
