// Package hashes holds ways to hash passwords and other things: a comment says
// what is to be found on its line.
package hashes

import (
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"hash"
	"os"
	"strconv"

	"github.com/alexedwards/argon2id"
	goargon2 "github.com/go-crypt/crypt/algorithm/argon2"
	gobcrypt "github.com/go-crypt/crypt/algorithm/bcrypt"
	gopbkdf2 "github.com/go-crypt/crypt/algorithm/pbkdf2"
	goscrypt "github.com/go-crypt/crypt/algorithm/scrypt"
	mhargon2 "github.com/matthewhartstonge/argon2"
	xdgpbkdf2 "github.com/xdg-go/pbkdf2"
	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/bcrypt"
	xpbkdf2 "golang.org/x/crypto/pbkdf2"
	"golang.org/x/crypto/scrypt"
)

func minCost(pw []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(pw, bcrypt.MinCost) // want weakhash/bcrypt-cost
}

func literalCost(pw []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(pw, 5) // want weakhash/bcrypt-cost
}

func defaultCost(pw []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(pw, bcrypt.DefaultCost) // want weakhash/bcrypt-recommended
}

func recommendedCost(pw []byte) ([]byte, error) { return bcrypt.GenerateFromPassword(pw, 12) }

func raisedCost(pw []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(pw, 0) // want weakhash/bcrypt-raised
}

// refusedCost is above what bcrypt takes: an error, and no hash.
func refusedCost(pw []byte) ([]byte, error) { return bcrypt.GenerateFromPassword(pw, 32) }

var packageCost = 6

func costInVariable(pw []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(pw, packageCost) // want weakhash/bcrypt-cost
}

type hasher struct{ cost int }

func newHasher() *hasher { return &hasher{cost: 8} }

func (h *hasher) costInField(pw []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(pw, h.cost) // want weakhash/bcrypt-cost
}

func costFromCaller(pw []byte, cost int) ([]byte, error) {
	return bcrypt.GenerateFromPassword(pw, cost) // want weakhash/bcrypt-cost
}

func callsWithLowCost(pw []byte) ([]byte, error) { return costFromCaller(pw, 4) }

func costWithFloor(pw []byte, cost int) ([]byte, error) {
	if cost < bcrypt.DefaultCost {
		cost = 12
	}
	return bcrypt.GenerateFromPassword(pw, cost)
}

func callsWithFloor(pw []byte) ([]byte, error) { return costWithFloor(pw, 4) }

func costRefused(pw []byte, cost int) ([]byte, error) {
	if cost < 12 {
		return nil, os.ErrInvalid
	}
	return bcrypt.GenerateFromPassword(pw, cost)
}

func callsRefused(pw []byte) ([]byte, error) { return costRefused(pw, 4) }

func costFromEnvironment(pw []byte) ([]byte, error) {
	cost, err := strconv.Atoi(os.Getenv("BCRYPT_COST"))
	if err != nil {
		return nil, err
	}
	return bcrypt.GenerateFromPassword(pw, cost)
}

func costOfDebugging(pw []byte, debug bool) ([]byte, error) {
	cost := 14
	if debug {
		cost = bcrypt.MinCost
	}
	return bcrypt.GenerateFromPassword(pw, cost) // want weakhash/bcrypt-cost
}

func pbkdf2Few(password string, salt []byte) ([]byte, error) {
	return pbkdf2.Key(sha256.New, password, salt, 4096, 32) // want weakhash/kdf-parameters
}

func pbkdf2Yesterday(password string, salt []byte) ([]byte, error) {
	return pbkdf2.Key(sha256.New, password, salt, 310_000, 32) // want weakhash/kdf-recommended
}

func pbkdf2Enough(password string, salt []byte) ([]byte, error) {
	return pbkdf2.Key(sha256.New, password, salt, 600_000, 32)
}

func pbkdf2SHA512Enough(password string, salt []byte) []byte {
	return xpbkdf2.Key([]byte(password), salt, 220_000, 64, sha512.New)
}

func pbkdf2SHA1(password string, salt []byte) []byte {
	return xpbkdf2.Key([]byte(password), salt, 220_000, 20, sha1.New) // want weakhash/kdf-parameters
}

