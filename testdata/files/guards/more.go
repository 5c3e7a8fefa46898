package guards

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	securejoin "github.com/cyphar/filepath-securejoin"
	"github.com/cyphar/filepath-securejoin/pathrs-lite"
	"github.com/google/uuid"
)

const folder = "/srv/files/"

func prefixOfConstant(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(folder, r.FormValue("name"))
	if !strings.HasPrefix(file, folder) {
		bad(w)
		return
	}
	use(os.Open(file))
}

func prefixOfResolved(base string, w http.ResponseWriter, r *http.Request) {
	base, err := filepath.EvalSymlinks(base)
	if err != nil {
		return
	}
	file, err := filepath.EvalSymlinks(filepath.Join(base, r.FormValue("name")))
	if err != nil || file != base && !strings.HasPrefix(file, base+string(os.PathSeparator)) {
		bad(w)
		return
	}
	use(os.Open(file))
}

func prefixCutOff(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	if _, below := strings.CutPrefix(file, root+"/"); !below {
		bad(w)
		return
	}
	use(os.Open(file))
}

func relativeByDots(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	rel, err := filepath.Rel(root, file)
	if err != nil || strings.HasPrefix(rel, "..") {
		bad(w)
		return
	}
	use(os.RemoveAll(file))
	use(os.Open(filepath.Join(root, rel)))
}

// What Rel answers is above only when the element ".." stands first.
func relativeWithSlash(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	rel, err := filepath.Rel(root, file)
	if err != nil || strings.HasPrefix(rel, "../") || rel == ".." {
		bad(w)
		return
	}
	use(os.RemoveAll(file))
}

func secureJoinThenWrite(w http.ResponseWriter, r *http.Request) {
	file, err := securejoin.SecureJoin(root, r.FormValue("name"))
	if err != nil {
		bad(w)
		return
	}
	use(os.MkdirAll(filepath.Dir(file), 0o700))
	use(os.RemoveAll(file))
	use(pathrs.MkdirAll(root, r.FormValue("dir"), 0o700))
}

// The folder that confines the name is the attacker's own choice.
func secureJoinOfForeignRoot(w http.ResponseWriter, r *http.Request) {
	file, err := securejoin.SecureJoin(filepath.Join(root, r.FormValue("user")), "notes") // want pathjoin/untrusted
	if err != nil {
		bad(w)
		return
	}
	use(os.Open(file))
	use(pathrs.OpenInRoot(filepath.Join(root, r.FormValue("team")), "notes")) // want pathjoin/untrusted
}

func noSlashByIndex(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.IndexByte(name, '/') >= 0 {
		bad(w)
		return
	}
	use(os.Create(filepath.Join(root, name)))
}

func noDotsByIndex(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Index(name, "..") != -1 {
		bad(w)
		return
	}
	use(os.Create(filepath.Join(root, name)))
}

func noSlashByCount(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Count(name, "/") > 0 || strings.Count(name, "..") != 0 {
		bad(w)
		return
	}
	use(os.RemoveAll(filepath.Join(root, "x", name)))
}

// The operations on a folder that a base name can't be used for are in package
// broken; these fail on "..", or do nothing.
func baseForFiles(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, path.Base(r.FormValue("name")))
	use(os.Create(file))
	use(os.WriteFile(file, nil, 0o600))
	use(os.Open(file))
	use(os.Remove(file))           // a folder that is not empty stays
	use(os.Rename("/srv/x", file)) // a file does not replace a folder
	use(os.MkdirAll(file, 0o700))  // it is there
	use(os.Symlink("/srv/x", file))
}

func escaped(w http.ResponseWriter, r *http.Request) {
	use(os.Create(filepath.Join(root, url.PathEscape(r.FormValue("a")))))
	use(os.Create(filepath.Join(root, url.QueryEscape(r.FormValue("b"))+".txt")))
	use(os.RemoveAll(filepath.Join(root, "user-"+url.PathEscape(r.FormValue("c")))))
}

func identifiers(w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	parsed, err := uuid.Parse(id)
	if err != nil {
		bad(w)
		return
	}
	use(os.RemoveAll(filepath.Join(root, parsed.String())))
	use(os.RemoveAll(filepath.Join(root, id))) // one character of anything on each side leads nowhere
	use(os.Create(filepath.Join(root, uuid.NewString())))
}

