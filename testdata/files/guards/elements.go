package guards

import (
	"archive/zip"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// Looks for ".." as an element: at the start, in the middle and at the end.

func untrusted(name string) (string, error) {
	if name == "" || name == ".." || strings.HasPrefix(name, "../") || strings.Contains(name, "/../") ||
		strings.HasSuffix(name, "/..") || filepath.IsAbs(name) {
		return "", errName
	}
	return name, nil
}

func elementsOfEntry(dir string, z *zip.Reader) error {
	for _, f := range z.File {
		name, err := untrusted(f.Name)
		if err != nil {
			return err
		}
		use(os.Create(filepath.Join(dir, name)))
	}
	return nil
}

func elementsInTheMiddle(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if name == ".." || strings.Contains(name, "/../") || strings.HasSuffix(name, "/..") {
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name))) // want pathjoin/untrusted
}

func elementsAtTheStart(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if name == ".." || strings.HasPrefix(name, "../") { // want pathjoin/broken-guard
		bad(w)
		return
	}
	use(os.Open(filepath.Join(root, name)))
}

func elementsBetweenSlashes(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains("/"+name+"/", "/../") {
		bad(w)
		return
	}
	use(os.RemoveAll(filepath.Join(root, name)))
}

func elementsBehindSlash(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains("/"+name, "/../") {
		bad(w)
		return
	}
	use(os.RemoveAll(filepath.Join(root, name))) // want pathjoin/untrusted
}

// What filepath.Rel answered may be looked at with other slashes.
func relativeWithSlashes(base, name string) (string, error) {
	rel, err := filepath.Rel(base, name)
	if err != nil {
		return "", err
	}
	if plain := filepath.ToSlash(filepath.Clean(rel)); plain == ".." || strings.HasPrefix(plain, "../") {
		return "", errName
	}
	return rel, nil
}

func entriesOfFolder(dir, name string, z *zip.Reader) error {
	for _, f := range z.File {
		rel, err := relativeWithSlashes(name, f.Name)
		if err != nil {
			return err
		}
		use(os.Create(filepath.Join(dir, rel)))
	}
	return nil
}

// A path whose slashes were replaced is one element, whatever stood behind the name.
func flattened(w http.ResponseWriter, r *http.Request) {
	path := filepath.Join(r.FormValue("component"), "Contents-amd64")
	use(os.Create(filepath.Join(root, strings.Replace(path, "/", "_", -1))))
	use(os.RemoveAll(filepath.Join(root, strings.ReplaceAll(path, "/", "_"))))
}

func notFlattened(w http.ResponseWriter, r *http.Request) {
	path := filepath.Join(r.FormValue("component"), "Contents-amd64") // want pathjoin/untrusted
	use(os.Create(filepath.Join(root, strings.ReplaceAll(path, "//", "_"))))
}

// inside compares a name below a folder with the folder.
func inside(name, folder string) error {
	if !strings.HasPrefix(filepath.Join(folder, name), filepath.Clean(folder)+string(os.PathSeparator)) {
		return errName
	}
	return nil
}

func nameAndFolder(dir string, z *zip.Reader) error {
	for _, f := range z.File {
		if err := inside(f.Name, dir); err != nil {
			return err
		}
		use(os.Create(filepath.Join(dir, f.Name)))
	}
	return nil
}

// With its arguments exchanged the comparison holds for every name.
func folderAndName(dir string, z *zip.Reader) error {
	for _, f := range z.File {
		if err := inside(dir, f.Name); err != nil {
			return err
		}
		use(os.Create(filepath.Join(dir, f.Name))) // want pathjoin/archive
	}
	return nil
}

// lastElements are made of the last element of a path alone, whatever stands before it.
func lastElements(w http.ResponseWriter, r *http.Request) {
	room := filepath.Join("/srv/rooms", r.FormValue("room"))
	for _, entry := range []string{"a.txt", "b.txt"} {
		paper := filepath.Join(room, entry)
		use(os.RemoveAll("/srv/cache/" + filepath.Base(paper) + ".jpg"))
		use(os.RemoveAll("/srv/cache/" + filepath.Base(filepath.Clean(paper)) + "/pages"))
	}
}

// lastElementChosen is made of one that the request has, too.
func lastElementChosen(w http.ResponseWriter, r *http.Request) {
	paper := filepath.Join("rooms", "blue", r.FormValue("paper"))
	use(os.RemoveAll("/srv/cache/" + filepath.Base(paper))) // want pathjoin/broken-guard
}
