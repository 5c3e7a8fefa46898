// Package named is about whole paths that messages are asked for, and those that are
// none.
package named

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

func use(...any) {}

type options struct {
	Folder string `json:"folder"`
}

type command struct {
	Path       string   `json:"path"`
	TargetDirs []string `json:"targetDirs"`
	MountPoint string   `json:"mount_point"`
	FilePath   string
	File       string `json:"file"`
	Avatar     string `json:"avatar"`
	SubPath    string `json:"subPath"`
	Workspace  struct {
		Name    string  `json:"name"`
		Options options `json:"options"`
	} `json:"workspace"`
}

func read(r *http.Request) (*command, error) {
	c := new(command)
	return c, json.NewDecoder(r.Body).Decode(c)
}

// asked is asked for paths, and for other things.
func asked(w http.ResponseWriter, r *http.Request) {
	c, err := read(r)
	if err != nil {
		return
	}
	use(os.ReadFile(c.Path))                    // want pathjoin/named
	use(os.RemoveAll(c.TargetDirs[0]))          // want pathjoin/named
	use(os.Create(c.FilePath))                  // want pathjoin/named
	use(os.MkdirAll(c.MountPoint, 0o750))       // want pathjoin/named-asked
	use(os.ReadDir(c.Workspace.Options.Folder)) // want pathjoin/named-asked
	use(os.ReadFile(c.File))                    // want pathjoin/untrusted a file of which folder?
	use(os.ReadFile(c.Avatar))                  // want pathjoin/untrusted
	use(os.ReadFile(c.SubPath))                 // want pathjoin/untrusted
	use(os.RemoveAll(c.Workspace.Name))         // want pathjoin/untrusted what holds it is called after a path
}

// below joins the path to a folder, which it can leave.
func below(w http.ResponseWriter, r *http.Request) {
	c, err := read(r)
	if err != nil {
		return
	}
	use(os.ReadFile(filepath.Join("/srv/files", c.Path)))   // want pathjoin/untrusted
	use(os.ReadFile("/srv/files/" + c.FilePath))            // want pathjoin/untrusted
	use(os.ReadFile(filepath.Join(c.MountPoint, "config"))) // want pathjoin/named no folder stands before it
	use(os.ReadFile(filepath.Join(c.MountPoint, c.File)))   // want pathjoin/untrusted
}

// checked looks at the path: it was not to be any.
func checked(w http.ResponseWriter, r *http.Request) {
	c, err := read(r)
	if err != nil || !strings.HasPrefix(c.Path, "/srv/files") {
		return
	}
	use(os.ReadFile(c.Path)) // want pathjoin/untrusted
}

// unnamed is a message that has no type with a name, and one that has no fields.
func unnamed(w http.ResponseWriter, r *http.Request) {
	var c struct {
		Dir string `json:"dir"`
	}
	data, err := io.ReadAll(r.Body)
	if err != nil || json.Unmarshal(data, &c) != nil {
		return
	}
	use(os.RemoveAll(c.Dir)) // want pathjoin/named
	var m map[string]string
	if json.Unmarshal(data, &m) != nil {
		return
	}
	use(os.RemoveAll(m["path"])) // want pathjoin/untrusted anything can stand in it
}

// browsed has what browsers send, whatever it is called.
func browsed(w http.ResponseWriter, r *http.Request) {
	use(os.ReadFile(r.FormValue("path")))    // want pathjoin/untrusted
	use(os.ReadFile(r.URL.Path))             // want pathjoin/untrusted
	use(os.ReadFile(r.PathValue("path")))    // want pathjoin/untrusted
	use(os.ReadFile(r.Header.Get("X-Path"))) // want pathjoin/untrusted
}

// jsonSettings are settings that a request replaces: files in them are whole paths.
type jsonSettings struct {
	CertFile string `json:"cert_file"`
	File     string `json:"file"`
}

func configured(w http.ResponseWriter, r *http.Request) {
	var s jsonSettings
	if json.NewDecoder(r.Body).Decode(&s) != nil {
		return
	}
	use(os.ReadFile(s.CertFile)) // want pathjoin/named
	use(os.ReadFile(s.File))     // want pathjoin/untrusted
}
