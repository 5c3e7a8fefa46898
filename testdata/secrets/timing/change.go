package timing

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
)

var errSame = errors.New("the password is the one that was")

type kept struct{ Password string }

func (c *kept) store(password string) error { return os.WriteFile("login", []byte(password), 0o600) }

// resetTo refuses to set the password that is set: who gets here is known already.
func (c *kept) resetTo(r *http.Request) error {
	if c.Password == r.FormValue("new_password") {
		return errSame
	}
	return c.store(r.FormValue("new_password"))
}

// ChangePassword is asked by whoever knows the password.
func (c *kept) ChangePassword(r *http.Request) bool {
	if c.Password != r.FormValue("password") { // want timingcmp/secret-compare
		return false
	}
	return c.store(r.FormValue("new_password")) == nil
}

func changeOf(c *kept, password string) error {
	if c.Password == password {
		return errSame
	}
	return nil
}

func changeFrom(c *kept, password, newPassword string) error {
	if c.Password != password { // want timingcmp/secret-compare
		return errors.New("wrong")
	}
	return nil
}

type settingsForm struct {
	TwoFactorToken string `json:"twoFactorToken"`
	Name           string `json:"name"`
}

// updateSettings is reached by who has logged in: it looks whether anything changes.
func (s *server) updateSettings(w http.ResponseWriter, r *http.Request, stored func() string) {
	var in settingsForm
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	if in.TwoFactorToken != stored() {
		w.WriteHeader(http.StatusConflict)
	}
}

// enter has the same comparison, and lets in.
func (s *server) enter(w http.ResponseWriter, r *http.Request, storedToken string) {
	var in settingsForm
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return
	}
	if in.TwoFactorToken != storedToken { // want timingcmp/secret-compare
		w.WriteHeader(http.StatusForbidden)
	}
}

type pendingJob struct{ Token string }

type broker struct{ unacked map[string]*pendingJob }

// nack is told which delivery of a job is meant.
func (b *broker) nack(id, token string) bool {
	unack, ok := b.unacked[id]
	return ok && unack.Token == token
}

// admits is told a secret.
func (b *broker) admits(id, token string) bool {
	worker, ok := b.unacked[id]
	return ok && worker.Token == token // want timingcmp/secret-compare
}

// refreshed tells whether there is another token to send.
func refreshed(r *http.Request, refresh func(string) string) string {
	token := r.Header.Get("X-Auth-Token")
	if refreshedToken := refresh(token); refreshedToken != token {
		return refreshedToken
	}
	return ""
}

type provider struct {
	Account struct{ Secret string }
}

// fillIn puts back what a form only shows in part.
func fillIn(r *http.Request, kept *provider, shown func(string) string) (*provider, error) {
	var in provider
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return nil, err
	}
	if hidden := shown(kept.Account.Secret); in.Account.Secret == hidden {
		in.Account.Secret = kept.Account.Secret
	}
	return &in, nil
}

// marks stores that the secret was right: not the secret.
func marks(r *http.Request, c *kept, known map[string]bool) error {
	var in provider
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		return err
	}
	if in.Account.Secret == c.Password { // want timingcmp/secret-compare
		known[r.RemoteAddr] = true
	}
	return nil
}