func moments(w http.ResponseWriter, r *http.Request) {
	day, err := time.Parse(time.DateOnly, r.FormValue("day"))
	if err != nil {
		bad(w)
		return
	}
	hidden, _ := strconv.ParseBool(r.FormValue("hidden"))
	use(os.RemoveAll(filepath.Join(root, day.Format(time.DateOnly), strconv.FormatBool(hidden))))
}

func validPathBelow(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !fs.ValidPath(name) || name == "." {
		bad(w)
		return
	}
	use(os.RemoveAll(filepath.Join(root, filepath.FromSlash(name))))
}

// checked looks at the name in a method, and keeps it in a field.
type checked struct {
	name string
	err  error
}

func (c *checked) set(name string) bool {
	if !filepath.IsLocal(name) {
		c.err = errName
		return false
	}
	c.name = name
	return true
}

func checkedByMethod(w http.ResponseWriter, r *http.Request) {
	var c checked
	if !c.set(r.FormValue("name")) {
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, c.name)))
}

// nameOrError answers both, in the order of a lookup.
func nameOrError(name string) (clean string, ok bool) {
	clean = path.Clean("/" + name)
	return clean[1:], clean != "/"
}

func cleanedByLookup(w http.ResponseWriter, r *http.Request) {
	name, ok := nameOrError(r.FormValue("name"))
	if !ok {
		bad(w)
		return
	}
	use(os.RemoveAll(filepath.Join(root, name)))
}

// Cleaned below a slash that is then cut off, a path is below whatever it is seen from.
func cleanedThenRelative(w http.ResponseWriter, r *http.Request) {
	use(os.Open(strings.Trim(path.Clean("/"+r.FormValue("name")), "/")))
}

func dotsRemovedThenRelative(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimLeft(strings.ReplaceAll(r.FormValue("name"), "..", ""), "/")
	use(os.Open(name))
}

// An element of a path is one name, which is confined where ".." does no harm.
func singleElements(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.URL.Path, "/")
	if len(parts) < 4 {
		return
	}
	use(os.Open(filepath.Join(root, parts[1])))
	use(os.Create(filepath.Join(root, fmt.Sprintf("%s.%s.tar", parts[2], parts[3]))))
	use(os.RemoveAll(filepath.Join(root, parts[1])))                 // want pathjoin/untrusted
	use(os.Open(filepath.Join(root, parts[1], parts[2])))            // want pathjoin/untrusted
	use(os.Open(filepath.Join(root, strings.Join(parts, "/"))))      // want pathjoin/untrusted
	use(os.Open(filepath.Join(append([]string{root}, parts...)...))) // want pathjoin/untrusted
	use(os.Open(root + "/" + path.Join(parts[1:]...)))               // want pathjoin/untrusted
	file := root
	for _, p := range parts {
		file += "/" + p // want pathjoin/untrusted
	}
	use(os.Open(file))
	last := strings.SplitN(r.URL.Path, "/", 2)
	use(os.Open(filepath.Join(root, last[1]))) // want pathjoin/untrusted
}

func basesInTurn(w http.ResponseWriter, r *http.Request) {
	file := root
	for _, p := range r.Form["part"] {
		file = filepath.Join(file, filepath.Base(p)) // want pathjoin/broken-guard
	}
	use(os.Open(file))
}

// within looks at a path that it puts together of its elements.
func within(dir, name string) error {
	parts := strings.Split(name, "/")
	name = filepath.Join(parts...)
	rel, err := filepath.Rel(dir, filepath.Join(dir, name))
	if err != nil {
		return err
	}
	if !filepath.IsLocal(rel) {
		return errors.New("invalid name")
	}
	return nil
}

func makeFolder(dir, name string) error {
	if name == "." {
		return nil
	}
	if err := within(dir, name); err != nil {
		return err
	}
	parts := strings.Split(name, "/")
	return os.MkdirAll(filepath.Join(dir, filepath.Join(parts...)), 0o700)
}

