package timing

import (
	"crypto/hmac"
	"crypto/subtle"
	"errors"
	"net/http"
)

var errDenied = errors.New("denied")

// readsZeroAsEqual turns away who knows the secret.
func readsZeroAsEqual(got, want []byte) error {
	if subtle.ConstantTimeCompare(got, want) != 0 { // want timingcmp/misuse
		return errDenied
	}
	return nil
}

// readsZeroAsEqualInHandler answers 401.
func readsZeroAsEqualInHandler(w http.ResponseWriter, got, want []byte) {
	if subtle.ConstantTimeCompare(got, want) != 0 { // want timingcmp/misuse
		http.Error(w, "no", http.StatusUnauthorized)
		return
	}
	w.Write([]byte("welcome"))
}

// readsOneAsEqual does it right.
func readsOneAsEqual(got, want []byte) error {
	if subtle.ConstantTimeCompare(got, want) != 1 {
		return errDenied
	}
	return nil
}

// readsZeroAsDifferent does it right.
func readsZeroAsDifferent(got, want []byte) error {
	if subtle.ConstantTimeCompare(got, want) == 0 {
		return errDenied
	}
	return nil
}

// readsNonZeroAsEqual does it right.
func readsNonZeroAsEqual(got, want []byte) bool { return subtle.ConstantTimeCompare(got, want) != 0 }

// ignored decides nothing.
func ignored(got, want []byte) error {
	subtle.ConstantTimeCompare(got, want) // want timingcmp/misuse
	return nil
}

// ignoredEqual decides nothing.
func ignoredEqual(got, want []byte) error {
	_ = hmac.Equal(got, want) // want timingcmp/misuse
	return nil
}

// neverVaries is never true.
func neverVaries(got, want []byte) bool {
	return subtle.ConstantTimeCompare(got, want) == -1 // want timingcmp/misuse
}

// lengthOfPassword shows.
func lengthOfPassword(given string, c *config) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(c.Password)) == 1 // want timingcmp/length
}

// lengthOfToken is fixed.
func lengthOfToken(given string, s *session) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(s.Token)) == 1
}

// dummyBesideReal takes as long for names that do not exist.
func dummyBesideReal(users map[string][]byte, name string, given []byte) bool {
	want, ok := users[name]
	if !ok {
		subtle.ConstantTimeCompare(given, given)
		return false
	}
	return subtle.ConstantTimeCompare(given, want) == 1
}
