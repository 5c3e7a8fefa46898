package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
)

// maxHook is the largest call that the payment provider makes.
const maxHook = 64 << 10

func (s *Server) paymentHook(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxHook))
	if err != nil {
		badRequest(w)
		return
	}
	if hex.EncodeToString(s.sign(body)) != r.Header.Get("X-Signature") { // flaw: timingcmp/mac-compare
		http.Error(w, "bad signature", http.StatusForbidden)
		return
	}
	var paid struct {
		Order int64 `json:"order"`
	}
	if err := json.Unmarshal(body, &paid); err != nil {
		badRequest(w)
		return
	}
	if err := s.Orders.Paid(r.Context(), paid.Order); err != nil {
		s.fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) refundHook(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxHook))
	if err != nil {
		badRequest(w)
		return
	}
	signature, err := hex.DecodeString(r.Header.Get("X-Signature"))
	if err != nil || !hmac.Equal(s.sign(body), signature) { // right: takes the same time for every guess
		http.Error(w, "bad signature", http.StatusForbidden)
		return
	}
	s.Log.Info("refund", "bytes", len(body))
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) sign(body []byte) []byte {
	mac := hmac.New(sha256.New, s.WebhookKey)
	mac.Write(body)
	return mac.Sum(nil)
}
