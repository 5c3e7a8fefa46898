package guards

import (
	"archive/tar"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/sys/unix"
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

// A separator behind the path lets a comparison hold for the folder itself.
func prefixOfPathWithSeparator(base string, w http.ResponseWriter, r *http.Request) {
	file := filepath.Clean(filepath.Join(base, r.FormValue("name")))
	if !strings.HasPrefix(strings.TrimSuffix(file, "/")+"/", base+"/") {
		bad(w)
		return
	}
	use(os.Open(file))
	use(os.Open(base + "/" + strings.TrimPrefix(strings.TrimPrefix(file, base), "/")))
}

func prefixOfCleanedWithSeparator(base string, w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(base, r.FormValue("name"))
	folder := filepath.Clean(base) + string(filepath.Separator)
	if !strings.HasPrefix(filepath.Clean(file)+string(filepath.Separator), folder) {
		bad(w)
		return
	}
	use(os.Create(file))
}

func prefixOfUncleanedWithSeparator(base string, w http.ResponseWriter, r *http.Request) {
	file := base + "/" + r.FormValue("name")
	if !strings.HasPrefix(file+"/", base+"/") { // want pathjoin/broken-guard
		bad(w)
		return
	}
	use(os.Open(file))
}

func prefixOfPathWithSeparatorAlone(base string, w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(base, r.FormValue("name"))
	if !strings.HasPrefix(file+"/", base) { // want pathjoin/broken-guard
		bad(w)
		return
	}
	use(os.Open(file))
}

func notAboveWithSeparator(base string, w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(base, r.FormValue("name"))
	rel, err := filepath.Rel(base, file)
	if err != nil || strings.HasPrefix(rel+"/", "../") {
		bad(w)
		return
	}
	use(os.RemoveAll(file))
}

// disk opens files by names below its folder, as the at calls want them.
type disk struct{ base string }

func (d *disk) inside(path string) bool {
	return strings.HasPrefix(strings.TrimSuffix(path, "/")+"/", d.base+"/") // want pathjoin/broken-guard
}

func (d *disk) below(name string) (string, error) {
	file := filepath.Clean(filepath.Join(d.base, strings.TrimPrefix(name, d.base)))
	if d.inside(file) {
		file = strings.TrimPrefix(strings.TrimPrefix(file, d.base), "/")
		if file == "" {
			return ".", nil
		}
		return file, nil
	}
	return "", errName
}

// A second caller passes what it did not clean.
func (d *disk) openLink(w http.ResponseWriter, r *http.Request) {
	file := d.base + "/" + r.FormValue("name")
	if !d.inside(file) {
		bad(w)
		return
	}
	use(os.Open(file))
}

func (d *disk) open(w http.ResponseWriter, r *http.Request) {
	name, err := d.below(r.FormValue("name"))
	if err != nil {
		bad(w)
		return
	}
	dir, last := filepath.Split(name)
	use(unix.Openat(3, strings.TrimSuffix(dir, "/"), 0, 0))
	use(unix.Openat(3, last, 0, 0))
}

// The host of a parsed address has no slash.
func hostOfAddress(w http.ResponseWriter, r *http.Request) {
	u, err := url.Parse(r.FormValue("url"))
	if err != nil {
		bad(w)
		return
	}
	use(os.MkdirAll(filepath.Join(root, "of-"+u.Host), 0o755))
	use(os.Create(filepath.Join(root, u.Hostname())))
	use(os.Create(filepath.Join(root, u.Host, u.Path))) // want pathjoin/untrusted
}
