package timing

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
)

// connection is one of those that are open now; its token names it.
type connection struct {
	token string
	done  func()
}

type hub struct {
	mu    sync.Mutex
	open  map[uint][]*connection
	keys  []*apiKey
	cache interface {
		Get(ctx context.Context, key string) (string, error)
		Drop(ctx context.Context, key string) error
	}
}

type apiKey struct{ Owner, Key, Token string }

// Close ends the connections of a client that the program deletes: whoever asks for
// it learns nothing of the others.
func (h *hub) Close(owner uint, token string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	list := h.open[owner]
	for i := len(list) - 1; i >= 0; i-- {
		c := list[i]
		if c.token == token {
			c.done()
			list = append(list[:i], list[i+1:]...)
		}
	}
	h.open[owner] = list
}

// EndOthers ends all sessions of an account but one.
func (h *hub) EndOthers(ctx context.Context, account string, remainingToken string) {
	text, err := h.cache.Get(ctx, account)
	if err != nil {
		return
	}
	sessions := make(map[string]bool)
	if json.Unmarshal([]byte(text), &sessions) != nil {
		return
	}
	for token := range sessions {
		if token == remainingToken {
			continue
		}
		if err := h.cache.Drop(ctx, token); err != nil {
			return
		}
	}
}

// RemoveToken takes an entry out of a list.
func (h *hub) RemoveToken(token string) {
	h.keys = slices.DeleteFunc(h.keys, func(k *apiKey) bool { return k.Token == token })
}

// RevokeToken takes an entry out of a list by hand, and says whether it was there.
func (h *hub) RevokeToken(token string) error {
	for i, k := range h.keys {
		if k.Token == token {
			h.keys = append(h.keys[:i], h.keys[i+1:]...)
			return nil
		}
	}
	return errors.New("no such token")
}

// Authenticate looks for the key that somebody sends, and answers.
func (h *hub) Authenticate(token string) (*apiKey, error) {
	for _, k := range h.keys {
		if k.Token == token { // want timingcmp/secret-compare
			return k, nil
		}
	}
	return nil, errors.New("unknown token")
}

// hasToken looks for the key that somebody sends, with a function.
func (h *hub) hasToken(token string) bool {
	return slices.ContainsFunc(h.keys, func(k *apiKey) bool { return k.Token == token }) // want timingcmp/secret-compare
}

// ServeHTTP answers nobody by its result, but by what it writes.
func (h *hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, k := range h.keys {
		if k.Token == r.Header.Get("X-Auth-Token") { // want timingcmp/secret-compare
			w.Write([]byte(k.Owner))
			return
		}
	}
	w.WriteHeader(http.StatusUnauthorized)
}

// RemoveOwn deletes what the very request names, and lets a stranger measure it.
func (h *hub) RemoveOwn(w http.ResponseWriter, r *http.Request) {
	for i, k := range h.keys {
		if k.Token == r.Header.Get("X-Auth-Token") { // want timingcmp/secret-compare
			h.keys = append(h.keys[:i], h.keys[i+1:]...)
		}
	}
}

// bearer gets its token from a file or from the settings, under a name that says
// what it is.
type bearer struct {
	scheme string
	token  string
	file   string
}

func newBearer(scheme, token, file string) *bearer {
	return &bearer{scheme: scheme, token: token, file: file}
}

func (b *bearer) reload() {
	text, err := os.ReadFile(b.file)
	if err != nil {
		return
	}
	b.token = string(text)
}

// Authenticate compares what the framework hands over with scheme and token.
func (b *bearer) Authenticate(ctx context.Context, headers map[string][]string) (context.Context, error) {
	auth, ok := headers["authorization"]
	if !ok {
		auth, ok = headers["Authorization"]
	}
	if !ok || len(auth) == 0 {
		return ctx, errors.New("no authorization")
	}
	given := auth[0]
	expect := b.token
	if b.scheme != "" {
		expect = b.scheme + " " + expect
	}
	if expect != given { // want timingcmp/secret-compare
		return ctx, errors.New("wrong authorization")
	}
	return ctx, nil
}

// unnamedAuthorization is compared with a setting whose name says nothing.
func (s *server) unnamedAuthorization(r *http.Request) bool {
	return r.Header.Get("Authorization") == s.cfg.Value // want timingcmp/secret-compare
}

// scheme is the first word of the header.
func (b *bearer) hasScheme(headers map[string][]string) bool {
	scheme, _, _ := strings.Cut(headers["authorization"][0], " ")
	return scheme == b.scheme
}

// newGuard makes a check of its own for each word.
func newGuard(token string) func(given string) bool {
	return func(given string) bool { return given == token }
}

// newTokenGuard makes a check of its own for each secret.
func newTokenGuard(secret string) func(token string) bool {
	return func(token string) bool { return token == secret } // want timingcmp/secret-compare
}

// SetToken looks whether there is anything to do.
func (s *server) SetToken(token string) {
	if token != s.token {
		s.token = token
	}
}

// UseToken keeps the token that was right: what it was compared with is another
// field.
func (s *server) UseToken(token string) bool {
	if token != s.token { // want timingcmp/secret-compare
		return false
	}
	s.cfg.APIKey = token
	return true
}

const buildToken = "cb2b6ac2-hook"

// writtenInProgram has its secret in the program's text, which is another flaw.
func writtenInProgram(r *http.Request) bool { return r.Header.Get("X-Token") == buildToken }

// limits have a number that shares a word with secrets.
type limits struct {
	MaxSubTokens int
	MaxTokens    string
	Names        []string
}

type tenant struct{ limits *limits }

func (t *tenant) GetName() string { return t.limits.Names[0] }

// named is asked for by its name.
func (t *tenant) named(r *http.Request) bool { return r.FormValue("token_owner") == t.GetName() }

// sameLimit compares settings of a language model.
func (t *tenant) sameLimit(r *http.Request) bool {
	return r.FormValue("max_tokens") == t.limits.MaxTokens
}
