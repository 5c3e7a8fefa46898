//go:build libraries

package secrets

import (
	_ "github.com/GehirnInc/crypt"
	_ "github.com/GehirnInc/crypt/apr1_crypt"
	_ "github.com/GehirnInc/crypt/md5_crypt"
	_ "github.com/alexedwards/argon2id"
	_ "github.com/cespare/xxhash/v2"
	_ "github.com/foomo/htpasswd"
	_ "github.com/go-crypt/crypt/algorithm/argon2"
	_ "github.com/go-crypt/crypt/algorithm/bcrypt"
	_ "github.com/go-crypt/crypt/algorithm/md5crypt"
	_ "github.com/go-crypt/crypt/algorithm/pbkdf2"
	_ "github.com/go-crypt/crypt/algorithm/scrypt"
	_ "github.com/go-crypt/crypt/algorithm/sha1crypt"
	_ "github.com/google/uuid"
	_ "github.com/matthewhartstonge/argon2"
	_ "github.com/russellhaering/goxmldsig"
	_ "github.com/xdg-go/pbkdf2"
	_ "golang.org/x/crypto/argon2"
	_ "golang.org/x/crypto/bcrypt"
	_ "golang.org/x/crypto/blake2b"
	_ "golang.org/x/crypto/blake2s"
	_ "golang.org/x/crypto/md4"
	_ "golang.org/x/crypto/pbkdf2"
	_ "golang.org/x/crypto/ripemd160"
	_ "golang.org/x/crypto/scrypt"
	_ "golang.org/x/crypto/sha3"
	_ "golang.org/x/oauth2"
)
