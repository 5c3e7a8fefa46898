package stubbed

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"

	easy "github.com/agnivade/easy-scrypt"
	simple "github.com/elithrar/simple-scrypt"
)

func simpleCheap(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	return simple.GenerateFromPassword([]byte(r.FormValue("password")), simple.Params{N: 1024, R: 8, P: 1, SaltLen: 16, DKLen: 32}) // want weakhash/kdf-parameters
}

func simpleDear(r *http.Request) ([]byte, error) {
	return simple.GenerateFromPassword([]byte(r.FormValue("password")), simple.Params{N: 1 << 17, R: 8, P: 1, SaltLen: 16, DKLen: 32})
}

func simpleDefaults(r *http.Request) ([]byte, error) {
	return simple.GenerateFromPassword([]byte(r.FormValue("password")), simple.DefaultParams)
}

// digestBeforeScrypt: the fast hash is only what the slow one gets.
func digestBeforeScrypt(r *http.Request) ([]byte, error) {
	sum := sha256.Sum256([]byte(r.FormValue("password")))
	return easy.DerivePassphrase(hex.EncodeToString(sum[:]), 32)
}

type account struct{ PasswordHash string }

func digestInsteadOfScrypt(a *account, r *http.Request) {
	sum := sha256.Sum256([]byte(r.FormValue("password"))) // want weakhash/password-fast-hash
	a.PasswordHash = hex.EncodeToString(sum[:])
}
