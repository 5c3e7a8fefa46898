// Package random makes random texts for other packages.
package random

import (
	crand "crypto/rand"
	"math/rand"
	"sync"
	"time"
)

var (
	seeded = rand.New(rand.NewSource(time.Now().UnixNano()))
	mutex  sync.Mutex
)

// Marked starts with a mark of what it is for.
func Marked(mark string, n int) string { return marked(mark, n, letters) }

func marked(mark string, n int, charset string) string {
	mutex.Lock()
	defer mutex.Unlock()
	b := make([]byte, n-len(mark))
	for i := range b {
		b[i] = charset[seeded.Intn(len(charset))]
	}
	return mark + string(b)
}

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
