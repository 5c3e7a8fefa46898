// Package g405 encrypts with ciphers that are given up.
package g405

import (
	"crypto/cipher"
	"crypto/des" // gosec: G502
	"crypto/rc4" // gosec: G503
)

func Block(key []byte) (cipher.Block, error) {
	return des.NewCipher(key) // gosec: G405
}

func Stream(key []byte) (cipher.Stream, error) {
	return rc4.NewCipher(key) // gosec: G405
}
