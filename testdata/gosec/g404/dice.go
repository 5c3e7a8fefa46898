// Package g404 throws dice.
package g404

import (
	"fmt"
	"math/rand"
	"time"
)

// Wait waits for a while, and nobody minds how long.
func Wait() {
	time.Sleep(time.Duration(rand.Intn(1000)) * time.Millisecond) // gosec: G404
}

// NewSessionToken makes what nobody must guess.
func NewSessionToken() string {
	return fmt.Sprintf("%016x%016x", rand.Uint64(), rand.Uint64()) // gosec: G404 // flaw: weakhash/predictable-token
}

const letters = "abcdefghijklmnopqrstuvwxyz0123456789"

// GeneratePassword makes a password.
func GeneratePassword() string {
	password := make([]byte, 12)
	for i := range password {
		password[i] = letters[rand.Intn(len(letters))] // gosec: G404 // flaw: weakhash/predictable-token
	}
	return string(password)
}
