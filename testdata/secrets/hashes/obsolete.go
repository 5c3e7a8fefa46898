package hashes

import (
	"hash/adler32"
	"hash/fnv"
	"hash/maphash"
	"net/http"

	"github.com/GehirnInc/crypt"
	"github.com/GehirnInc/crypt/apr1_crypt"
	httpauth "github.com/abbot/go-http-auth"
	"github.com/foomo/htpasswd"
	"github.com/go-crypt/crypt/algorithm/md5crypt"
	"github.com/go-crypt/crypt/algorithm/plaintext"
	"github.com/go-crypt/crypt/algorithm/sha1crypt"
	gohtpasswd "github.com/tg123/go-htpasswd"
)

func apr1(password string) (string, error) {
	return apr1_crypt.New().Generate([]byte(password), nil) // want weakhash/obsolete-password-hash
}

func md5cryptByKind(password string) (string, error) {
	return crypt.New(crypt.MD5).Generate([]byte(password), nil) // want weakhash/obsolete-password-hash
}

func sha512cryptByKind(password string) (string, error) {
	return crypt.New(crypt.SHA512).Generate([]byte(password), nil)
}

func md5cryptHasher() (any, error) { return md5crypt.New() } // want weakhash/obsolete-password-hash

func sha1cryptHasher() (any, error) { return sha1crypt.New() } // want weakhash/obsolete-password-hash

func plainHasher() (any, error) { return plaintext.New() } // want weakhash/obsolete-password-hash

func readable(password string) string {
	d := plaintext.NewBase64Digest(password) // want weakhash/obsolete-password-hash
	return d.Encode()
}

func anyPasswordFile() (*gohtpasswd.File, error) {
	return gohtpasswd.New("/etc/app/users", gohtpasswd.DefaultSystems, nil) // want weakhash/obsolete-hash-accepted
}

func oldPasswordFile() (*gohtpasswd.File, error) {
	parsers := []gohtpasswd.PasswdParser{gohtpasswd.AcceptBcrypt, gohtpasswd.AcceptMd5}
	return gohtpasswd.New("/etc/app/users", parsers, nil) // want weakhash/obsolete-hash-accepted
}

func bcryptPasswordFile() (*gohtpasswd.File, error) {
	parsers := []gohtpasswd.PasswdParser{gohtpasswd.AcceptBcrypt, gohtpasswd.RejectPlain}
	return gohtpasswd.New("/etc/app/users", parsers, nil)
}

func basicAuth() *httpauth.BasicAuth {
	return httpauth.NewBasicAuthenticator("app", httpauth.HtpasswdFileProvider("/etc/app/users")) // want weakhash/obsolete-hash-accepted
}

func digestAuth(secrets httpauth.SecretProvider) *httpauth.DigestAuth {
	return httpauth.NewDigestAuthenticator("app", secrets) // want weakhash/obsolete-hash-accepted
}

func ownBasicAuth(secrets httpauth.SecretProvider) *httpauth.BasicAuth {
	return httpauth.NewBasicAuthenticator("app", secrets)
}

func apacheFile(name, password string) error {
	return htpasswd.SetPassword(".htpasswd", name, password, htpasswd.HashAPR1) // want weakhash/obsolete-password-hash
}

func apacheFileSHA(p htpasswd.HashedPasswords, name, password string) error {
	return p.SetPassword(name, password, htpasswd.HashSHA) // want weakhash/obsolete-password-hash
}

func apacheFileBcrypt(name, password string) error {
	return htpasswd.SetPassword(".htpasswd", name, password, htpasswd.HashBCrypt)
}

func apacheFileByName(name, password, algorithm string) error {
	return htpasswd.SetPassword(".htpasswd", name, password, htpasswd.HashAlgorithm(algorithm))
}

func checksumOfPassword(r *http.Request) uint32 {
	return adler32.Checksum([]byte(r.FormValue("password"))) // want weakhash/password-fast-hash
}

func fnvOfPassword(r *http.Request) []byte {
	h := fnv.New64a()
	h.Write([]byte(r.FormValue("password")))
	return h.Sum(nil) // want weakhash/password-fast-hash
}

func shardOf(r *http.Request) []byte {
	h := fnv.New64a()
	h.Write([]byte(r.FormValue("user")))
	return h.Sum(nil)
}

func maphashOfPassword(r *http.Request, seed maphash.Seed) uint64 {
	return maphash.String(seed, r.FormValue("password")) // want weakhash/password-fast-hash
}

func maphashWritten(r *http.Request) uint64 {
	var h maphash.Hash
	h.WriteString(r.FormValue("password"))
	return h.Sum64() // want weakhash/password-fast-hash
}

func maphashOfPath(r *http.Request, seed maphash.Seed) uint64 {
	return maphash.String(seed, r.URL.Path)
}

func fnvOfPasswordInShort(r *http.Request) uint64 {
	h := fnv.New64a()
	h.Write([]byte(r.FormValue("password")))
	return h.Sum64() // want weakhash/password-fast-hash
}
