package guards

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// Below the same condition at two places a variable has the value that it got below
// the first.

const folder = "/srv/files"

func checkedUnlessAnswered(w http.ResponseWriter, r *http.Request) {
	name, answer := r.FormValue("name"), r.FormValue("answer")
	if answer != "1" {
		if filepath.IsAbs(name) || strings.Contains(name, "..") {
			return
		}
		name = filepath.Join(folder, name)
	}
	if answer == "1" {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	_, _ = os.Create(name)
}

func checkedUnlessAnsweredOtherwise(w http.ResponseWriter, r *http.Request) {
	name, answer := r.FormValue("name"), r.FormValue("answer")
	if answer != "1" {
		if filepath.IsAbs(name) || strings.Contains(name, "..") {
			return
		}
		name = filepath.Join(folder, name)
	}
	if answer == "2" {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	_, _ = os.Create(name) // want pathjoin/untrusted or pathjoin/broken-guard
}

func cleanedIfAsked(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	short := r.FormValue("short") != ""
	if short {
		name = filepath.Join(folder, filepath.Base(name))
	}
	if !short {
		return
	}
	_, _ = os.Create(name)
}

func cleanedIfNotAsked(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	short := r.FormValue("short") != ""
	if short {
		name = filepath.Join(folder, filepath.Base(name))
	}
	if short {
		return
	}
	_, _ = os.Create(name) // want pathjoin/untrusted
}

// In a loop the value may have come in an earlier turn.
func inALaterTurn(w http.ResponseWriter, r *http.Request) {
	name := ""
	for _, word := range strings.Fields(r.FormValue("words")) {
		if word != "end" {
			name = r.FormValue("name")
		}
		if word == "end" {
			_, _ = os.Create(name) // want pathjoin/untrusted
		}
	}
}
