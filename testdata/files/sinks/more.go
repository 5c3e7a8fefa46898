package sinks

import (
	"context"
	"io/ioutil"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/go-git/go-git/v5"
	"github.com/pkg/sftp"
	"golang.org/x/sys/unix"
)

func metadata(w http.ResponseWriter, r *http.Request) {
	use(os.Lchown(r.FormValue("a"), 0, 0))                      // want pathjoin/untrusted
	use(os.Chtimes(r.FormValue("b"), time.Time{}, time.Time{})) // want pathjoin/untrusted
	use(ioutil.ReadDir(r.FormValue("c")))                       // want pathjoin/untrusted
	use(ioutil.TempDir(r.FormValue("d"), "x"))                  // want pathjoin/untrusted
	use(ioutil.TempDir("/srv/tmp", r.FormValue("e")))           // the pattern may hold no separator
	use(filepath.Walk(r.FormValue("f"), nil))                   // want pathjoin/untrusted
	use(os.Link(r.FormValue("g"), "/srv/x"))                    // want pathjoin/untrusted
}

func lowLevel(w http.ResponseWriter, r *http.Request) {
	use(syscall.Creat(r.FormValue("a"), 0o600))         // want pathjoin/untrusted
	use(syscall.Rmdir(r.FormValue("b")))                // want pathjoin/untrusted
	use(syscall.Chdir(r.FormValue("c")))                // want pathjoin/untrusted
	use(syscall.Chmod(r.FormValue("d"), 0o600))         // want pathjoin/untrusted
	use(syscall.Chown(r.FormValue("e"), 0, 0))          // want pathjoin/untrusted
	use(syscall.Mkfifo(r.FormValue("f"), 0o600))        // want pathjoin/untrusted
	use(syscall.Mknod(r.FormValue("g"), 0o600, 0))      // want pathjoin/untrusted
	use(syscall.Rename(r.FormValue("h"), "/srv/x"))     // want pathjoin/untrusted
	use(syscall.Rename("/srv/x", r.FormValue("i")))     // want pathjoin/untrusted
	use(syscall.Link("/srv/x", r.FormValue("j")))       // want pathjoin/untrusted
	use(syscall.Symlink("/srv/x", r.FormValue("k")))    // want pathjoin/untrusted
	use(unix.Rename("/srv/x", r.FormValue("l")))        // want pathjoin/untrusted
	use(unix.Mknod(r.FormValue("m"), 0o600, 0))         // want pathjoin/untrusted
	use(unix.Symlink(r.FormValue("n"), "/srv/link"))    // want pathjoin/untrusted
	use(syscall.Setenv("NAME", r.FormValue("no path"))) // an environment variable
}

func openat2(w http.ResponseWriter, r *http.Request) {
	use(unix.Openat2(3, r.FormValue("a"), &unix.OpenHow{Flags: unix.O_RDONLY})) // want pathjoin/untrusted
	use(unix.Openat2(3, r.FormValue("b"), &unix.OpenHow{Flags: unix.O_RDONLY, Resolve: unix.RESOLVE_BENEATH}))
	use(unix.Openat2(3, r.FormValue("c"), &unix.OpenHow{Flags: unix.O_RDONLY, Resolve: unix.RESOLVE_IN_ROOT}))
}

func repositories(w http.ResponseWriter, r *http.Request) {
	use(git.PlainInit(filepath.Join(root, r.FormValue("a")), true))                                                     // want pathjoin/untrusted
	use(git.PlainCloneContext(context.Background(), filepath.Join(root, r.FormValue("b")), false, nil))                 // want pathjoin/untrusted
	use(git.PlainClone(filepath.Join(root, "x"), false, &git.CloneOptions{URL: "https://x/" + r.FormValue("address")})) // no path
}

func onServerToo(r *http.Request, c *sftp.Client) {
	use(c.OpenFile("/upload/"+r.FormValue("a"), os.O_RDWR))      // want pathjoin/limited
	use(c.Create("/upload/" + r.FormValue("b")))                 // want pathjoin/limited
	use(c.Remove("/upload/" + r.FormValue("c")))                 // want pathjoin/limited
	use(c.RemoveAll("/upload/" + r.FormValue("d")))              // want pathjoin/limited
	use(c.Mkdir("/upload/" + r.FormValue("e")))                  // want pathjoin/limited
	use(c.MkdirAll("/upload/" + r.FormValue("f")))               // want pathjoin/limited
	use(c.ReadDir("/upload/" + r.FormValue("g")))                // want pathjoin/limited
	use(c.Stat("/upload/" + r.FormValue("h")))                   // want pathjoin/limited
	use(c.Rename("/upload/x", "/upload/"+r.FormValue("i")))      // want pathjoin/limited
	use(c.Symlink("/upload/x", "/upload/"+r.FormValue("j")))     // want pathjoin/limited
	use(c.Open("/upload/" + strings.ToLower(filepath.Ext("k")))) // nothing from outside
}
