package timing

import (
	"crypto/hmac"
	"crypto/sha256"
	"net/http"
)

func macInALoop(message, given, key []byte) bool {
	h := hmac.New(sha256.New, key)
	h.Write(message)
	sum := h.Sum(nil)
	if len(sum) != len(given) {
		return false
	}
	for i := range sum {
		if sum[i] != given[i] { // want timingcmp/mac-compare
			return false
		}
	}
	return true
}

func (s *server) tokenInALoop(r *http.Request) bool {
	token := r.Header.Get("X-Token")
	if len(token) != len(s.cfg.APIKey) {
		return false
	}
	for i := 0; i < len(token); i++ {
		if token[i] != s.cfg.APIKey[i] { // want timingcmp/secret-compare
			return false
		}
	}
	return true
}

func macInARange(message, given, key []byte) (same bool) {
	h := hmac.New(sha256.New, key)
	h.Write(message)
	for i, b := range h.Sum(nil) {
		if i >= len(given) || given[i] != b { // want timingcmp/mac-compare
			break
		}
		same = i == sha256.Size-1
	}
	return same
}

// macWholeLoop goes on after a difference: the time says nothing of where it is.
func macWholeLoop(message, given, key []byte) bool {
	h := hmac.New(sha256.New, key)
	h.Write(message)
	sum := h.Sum(nil)
	if len(sum) != len(given) {
		return false
	}
	different := 0
	for i := range sum {
		if sum[i] != given[i] {
			different++
		}
	}
	return different == 0
}

func macFolded256(message, given, key []byte) bool {
	h := hmac.New(sha256.New, key)
	h.Write(message)
	sum := h.Sum(nil)
	if len(sum) != len(given) {
		return false
	}
	var v byte
	for i := range sum {
		v |= sum[i] ^ given[i]
	}
	return v == 0
}

// commonPrefix is about texts of any kind.
func commonPrefix(a, b string) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

// tokenVersion looks at one byte.
func (s *server) tokenVersion(r *http.Request) bool {
	token := r.Header.Get("X-Token")
	return len(token) > 0 && token[0] == s.cfg.APIKey[0]
}
