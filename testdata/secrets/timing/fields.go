package timing

import (
	"net/http"
	"os"

	"github.com/secvet/secvet/testdata/secrets/timing/transfers"
)

type waiting struct {
	list map[uint64]*transfers.Transfer
}

// bySecret: what sample puts into the field is not all that the field holds.
func (w *waiting) bySecret(secret string) *transfers.Transfer {
	for _, t := range w.list {
		if t.Secret == secret { // want timingcmp/secret-compare
			return t
		}
	}
	return nil
}

func (w *waiting) sample() { w.list[0] = &transfers.Transfer{Secret: "sample", State: "new"} }

func (w *waiting) inState(state string) bool { return w.list[0].State == state }

type invitation struct {
	Token string `db:"token"`
	Given string
}

func (i *invitation) opens(r *http.Request) bool {
	return r.FormValue("token") == i.Token // want timingcmp/secret-compare
}

func sampleInvitation() *invitation { return &invitation{Token: "sample", Given: "sample"} }

// named knows all that is written to the field.
func (i *invitation) named(r *http.Request) bool { return r.FormValue("token") == i.Given }

type person struct{ Name, Password string }

// UpdatePerson looks whether the password is to be another one.
func UpdatePerson(find func(name string) *person, taken func(password string) bool, name, password string) bool {
	p := find(name)
	if p.Password != password && taken(password) {
		return false
	}
	p.Name = name
	return true
}

// OpenPerson asks for the password that there is.
func OpenPerson(find func(name string) *person, name, password string) *person {
	p := find(name)
	if p.Password != password { // want timingcmp/secret-compare
		return nil
	}
	return p
}

type agent struct{ Token string }

// reloaded looks for a change between two states of the settings.
func reloaded(now *agent) bool {
	next := &agent{Token: os.Getenv("AGENT_TOKEN")}
	now.Token = os.Getenv("AGENT_TOKEN_BEFORE")
	return next.Token != now.Token
}

// saved tells the bot when its token is another one.
func saved(r *http.Request, kept *agent, restart func()) {
	oldToken := kept.Token
	if r.FormValue("token") != oldToken {
		restart()
	}
}

func entered(r *http.Request, kept *agent) bool {
	token := kept.Token
	return r.FormValue("token") == token // want timingcmp/secret-compare
}
