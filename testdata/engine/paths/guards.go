package paths

import (
	"errors"
	"fmt"
	"io/fs"
	"log"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/secvet/secvet/testdata/engine/page"
)

func openedInRoot(w http.ResponseWriter, r *http.Request) {
	page.File(os.OpenInRoot(root, r.FormValue("name")))
}

func rootFromRequest(w http.ResponseWriter, r *http.Request) {
	page.File(os.OpenInRoot(filepath.Join(root, r.FormValue("user")), "profile")) // want pathjoin/untrusted
}

func methodsOfRoot(w http.ResponseWriter, r *http.Request) {
	dir, err := os.OpenRoot(root)
	if err != nil {
		return
	}
	defer dir.Close()
	name := r.FormValue("name")
	page.File(dir.Create(name))
	page.Bytes(dir.ReadFile(name))
	page.Ok(dir.RemoveAll(name))
}

func nameOfRootJoined(w http.ResponseWriter, r *http.Request) {
	dir, err := os.OpenRoot(root)
	if err != nil {
		return
	}
	defer dir.Close()
	page.File(os.Open(filepath.Join(dir.Name(), r.FormValue("name")))) // want pathjoin/untrusted
}

func localOnly(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) {
		http.NotFound(w, r)
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func localBranch(w http.ResponseWriter, r *http.Request) {
	if name := r.FormValue("name"); filepath.IsLocal(name) {
		page.File(os.Open(filepath.Join(root, name)))
	} else {
		page.File(os.Open(filepath.Join(root, "missing", name))) // want pathjoin/untrusted
	}
}

func localWithoutReturn(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) { // want pathjoin/broken-guard the branch does not leave
		http.Error(w, "bad name", http.StatusBadRequest)
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func localOfOtherName(w http.ResponseWriter, r *http.Request) {
	name, other := r.FormValue("name"), r.FormValue("other")
	if !filepath.IsLocal(other) {
		return
	}
	page.File(os.Open(filepath.Join(root, other, name))) // want pathjoin/untrusted
}

func localBeforeUnescape(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) { // want pathjoin/broken-guard %2e%2e%2f is local until it is unescaped
		return
	}
	name, err := url.PathUnescape(name)
	if err != nil {
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func localAfterUnescape(w http.ResponseWriter, r *http.Request) {
	name, err := url.PathUnescape(r.FormValue("name"))
	if err != nil || !filepath.IsLocal(name) {
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func localized(w http.ResponseWriter, r *http.Request) {
	name, err := filepath.Localize(r.FormValue("name"))
	if err != nil {
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func validPath(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !fs.ValidPath(name) {
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func guardWithSeparator(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	if !strings.HasPrefix(file, root+string(filepath.Separator)) {
		return
	}
	page.File(os.Open(file))
}

func guardWithoutSeparator(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	if !strings.HasPrefix(file, root) { // want pathjoin/broken-guard /srv/files-old/x has the prefix too
		return
	}
	page.File(os.Open(file))
}

func guardOfUncleanedPath(w http.ResponseWriter, r *http.Request) {
	file := root + "/" + r.FormValue("name")
	if !strings.HasPrefix(file, root+"/") { // want pathjoin/broken-guard always true: /srv/files/../../etc/passwd
		return
	}
	page.File(os.Open(file))
}

func guardOfCleanedPath(w http.ResponseWriter, r *http.Request) {
	file := filepath.Clean(root + "/" + r.FormValue("name"))
	if !strings.HasPrefix(file, root+"/") {
		return
	}
	page.File(os.Open(file))
}

// guardOfCleanedFolder puts the separator back that cleaning took.
func guardOfCleanedFolder(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	folder := filepath.Join(root, name)
	if strings.HasSuffix(name, "/") {
		folder += "/"
	}
	if !strings.HasPrefix(folder, root+"/") {
		return
	}
	page.Ok(os.RemoveAll(folder + "x"))
}

// guardBeforeParent goes up again behind the cleaned path.
func guardBeforeParent(w http.ResponseWriter, r *http.Request) {
	folder := filepath.Join(root, r.FormValue("name")) + "/../" + r.FormValue("other")
	if !strings.HasPrefix(folder, root+"/") { // want pathjoin/broken-guard
		return
	}
	page.Ok(os.RemoveAll(folder))
}

// guardOfCleanedCopy checks the cleaned copy and opens the original, which
// leads to the same file.
func guardOfCleanedCopy(w http.ResponseWriter, r *http.Request) {
	file := root + "/" + r.FormValue("name")
	if !strings.HasPrefix(filepath.Clean(file), root+"/") {
		return
	}
	page.File(os.Open(file))
}

func guardOrRootItself(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	if file != root && !strings.HasPrefix(file, root+"/") {
		return
	}
	page.File(os.Open(file))
}

func guardAndLog(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	if !strings.HasPrefix(file, root+"/") { // want pathjoin/broken-guard the branch does not leave
		log.Printf("strange path %q", file)
	}
	page.File(os.Open(file))
}

func relativeJudged(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	rel, err := filepath.Rel(root, file)
	if err != nil || rel == ".." || strings.HasPrefix(rel, "../") {
		return
	}
	page.File(os.Open(file))
}

func relativeJudgedByDots(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	rel, err := filepath.Rel(root, file)
	if err != nil || strings.HasPrefix(rel, "..") {
		return
	}
	page.File(os.Open(file))
}

func relativeLocal(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	if rel, err := filepath.Rel(root, file); err != nil || !filepath.IsLocal(rel) {
		return
	}
	page.File(os.Open(file))
}

func relativeErrorOnly(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	if _, err := filepath.Rel(root, file); err != nil { // want pathjoin/broken-guard Rel answers ../../etc/passwd without an error
		return
	}
	page.File(os.Open(file))
}

// below walks up from a path until it meets a folder.
func below(file, folder string) error {
	for file != "/" && file != "." {
		file = filepath.Dir(file)
		if file == folder {
			return nil
		}
	}
	return errors.New("the path leads out of its folder")
}

func walkedUp(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if err := below(filepath.Clean(filepath.Join(root, name)), root); err != nil {
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func walkedUpErrorIgnored(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if err := below(filepath.Join(root, name), root); err != nil { // want pathjoin/broken-guard the branch does not leave
		log.Print(err)
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func folderAboveIsRoot(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	if filepath.Dir(file) != root {
		return
	}
	page.File(os.Open(file))
}

// An uncleaned path can end in "..", which Dir cuts off.
func folderAboveOfUncleaned(w http.ResponseWriter, r *http.Request) {
	file := root + "/" + r.FormValue("name") // want pathjoin/untrusted
	if filepath.Dir(file) != root {
		return
	}
	page.File(os.Open(file))
}

func noLeadingDot(w http.ResponseWriter, r *http.Request) {
	name := path.Clean(r.FormValue("name"))
	if strings.HasPrefix(name, ".") {
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

// Uncleaned, ".." can stand behind: a/../../x.
func noLeadingDotUncleaned(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.HasPrefix(name, ".") {
		return
	}
	page.File(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted
}

var flat = strings.NewReplacer("/", "_", "\\", "_")

func replacerOfSlashes(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Join(root, flat.Replace(r.FormValue("name")))))
}

func replacerOfDots(w http.ResponseWriter, r *http.Request) {
	name := strings.NewReplacer("..", "", "~", "").Replace(r.FormValue("name"))
	page.File(os.Open(filepath.Join(root, name)))
}

// "....//" becomes "../".
func replacerOfDotsWithSlash(w http.ResponseWriter, r *http.Request) {
	name := strings.NewReplacer("../", "", "~", "").Replace(r.FormValue("name")) // want pathjoin/broken-guard
	page.File(os.Open(filepath.Join(root, name)))
}

// slashFirst is what net/http does before it cleans a path.
func slashFirst(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !strings.HasPrefix(name, "/") {
		name = "/" + name
	}
	page.File(os.Open(filepath.Join(root, path.Clean(name))))
}

func slashFirstByByte(w http.ResponseWriter, r *http.Request) {
	name := strings.ReplaceAll(r.FormValue("name"), "\\", "/")
	if name == "" {
		name = "/"
	}
	if name[0] != '/' {
		name = "/" + name
	}
	page.File(os.Open(filepath.Join(root, filepath.Clean(name))))
}

// Only one of the two ways has a slash in front.
func slashFirstSometimes(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if r.FormValue("absolute") != "" {
		name = "/" + name
	}
	page.File(os.Open(filepath.Join(root, path.Clean(name)))) // want pathjoin/untrusted
}

func joinedBelowSlashThenRoot(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Join(root, path.Join("/", r.FormValue("folder"), r.FormValue("name")))))
}

// relativeToPrefix takes a path without ".." apart from a folder that need not be
// above it: "/other" seen from "/files" is "../other".
func relativeToPrefix(w http.ResponseWriter, r *http.Request) {
	rel, err := filepath.Rel("/files", filepath.Clean("/"+r.FormValue("name"))) // want pathjoin/untrusted
	if err != nil {
		return
	}
	page.File(os.Open(filepath.Join(root, rel)))
}

func relativeToSlash(w http.ResponseWriter, r *http.Request) {
	rel, err := filepath.Rel("/", filepath.Clean("/"+r.FormValue("name")))
	if err != nil {
		return
	}
	page.File(os.Open(filepath.Join(root, rel)))
}

func cleaned(w http.ResponseWriter, r *http.Request) {
	name := filepath.Clean(r.FormValue("name")) // want pathjoin/broken-guard Clean leaves ../../etc/passwd as it is
	page.File(os.Open(filepath.Join(root, name)))
}

func cleanedBelowSlash(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Join(root, filepath.Clean("/"+r.FormValue("name")))))
}

func cleanedBelowSlashBySlashes(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Join(root, path.Clean("/"+r.FormValue("name")))))
}

func cleanedBelowSlashAlone(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Clean("/" + r.FormValue("name")))) // want pathjoin/untrusted any file of the machine
}

func cleanedWithFolder(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Clean("/srv/files/" + r.FormValue("name")))) // want pathjoin/untrusted
}

func cleanedAfterJoin(w http.ResponseWriter, r *http.Request) {
	file := filepath.Clean(filepath.Join("/srv/files", r.FormValue("name"))) // want pathjoin/untrusted
	page.File(os.Open(file))
}

func absoluteAfterJoin(w http.ResponseWriter, r *http.Request) {
	file, err := filepath.Abs(filepath.Join("/srv/files", r.FormValue("name"))) // want pathjoin/untrusted
	if err != nil {
		return
	}
	page.File(os.Open(file))
}

func joinedBelowSlashAndFolder(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Join("/", "srv", r.FormValue("name")))) // want pathjoin/untrusted
}

func cleanedWithFolderBelow(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Join(root, filepath.Clean("/public/"+r.FormValue("name")))))
}

