// Package web answers requests with what another package reads out of their tokens.
package web

import (
	"encoding/xml"
	"io"
	"net/http"

	"github.com/secvet/secvet/testdata/auth/decoding"
)

type envelope struct {
	Header struct {
		Token string `xml:"BinarySecurityToken"`
	}
}

func (e *envelope) token() string { return e.Header.Token }

func enroll(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	var e envelope
	if err := xml.Unmarshal(body, &e); err != nil {
		return
	}
	tenant, err := decoding.Tenant(e.token()) // want jwtalg/unverified
	if err != nil {
		http.Error(w, "token", http.StatusUnauthorized)
		return
	}
	io.WriteString(w, tenant)
}

func enrollVerified(secret []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		tenant, err := decoding.Verified(r.FormValue("token"), secret)
		if err != nil {
			http.Error(w, "token", http.StatusUnauthorized)
			return
		}
		io.WriteString(w, tenant)
	}
}

func ownTenant(stored string) (string, error) { return decoding.Tenant(stored) }
