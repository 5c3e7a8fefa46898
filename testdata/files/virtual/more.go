package virtual

import (
	"net/http"
	"path/filepath"
	"strings"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/spf13/afero"
)

var disk = afero.NewOsFs()

func helpersOnDisk(w http.ResponseWriter, r *http.Request) {
	use(afero.WriteReader(disk, "/srv/"+r.FormValue("a"), strings.NewReader("text")))     // want pathjoin/untrusted
	use(afero.SafeWriteReader(disk, "/srv/"+r.FormValue("b"), strings.NewReader("text"))) // want pathjoin/untrusted
	use(afero.ReadDir(disk, "/srv/"+r.FormValue("c")))                                    // want pathjoin/untrusted
	use(afero.Walk(disk, "/srv/"+r.FormValue("d"), nil))                                  // want pathjoin/untrusted
	use(afero.Glob(disk, "/srv/"+r.FormValue("e")))                                       // want pathjoin/untrusted
	use(afero.TempFile(disk, "/srv/"+r.FormValue("g"), "x-*"))                            // want pathjoin/untrusted
	use(disk.Rename("/srv/x", "/srv/"+r.FormValue("h")))                                  // want pathjoin/untrusted
	use(disk.Chmod("/srv/"+r.FormValue("i"), 0o600))                                      // want pathjoin/untrusted
	use(disk.MkdirAll("/srv/"+r.FormValue("j"), 0o700))                                   // want pathjoin/untrusted
	use(afero.WriteReader(disk, "/srv/x", strings.NewReader(r.FormValue("text"))))        // content is no path
}

func narrowed(w http.ResponseWriter, r *http.Request) {
	use(osfs.New("/srv").Chroot(filepath.Join("x", r.FormValue("a")))) // lexical
	use(osfs.New(filepath.Join("/srv", r.FormValue("user"))))          // want pathjoin/untrusted
}
