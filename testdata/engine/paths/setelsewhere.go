package paths

import (
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

// Shelves is the folder that main reads from its flags.
var Shelves string

func belowFolderSetElsewhere(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Join(Shelves, path.Clean("/"+r.FormValue("name"))+".json")))
}

func guardWithFolderSetElsewhere(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(Shelves, r.FormValue("name"))
	if !strings.HasPrefix(file, Shelves+"/") {
		return
	}
	page.File(os.Open(file))
}

func folderSetElsewhere(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Join(Shelves, r.FormValue("name")))) // want pathjoin/untrusted
}
