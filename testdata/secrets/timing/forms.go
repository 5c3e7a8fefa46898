package timing

import (
	"bytes"
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net"
	"net/http"
	"os"
	"slices"
	"sort"
	"strings"
	"syscall"
)

// macArray is copied into an array.
func macArray(message []byte, given [32]byte) bool {
	mac := hmac.New(sha256.New, webhookSecret)
	mac.Write(message)
	var sum [32]byte
	copy(sum[:], mac.Sum(nil))
	return sum == given // want timingcmp/mac-compare
}

// macSlices uses the generic functions.
func macSlices(message, given []byte) bool {
	mac := hmac.New(sha256.New, webhookSecret)
	mac.Write(message)
	return slices.Equal(mac.Sum(nil), given) // want timingcmp/mac-compare
}

// macOrdered is a three-way comparison that is asked for equality.
func macOrdered(message, signature string) bool {
	return cmp.Compare(sign(message), signature) == 0 // want timingcmp/mac-compare
}

// macOrder is a three-way comparison that sorts.
func macOrder(a, b string) bool { return cmp.Compare(sign(a), b) < 0 }

// macHasPrefix compares the whole with a prefix.
func macHasPrefix(message, given []byte) bool {
	mac := hmac.New(sha256.New, webhookSecret)
	mac.Write(message)
	return bytes.HasPrefix(given, mac.Sum(nil)) // want timingcmp/mac-compare
}

// macBytesFolded ignores case.
func macBytesFolded(message string, given []byte) bool {
	return bytes.EqualFold([]byte(sign(message)), given) // want timingcmp/mac-compare
}

func same[T comparable](a, b T) bool { return a == b }

// verifier is an interface that answers for a header.
type verifier interface{ Verify(signature string) bool }

type webhook struct{ body string }

// Verify is behind an interface.
func (w *webhook) Verify(signature string) bool {
	return signature == sign(w.body) // want timingcmp/mac-compare
}

func verified(v verifier, r *http.Request) bool { return v.Verify(r.Header.Get("X-Signature")) }

// signatureError is a helper with an error.
func signatureError(r *http.Request, body string) error {
	if want := sign(body); r.Header.Get("X-Signature") != want { // want timingcmp/mac-compare
		return os.ErrPermission
	}
	return nil
}

// inText searches a text, which tells nothing byte by byte.
func (s *server) inText(r *http.Request) bool {
	return strings.Contains(s.cfg.APIKey, r.Header.Get("X-Api-Key"))
}

// inMap searches a map, whose hash has a seed.
func inMap(keys map[string]string, r *http.Request) (string, bool) {
	user, ok := keys[r.Header.Get("X-Api-Key")]
	return user, ok
}

type neighbour struct {
	mac   net.HardwareAddr
	token tokenKind
	sig   syscall.Signal
}

// otherMAC is an address.
func otherMAC(n *neighbour, mac net.HardwareAddr) bool { return bytes.Equal(n.mac, mac) }

// otherSignal is a signal.
func otherSignal(n *neighbour, sig syscall.Signal) bool { return n.sig == sig }

// otherToken is a kind of word.
func otherToken(n *neighbour, token tokenKind) bool { return n.token == token }

// sorted tells elements apart.
func sorted(list []*session) {
	sort.Slice(list, func(i, j int) bool {
		if list[i].Token == list[j].Token {
			return i < j
		}
		return list[i].Token < list[j].Token
	})
}

// unique leaves duplicates out.
func unique(tokens []string) []string {
	return slices.CompactFunc(tokens, func(a, b string) bool { return a == b })
}

// dedupeTokens leaves duplicates out by hand.
func dedupeTokens(list []*session) (kept []*session) {
	for _, s := range list {
		if len(kept) == 0 || kept[len(kept)-1].Token != s.Token {
			kept = append(kept, s)
		}
	}
	return kept
}

// reconcile looks for what changed.
func reconcile(desired, actual *config) bool {
	return desired.Password != actual.Password || desired.APIKey != actual.APIKey
}

// retyped compares two fields of one form.
func retyped(r *http.Request) bool { return r.FormValue("password") == r.FormValue("password_again") }

// nextPage is no secret.
func nextPage(r *http.Request, s *struct{ NextPageToken string }) bool {
	return r.FormValue("page_token") == s.NextPageToken
}

type object struct{ ETag, Digest, Checksum string }

// unchanged is about content.
func unchanged(r *http.Request, o *object) bool {
	return r.Header.Get("If-None-Match") == o.ETag || r.Header.Get("X-Checksum") == o.Checksum
}

// secretName is where a secret is kept.
func secretName(r *http.Request, c *struct{ SecretName string }) bool {
	return r.FormValue("secret_name") == c.SecretName
}

// foundByToken is a row that the very token led to.
func foundByToken(db interface {
	Where(cond string, args ...any) finder
}, token string) (*session, bool) {
	s := new(session)
	if err := db.Where("token = ?", token).First(s); err != nil {
		return nil, false
	}
	return s, s.Token == token
}

type finder interface{ First(dst any) error }

type member struct{ Password string }

// passwordChanged compares two states of one thing, one of which was just hashed.
func passwordChanged(m, old *member, key []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(m.Password))
	m.Password = hex.EncodeToString(mac.Sum(nil))
	return m.Password != old.Password
}

// macSlicesOrdered is a three-way comparison of slices that is asked for equality.
func macSlicesOrdered(message, given []byte) bool {
	mac := hmac.New(sha256.New, webhookSecret)
	mac.Write(message)
	return slices.Compare(mac.Sum(nil), given) == 0 // want timingcmp/mac-compare
}

// headerInSwitch is compared by a switch with what the operator set.
func headerInSwitch(r *http.Request) bool {
	switch r.Header.Get("X-Api-Key") {
	case os.Getenv("FIRST_API_KEY"), os.Getenv("SECOND_API_KEY"): // want timingcmp/secret-compare timingcmp/secret-compare
		return true
	}
	return false
}

// codeOfAnswer only shares words with a secret.
func codeOfAnswer(code, expiredTokenCode int) bool { return code == expiredTokenCode }

// sameSecrets compares all that a client sends with all that the service has.
func sameSecrets(r *http.Request) bool {
	given := map[string]string{"token": r.Header.Get("X-Api-Token"), "region": r.Header.Get("X-Region")}
	return maps.Equal(given, map[string]string{"token": os.Getenv("API_TOKEN"), "region": "eu"}) // want timingcmp/secret-compare
}

func sameLabels(r *http.Request) bool {
	given := map[string]string{"region": r.Header.Get("X-Region")}
	return maps.Equal(given, map[string]string{"region": os.Getenv("REGION")})
}
