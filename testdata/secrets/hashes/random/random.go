// Package random makes random texts for other packages.
package random

import (
	crand "crypto/rand"
	"math/rand"
)

const letters = "abcdefghijklmnopqrstuvwxyz0123456789"

// Letters are as predictable as what chooses them.
func Letters(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = letters[rand.Intn(len(letters))]
	}
	return string(b)
}

// SafeLetters are chosen by the operating system.
func SafeLetters(n int) string {
	b := make([]byte, n)
	crand.Read(b)
	for i := range b {
		b[i] = letters[int(b[i])%len(letters)]
	}
	return string(b)
}
