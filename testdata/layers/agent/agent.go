// Package agent works for whoever reaches it, and is asked for paths: nobody logs in.
package agent

import (
	"encoding/json"
	"net/http"
	"os"
)

type order struct {
	Path string `json:"path"`
	Unit string `json:"unit"`
}

// Work does as it is told.
func Work(w http.ResponseWriter, r *http.Request) {
	var o order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		return
	}
	os.Remove(o.Path) // meant: a note
	os.Remove(o.Unit) // flaw: pathjoin/untrusted nothing says that it is a path
}
