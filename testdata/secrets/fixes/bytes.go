package fixes

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
)

func sum(key, message []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return mac.Sum(nil)
}

func equalBytes(key, message, sent []byte) bool {
	return bytes.Equal(sum(key, message), sent) // want timingcmp/mac-compare
}
