package guards

import (
	"archive/tar"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// What a regular expression does not match has nothing that it looks for.

var (
	twoDots  = regexp.MustCompile(`\.\.`)
	upwards  = regexp.MustCompile(`(^|/)\.\.(/|$)`)
	climbing = regexp.MustCompile(`^/|\.\.`)
	firstUp  = regexp.MustCompile(`^\.\./`)
	notName  = regexp.MustCompile(`[^\w-]`)
	notFile  = regexp.MustCompile(`[^\w.-]`)
	slashes  = regexp.MustCompile(`//`)
)

func noTwoDots(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if twoDots.MatchString(name) {
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name)))
}

func noTwoDotsInPlace(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if found, err := regexp.MatchString(`\.\.`, name); err == nil && !found {
		use(os.Open(filepath.Join(root, name)))
	}
}

func noTwoDotsAlone(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if twoDots.MatchString(name) { // want pathjoin/broken-guard
		bad(w)
		return
	}
	use(os.Open(name)) // an absolute path
}

func noElementUp(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if upwards.MatchString(name) {
		bad(w)
		return
	}
	use(os.RemoveAll(filepath.Join(root, name)))
}

func neitherRootNorUp(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if climbing.MatchString(name) {
		bad(w)
		return
	}
	use(os.Open(name))
}

func onlyNotUpAtFirst(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if firstUp.MatchString(name) {
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted
}

func noOtherCharacter(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if notName.MatchString(name) {
		bad(w)
		return
	}
	use(os.Create(filepath.Join(root, name, "index")))
}

func noOtherCharacterButDots(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if notFile.MatchString(name) { // want pathjoin/broken-guard ".." passes
		bad(w)
		return
	}
	use(os.Create(filepath.Join(root, name)))
	use(os.RemoveAll(filepath.Join(root, name)))
}

func noTwoSlashes(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if slashes.MatchString(name) {
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted
}

// staysBelow cleans once more what filepath.Rel answered clean.
func staysBelow(base, name string) bool {
	if filepath.IsAbs(name) {
		return false
	}
	rel, err := filepath.Rel(base, filepath.Join(base, name))
	return err == nil && !strings.HasPrefix(filepath.Clean(rel), "..")
}

func relativeCleanedAgain(base string, t *tar.Reader) error {
	for {
		h, err := t.Next()
		if err != nil {
			return err
		}
		if staysBelow(base, h.Name) {
			use(os.Create(filepath.Join(base, h.Name)))
			use(os.Create(h.Name)) // below the working directory as below base
		}
	}
}

func mayClimb(base, name string) bool {
	rel, err := filepath.Rel(base, filepath.Join(base, name))
	return err == nil && !strings.HasPrefix(filepath.Clean(rel), "../../")
}

func relativeTwoUp(base string, t *tar.Reader) error {
	for {
		h, err := t.Next()
		if err != nil {
			return err
		}
		if mayClimb(base, h.Name) {
			use(os.Create(filepath.Join(base, h.Name))) // want pathjoin/archive
		}
	}
}
