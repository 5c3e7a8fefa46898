package timing

import (
	"net/http"
	"strings"

	"github.com/secvet/secvet/testdata/secrets/timing/transfers"
)

// botConfig is what the messenger and the bot know.
type botConfig struct{ Token, AppID string }

// bot answers a messenger.
type bot struct{ *botConfig }

// fromMessenger checks the signature in the address.
func (b *bot) fromMessenger(r *http.Request) bool {
	q := r.URL.Query()
	return q.Get("signature") == transfers.Signature(b.Token, q.Get("timestamp"), q.Get("nonce")) // want timingcmp/mac-compare
}

// Sent is what a framework took out of the address.
type Sent struct{ Signature, Timestamp, Nonce string }

// Verify is asked by whoever serves the requests.
func (b *bot) Verify(s Sent) bool {
	return s.Signature == transfers.Signature(b.Token, s.Timestamp, s.Nonce) // want timingcmp/mac-compare
}

// sameApp compares with a digest of what everybody may know.
func (b *bot) sameApp(s Sent) bool {
	return s.Signature == transfers.Signature(b.AppID)
}

// hookKey is what a store keeps for a hook.
type hookKey struct {
	ID    int
	Login struct{ Name, Password string }
}

type hook struct {
	ID     int
	Header string
	Key    hookKey
}

type keyStore interface {
	Hooks(alias string) ([]hook, error)
	Key(id int) (hookKey, error)
	ByToken(token string) (hook, error)
}

func fillHook(s keyStore, h *hook) (err error) {
	h.Key, err = s.Key(h.ID)
	return err
}

// called looks for the hook by its alias, fills in its key, and reads the header that
// the hook names.
func called(s keyStore, r *http.Request) bool {
	hooks, err := s.Hooks(r.PathValue("alias"))
	if err != nil {
		return false
	}
	for _, h := range hooks {
		if err := fillHook(s, &h); err != nil {
			return false
		}
		if h.Key.Login.Password == r.Header.Get(h.Header) { // want timingcmp/secret-compare
			return true
		}
	}
	return false
}

// calledByToken found the hook by what it compares.
func calledByToken(s keyStore, r *http.Request) bool {
	token := r.Header.Get("X-Token")
	h, err := s.ByToken(token)
	return err == nil && h.Key.Login.Password == token
}

// caller is a client that is somewhere else.
type caller interface {
	ID() string
	Token() string
	UserPwd() (string, string, error)
}

// answered asks a client that was found by its id for its token.
func answered(callers map[string]caller, r *http.Request) bool {
	c, ok := callers[r.PathValue("id")]
	if !ok {
		return false
	}
	if t := c.Token(); t != "" {
		if bearer, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); bearer != t { // want timingcmp/secret-compare
			return false
		}
	}
	return true
}

// restarted compares the first of two texts, which is no secret.
func restarted(c caller, r *http.Request) bool {
	u, _, err := c.UserPwd()
	return err == nil && u == r.FormValue("fragment")
}