func resolvedAfterJoin(w http.ResponseWriter, r *http.Request) {
	file, err := filepath.EvalSymlinks(filepath.Join("/srv/files", r.FormValue("name"))) // want pathjoin/untrusted
	if err != nil {
		return
	}
	page.File(os.Open(file))
}

func resolvedAndChecked(w http.ResponseWriter, r *http.Request) {
	file, err := filepath.EvalSymlinks(filepath.Join("/srv/files", r.FormValue("name")))
	if err != nil || !strings.HasPrefix(file, "/srv/files/") {
		return
	}
	page.File(os.Open(file))
}

func cleanedWithoutSlash(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.FormValue("name"), "/")
	page.File(os.Open(filepath.Join(root, filepath.Clean(name)))) // want pathjoin/broken-guard
}

func noDots(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "..") {
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func noDotsWholePath(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "..") { // want pathjoin/broken-guard /etc/passwd has no dots
		return
	}
	page.File(os.Open(name))
}

func noDotsSlash(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "../") { // want pathjoin/broken-guard a trailing ".." has no slash
		return
	}
	page.Ok(os.RemoveAll(filepath.Join(root, name)))
}

func noDotsBeforeUnescape(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "..") { // want pathjoin/broken-guard
		return
	}
	name, err := url.QueryUnescape(name)
	if err != nil {
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func noDotElements(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	for _, element := range strings.Split(name, "/") {
		if element == ".." {
			return
		}
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func noDotElementsElsewhere(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	for _, element := range strings.Split(name, "/") {
		if element == ".." {
			log.Print("dots")
		}
	}
	page.File(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted or pathjoin/broken-guard
}

func dotsRemoved(w http.ResponseWriter, r *http.Request) {
	name := strings.ReplaceAll(r.FormValue("name"), "..", "")
	page.File(os.Open(filepath.Join(root, name)))
}

func dotsSlashRemoved(w http.ResponseWriter, r *http.Request) {
	name := strings.ReplaceAll(r.FormValue("name"), "../", "") // want pathjoin/broken-guard ....// becomes ../
	page.File(os.Open(filepath.Join(root, name)))
}

func dotsRemovedOnce(w http.ResponseWriter, r *http.Request) {
	name := strings.Replace(r.FormValue("name"), "..", "", 1) // want pathjoin/broken-guard
	page.File(os.Open(filepath.Join(root, name)))
}

func dotsTrimmed(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.FormValue("name"), "../") // want pathjoin/broken-guard ../../x becomes ../x
	page.File(os.Open(filepath.Join(root, name)))
}

func baseForFile(w http.ResponseWriter, r *http.Request) {
	page.File(os.Create(filepath.Join(root, filepath.Base(r.FormValue("name")))))
}

func baseForRemoveAll(w http.ResponseWriter, r *http.Request) {
	page.Ok(os.RemoveAll(filepath.Join(root, filepath.Base(r.FormValue("name"))))) // want pathjoin/untrusted or pathjoin/broken-guard the base name of ".." is ".."
}

func baseForRemoveAllWithoutDots(w http.ResponseWriter, r *http.Request) {
	name := filepath.Base(r.FormValue("name"))
	if name == "." || name == ".." || name == "/" {
		return
	}
	page.Ok(os.RemoveAll(filepath.Join(root, name)))
}

func baseIsWhole(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if filepath.Base(name) != name {
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func noSeparators(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.ContainsAny(name, `/\`) {
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func pathEscaped(w http.ResponseWriter, r *http.Request) {
	page.File(os.Create(filepath.Join(root, url.PathEscape(r.FormValue("name")))))
}

var (
	fileName = regexp.MustCompile(`^[a-z0-9-]+\.(jpg|png)$`)
	dotted   = regexp.MustCompile(`^[\w.]+$`)
	slashed  = regexp.MustCompile(`^[\w./]+$`)
)

func matchesFileName(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !fileName.MatchString(name) {
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func matchesDotted(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !dotted.MatchString(name) {
		return
	}
	page.File(os.Create(filepath.Join(root, name))) // ".." matches, and can't be created
}

func matchesDottedForRemoveAll(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !dotted.MatchString(name) { // want pathjoin/broken-guard ".." matches
		return
	}
	page.Ok(os.RemoveAll(filepath.Join(root, name)))
}

func matchesSlashed(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !slashed.MatchString(name) { // want pathjoin/broken-guard
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func oneOfConstants(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	switch name {
	case "terms.pdf", "prices.pdf":
		page.File(os.Open(filepath.Join(root, name)))
	}
}

var errOutside = errors.New("outside")

// within is the helper that many projects have: a path or an error.
func within(dir, name string) (string, error) {
	file := filepath.Join(dir, name)
	rel, err := filepath.Rel(dir, file)
	if err != nil {
		return "", err
	}
	if rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", fmt.Errorf("%q: %w", name, errOutside)
	}
	return file, nil
}

func helperReturnsPath(w http.ResponseWriter, r *http.Request) {
	file, err := within(root, r.FormValue("name"))
	if err != nil {
		return
	}
	page.File(os.Open(file))
}

// laxWithin forgets to look at what Rel answered.
func laxWithin(dir, name string) (string, error) {
	file := filepath.Join(dir, name)
	if _, err := filepath.Rel(dir, file); err != nil { // want pathjoin/broken-guard
		return "", err
	}
	return file, nil
}

func laxHelperReturnsPath(w http.ResponseWriter, r *http.Request) {
	file, err := laxWithin(root, r.FormValue("name"))
	if err != nil {
		return
	}
	page.File(os.Open(file))
}

func checkName(name string) error {
	if name == "" || !filepath.IsLocal(name) {
		return errOutside
	}
	return nil
}

func helperReturnsError(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if err := checkName(name); err != nil {
		return
	}
	page.File(os.Open(filepath.Join(root, name)))
}

func helperErrorOfOtherName(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if err := checkName(r.FormValue("other")); err != nil {
		return
	}
	page.File(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted
}

func isInside(dir, file string) bool {
	return strings.HasPrefix(filepath.Clean(file), filepath.Clean(dir)+string(os.PathSeparator))
}

func helperReturnsBool(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	if !isInside(root, file) {
		return
	}
	page.File(os.Open(file))
}

func looksInside(dir, file string) bool {
	return strings.HasPrefix(filepath.Clean(file), filepath.Clean(dir)) // want pathjoin/broken-guard
}

func laxHelperReturnsBool(w http.ResponseWriter, r *http.Request) {
	file := filepath.Join(root, r.FormValue("name"))
	if !looksInside(root, file) {
		return
	}
	page.File(os.Open(file))
}

// sanitise returns a name that is safe to join.
func sanitise(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/")
}

func helperReturnsName(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Join(root, sanitise(r.FormValue("name")))))
}

// rootless keeps absolute paths and makes others such as stay where they are.
func rootless(name string) string {
	name = filepath.Clean(name)
	if !filepath.IsAbs(name) {
		name = filepath.Clean("/" + name)
		name, _ = filepath.Rel("/", name)
	}
	return filepath.Clean(name)
}

func cleanedEitherWay(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Join(root, rootless(r.FormValue("name")))))
}

// halfRootless looks for the wrong kind.
func halfRootless(name string) string {
	name = filepath.Clean(name) // want pathjoin/broken-guard
	if filepath.IsAbs(name) {
		name = filepath.Clean("/" + name)
	}
	return filepath.Clean(name)
}

func cleanedOneWay(w http.ResponseWriter, r *http.Request) {
	page.File(os.Open(filepath.Join(root, halfRootless(r.FormValue("name")))))
}

// A check of what lies in a folder says nothing about the folder.
func folderOfChecked(w http.ResponseWriter, r *http.Request) {
	folder := r.FormValue("folder")
	rel, err := filepath.Rel(folder, filepath.Join(folder, "index.html"))
	if err != nil || !filepath.IsLocal(rel) {
		return
	}
	page.File(os.Open(folder)) // want pathjoin/untrusted
}

// relativeFolder may be one of two.
func relativeFolder(shared bool) string {
	if shared {
		return "shared/"
	}
	return "/srv/own/"
}

func prefixOfRelative(w http.ResponseWriter, r *http.Request) {
	folder := relativeFolder(r.FormValue("shared") != "")
	name := filepath.Join(folder, r.FormValue("name"))
	if !strings.HasPrefix(name, folder) {
		return
	}
	page.File(os.Open(name))
}

func prefixOfRelativeName(w http.ResponseWriter, r *http.Request) {
	name := filepath.Join("shared", r.FormValue("name")) // want pathjoin/untrusted
	if !strings.HasPrefix(name, "shared") {
		return
	}
	page.File(os.Open(name))
}
