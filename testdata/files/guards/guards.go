// Package guards is about checks that hold.
package guards

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	securejoin "github.com/cyphar/filepath-securejoin"
	"github.com/cyphar/filepath-securejoin/pathrs-lite"
)

const root = "/srv/files"

var errName = errors.New("invalid name")

func use(...any) {}

func bad(w http.ResponseWriter) { http.Error(w, "invalid name", http.StatusBadRequest) }

func local(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) {
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name)))
	use(os.RemoveAll(filepath.Join(root, name)))
}

func localInSwitch(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	switch {
	case name == "":
		bad(w)
	case !filepath.IsLocal(name):
		bad(w)
	default:
		use(os.Open(filepath.Join(root, name)))
	}
}

func localAndMore(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.HasSuffix(name, ".txt") && filepath.IsLocal(name) && len(name) < 80 {
		use(os.Open(filepath.Join(root, name)))
	}
}

func localized(w http.ResponseWriter, r *http.Request) {
	name, err := filepath.Localize(r.FormValue("name"))
	if err != nil {
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name)))
}

func validPath(w http.ResponseWriter, r *http.Request) {
	if name := r.FormValue("name"); fs.ValidPath(name) {
		use(os.Open(root + "/" + name))
	}
}

func secureJoin(w http.ResponseWriter, r *http.Request) {
	file, err := securejoin.SecureJoin(root, r.FormValue("name"))
	if err != nil {
		bad(w)
		return
	}
	use(os.Open(file))
	use(pathrs.OpenInRoot(root, r.FormValue("name")))
}

func rooted(w http.ResponseWriter, r *http.Request) {
	use(os.Open(filepath.Join(root, filepath.Clean("/"+r.FormValue("a")))))
	use(os.Open(path.Join(root, path.Clean("/"+r.FormValue("b")))))
	use(os.Open(root + path.Clean("/"+r.FormValue("c"))))
	use(os.Open(filepath.Join(root, filepath.Join("/", r.FormValue("d")))))
	clean := filepath.Clean(string(filepath.Separator) + r.FormValue("e"))
	use(os.Open(filepath.Join(root, clean)))
	use(os.Open(filepath.Join(root, strings.TrimPrefix(path.Clean("/"+r.FormValue("f")), "/"))))
}

func prefix(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	if !strings.HasPrefix(file, root+string(os.PathSeparator)) {
		bad(w)
		return
	}
	use(os.Open(file))
}

func prefixOrEqual(base string, w http.ResponseWriter, r *http.Request) {
	base = filepath.Clean(base)
	file := filepath.Join(base, r.FormValue("name"))
	if file != base && !strings.HasPrefix(file, base+"/") {
		bad(w)
		return
	}
	use(os.ReadDir(file))
}

func prefixOfAbs(base string, w http.ResponseWriter, r *http.Request) {
	absBase, err := filepath.Abs(base)
	if err != nil {
		return
	}
	file, err := filepath.Abs(filepath.Join(base, r.FormValue("name")))
	if err != nil || !strings.HasPrefix(file, absBase+string(filepath.Separator)) {
		bad(w)
		return
	}
	use(os.Open(file))
}

func prefixWithSeparatorAdded(base string, w http.ResponseWriter, r *http.Request) {
	if !strings.HasSuffix(base, "/") {
		base += "/"
	}
	file := filepath.Join(base, r.FormValue("name"))
	if !strings.HasPrefix(file, base) {
		bad(w)
		return
	}
	use(os.Open(file))
}

func relative(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	rel, err := filepath.Rel(root, file)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		bad(w)
		return
	}
	use(os.Open(file))
}

func relativeLocal(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	if rel, err := filepath.Rel(root, file); err != nil || !filepath.IsLocal(rel) {
		bad(w)
		return
	}
	use(os.Open(file))
}

func noDots(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "..") {
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name)))
	use(os.Open(root + "/" + name))
}

func noDotsAndRelative(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "..") || filepath.IsAbs(name) {
		bad(w)
		return
	}
	use(os.Open(name))
}

func noDotsAndNoSlashFirst(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "..") || strings.HasPrefix(name, "/") {
		bad(w)
		return
	}
	use(os.Open(name))
}

func elements(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	for _, e := range strings.Split(filepath.ToSlash(name), "/") {
		if e == ".." {
			bad(w)
			return
		}
	}
	use(os.Open(filepath.Join(root, name)))
}

func elementsOfSequence(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	for e := range strings.SplitSeq(name, "/") {
		if e == ".." {
			bad(w)
			return
		}
	}
	use(os.Open(filepath.Join(root, name)))
}

// relativeWithoutDots looks for dots in the path as seen from the folder.
func relativeWithoutDots(w http.ResponseWriter, r *http.Request) {
	path, err := filepath.Abs(filepath.Join(root, strings.TrimPrefix(filepath.Clean(r.FormValue("name")), "/")))
	if err != nil {
		bad(w)
		return
	}
	if rel, err := filepath.Rel(root, path); err != nil || strings.Contains(rel, "..") {
		bad(w)
		return
	}
	use(os.Open(path))
}

func elementsInHelper(name string) bool {
	for _, e := range strings.FieldsFunc(name, func(c rune) bool { return c == '/' || c == '\\' }) {
		if e == "." || e == ".." || strings.HasPrefix(e, "..") {
			return false
		}
	}
	return true
}

func elementsByHelper(w http.ResponseWriter, r *http.Request) {
	if name := r.FormValue("name"); elementsInHelper(name) {
		use(os.Open(filepath.Join(root, name)))
	}
}

func elementsContain(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if slices.Contains(strings.Split(name, "/"), "..") {
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name)))
}

