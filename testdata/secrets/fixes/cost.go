package fixes

import "golang.org/x/crypto/bcrypt"

func cheap(pw []byte) ([]byte, error) {
	return bcrypt.GenerateFromPassword(pw, bcrypt.MinCost) // want weakhash/bcrypt-cost
}
