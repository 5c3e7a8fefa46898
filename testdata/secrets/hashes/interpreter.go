package hashes

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"os"

	xpbkdf2 "golang.org/x/crypto/pbkdf2"
	"golang.org/x/crypto/scrypt"
)

// value is what a program in an interpreted language passes.
type value interface {
	Number() int
	Bytes() []byte
	Field(name string) value
}

type costs struct{ n, r, p int }

// scryptOfScript has the defaults of the language's own library; the script may ask for
// others.
func scryptOfScript(args []value) ([]byte, error) {
	c := costs{n: 16384, r: 8, p: 1}
	if options := args[2]; options != nil {
		c.n = number(options, "N", c.n)
		c.r = number(options, "r", c.r)
	}
	return scrypt.Key(args[0].Bytes(), args[1].Bytes(), c.n, c.r, c.p, 32)
}

func number(options value, name string, otherwise int) int {
	if v := options.Field(name); v != nil {
		return v.Number()
	}
	return otherwise
}

// scryptOfAccount keeps passwords by a default of the program.
func scryptOfAccount(password string, salt []byte, config map[string]int) ([]byte, error) {
	n := 16384
	if configured, ok := config["n"]; ok {
		n = configured
	}
	key, err := scrypt.Key([]byte(password), salt, n, 8, 1, 32) // want weakhash/kdf-parameters
	if err != nil {
		return nil, fmt.Errorf("hash the password: %w", err)
	}
	return key, nil
}

// keyFrom is given a seed that has nothing of a password; who calls it says so.
func keyFrom(base []byte, salt string) []byte {
	return xpbkdf2.Key(base, []byte(salt), 20_000, 32, sha256.New)
}

func sessionKey() []byte { return keyFrom([]byte(os.Getenv("SECRET_KEY_BASE")), "session") }

// keyOf is given what a person chose.
func keyOf(base []byte, salt string) []byte {
	return xpbkdf2.Key(base, []byte(salt), 20_000, 32, sha256.New) // want weakhash/kdf-parameters
}

func vaultKey(r *http.Request) []byte { return keyOf([]byte(r.FormValue("passphrase")), "vault") }