func elementsContainFunc(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if slices.ContainsFunc(strings.Split(name, "/"), func(e string) bool { return e == ".." || e == "" }) {
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name)))
}

func characters(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	for _, c := range name {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '-' && c != '_' {
			bad(w)
			return
		}
	}
	use(os.RemoveAll(filepath.Join(root, name)))
}

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || strings.IndexByte("-_", c) >= 0
}

func checkBytes(name string) error {
	for i := 0; i < len(name); i++ {
		if !isNameByte(name[i]) {
			return fmt.Errorf("%q: %w", name, errName)
		}
	}
	return nil
}

func bytesInHelper(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if err := checkBytes(name); err != nil {
		bad(w)
		return
	}
	use(os.RemoveAll(filepath.Join(root, name)))
}

func charactersByFunc(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.ContainsFunc(name, func(c rune) bool { return !unicode.IsLetter(c) }) {
		bad(w)
		return
	}
	use(os.RemoveAll(filepath.Join(root, name)))
}

func charactersMapped(w http.ResponseWriter, r *http.Request) {
	name := strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			return c
		}
		return '_'
	}, r.FormValue("name"))
	use(os.RemoveAll(filepath.Join(root, name)))
}

func noSeparators(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.ContainsAny(name, `/\`) {
		bad(w)
		return
	}
	use(os.Create(filepath.Join(root, name)))
}

func noSeparatorsNoDots(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if name == "" || name == "." || name == ".." || strings.ContainsAny(name, `/\`) {
		bad(w)
		return
	}
	use(os.RemoveAll(filepath.Join(root, name)))
}

func base(w http.ResponseWriter, r *http.Request) {
	use(os.Create(filepath.Join(root, filepath.Base(r.FormValue("a")))))
	use(os.RemoveAll(filepath.Join(root, "user-"+filepath.Base(r.FormValue("b"))))) // "user-.." is a name
	use(os.RemoveAll(filepath.Join(root, path.Base(r.FormValue("c"))+".json")))
}

func baseIsAll(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if name != filepath.Base(name) {
		bad(w)
		return
	}
	use(os.Create(filepath.Join(root, name)))
}

var (
	words   = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)
	folders = regexp.MustCompile(`^([a-z0-9]+/)*[a-z0-9]+\.json$`)
	version = regexp.MustCompile(`^v\d+\.\d+\.\d+$`)
)

func patterns(w http.ResponseWriter, r *http.Request) {
	a, b, c := r.FormValue("a"), r.FormValue("b"), r.FormValue("c")
	if !words.MatchString(a) || !folders.MatchString(b) || !version.MatchString(c) {
		bad(w)
		return
	}
	use(os.RemoveAll(filepath.Join(root, a)))
	use(os.RemoveAll(filepath.Join(root, b))) // no two dots in a row can match
	use(os.RemoveAll(filepath.Join(root, c)))
}

func numbers(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.FormValue("id"))
	if err != nil {
		bad(w)
		return
	}
	use(os.RemoveAll(filepath.Join(root, strconv.Itoa(id))))
	use(os.RemoveAll(fmt.Sprintf("%s/%d", root, id)))
}

func allowed(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if slices.Contains([]string{"terms.pdf", "prices.pdf"}, name) {
		use(os.Open(filepath.Join(root, name)))
	}
	switch name {
	case "a", "b":
		use(os.RemoveAll(filepath.Join(root, name)))
	}
	if file, ok := map[string]string{"logo": "logo.svg"}[name]; ok {
		use(os.Open(filepath.Join(root, file)))
	}
}

func dotsRemoved(w http.ResponseWriter, r *http.Request) {
	use(os.Open(filepath.Join(root, strings.ReplaceAll(r.FormValue("a"), "..", ""))))
	use(os.RemoveAll(filepath.Join(root, "x-"+strings.ReplaceAll(r.FormValue("b"), "/", "_"))))
}

// upload is a name that is checked where it is made.
type upload struct{ name string }

func newUpload(name string) (*upload, error) {
	if !filepath.IsLocal(name) {
		return nil, errName
	}
	return &upload{name}, nil
}

func checkedWhereMade(w http.ResponseWriter, r *http.Request) {
	u, err := newUpload(r.FormValue("name"))
	if err != nil {
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, u.name)))
}

func resolve(base, name string) (string, error) {
	file := filepath.Join(base, name)
	if !strings.HasPrefix(file, filepath.Clean(base)+string(os.PathSeparator)) {
		return "", errName
	}
	return file, nil
}

func resolvedByHelper(w http.ResponseWriter, r *http.Request) {
	file, err := resolve(root, r.FormValue("name"))
	if err != nil {
		bad(w)
		return
	}
	use(os.RemoveAll(file))
}

func cleanedByHelper(w http.ResponseWriter, r *http.Request) {
	r.URL.Path = path.Clean("/" + r.URL.Path)
	use(os.Open(filepath.Join(root, r.URL.Path)))
}

func multipartName(w http.ResponseWriter, r *http.Request) {
	_, header, err := r.FormFile("file")
	if err != nil {
		bad(w)
		return
	}
	use(os.Create(filepath.Join(root, header.Filename))) // net/http keeps the base name
}

// Operators may name any file.
func operatorsChoice() {
	use(os.Open(os.Args[1]))
	use(os.ReadFile(filepath.Join(os.Getenv("HOME"), ".config")))
	entries, _ := os.ReadDir(root)
	for _, e := range entries {
		use(os.Remove(filepath.Join(root, e.Name())))
	}
	use(os.Remove(filepath.Join(root, "x")))
}

// Open is a library's; its callers decide.
func Open(name string) (*os.File, error) { return os.Open(name) }
