package timing

import (
	"net/http"

	"github.com/secvet/secvet/testdata/secrets/timing/transfers"
)

type waiting struct{ list map[uint64]*transfers.Transfer }

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
