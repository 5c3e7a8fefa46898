package hashes

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// merchantSignature is what a payment provider prescribes: the password is one that
// the servers share.
func merchantSignature(fields []string, r *http.Request) string {
	sum := sha1.Sum([]byte(r.FormValue("merchant_password") + strings.Join(fields, "|")))
	return hex.EncodeToString(sum[:])
}

// signUp is no signature.
func signUp(r *http.Request) string {
	sum := sha1.Sum([]byte(r.FormValue("password"))) // want weakhash/password-fast-hash
	return hex.EncodeToString(sum[:])
}

// fingerprint shows whether anything in a form changed.
func fingerprint(r *http.Request) string {
	form := url.Values{}
	form.Set("name", r.FormValue("name"))
	form.Set("password", r.FormValue("password"))
	sum := sha256.Sum256([]byte(form.Encode()))
	return hex.EncodeToString(sum[:])
}

// updateIntegration says by the name of the field which protocol it is about.
func updateIntegration(r *http.Request) string {
	sum := md5.Sum([]byte(r.FormValue("name") + ":" + r.FormValue("fever_password")))
	return hex.EncodeToString(sum[:])
}

// feverToken is what the reader's protocol wants.
func feverToken(r *http.Request) string {
	sum := md5.Sum([]byte(r.FormValue("name") + ":" + r.FormValue("password")))
	return hex.EncodeToString(sum[:])
}

func hmacSHA256(key []byte, data string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(data))
	return mac.Sum(nil)
}

// signingKeyV4 and what uses it: the protocol prescribes every step.
func signingKeyV4(secretKey string, t time.Time, region, service string) []byte {
	key := hmacSHA256([]byte("AWS4"+secretKey), t.Format("20060102"))
	return hmacSHA256(hmacSHA256(hmacSHA256(key, region), service), "aws4_request")
}

func signV4(r *http.Request, payload []byte, secretKey, region string) string {
	sum := sha256.Sum256(payload)
	canonical := r.Method + "\n" + r.URL.Path + "\n" + r.URL.RawQuery + "\n" + hex.EncodeToString(sum[:])
	hashed := sha256.Sum256([]byte(canonical))
	return hex.EncodeToString(hmacSHA256(signingKeyV4(secretKey, time.Now(), region, "s3"), hex.EncodeToString(hashed[:])))
}
