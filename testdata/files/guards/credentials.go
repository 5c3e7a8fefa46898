package guards

import (
	"net/http"
	"os"
	"path/filepath"
)

// accounts knows who may come in.
type accounts interface {
	Valid(name, password string) bool
	Login(name, password string) (int, error)
	Count(name, group string) int
	Seen(name string) bool
}

// loggedIn has the name of an account: it was right together with its password.
func loggedIn(a accounts, w http.ResponseWriter, r *http.Request) {
	name, password, ok := r.BasicAuth()
	if !ok || !a.Valid(name, password) {
		return
	}
	use(os.RemoveAll(filepath.Join("/srv/homes", name)))
}

func loggedInWithoutError(a accounts, w http.ResponseWriter, r *http.Request) {
	name, password, _ := r.BasicAuth()
	if _, err := a.Login(name, password); err != nil {
		return
	}
	use(os.RemoveAll(filepath.Join("/srv/homes", name)))
}

// asked has whatever name the client sends.
func asked(a accounts, w http.ResponseWriter, r *http.Request) {
	name, password, ok := r.BasicAuth()
	if !ok || a.Seen(name) {
		return
	}
	if a.Valid(name, password) {
		use(os.RemoveAll(filepath.Join("/srv/homes", name)))
	} else {
		use(os.RemoveAll(filepath.Join("/srv/guests", name))) // want pathjoin/untrusted
	}
}

// counted is about something else than whether they are right.
func counted(a accounts, w http.ResponseWriter, r *http.Request) {
	name, password, _ := r.BasicAuth()
	if a.Count(name, password) > 1 {
		use(os.RemoveAll(filepath.Join("/srv/homes", name))) // want pathjoin/untrusted
	}
}
