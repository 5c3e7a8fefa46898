package timing

import (
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