func pbkdf2HashInVariable(password string, salt []byte) []byte {
	h := func() hash.Hash { return sha256.New() }
	return xpbkdf2.Key([]byte(password), salt, 10_000, 32, h) // want weakhash/kdf-parameters
}

func pbkdf2OfDriver(password string, salt []byte) []byte {
	return xdgpbkdf2.Key([]byte(password), salt, 4096, 32, sha256.New) // want weakhash/kdf-parameters
}

func pbkdf2OfDriverEnough(password string, salt []byte) []byte {
	return xdgpbkdf2.Key([]byte(password), salt, 600_000, 32, sha256.New)
}

func pbkdf2OfRandomKey(masterKey, salt []byte) []byte {
	return xpbkdf2.Key(masterKey, salt, 1, 32, sha256.New)
}

func scramSaltedPassword(password string, salt []byte) []byte {
	return xpbkdf2.Key([]byte(password), salt, 4096, 32, sha256.New)
}

func scryptFew(password, salt []byte) ([]byte, error) {
	return scrypt.Key(password, salt, 1<<12, 8, 1, 32) // want weakhash/kdf-parameters
}

func scryptOfDocumentation(password, salt []byte) ([]byte, error) {
	return scrypt.Key(password, salt, 32768, 8, 1, 32) // want weakhash/kdf-recommended
}

func scryptEnough(password, salt []byte) ([]byte, error) {
	return scrypt.Key(password, salt, 1<<17, 8, 1, 32)
}

func argonLittleMemory(password, salt []byte) []byte {
	return argon2.IDKey(password, salt, 1, 4096, 4, 32) // want weakhash/kdf-parameters
}

func argonHalf(password, salt []byte) []byte {
	return argon2.IDKey(password, salt, 1, 32*1024, 4, 32) // want weakhash/kdf-recommended
}

func argonEnough(password, salt []byte) []byte {
	return argon2.IDKey(password, salt, 1, 64*1024, 4, 32)
}

func argonIOnce(password, salt []byte) []byte {
	return argon2.Key(password, salt, 1, 64*1024, 4, 32) // want weakhash/kdf-parameters
}

func argonIThrice(password, salt []byte) []byte { return argon2.Key(password, salt, 3, 64*1024, 4, 32) }

func argonOfLibrary(password string) (string, error) {
	return argon2id.CreateHash(password, &argon2id.Params{Memory: 1024, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}) // want weakhash/kdf-parameters
}

func argonOfLibraryByDefault(password string) (string, error) {
	return argon2id.CreateHash(password, argon2id.DefaultParams)
}

func argonOfOtherLibrary(password string) ([]byte, error) {
	c := mhargon2.Config{HashLength: 32, SaltLength: 16, TimeCost: 1, MemoryCost: 512, Parallelism: 1}
	return c.HashEncoded([]byte(password)) // want weakhash/kdf-parameters
}

func argonOfOtherMode(password string) ([]byte, error) {
	c := mhargon2.Config{HashLength: 32, SaltLength: 16, TimeCost: 3, MemoryCost: 64 * 1024, Parallelism: 1, Mode: mhargon2.ModeArgon2i}
	return c.HashEncoded([]byte(password)) // want weakhash/kdf-recommended
}

func argonOfGoodMode(password string) ([]byte, error) {
	c := mhargon2.Config{HashLength: 32, SaltLength: 16, TimeCost: 3, MemoryCost: 64 * 1024, Parallelism: 1, Mode: mhargon2.ModeArgon2id}
	return c.HashEncoded([]byte(password))
}

func argonOfOtherLibraryByDefault(password string) ([]byte, error) {
	c := mhargon2.DefaultConfig()
	return c.HashEncoded([]byte(password))
}

func optionsOfLibrary() {
	gobcrypt.New(gobcrypt.WithCost(5))                // want weakhash/bcrypt-cost
	goargon2.New(goargon2.WithM(1024))                // want weakhash/kdf-parameters
	goscrypt.New(goscrypt.WithLN(10))                 // want weakhash/kdf-parameters
	gopbkdf2.NewSHA512(gopbkdf2.WithIterations(1000)) // want weakhash/kdf-parameters
	gobcrypt.New(gobcrypt.WithCost(13))
	goscrypt.New(goscrypt.WithLN(17))
}