func extract(dir string, r *tar.Reader) error {
	h, err := r.Next()
	if err != nil {
		return err
	}
	name := filepath.Join(strings.Split(h.Name, "/")...)
	if err := makeFolder(dir, filepath.Dir(name)); err != nil {
		return err
	}
	if h.Typeflag == tar.TypeSymlink {
		if filepath.IsAbs(h.Linkname) {
			return errors.New("invalid link")
		}
		if err := within(dir, filepath.Join(filepath.Dir(name), h.Linkname)); err != nil {
			return err
		}
		return os.Symlink(h.Linkname, filepath.Join(dir, name))
	}
	if err := within(dir, h.Name); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, name), nil, 0o600)
}

func rejoinedOnly(dir string, h *tar.Header) error {
	name := path.Join(strings.Split("/"+h.Name, "/")...) // want pathjoin/archive
	return os.WriteFile(filepath.Join(dir, name), nil, 0o600)
}

func restChecked(dir string, h *tar.Header) error {
	parts := strings.Split(h.Name, "/")
	if !filepath.IsLocal(path.Join(parts[1:]...)) {
		return errors.New("invalid name")
	}
	return os.WriteFile(filepath.Join(dir, h.Name), nil, 0o600) // want pathjoin/archive
}

// What is checked before a function captures it is checked in it.
func inFunction(base string, z *zip.Reader) error {
	var wg sync.WaitGroup
	for _, f := range z.File {
		file, err := filepath.Abs(filepath.Join(base, f.Name))
		if err != nil {
			return err
		}
		if file != base && !strings.HasPrefix(file, base+string(filepath.Separator)) {
			return errors.New("invalid name")
		}
		wg.Go(func() { use(os.Create(file)) })
	}
	wg.Wait()
	return nil
}

func afterFunction(base string, z *zip.Reader) error {
	for _, f := range z.File {
		file := filepath.Join(base, f.Name) // want pathjoin/archive or pathjoin/broken-guard
		create := func() { use(os.Create(file)) }
		create()
		if !strings.HasPrefix(file, base+string(filepath.Separator)) {
			return errors.New("invalid name")
		}
	}
	return nil
}

type unpacker struct {
	base string
	done int
}

// A receiver that a function captures is read twice for one check.
func (u *unpacker) inFunction(z *zip.Reader) error {
	count := func() { use(u.done) }
	count()
	for _, f := range z.File {
		file := filepath.Join(u.base, f.Name)
		if !strings.HasPrefix(file, u.base+string(filepath.Separator)) && file != u.base {
			return errors.New("invalid name")
		}
		create := func() { use(os.Create(file)) }
		create()
	}
	return nil
}

func below(names ...string) string {
	return filepath.Join(append([]string{root}, names...)...)
}

// A base name that a function with any number of names joins is mostly the last.
func joinedByFunction(w http.ResponseWriter, r *http.Request) {
	use(os.Create(below("pictures", filepath.Base(r.FormValue("name")))))
}

func anywhere(names ...string) string {
	return filepath.Join(append([]string{root}, names...)...) // want pathjoin/untrusted
}

func joinedUnchecked(w http.ResponseWriter, r *http.Request) {
	use(os.Create(anywhere("pictures", r.FormValue("name"))))
}

// seenFrom answers a path seen from a folder, and judges it as it is when cleaned.
func seenFrom(base, target string) (string, error) {
	rel, err := filepath.Rel(base, target)
	if err != nil {
		return "", err
	}
	clean := filepath.ToSlash(filepath.Clean(rel))
	if clean == ".." || strings.HasPrefix(clean, "../") {
		return "", errors.New("outside")
	}
	return rel, nil
}

func timesOfSeen(base string, r *tar.Reader) error {
	h, err := r.Next()
	if err != nil {
		return err
	}
	rel, err := seenFrom(base, h.Name)
	if err != nil {
		return err
	}
	return os.Chtimes(filepath.Join(base, rel), h.AccessTime, h.ModTime)
}

func timesOfAbove(base string, r *tar.Reader) error {
	h, err := r.Next()
	if err != nil {
		return err
	}
	rel, err := filepath.Rel(base, h.Name)
	if err != nil || strings.HasPrefix(filepath.ToSlash(filepath.Clean(rel)), "../") { // want pathjoin/broken-guard "is not looked for"
		return err
	}
	return os.Chtimes(filepath.Join(base, rel), h.AccessTime, h.ModTime)
}
