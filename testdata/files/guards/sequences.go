package guards

import (
	"archive/tar"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// sequence refuses names with the folder above among their elements.
func sequence(name string) error {
	if name == "" {
		return errors.New("no name")
	}
	if name[0] == '/' {
		return errors.New("an absolute name")
	}
	for e := range strings.SplitSeq(name, "/") {
		if e == "." || e == ".." {
			return fmt.Errorf("the name %q leads elsewhere", name)
		}
	}
	return nil
}

func sequenceInHelper(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if err := sequence(name); err != nil {
		bad(w)
		return
	}
	use(os.RemoveAll(filepath.Join(root, name)))
}

func sequenceHolds(name string) bool {
	for e := range strings.SplitSeq(name, "/") {
		if e == ".." {
			return false
		}
	}
	return true
}

func sequenceByHelper(w http.ResponseWriter, r *http.Request) {
	if name := r.FormValue("name"); sequenceHolds(name) {
		use(os.Open(filepath.Join(root, name)))
	}
}

// firstOnly looks at the first element.
func firstOnly(name string) error {
	for e := range strings.SplitSeq(name, "/") {
		if e == ".." {
			return errors.New("the name leads elsewhere")
		}
		break
	}
	return nil
}

func firstInHelper(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if err := firstOnly(name); err != nil {
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted
}

// joinedBelowRoot is cleaned as a path that starts with a slash before it is put below the
// folder.
func joinedBelowRoot(dir string, h *tar.Header) {
	use(os.Create(filepath.Join(dir, filepath.Join("/"+filepath.Dir(h.Name), h.Linkname))))
	use(os.Create(filepath.Join(dir, filepath.Join("/srv", h.Name))))
	use(os.Create(dir + filepath.Join("/", h.Name)))
	use(os.Create(filepath.Join(dir, filepath.Join("srv", h.Name)))) // want pathjoin/archive
	use(os.Create(filepath.Join("/srv", h.Linkname)))                // want pathjoin/archive
}
