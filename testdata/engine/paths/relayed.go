package paths

import (
	"net/http"
	"os"
	"path/filepath"

	"github.com/secvet/secvet/testdata/engine/page"
)

// relayed follows a chain of requests, each made of the one before.
func relayed(w http.ResponseWriter, r *http.Request) {
	relay(r, r.ContentLength)
}

func relay(r *http.Request, left int64) {
	if left == 0 {
		page.File(os.Open(filepath.Join(root, r.URL.Path))) // want pathjoin/untrusted
		return
	}
	next, err := http.NewRequest(http.MethodGet, "http://peer.example/"+r.URL.Path, r.Body)
	if err != nil {
		return
	}
	relay(next, left-1)
}
